#include "classify/count_names.h"

#include <re2/re2.h>

#include <algorithm>

#include "classify/count_region.h"
#include "classify/fold.h"

namespace filing_review::classify {

namespace {

constexpr int kMostCounted = 100;
// A name told by weak grammar stands at least this often in the filing.
constexpr int kRecurs = 3;
// The product that a filing is about is named at least this often, and this much oftener than any
// other name.
constexpr int kPrincipal = 8;
constexpr double kPrincipalLead = 2;
constexpr size_t kShortestIssuer = 6;                                       // bytes
constexpr size_t kShortestIssuerWord = 5;                                   // bytes: none of "Bank"
constexpr size_t kLongestName = 60, kShortestName = 6, kShortestLatin = 2;  // bytes

template <typename Use>
void ForEachName(const LazyPattern& re, std::string_view text, Use use) {
  size_t at = 0;
  re2::StringPiece groups[2];
  while (at < text.size() && re.Match(Piece(text), at, text.size(), RE2::UNANCHORED, groups, 2)) {
    if (groups[1].data() == nullptr) break;
    const size_t begin = static_cast<size_t>(groups[1].data() - text.data());
    const size_t end = begin + groups[1].size();
    use(begin, end);
    at = std::max(end, at + 1);
  }
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Whether a Latin name at [begin, end) stands apart from the words around.
bool StandsAlone(std::string_view text, size_t begin, size_t end) {
  if (IsWordByte(text[begin]) && begin > 0 && IsWordByte(text[begin - 1])) return false;
  return !(IsWordByte(text[end - 1]) && end < text.size() && IsWordByte(text[end]));
}

std::string LowerCase(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// The first word of a Latin name of several, with the space behind it; empty where it is short or
// has a place in it.
std::string FirstWord(const std::string& name, const CountWords& english) {
  const size_t space = name.find(' ');
  if (space == std::string::npos || space < kShortestIssuerWord) return "";
  if (!IsAscii(name.substr(0, space))) return "";
  if (!FindRegions(name.substr(0, space), english, false).empty()) return "";
  return LowerCase(name.substr(0, space + 1));
}

}  // namespace

bool IsAcronym(std::string_view text) {
  static const RE2* const re = new RE2("[A-Z]{2,6}");
  return RE2::FullMatch(Piece(text), *re);
}

NameMention TrimName(std::string_view text, size_t begin, size_t end, const CountWords& words) {
  const CountNamingPatterns& naming = words.naming();
  // Behind: at least what is a name without it must be left.
  if (naming.behind_name != nullptr) {
    for (bool again = true; again && begin < end;) {
      const size_t at = MatchAtEnd(naming.behind_name, text.substr(begin, end - begin));
      again = at != std::string_view::npos && at > 0;
      // MatchAtEnd counts from the start of what it is given.
      if (again) end = begin + at;
    }
  }
  for (size_t cut = 1; cut > 0 && begin < end; begin += cut) {
    cut = MatchAtStart(naming.lead_in, text.substr(begin, end - begin));
  }
  while (begin < end && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
  while (begin < end && (text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
  NameMention name;
  const std::string_view left = text.substr(begin, end - begin);
  const size_t least = IsAscii(left) ? kShortestLatin : kShortestName;
  if (left.size() < least || left.size() > kLongestName || words.IsTerm(left) ||
      Matches(naming.no_name, left)) {
    return name;
  }
  // Places are no names.
  size_t places = 0;
  for (const RegionMention& place : FindRegions(left, words, true)) {
    places += place.end - place.begin;
  }
  if (2 * places >= left.size()) return name;
  name.begin = begin;
  name.end = end;
  name.kind = SubjectKind::kUnknown;
  return name;
}

std::vector<NameMention> TopicNames(std::string_view text, const CountWords& words, bool strong) {
  std::vector<NameMention> found;
  const CountNamingPatterns& naming = words.naming();
  const auto add = [&](const std::vector<std::unique_ptr<LazyPattern>>& patterns,
                       SubjectKind kind) {
    for (const std::unique_ptr<LazyPattern>& re : patterns) {
      ForEachName(*re, text, [&](size_t begin, size_t end) {
        NameMention name = TrimName(text, begin, end, words);
        if (name.kind == SubjectKind::kNone) return;
        name.kind = kind;
        found.push_back(name);
      });
    }
  };
  // "Our largest rival X" is no product of ours.
  add(naming.other, SubjectKind::kOther);
  add(naming.own, SubjectKind::kOwn);
  add(naming.topic, SubjectKind::kUnknown);
  if (!strong) add(naming.recurring, SubjectKind::kUnknown);
  std::stable_sort(found.begin(), found.end(),
                   [](const NameMention& a, const NameMention& b) { return a.begin < b.begin; });
  // The same name told twice: the kind that is known.
  std::vector<NameMention> kept;
  for (const NameMention& name : found) {
    if (!kept.empty() && name.begin < kept.back().end) {
      if (kept.back().kind == SubjectKind::kUnknown) kept.back().kind = name.kind;
      continue;
    }
    kept.push_back(name);
  }
  return kept;
}

FilingNames::FilingNames(const AnalyzedDocument& analyzed, const CountWords& english,
                         const CountWords& chinese, const std::string& issuer)
    : analyzed_(analyzed), issuer_(FoldText(issuer)), issuer_word_(FirstWord(issuer_, english)) {
  for (const Sentence& s : analyzed.sentences) {
    const Passage& passage = analyzed.passages[s.passage];
    if (passage.kind == PassageKind::kTableRow) continue;
    const CountWords& words = passage.script == Script::kChinese ? chinese : english;
    if (words.MayCount(analyzed.Text(s))) Gather(words, s.passage, s.begin, s.end);
  }
  int most = 0, second = 0;
  for (const auto& [folded, name] : names_) {
    if (name.kind == SubjectKind::kOther) continue;
    const int count = Count(folded);
    // A longer name of the same product is no rival.
    if (principal_ != nullptr && folded.find(principal_->folded) != std::string::npos) continue;
    if (count > most) {
      second = most;
      most = count;
      principal_ = &name;
    } else {
      second = std::max(second, count);
    }
  }
  if (most < kPrincipal || most < kPrincipalLead * second) principal_ = nullptr;
}

void FilingNames::Gather(const CountWords& words, uint32_t passage, size_t begin, size_t end) {
  const std::string_view text =
      std::string_view(analyzed_.passages[passage].text).substr(begin, end - begin);
  const std::vector<NameMention> strong = TopicNames(text, words, true);
  for (const NameMention& name : TopicNames(text, words, false)) {
    const std::string folded(text.substr(name.begin, name.end - name.begin));
    if (IsIssuer(folded)) continue;
    const auto known = names_.find(folded);
    if (known != names_.end()) {
      if (name.kind != SubjectKind::kUnknown && known->second.kind != SubjectKind::kOwn) {
        known->second.kind = name.kind;
      }
      continue;
    }
    const bool sure = std::any_of(strong.begin(), strong.end(), [&](const NameMention& s) {
      return s.begin <= name.begin && s.end >= name.end;
    });
    if (!sure && Count(folded) < kRecurs) continue;
    names_[folded] = {
        folded, OriginalText(analyzed_, passage, begin + name.begin, begin + name.end), name.kind};
  }
}

std::vector<NameMention> FilingNames::In(std::string_view text) const {
  std::vector<NameMention> found;
  for (const auto& [folded, name] : names_) {
    for (size_t at = text.find(folded); at != std::string_view::npos;
         at = text.find(folded, at + folded.size())) {
      if (StandsAlone(text, at, at + folded.size())) {
        found.push_back({at, at + folded.size(), name.kind});
      }
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const NameMention& a, const NameMention& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<NameMention> kept;
  for (const NameMention& name : found) {
    if (kept.empty() || name.begin >= kept.back().end) kept.push_back(name);
  }
  return kept;
}

bool FilingNames::IsIssuer(std::string_view folded) const {
  // The whole name, or the name without its first words (a place).
  return folded.size() >= kShortestIssuer && issuer_.find(folded) != std::string::npos &&
         2 * folded.size() > issuer_.size();
}

bool FilingNames::BearsIssuersName(std::string_view folded) const {
  return !issuer_word_.empty() && LowerCase(folded).starts_with(issuer_word_);
}

const FilingName* FilingNames::Find(std::string_view folded) const {
  const auto found = names_.find(folded);
  return found == names_.end() ? nullptr : &found->second;
}

int FilingNames::Count(const std::string& name) const {
  const auto known = counts_.find(name);
  if (known != counts_.end()) return known->second;
  int count = 0;
  for (const Passage& passage : analyzed_.passages) {
    for (size_t at = passage.text.find(name); at != std::string::npos && count < kMostCounted;
         at = passage.text.find(name, at + name.size())) {
      ++count;
    }
    if (count >= kMostCounted) break;
  }
  return counts_[name] = count;
}

}  // namespace filing_review::classify
