#include "service/bulk/bar_plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>

#include "service/render/plain_text.h"

namespace filing_review::service {

namespace {

constexpr int kWidth = 960;
constexpr int kNames = 400;  // where bars begin
constexpr int kNameColumns = 58;
constexpr int kCounts = 60;  // behind a bar, for the number of each series
constexpr int kRow = 22;
constexpr int kPlotHeight = 220;
constexpr int kBinsADecade = 4;

template <typename... Values>
std::string Format(const char* form, Values... values) {
  char text[512];
  std::snprintf(text, sizeof text, form, values...);
  return text;
}

// 0.01, 1, 1,000, 10 M, 1 bn
std::string AxisNumber(int power) {
  if (power < 0) return Format("%.*f", -power, std::pow(10.0, power));
  const char* unit = power >= 9 ? " bn" : power >= 6 ? " M" : "";
  const int rest = power >= 9 ? power - 9 : power >= 6 ? power - 6 : power;
  return render::GroupDigits(std::llround(std::pow(10.0, rest))) + unit;
}

// As much of a name as stands beside its bar.
std::string ShownName(const std::string& name) {
  if (render::DisplayWidth(name) <= kNameColumns) return name;
  return render::FitToWidth(name, kNameColumns);
}

std::string Svg(int height, const std::string& content) {
  return Format("<svg viewBox=\"0 0 %d %d\" role=\"img\">", kWidth, height) + content + "</svg>\n";
}

}  // namespace

std::string BarPlot(const std::vector<Bar>& bars, const std::vector<std::string>& series,
                    const std::vector<std::string>& legend) {
  int64_t most = 1;
  for (const Bar& bar : bars) {
    most = std::max(most, std::accumulate(bar.counts.begin(), bar.counts.end(), int64_t{0}));
  }
  std::string svg;
  int y = 4;
  double x = kNames;
  for (size_t i = 0; i < legend.size(); ++i) {
    svg += Format("<rect class=\"%s\" x=\"%.0f\" y=\"%d\" width=\"12\" height=\"12\"/>",
                  series[i].c_str(), x, y) +
           Format("<text x=\"%.0f\" y=\"%d\">", x + 17, y + 11) + render::HtmlText(legend[i]) +
           "</text>";
    x += 30 + 7.0 * render::DisplayWidth(legend[i]);
  }
  if (!legend.empty()) y += kRow + 4;
  const double scale =
      (kWidth - kNames - kCounts * static_cast<int>(std::max<size_t>(series.size(), 1))) /
      static_cast<double>(most);
  for (const Bar& bar : bars) {
    svg += Format("<text text-anchor=\"end\" x=\"%d\" y=\"%d\">", kNames - 8, y + 14) +
           render::HtmlText(ShownName(bar.name)) +
           (ShownName(bar.name) == bar.name ? ""
                                            : "<title>" + render::HtmlText(bar.name) + "</title>") +
           "</text>";
    double at = kNames;
    for (size_t i = 0; i < bar.counts.size(); ++i) {
      const double width = scale * static_cast<double>(bar.counts[i]);
      if (bar.counts[i] > 0) {
        svg += Format("<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                      series[i].c_str(), at, y + 2, std::max(width, 1.0), kRow - 5);
      }
      at += width;
    }
    std::string counts;
    for (const int64_t count : bar.counts) {
      counts += (counts.empty() ? "" : " · ") + render::GroupDigits(count);
    }
    svg += Format("<text x=\"%.1f\" y=\"%d\">", at + 6, y + 14) + counts + "</text>";
    y += kRow;
  }
  return Svg(y + 4, svg);
}

std::string LogHistogram(const std::vector<double>& values,
                         const std::vector<Threshold>& thresholds, const std::string& unit) {
  std::map<int, int64_t> bins;
  for (const double value : values) {
    if (value > 0) ++bins[static_cast<int>(std::floor(std::log10(value) * kBinsADecade + 1e-9))];
  }
  if (bins.empty()) return "";
  int first = bins.begin()->first, last = bins.rbegin()->first + 1;
  for (const Threshold& threshold : thresholds) {
    const int bin = static_cast<int>(std::floor(std::log10(threshold.value) * kBinsADecade));
    first = std::min(first, bin);
    last = std::max(last, bin + 1);
  }
  // Whole powers of ten at both ends.
  const int low = static_cast<int>(std::floor(static_cast<double>(first) / kBinsADecade));
  const int high = static_cast<int>(std::ceil(static_cast<double>(last) / kBinsADecade));
  int64_t most = 1;
  for (const auto& [bin, count] : bins) most = std::max(most, count);
  const double left = 40, right = kWidth - 20.0;
  const double top = 14.0 + 15.0 * static_cast<double>(thresholds.size()), bottom = kPlotHeight;
  const auto x_of = [&](double power) {
    return left + (right - left) * (power - low) / std::max(1, high - low);
  };
  std::string svg;
  for (int power = low; power <= high; ++power) {
    svg += Format("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.0f\" y2=\"%.0f\"/>",
                  x_of(power), x_of(power), top, bottom) +
           Format("<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.0f\">",
                  power == high ? "end" : "middle", x_of(power), bottom + 16) +
           AxisNumber(power) + (power == high ? " " + render::HtmlText(unit) : "") + "</text>";
  }
  for (const auto& [bin, count] : bins) {
    const double x0 = x_of(static_cast<double>(bin) / kBinsADecade);
    const double x1 = x_of(static_cast<double>(bin + 1) / kBinsADecade);
    const double height =
        (bottom - top - 16) * static_cast<double>(count) / static_cast<double>(most);
    svg += Format("<rect class=\"issuer\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                  x0 + 1, bottom - height, std::max(x1 - x0 - 2, 1.0), height) +
           Format("<text text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">", (x0 + x1) / 2,
                  bottom - height - 4) +
           render::GroupDigits(count) + "</text>";
  }
  double name_y = 11;
  for (const Threshold& threshold : thresholds) {
    const double x = x_of(std::log10(threshold.value));
    svg += Format("<line class=\"threshold\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.0f\" y2=\"%.0f\"/>", x,
                  x, name_y - 8, bottom) +
           Format("<text class=\"threshold-name\" x=\"%.1f\" y=\"%.0f\">", x + 4, name_y) +
           render::HtmlText(threshold.name) + "</text>";
    name_y += 15;
  }
  return Svg(kPlotHeight + 24, svg);
}

}  // namespace filing_review::service
