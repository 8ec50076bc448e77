// A grey picture as PNG, in sixteen shades: enough for a small page of text, and small.
#pragma once

#include <string>

namespace filing_review::service {

// `pixels`: width * height bytes, top row first, 0 is black. Empty where memory runs out.
std::string GreyPng(int width, int height, const std::string& pixels);

}  // namespace filing_review::service
