// Holders with their holdings, and who is who on the other side. Points into the briefs.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "filing_review/v1/comparison.pb.h"
#include "service/render/facts.h"

namespace filing_review::compare {

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

// Holdings under one name are one holder's.
std::vector<Owner> OwnersOf(const v1::ReviewBrief& brief);

// Joins the holders of two briefs: by name, other name and nearly the same name; `by_place` by the
// place of the same document; `by_percent` by percentages that no other holder has.
void JoinOwners(std::vector<Owner>& a, std::vector<Owner>& b, bool by_place, bool by_percent);

}  // namespace filing_review::compare
