#include "service/bulk/review_cost.h"

#include <algorithm>
#include <cstdio>

#include "service/bulk/bar_plot.h"
#include "service/render/plain_text.h"
#include "service/render/reports.h"

namespace filing_review::service {

namespace {

using render::HtmlText;

constexpr size_t kShown = 10;
constexpr double kMegabyte = 1 << 20;

template <typename... Values>
std::string Text(const char* format, Values... values) {
  char text[256];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

// "median 1.2, nine of ten below 3.4, most 5.6"
std::string Spread(std::vector<float> values) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return double{values[static_cast<size_t>(share * static_cast<double>(values.size() - 1))]};
  };
  return Text("median %.2f, nine of ten below %.2f, most %.2f", at(0.5), at(0.9), at(1));
}

std::string Histogram(const std::vector<float>& values, const char* unit) {
  return LogHistogram(std::vector<double>(values.begin(), values.end()), {}, unit);
}

template <typename Offender, typename Value>
void KeepMost(const Offender& one, Value Offender::*by, std::vector<Offender>& most) {
  if (one.*by <= 0 || (most.size() == kShown && one.*by <= most.back().*by)) return;
  const auto place =
      std::upper_bound(most.begin(), most.end(), one,
                       [&](const Offender& a, const Offender& b) { return a.*by > b.*by; });
  most.insert(place, one);
  if (most.size() > kShown) most.pop_back();
}

template <typename Offender>
std::string Table(const char* title, const std::vector<Offender>& most) {
  if (most.empty()) return "";
  std::string out = "<h3>" + std::string(title) +
                    "</h3>\n<table><tr><th>filing</th><th>s</th><th>pages</th><th>pages/s</th>"
                    "<th>reader, MiB</th><th>own growth, MiB</th></tr>\n";
  for (const Offender& one : most) {
    out += "<tr><td>" + HtmlText(one.id) + "</td>" +
           Text("<td>%.2f</td><td>%d</td><td>%.0f</td>", one.seconds, one.pages,
                one.seconds > 0 ? one.pages / one.seconds : 0.0) +
           (one.reader_bytes > 0
                ? Text("<td>%.0f</td>", static_cast<double>(one.reader_bytes) / kMegabyte)
                : "<td>not read</td>") +
           Text("<td>%.0f</td></tr>\n", static_cast<double>(one.own_bytes) / kMegabyte);
  }
  return out + "</table>\n";
}

}  // namespace

void ReviewCosts::Add(const std::string& id, const bulk::v1::Review& review) {
  const Offender one = {id, review.seconds(), review.page_count(), review.reader_bytes(),
                        review.own_bytes()};
  seconds_.push_back(static_cast<float>(one.seconds));
  all_seconds_ += one.seconds;
  pages_ += one.pages;
  if (one.reader_bytes > 0) {
    reader_megabytes_.push_back(
        static_cast<float>(static_cast<double>(one.reader_bytes) / kMegabyte));
  }
  KeepMost(one, &Offender::seconds, slowest_);
  KeepMost(one, &Offender::reader_bytes, largest_);
  KeepMost(one, &Offender::own_bytes, grown_);
}

std::string ReviewCosts::Html() const {
  std::string out = "<h2>Time a filing</h2>\n";
  if (seconds_.empty()) {
    out += "<p>Nothing to show.</p>\n";
  } else {
    out += "<p class=\"soft\">Wall-clock seconds a review, other reviews beside it: " +
           Spread(seconds_) +
           Text("; %.0f pages a second of a review.</p>\n",
                all_seconds_ > 0 ? static_cast<double>(pages_) / all_seconds_ : 0.0) +
           Histogram(seconds_, "s") + Table("The slowest", slowest_);
  }
  out += "<h2>Memory a filing</h2>\n";
  if (reader_megabytes_.empty()) {
    out += "<p>No filing was read: all that was found came from the cache.</p>\n";
  } else {
    out +=
        "<p class=\"soft\">Most resident memory, in MiB, of one process that read the filing, "
        "shared pages counted: " +
        Spread(reader_megabytes_) + ".</p>\n" + Histogram(reader_megabytes_, "MiB") +
        Table("The largest readers", largest_);
  }
  if (!grown_.empty()) {
    out +=
        "<p class=\"soft\">The run's own process grew to a new peak most during these, other "
        "filings beside them.</p>\n" +
        Table("The largest growth of the run", grown_);
  }
  return out;
}

}  // namespace filing_review::service
