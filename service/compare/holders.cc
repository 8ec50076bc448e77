// Holders: who is who on the other side, then holding by holding. See compare.h.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "classify/holder_name.h"
#include "service/compare/holder_owners.h"
#include "service/compare/sections.h"
#include "service/render/words.h"

namespace filing_review::compare {

namespace {

constexpr double kSamePercent = 1e-9;

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
  JoinOwners(a, b, sides.rules, sides.translation);
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
