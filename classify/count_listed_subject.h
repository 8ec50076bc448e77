// The subject of a figure whose sentence lists as many names as figures: "A, B and C had 1, 2 and 3
// million users, respectively". Pure.
#pragma once

#include "classify/analyzed_document.h"
#include "classify/count_names.h"
#include "classify/count_subject.h"

namespace filing_review::classify {

// The item of the figure's rank, bytes of the sentence; empty where there is no such list.
NameMention ListedSubject(const SubjectPlace& place, Script script);

}  // namespace filing_review::classify
