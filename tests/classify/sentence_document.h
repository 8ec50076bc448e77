// Documents of plain sentences, without pages, for tests of rules on sentences.
#pragma once

#include "classify/text_document.h"
