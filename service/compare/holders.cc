// Holders: who is who on the other side, then holding by holding. See compare.h.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "classify/fold.h"
#include "classify/holder_name.h"
#include "service/compare/sections.h"
#include "service/compare/text_match.h"
#include "service/render/facts.h"
#include "service/render/words.h"

namespace filing_review::compare {

namespace {

constexpr double kLikeName = 0.75;             // nearly the same name
constexpr double kSameBeginning = 0.8;         // and so much of the shorter one in common
constexpr double kLikeNameWithPercent = 0.65;  // with a percentage in common
constexpr double kSamePercent = 1e-9;

struct Holding {
  render::HolderFact fact;
  bool done = false;
  const v1::Holder& holder() const { return fact.first(); }
};

// A holder with its holdings.
struct Owner {
  std::string name;             // as first printed
  std::set<std::string> names;  // keys, other names included
  std::vector<Holding> holdings;
  Owner* other = nullptr;  // on the other side
  v1::NameMatch match = v1::NAME_MATCH_UNSPECIFIED;
};

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

class HoldingsComparison {
 public:
  HoldingsComparison(Sides& sides, Owner* a, Owner* b, v1::HolderChange& out)
      : sides_(sides), a_(a), b_(b), out_(out) {}

  void Run() {
    if (a_ != nullptr && b_ != nullptr) Match();
    if (a_ != nullptr) {
      for (Holding& holding : a_->holdings) {
        if (!holding.done) Add(sides_.OnlyInA(), &holding, nullptr);
      }
    }
    if (b_ != nullptr) {
      for (Holding& holding : b_->holdings) {
        if (!holding.done) Add(sides_.OnlyInB(), nullptr, &holding);
      }
    }
  }

 private:
  // Stage, basis and class of a holding.
  std::string KeyOf(const v1::Holder& h) const {
    return absl::StrCat(h.stage(), "|", h.percent_basis(), "|", h.over_allotment(), "|",
                        sides_.translation ? "" : classify::NameKey(h.share_class()));
  }

  // As printed, with at most six decimals.
  static std::string PercentOf(const v1::Holder& h) {
    return h.has_percent() ? absl::StrCat(h.percent()) : "-";
  }

  void Match() {
    Pair([&](const v1::Holder& h) {
      return absl::StrCat(KeyOf(h), "|", PercentOf(h), "|", h.votes_percent());
    });
    Pair([&](const v1::Holder& h) { return absl::StrCat(KeyOf(h), "|", PercentOf(h)); });
    // The same percentage still stands there: not gone.
    if (!sides_.rules) {
      DropRepeated(a_->holdings, b_->holdings);
      DropRepeated(b_->holdings, a_->holdings);
    }
    Pair([&](const v1::Holder& h) { return KeyOf(h); });
    Pair([&](const v1::Holder& h) { return h.has_percent() ? PercentOf(h) : std::string(); });
  }

  // Pairs holdings with one key, in order; an empty key is none.
  template <typename Key>
  void Pair(const Key& key_of) {
    std::map<std::string, std::vector<Holding*>> by_key;
    for (size_t i = b_->holdings.size(); i-- > 0;) {
      Holding& y = b_->holdings[i];
      if (!y.done) by_key[key_of(y.holder())].push_back(&y);
    }
    by_key.erase("");
    for (Holding& x : a_->holdings) {
      if (x.done) continue;
      const auto found = by_key.find(key_of(x.holder()));
      if (found == by_key.end() || found->second.empty()) continue;
      Holding& y = *found->second.back();
      found->second.pop_back();
      x.done = y.done = true;
      Add(v1::CHANGE_KIND_CHANGED, &x, &y);
    }
  }

  static void DropRepeated(std::vector<Holding>& here, const std::vector<Holding>& there) {
    const auto key_of = [](const v1::Holder& h) {
      return absl::StrCat(h.stage(), "|", PercentOf(h));
    };
    std::set<std::string> told;
    for (const Holding& y : there) {
      if (y.done) told.insert(key_of(y.holder()));
    }
    for (Holding& x : here) x.done = x.done || told.contains(key_of(x.holder()));
  }

  static bool SamePercent(const v1::Holder& x, const v1::Holder& y) {
    return x.has_percent() == y.has_percent() &&
           std::abs(x.percent() - y.percent()) <= kSamePercent;
  }

  void Add(v1::ChangeKind kind, const Holding* x, const Holding* y) {
    v1::HoldingChange change;
    change.set_change(kind);
    if (x != nullptr && y != nullptr) {
      const v1::Holder &a = x->holder(), &b = y->holder();
      const auto check = [&](bool differs, const char* field) {
        if (differs) change.add_fields(field);
      };
      check(!SamePercent(a, b), "percent");
      check(a.has_votes_percent() && b.has_votes_percent() &&
                std::abs(a.votes_percent() - b.votes_percent()) > kSamePercent,
            "votesPercent");
      check(a.stage() != b.stage(), "stage");
      check(a.percent_basis() != b.percent_basis(), "percentBasis");
      check(a.over_allotment() != b.over_allotment(), "overAllotment");
      check(!sides_.translation &&
                classify::NameKey(a.share_class()) != classify::NameKey(b.share_class()),
            "shareClass");
      if (change.fields().empty()) return;
    }
    if (x != nullptr) {
      *change.mutable_holding_a() = x->holder();
      change.mutable_holding_a()->clear_evidence();
      sides_.ShowA(PlacesOfAll(x->fact.mentions), change.mutable_evidence_a());
    }
    if (y != nullptr) {
      *change.mutable_holding_b() = y->holder();
      change.mutable_holding_b()->clear_evidence();
      sides_.ShowB(PlacesOfAll(y->fact.mentions), change.mutable_evidence_b());
    }
    *out_.add_holdings() = std::move(change);
  }

  Sides& sides_;
  Owner* const a_;
  Owner* const b_;
  v1::HolderChange& out_;
};

// What all mentions of a holder say, with the mentions that say it.
struct Said {
  std::set<std::string> values;
  std::vector<const v1::Holder*> mentions;
};

template <typename ValueOf>
Said SaidOf(const Owner& owner, const ValueOf& value_of) {
  Said said;
  for (const Holding& holding : owner.holdings) {
    for (const v1::Holder* mention : holding.fact.mentions) {
      const std::string value = value_of(*mention);
      if (!value.empty() && said.values.insert(value).second) said.mentions.push_back(mention);
    }
  }
  return said;
}

// Tells a difference where the two have no value in common.
template <typename ValueOf>
void CompareField(Sides& sides, const char* field, const Owner& a, const Owner& b,
                  const ValueOf& value_of, v1::HolderChange& out) {
  const Said x = SaidOf(a, value_of), y = SaidOf(b, value_of);
  if (x.values == y.values) return;
  for (const std::string& value : x.values) {
    if (y.values.contains(value)) return;
  }
  v1::FieldChange& change = AddField(field, absl::StrJoin(x.values, ", "),
                                     absl::StrJoin(y.values, ", "), out.mutable_fields());
  sides.ShowA(PlacesOfAll(x.mentions), change.mutable_evidence_a());
  sides.ShowB(PlacesOfAll(y.mentions), change.mutable_evidence_b());
}

void CompareFields(Sides& sides, const Owner& a, const Owner& b, v1::HolderChange& out) {
  // A name that is nearly the same may yet be another's: it is told.
  if (a.match == v1::NAME_MATCH_SIMILAR) {
    CompareField(
        sides, "name", a, b, [](const v1::Holder& h) { return h.name(); }, out);
  }
  CompareField(
      sides, "holderClass", a, b,
      [](const v1::Holder& h) {
        const bool known = h.holder_class() != v1::HOLDER_CLASS_UNSPECIFIED &&
                           h.holder_class() != v1::HOLDER_CLASS_UNKNOWN;
        return known ? render::ShortEnumName(h.holder_class()) : std::string();
      },
      out);
  CompareField(
      sides, "jurisdiction", a, b, [](const v1::Holder& h) { return h.jurisdiction(); }, out);
  if (sides.translation) return;  // the others are words
  CompareField(
      sides, "governmentLink", a, b, [](const v1::Holder& h) { return h.government_link(); }, out);
  CompareField(
      sides, "ultimateHolder", a, b, [](const v1::Holder& h) { return h.ultimate_holder(); }, out);
}

double LargestPercent(const v1::HolderChange& change) {
  double largest = 0;
  for (const v1::HoldingChange& holding : change.holdings()) {
    largest = std::max({largest, holding.holding_a().percent(), holding.holding_b().percent()});
  }
  return largest;
}

}  // namespace

void CompareHolders(Sides& sides, v1::BriefComparison& out) {
  std::vector<Owner> a = OwnersOf(sides.a), b = OwnersOf(sides.b);
  JoinByNames(a, b);
  JoinByLikeNames(a, b);
  if (sides.rules) {
    JoinByKeys(
        a, b, [](const Owner& owner) { return std::set<std::string>{PlaceKey(owner)}; },
        v1::NAME_MATCH_PLACE);
  }
  if (sides.translation) JoinByKeys(a, b, PercentKeys, v1::NAME_MATCH_PERCENT);
  const auto add = [&](v1::ChangeKind kind, Owner* x, Owner* y) {
    v1::HolderChange change;
    change.set_change(kind);
    if (x != nullptr) change.set_name_a(x->name);
    if (y != nullptr) change.set_name_b(y->name);
    if (x != nullptr && y != nullptr) {
      change.set_name_match(x->match);
      CompareFields(sides, *x, *y, change);
    }
    HoldingsComparison(sides, x, y, change).Run();
    if (!change.fields().empty() || !change.holdings().empty()) {
      *out.add_holders() = std::move(change);
    }
  };
  for (Owner& owner : a) {
    if (owner.other != nullptr) add(v1::CHANGE_KIND_CHANGED, &owner, owner.other);
  }
  for (Owner& owner : a) {
    if (owner.other == nullptr) add(sides.OnlyInA(), &owner, nullptr);
  }
  for (Owner& owner : b) {
    if (owner.other == nullptr) add(sides.OnlyInB(), nullptr, &owner);
  }
  std::stable_sort(out.mutable_holders()->begin(), out.mutable_holders()->end(),
                   [](const v1::HolderChange& x, const v1::HolderChange& y) {
                     return LargestPercent(x) > LargestPercent(y);
                   });
}

}  // namespace filing_review::compare
