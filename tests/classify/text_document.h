// Documents made of plain text, for tests of what comes after reading.
#pragma once

#include "classify/text_document.h"
