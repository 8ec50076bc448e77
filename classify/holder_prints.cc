#include "classify/holder_prints.h"

#include <re2/re2.h>

#include <algorithm>
#include <cctype>

#include "classify/fold.h"
#include "classify/holder_origin.h"

namespace filing_review::classify {

namespace {

constexpr size_t kMostNames = 400;

bool IsLatin(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// An expression for a name that may be broken within its words: Chinese type areas break a Latin
// word at the end of a line anywhere, without a hyphen.
std::string AnyBreaks(const std::string& name) {
  std::string out;
  size_t from = 0;
  for (size_t i = 1; i <= name.size(); ++i) {
    const bool within = i < name.size() && IsLatin(name[i - 1]) && IsLatin(name[i]);
    if (i < name.size() && !within) continue;
    out += RE2::QuoteMeta(name.substr(from, i - from));
    if (i < name.size()) out += " ?";
    from = i;
  }
  return out;
}

std::string WithoutBlanks(std::string_view name) {
  std::string out(name);
  out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
  return out;
}

}  // namespace

std::vector<std::string> AddressesOf(const HolderLexicon& lexicon, std::string_view name) {
  if (!IsPersonName(lexicon, name)) return {};
  return lexicon.WithTitles(name);
}

HolderPrints::HolderPrints(const HolderLexicon& lexicon,
                           const std::vector<HolderMention>& mentions) {
  for (const HolderMention& m : mentions) {
    if (m.group) continue;
    Add(lexicon, m.name.name, m.key);
  }
  for (const HolderMention& m : mentions) {
    if (m.group) continue;
    for (const std::string& other : m.name.other_names) Add(lexicon, other, m.key);
  }
  std::vector<std::string> all;
  for (const auto& [name, print] : prints_) {
    if (!print.ambiguous) all.push_back(name);
  }
  if (all.empty()) return;
  std::sort(all.begin(), all.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string pattern;
  for (const std::string& name : all) {
    if (!pattern.empty()) pattern += '|';
    pattern += AnyBreaks(name);
    squeezed_.emplace(WithoutBlanks(name), name);
  }
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(64 << 20);
  names_ = std::make_unique<RE2>("(" + pattern + ")", options);
}

HolderPrints::~HolderPrints() = default;

bool HolderPrints::ok() const { return names_ != nullptr && names_->ok(); }

void HolderPrints::Add(const HolderLexicon& lexicon, const std::string& name,
                       const std::string& key) {
  const std::string folded = lexicon.WithoutTitle(FoldText(name));
  if (folded.size() < 4 || prints_.size() >= kMostNames) return;
  prints_.emplace(folded, HolderPrint{key, "", false});
  for (const std::string& address : AddressesOf(lexicon, folded)) {
    const auto [at, made] = prints_.emplace(address, HolderPrint{key, folded, false});
    if (!made && at->second.key != key) at->second.ambiguous = true;
  }
}

bool HolderPrints::Next(std::string_view text, size_t at, size_t& begin, size_t& end) const {
  re2::StringPiece match;
  if (at >= text.size() ||
      !names_->Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED, &match, 1)) {
    return false;
  }
  begin = static_cast<size_t>(match.data() - text.data());
  end = begin + match.size();
  return true;
}

const HolderPrint* HolderPrints::Find(const std::string& name) const {
  auto it = prints_.find(name);
  if (it == prints_.end()) {
    const auto whole = squeezed_.find(WithoutBlanks(name));
    if (whole != squeezed_.end()) it = prints_.find(whole->second);
  }
  return it == prints_.end() ? nullptr : &it->second;
}

}  // namespace filing_review::classify
