#include "classify/concept_tagger.h"

#include <re2/re2.h>

#include <array>
#include <unordered_map>
#include <utility>

#include "classify/literal_filter.h"

namespace filing_review::classify {

namespace {

// One automaton over all words of a language. Its states are built as texts ask for them; past
// this many bytes they are dropped and built anew, which costs time and no correctness.
constexpr int64_t kAutomatonBytes = 64 << 20;

constexpr size_t Place(Script script) { return script == Script::kChinese ? 1 : 0; }

}  // namespace

Script ScriptOf(std::string_view text) {
  // U+3000 to U+9FFF start with the bytes E3 to E9 in UTF-8.
  size_t han = 0;
  for (const char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    han += byte >= 0xE3 && byte <= 0xE9 ? 1 : 0;
  }
  return han * 3 * 5 >= text.size() * 2 && han > 0 ? Script::kChinese : Script::kEnglish;
}

struct ConceptTagger::Impl {
  // A language's words.
  struct Words {
    LiteralFilter filter;
    std::vector<int> concept_of;  // an id of `filter`
    std::vector<int> id_of;       // a concept; -1 where it has no words
  };
  std::array<Words, 2> languages;
  std::unordered_map<std::string, int> index;
};

ConceptTagger::ConceptTagger() : impl_(std::make_unique<Impl>()) {}
ConceptTagger::ConceptTagger(ConceptTagger&&) noexcept = default;
ConceptTagger& ConceptTagger::operator=(ConceptTagger&&) noexcept = default;
ConceptTagger::~ConceptTagger() = default;

absl::StatusOr<ConceptTagger> ConceptTagger::Create(const std::vector<v1::Concept>& concepts,
                                                    const MacroTable& macros) {
  ConceptTagger tagger;
  Impl& impl = *tagger.impl_;
  if (concepts.size() > kMaxConcepts) {
    return absl::InvalidArgumentError("more than " + std::to_string(kMaxConcepts) + " concepts");
  }
  for (size_t i = 0; i < concepts.size(); ++i) {
    if (!impl.index.emplace(concepts[i].id(), static_cast<int>(i)).second) {
      return absl::InvalidArgumentError("concept " + concepts[i].id() + ": defined twice");
    }
  }
  for (const Script script : {Script::kEnglish, Script::kChinese}) {
    Impl::Words& words = impl.languages[Place(script)];
    const bool chinese = script == Script::kChinese;
    RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(chinese);
    options.set_max_mem(kAutomatonBytes);
    for (size_t i = 0; i < concepts.size(); ++i) {
      std::string any;
      for (const std::string& word : chinese ? concepts[i].zh() : concepts[i].en()) {
        const absl::StatusOr<std::string> expanded = ExpandMacros(word, macros);
        if (!expanded.ok()) {
          return RuleError(concepts[i].id(), std::string(expanded.status().message()));
        }
        // Each word alone: a broken or an empty one would hide in the alternation.
        const LazyPattern alone(*expanded, options);
        if (absl::Status sound = CheckPattern(concepts[i].id(), alone); !sound.ok()) return sound;
        any += (any.empty() ? "" : "|") + *expanded;
      }
      words.id_of.push_back(-1);
      if (any.empty()) continue;
      any = chinese ? "(?:" + any + ")" : "\\b(?:" + any + ")\\b";
      const absl::StatusOr<int> id = words.filter.Add(
          concepts[i].id(), any, chinese ? v1::RULE_LANGUAGE_ZH : v1::RULE_LANGUAGE_EN);
      if (!id.ok()) return id.status();
      words.id_of.back() = *id;
      words.concept_of.push_back(static_cast<int>(i));
    }
  }
  return tagger;
}

int ConceptTagger::Index(const std::string& id) const {
  const auto found = impl_->index.find(id);
  return found == impl_->index.end() ? -1 : found->second;
}

ConceptMask ConceptTagger::MayHold(std::string_view text, Script script) const {
  ConceptMask mask;
  const Impl::Words& words = impl_->languages[Place(script)];
  if (words.concept_of.empty()) return mask;
  for (const int id : words.filter.Candidates(text)) {
    mask.set(static_cast<size_t>(words.concept_of[static_cast<size_t>(id)]));
  }
  return mask;
}

ConceptMask ConceptTagger::Tag(std::string_view text, Script script,
                               const ConceptMask& candidates) const {
  ConceptMask mask;
  const Impl::Words& words = impl_->languages[Place(script)];
  const re2::StringPiece input(text.data(), text.size());
  for (size_t c = candidates._Find_first(); c < candidates.size(); c = candidates._Find_next(c)) {
    const int id = words.id_of[c];
    if (id >= 0 && RE2::PartialMatch(input, words.filter.Get(id))) mask.set(c);
  }
  return mask;
}

std::vector<ConceptSpan> ConceptTagger::Find(int concept_index, std::string_view text,
                                             Script script) const {
  std::vector<ConceptSpan> spans;
  const Impl::Words& words = impl_->languages[Place(script)];
  const int id = words.id_of[static_cast<size_t>(concept_index)];
  if (id < 0) return spans;
  const LazyPattern& re = words.filter.Get(id);
  const re2::StringPiece input(text.data(), text.size());
  re2::StringPiece match;
  for (size_t at = 0; at < text.size();) {
    if (!re.Match(input, at, text.size(), RE2::UNANCHORED, &match, 1) || match.empty()) break;
    const size_t begin = static_cast<size_t>(match.data() - text.data());
    spans.push_back({begin, begin + match.size()});
    at = begin + match.size();
  }
  return spans;
}

}  // namespace filing_review::classify
