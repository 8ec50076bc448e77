#include "classify/pattern_check.h"

#include <re2/re2.h>

#include <string_view>

#include "classify/fold.h"
#include "classify/literal_needs.h"

namespace filing_review::classify {

namespace {

// A program longer than this is dear to build, and its automaton to keep.
constexpr int kDearProgram = 5000;
// RE2 stops at a quarter of two thirds of its memory, 16 bytes an instruction.
constexpr int64_t kBytesAnInstruction = 96, kBytesBeside = 1 << 16;

// `cure`: what the writer of the rule can do.
std::string Limit(int64_t limit, const std::string& what, const char* cure, const char* reason) {
  return "more than " + std::to_string(limit) + " " + what + ": " + cure + " [" + reason + "]";
}

constexpr char kShorter[] = "shorten its repetitions, and write distance as `within`";

// Texts with every kind of place between two characters.
bool MatchesNothing(const re2::RE2& re) {
  for (const char* text : {"", "a", "a b1,", "数据 a。1"}) {
    const re2::StringPiece piece(text);
    for (size_t at = 0; at <= piece.size(); ++at) {
      re2::StringPiece found;
      if (!re.Match(piece, at, piece.size(), RE2::UNANCHORED, &found, 1)) break;
      if (found.empty()) return true;
    }
  }
  return false;
}

// Texts are folded before they are matched: what is folded away stands in none.
std::string NeverInText(const std::string& pattern) {
  for (size_t at = 0; at < pattern.size();) {
    const size_t from = at;
    const char32_t c = NextCodePoint(pattern, at);
    if (c < 0x80 || Fold(c) == c) continue;
    const std::string printed = pattern.substr(from, at - from);
    std::string folded = FoldText(printed);
    constexpr std::string_view kMeta = "()[]{}.*+?|";
    if (folded.size() == 1 && kMeta.find(folded[0]) != kMeta.npos) folded = "[" + folded + "]";
    return "never matches its " + printed + ": texts are folded first, write " + folded;
  }
  return "";
}

}  // namespace

PatternVerdict PatternChecker::Check(const std::string& pattern, FieldRole role,
                                     v1::RuleLanguage language) {
  if (++patterns_ > limits_.patterns) {
    return {Limit(limits_.patterns, "patterns", "join words of one meaning with |",
                  "rule_patterns_limit"),
            ""};
  }
  const absl::StatusOr<std::string> expanded = ExpandMacros(pattern, macros_);
  if (!expanded.ok()) return {std::string(expanded.status().message()), ""};
  if (static_cast<int64_t>(expanded->size()) > limits_.pattern_bytes) {
    return {Limit(limits_.pattern_bytes, "bytes with its macros", "part it into several patterns",
                  "rule_pattern_bytes_limit"),
            ""};
  }
  re2::RE2::Options options = OptionsFor(language);
  options.set_max_mem(limits_.program_size * kBytesAnInstruction + kBytesBeside);
  const re2::RE2 re(*expanded, options);
  if (re.error_code() == re2::RE2::ErrorPatternTooLarge ||
      (re.ok() && re.ProgramSize() > limits_.program_size)) {
    return {
        "too large: " + Limit(limits_.program_size, "instructions", kShorter, "rule_program_limit"),
        ""};
  }
  if (!re.ok()) return {re.error() + " in " + pattern, ""};
  program_ += re.ProgramSize();
  if (program_ > limits_.total_program) {
    return {Limit(limits_.total_program, "instructions in all patterns together",
                  "leave out rules that nobody needs, or shorten repetitions",
                  "rule_total_program_limit"),
            ""};
  }
  if (expanded->find_first_of("\a\b\f\v") != std::string::npos) {
    return {"has a control character; a backslash of an expression is written twice, \\\\b", ""};
  }
  if (role != FieldRole::kGapPattern && role != FieldRole::kMacro && MatchesNothing(re)) {
    return {"matches the empty string: " + pattern, ""};
  }
  if (role == FieldRole::kNamePattern && re.NumberOfCapturingGroups() < 1) {
    return {"has no group (…) for the name: " + pattern, ""};
  }
  if (const std::string never = NeverInText(pattern); !never.empty()) return {"", never};
  if (re.ProgramSize() > kDearProgram) {
    return {"", "is large (" + std::to_string(re.ProgramSize()) +
                    " instructions): write short patterns, and distance as `within`"};
  }
  if (role == FieldRole::kFilteredPattern && DeriveLiteralNeeds(*expanded, language).empty()) {
    return {"",
            "has no word that it cannot match without: it is tried on every sentence: " + pattern};
  }
  return {};
}

}  // namespace filing_review::classify
