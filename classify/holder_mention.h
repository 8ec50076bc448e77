// A holder as a finder of one kind sees it, before it is classed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "classify/holder_name.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

// A span of a passage that says more on a holder (a footnote).
struct HolderRemark {
  uint32_t passage = 0;
  size_t begin = 0, end = 0;  // bytes of the passage's text
};

struct HolderMention {
  v1::Holder holder;  // name, percentages, stage, kind, evidence
  HolderName name;
  std::string key;       // NameKey of the name without its form of address
  std::string stated;    // normalised words of the row or sentence on where the holder is from
  std::string footnote;  // normalised text of the footnotes that the row refers to
  std::vector<HolderRemark> remarks;
  std::string lead;       // the lead-in of its table; empty in a sentence
  bool group = false;     // a row such as "all directors as a group"
  bool director = false;  // stands among directors and officers
  int32_t page = 0;
  int32_t table = -1;  // that it was read from; -1: a sentence
};

// What a filing is, as far as the stage of a holding goes.
enum class FilingPhase { kProspectus, kAllotment, kPeriodic };

FilingPhase PhaseOf(const v1::FilingMetadata& filing);

// Stage of a holding that the words around it do not date.
v1::HoldingStage DefaultStage(FilingPhase phase);

}  // namespace filing_review::classify
