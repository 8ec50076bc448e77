// The tests of this room check every rule as soon as it is made.
#include "classify/pattern_set.h"

namespace {

const filing_review::classify::CheckRulesAtOnce check;

}  // namespace
