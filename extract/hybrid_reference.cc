#include "extract/hybrid_reference.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace filing_review::extract {
namespace {

constexpr std::string_view kBlank = " \t\r\n\f";
constexpr std::string_view kStartXref = "startxref";
constexpr size_t kTail = 1024;             // where the last startxref is looked for, as in Poppler
constexpr size_t kMostSections = 32;       // older ones are left as they are
constexpr size_t kMostTrailer = 64 << 10;  // bytes

// One cross-reference table with its trailer.
struct Section {
  std::string_view table;  // from "xref" to before "trailer"
  std::string trailer;     // the dictionary without /XRefStm and /Prev, and without its ">>"
  std::optional<size_t> stream, previous;
};

size_t SkipBlank(std::string_view text, size_t at) {
  return std::min(text.find_first_not_of(kBlank, at), text.size());
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The number at *at, which moves behind it.
std::optional<size_t> ReadNumber(std::string_view text, size_t* at) {
  const size_t begin = *at;
  size_t number = 0;
  for (; *at < text.size() && IsDigit(text[*at]); ++*at) {
    if (*at - begin > 15) return std::nullopt;
    number = number * 10 + static_cast<size_t>(text[*at] - '0');
  }
  if (*at == begin) return std::nullopt;
  return number;
}

// Behind the text string that begins at `at`.
size_t SkipText(std::string_view text, size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '(') {
      ++depth;
    } else if (text[at] == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return text.size();
}

// Takes /XRefStm and /Prev out of a trailer. False where it is not understood.
bool ReadTrailer(std::string_view text, Section* section) {
  int depth = 0;
  for (size_t at = SkipBlank(text, 0); at < text.size();) {
    const size_t begin = at;
    const std::string_view two = text.substr(at, 2);
    if (two == "<<") {
      ++depth, at += 2;
    } else if (two == ">>") {
      if (--depth == 0) return true;
      at += 2;
    } else if (text[at] == '(') {
      at = SkipText(text, at);
    } else if (text[at] == '<') {
      at = std::min(text.find('>', at), text.size() - 1) + 1;
    } else if (text[at] == '%') {
      at = std::min(text.find_first_of("\r\n", at), text.size());
    } else if (text[at] == '/') {
      at = std::min(text.find_first_of(" \t\r\n\f/<>[](){}%", at + 1), text.size());
      const std::string_view key = text.substr(begin, at - begin);
      if (depth == 1 && (key == "/XRefStm" || key == "/Prev")) {
        size_t behind = SkipBlank(text, at);
        const std::optional<size_t> place = ReadNumber(text, &behind);
        at = SkipBlank(text, behind);
        // "/Prev 12 0 R" is what some programs write by mistake.
        if (!place || (at < text.size() && IsDigit(text[at]))) return false;
        (key == "/Prev" ? section->previous : section->stream) = place;
        section->trailer += ' ';
        continue;
      }
    } else {
      ++at;
    }
    if (depth == 0) return false;
    section->trailer += text.substr(begin, at - begin);
  }
  return false;
}

std::optional<Section> ReadSection(std::string_view pdf, size_t place) {
  if (place >= pdf.size()) return std::nullopt;
  const size_t at = SkipBlank(pdf, place);
  if (pdf.substr(at, 4) != "xref") return std::nullopt;
  const size_t end = pdf.find_first_not_of("0123456789 \t\r\n\fnf", at + 4);
  if (end == std::string_view::npos || pdf.substr(end, 7) != "trailer") return std::nullopt;
  Section section;
  section.table = pdf.substr(at, end - at);
  if (!ReadTrailer(pdf.substr(end + 7, kMostTrailer), &section)) return std::nullopt;
  return section;
}

}  // namespace

std::string RestateHybrid(std::string_view file) {
  if (file.size() > kMostHybridBytes) return "";
  // Places count from the header.
  const size_t header = file.substr(0, kTail).find("%PDF-");
  const std::string_view pdf = header == std::string_view::npos ? file : file.substr(header);
  const size_t last = pdf.rfind(kStartXref);
  if (last == std::string_view::npos || pdf.size() - last > kTail) return "";
  size_t at = SkipBlank(pdf, last + kStartXref.size());
  std::optional<size_t> place = ReadNumber(pdf, &at);

  std::vector<Section> sections;  // the newest first
  std::vector<size_t> places;
  size_t bytes = 0;
  bool hybrid = false;
  while (place && sections.size() < kMostSections) {
    if (std::find(places.begin(), places.end(), *place) != places.end()) return "";  // a loop
    std::optional<Section> section = ReadSection(pdf, *place);
    if (!section) break;  // a stream, or damaged: it is read where it stands
    bytes += section->table.size() + section->trailer.size();
    if (bytes > pdf.size()) return "";  // tables within tables
    hybrid = hybrid || section->stream;
    places.push_back(*place);
    place = section->previous;
    sections.push_back(*std::move(section));
  }
  if (!hybrid) return "";

  std::string out(pdf);
  out += '\n';
  std::optional<size_t> previous = place;
  const auto append = [&](std::string_view table, const Section& section, bool with_stream) {
    const size_t here = out.size();
    out.append(table).append("\ntrailer\n").append(section.trailer);
    if (with_stream) out += " /XRefStm " + std::to_string(*section.stream);
    if (previous) out += " /Prev " + std::to_string(*previous);
    out += " >>\n";
    previous = here;
  };
  for (auto section = sections.rbegin(); section != sections.rend(); ++section) {
    append(section->table, *section, false);
    if (section->stream) append("xref\n0 0", *section, true);
  }
  out += "startxref\n" + std::to_string(*previous) + "\n%%EOF\n";
  return out;
}

}  // namespace filing_review::extract
