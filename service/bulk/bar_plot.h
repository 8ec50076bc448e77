// Plots of a corpus report as inline SVG: bars by name, and a histogram on a logarithmic axis.
//
//   std::string svg = BarPlot({{"triggered", {12, 3}}}, {"bad", "doubt"}, {"met", "unknown"});
//
// Names are escaped. Pure. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace filing_review::service {

struct Bar {
  std::string name;
  std::vector<int64_t> counts;  // one a series, drawn one behind the other
};

// `series`: a CSS class a series, `legend` its name; no legend where it is empty.
std::string BarPlot(const std::vector<Bar>& bars, const std::vector<std::string>& series,
                    const std::vector<std::string>& legend);

// A line across a histogram.
struct Threshold {
  double value = 0;
  std::string name;
};

// How many of `values` (above 0) lie where, four bins a power of ten; `unit` stands at the axis.
std::string LogHistogram(const std::vector<double>& values,
                         const std::vector<Threshold>& thresholds, const std::string& unit);

}  // namespace filing_review::service
