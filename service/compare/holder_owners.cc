#include "service/compare/holder_owners.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "classify/fold.h"
#include "classify/holder_name.h"
#include "service/compare/text_match.h"

namespace filing_review::compare {

namespace {

constexpr double kLikeName = 0.75;             // nearly the same name
constexpr double kSameBeginning = 0.8;         // and so much of the shorter one in common
constexpr double kLikeNameWithPercent = 0.65;  // with a percentage in common

// Numbers and single letters of a name, Roman and Chinese numbers too: "Fund II" is not "Fund III".
std::string NumbersOf(const std::string& name) {
  std::string numbers, word;
  const auto end_word = [&] {
    const bool roman = !word.empty() && word.find_first_not_of("IVX") == std::string::npos;
    const bool digits = !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
    if (roman || digits || word.size() == 1) absl::StrAppend(&numbers, word, " ");
    word.clear();
  };
  static constexpr std::string_view kChinese = "一二三四五六七八九十";
  for (size_t at = 0; at < name.size();) {
    const size_t from = at;
    const char32_t c = classify::Fold(classify::NextCodePoint(name, at));
    if (c < 0x80 && std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += static_cast<char>(c);
      continue;
    }
    end_word();
    if (kChinese.find(name.substr(from, at - from)) != std::string_view::npos) {
      absl::StrAppend(&numbers, name.substr(from, at - from), " ");
    }
  }
  end_word();
  return numbers;
}

// "Alder Growth Limited" and "Alder Growth Ltd." begin alike, "Northwick Ltd." and "Southwick Ltd."
// do not.
bool BeginAlike(const std::string& x, const std::string& y) {
  const std::string a = classify::NameKey(x), b = classify::NameKey(y);
  const size_t shorter = std::min(a.size(), b.size());
  size_t same = 0;
  while (same < shorter && a[same] == b[same]) ++same;
  return static_cast<double>(same) >= kSameBeginning * static_cast<double>(shorter);
}

// Stage, basis and percentage, by which a holding is known in another language.
std::string PercentKey(const v1::Holder& h) {
  return absl::StrCat(h.stage(), "|", h.percent_basis(), "|", h.over_allotment(), "|",
                      std::llround(h.percent() * 100));
}

std::set<std::string> PercentKeys(const Owner& owner) {
  std::set<std::string> keys;
  for (const Holding& holding : owner.holdings) {
    if (holding.holder().has_percent() && holding.holder().percent() > 0) {
      keys.insert(PercentKey(holding.holder()));
    }
  }
  return keys;
}

bool SharePercent(const Owner& x, const Owner& y) {
  const std::set<std::string> of_y = PercentKeys(y);
  for (const std::string& key : PercentKeys(x)) {
    if (of_y.contains(key)) return true;
  }
  return false;
}

std::string PlaceKey(const Owner& owner) {
  const v1::Evidence* place = render::MainEvidence(owner.holdings.front().holder().evidence());
  return place == nullptr
             ? ""
             : absl::StrCat(place->document(), "|", place->page(), "|", place->quote());
}

std::vector<Owner*> Left(std::vector<Owner>& owners) {
  std::vector<Owner*> left;
  for (Owner& owner : owners) {
    if (owner.other == nullptr) left.push_back(&owner);
  }
  return left;
}

void Join(Owner& x, Owner& y, v1::NameMatch match) {
  x.other = &y;
  y.other = &x;
  x.match = y.match = match;
}

// Joins what has a key that is the only one of its side.
template <typename KeysOf>
void JoinByKeys(std::vector<Owner>& a, std::vector<Owner>& b, const KeysOf& keys_of,
                v1::NameMatch match) {
  std::map<std::string, std::pair<std::vector<Owner*>, std::vector<Owner*>>> by_key;
  for (Owner* owner : Left(a)) {
    for (const std::string& key : keys_of(*owner)) by_key[key].first.push_back(owner);
  }
  for (Owner* owner : Left(b)) {
    for (const std::string& key : keys_of(*owner)) by_key[key].second.push_back(owner);
  }
  for (auto& [unused, both] : by_key) {
    if (both.first.size() != 1 || both.second.size() != 1) continue;
    Owner &x = *both.first[0], &y = *both.second[0];
    if (x.other == nullptr && y.other == nullptr) Join(x, y, match);
  }
}

void JoinByNames(std::vector<Owner>& a, std::vector<Owner>& b) {
  std::map<std::string, Owner*> by_name;
  for (Owner& owner : b) {
    for (const std::string& name : owner.names) by_name.emplace(name, &owner);
  }
  const auto join = [&](Owner& owner, const std::string& name) {
    const auto found = by_name.find(name);
    if (owner.other != nullptr || found == by_name.end() || found->second->other != nullptr) return;
    Owner& other = *found->second;
    Join(owner, other,
         classify::NameKey(owner.name) == classify::NameKey(other.name)
             ? v1::NAME_MATCH_SAME
             : v1::NAME_MATCH_OTHER_NAME);
  };
  for (Owner& owner : a) join(owner, classify::NameKey(owner.name));
  for (Owner& owner : a) {
    for (const std::string& name : owner.names) join(owner, name);
  }
}

void JoinByLikeNames(std::vector<Owner>& a, std::vector<Owner>& b) {
  const std::vector<Owner*> left_a = Left(a), left_b = Left(b);
  std::vector<std::string> names_a, names_b;
  for (const Owner* owner : left_a) names_a.push_back(owner->name);
  for (const Owner* owner : left_b) names_b.push_back(owner->name);
  TextMatchOptions options;
  options.least = kLikeNameWithPercent;
  options.characters = true;
  options.allowed = [&](size_t i, size_t j) {
    return NumbersOf(names_a[i]) == NumbersOf(names_b[j]) &&
           (SharePercent(*left_a[i], *left_b[j]) ||
            (BeginAlike(names_a[i], names_b[j]) &&
             Similarity(names_a[i], names_b[j], options) >= kLikeName));
  };
  for (const TextPair& pair : MatchTexts(names_a, names_b, options)) {
    Join(*left_a[pair.a], *left_b[pair.b], v1::NAME_MATCH_SIMILAR);
  }
}

}  // namespace

std::vector<Owner> OwnersOf(const v1::ReviewBrief& brief) {
  std::vector<Owner> owners;
  std::map<std::string, size_t> by_name;
  for (render::HolderFact& fact : render::HoldersOf(brief)) {
    std::set<std::string> names;
    for (const v1::Holder* mention : fact.mentions) {
      names.insert(classify::NameKey(mention->name()));
      for (const std::string& other : mention->other_names()) {
        names.insert(classify::NameKey(other));
      }
    }
    names.erase("");
    const auto known = by_name.find(classify::NameKey(fact.first().name()));
    const size_t index = known == by_name.end() ? owners.size() : known->second;
    if (index == owners.size()) owners.emplace_back().name = fact.first().name();
    for (const std::string& name : names) by_name.emplace(name, index);
    owners[index].names.merge(names);
    owners[index].holdings.push_back({std::move(fact)});
  }
  return owners;
}

void JoinOwners(std::vector<Owner>& a, std::vector<Owner>& b, bool by_place, bool by_percent) {
  JoinByNames(a, b);
  JoinByLikeNames(a, b);
  if (by_place) {
    JoinByKeys(
        a, b, [](const Owner& owner) { return std::set<std::string>{PlaceKey(owner)}; },
        v1::NAME_MATCH_PLACE);
  }
  if (by_percent) JoinByKeys(a, b, PercentKeys, v1::NAME_MATCH_PERCENT);
}

}  // namespace filing_review::compare
