#include "classify/count_subject.h"

#include <re2/re2.h>

#include <algorithm>
#include <cctype>

namespace filing_review::classify {

namespace {

constexpr int kMostCounted = 100;

// A name in English: capitalised words, with small joints.
constexpr char kName[] = "[A-Z][A-Za-z0-9'&+-]*(?:[ -](?:of |& )?[A-Z0-9][A-Za-z0-9'&+-]*){0,5}";

bool IsCommonStart(std::string_view word) {
  static const RE2* const re = new RE2(
      "(?:As|At|In|On|By|For|The|We|Our|Its|It|They|This|These|Those|During|Since|With|From|Of|To|"
      "A|"
      "An|There|More|Over|Under|Approximately|About|Nearly|January|February|March|April|May|June|"
      "July|"
      "August|September|October|November|December|Average|Monthly|Daily|Annual|Registered|Active|"
      "Paying|Total|Cumulative|MAUs?|DAUs?|Number|China|PRC|Hong|Kong|United|States|Each|All|Some|"
      "No|"
      "Unique|Users?|Members?|RMB|US|HK|According|While|When|If|Including|Drivers?|Q[1-4]|However|"
      "Such|Fiscal|He|She|His|Her|Mr|Ms|Mrs|Dr|Asia|Europe)(?:[ ,.'].*)?");
  return RE2::FullMatch(Piece(word), *re);
}

}  // namespace

CountSubject FindSubject(std::string_view sentence, const CountMention& mention,
                         size_t previous_end, Script script) {
  CountSubject subject;
  if (script == Script::kEnglish) {
    static const RE2* const kModifier = new RE2(std::string("^(") + kName + ") ");
    static const RE2* const kSubject =
        new RE2(std::string("\\b(") + kName +
                ")(?:'s?|,? (?:which|who|that))?(?:,[^,;]{0,60},)? (?:now |also |alone |together "
                "|currently )?"
                "(?:had|has|have|with|reports?|reported|claims?|claimed|discloses?|disclosed|"
                "reached|served|"
                "serves|surpassed|recorded|announced|attracted|average|registered|monthly|daily|"
                "active|holds?)\\b");
    // A modifier of the noun: "NetWave Music registered users".
    const std::string_view phrase =
        sentence.substr(mention.phrase_begin, mention.phrase_end - mention.phrase_begin);
    re2::StringPiece name;
    if (RE2::PartialMatch(Piece(phrase), *kModifier, &name) &&
        !IsCommonStart({name.data(), name.size()})) {
      subject.begin = static_cast<size_t>(name.data() - sentence.data());
      subject.end = subject.begin + name.size();
      return subject;
    }
    const size_t limit = std::min(sentence.size(), std::max(mention.full_begin, size_t{1}) + 1);
    size_t at = 0;
    re2::StringPiece groups[2];
    while (at < limit && kSubject->Match(Piece(sentence), at, limit, RE2::UNANCHORED, groups, 2)) {
      const std::string_view found(groups[1].data(), groups[1].size());
      const size_t begin = static_cast<size_t>(found.data() - sentence.data());
      at = begin + found.size();
      if (IsCommonStart(found)) continue;
      subject.begin = begin;
      subject.end = begin + found.size();
      subject.grammatical = true;
    }
    return subject;
  }
  // Chinese: the words before 的, 平台 or the metric in the noun's clause; a quoted name; a Latin
  // one.
  static const RE2* const kQuoted = new RE2("[“「『\"《]([^”」』\"》]{2,40})[”」』\"》]");
  static const RE2* const kLatin = new RE2("([A-Za-z][A-Za-z0-9+]{1,19}(?:APP|App)?)");
  static const RE2* const kLeading = new RE2(
      "(?:^|[,;:。、])(?:其中:?|同日,?|此外,?|例如,?|目前,?)?([一-龥A-Za-z0-9+]{2,10}?)"
      "(?:平台|网站|业务)?(?:在[一-龥]{2,6}|于[一-龥]{2,6})?(?:的|拥有|平台注册|宣称|披露|亦|"
      "已拥有|单月|APP)");
  const size_t end = std::max(mention.phrase_begin, std::min(mention.phrase_end, mention.begin));
  const size_t from = std::min(previous_end, end);
  const std::string_view before = sentence.substr(from, end - from);
  for (const RE2* const re : {kQuoted, kLatin, kLeading}) {
    size_t at = 0;
    re2::StringPiece groups[2];
    while (at < before.size() &&
           re->Match(Piece(before), at, before.size(), RE2::UNANCHORED, groups, 2)) {
      subject.begin = static_cast<size_t>(groups[1].data() - sentence.data());
      subject.end = subject.begin + groups[1].size();
      subject.grammatical = re != kLatin;
      at = std::max(at + 1, subject.end - from);
    }
    if (subject.end > subject.begin) break;
  }
  static const RE2* const kNoName = new RE2(
      ".*(?:公司|我们|本集团|报告期|截至|年度|累计|目前|其|该|中国|全国|我国|MAU|DAU).*|[0-9].*");
  if (subject.end > subject.begin &&
      RE2::FullMatch(Piece(sentence.substr(subject.begin, subject.end - subject.begin)),
                     *kNoName)) {
    subject = {};
  }
  return subject;
}

v1::Region FindRegion(std::string_view sentence, size_t begin, size_t end, const CountWords& words,
                      size_t& text_begin, size_t& text_end) {
  v1::Region best = v1::REGION_UNSTATED;
  size_t best_distance = static_cast<size_t>(-1);
  for (const Compiled<v1::CountRegion>& region : words.regions()) {
    size_t at = 0;
    re2::StringPiece group;
    while (at < sentence.size() &&
           region.match->Match(Piece(sentence), at, sentence.size(), RE2::UNANCHORED, &group, 1)) {
      const size_t b = static_cast<size_t>(group.data() - sentence.data());
      const size_t e = b + group.size();
      at = std::max(e, at + 1);
      const size_t distance = e <= begin ? begin - e : b >= end ? b - end : 0;
      if (distance < best_distance && distance < 150) {
        best_distance = distance;
        best = region.rule->region();
        text_begin = b;
        text_end = e;
      }
    }
  }
  return best;
}

int NameCensus::Count(const std::string& name) {
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
