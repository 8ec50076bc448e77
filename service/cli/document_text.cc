#include "service/cli/document_text.h"

#include <string_view>

#include "extract/utf8.h"
#include "service/render/json_values.h"

namespace filing_review::cli {

namespace {

using extract::Document;
using extract::Line;
using extract::LineRole;
using extract::Page;
using render::AppendJsonNumber;
using render::AppendJsonString;

const char* NameOf(LineRole role) {
  switch (role) {
    case LineRole::kBody:
      return "BODY";
    case LineRole::kHeader:
      return "HEADER";
    case LineRole::kFooter:
      return "FOOTER";
    case LineRole::kPageNumber:
      return "PAGE_NUMBER";
  }
  return "BODY";
}

// Writes one object; each member is added under its name.
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  ~Object() { out_ += '}'; }

  void Text(std::string_view name, std::string_view value) {
    Name(name);
    AppendJsonString(value, out_);
  }
  void Number(std::string_view name, double value) {
    Name(name);
    AppendJsonNumber(value, out_);
  }
  void Points(std::string_view name, int32_t hundredths) { Number(name, hundredths / 100.0); }
  void Flag(std::string_view name, bool value) {
    Name(name);
    out_ += value ? "true" : "false";
  }
  // `write()` appends what stands between the brackets.
  template <typename Write>
  void Raw(std::string_view name, char open, const Write& write, char close) {
    Name(name);
    out_ += open;
    write();
    out_ += close;
  }
  // `write(element)` appends one element.
  template <typename List, typename Write>
  void Array(std::string_view name, const List& list, const Write& write) {
    Name(name);
    out_ += '[';
    bool first = true;
    for (const auto& element : list) {
      if (!first) out_ += ',';
      first = false;
      write(element);
    }
    out_ += ']';
  }

 private:
  void Name(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    AppendJsonString(name, out_);
    out_ += ':';
  }
  std::string& out_;
  bool first_ = true;
};

const char* NameOf(extract::Direction direction) {
  constexpr const char* kNames[] = {"RIGHT", "DOWN", "LEFT", "UP"};
  return kNames[static_cast<size_t>(direction)];
}

// Where each char starts and ends along its line: two numbers a char.
void AppendEdges(const Page& page, const Line& line, std::string& out) {
  for (uint32_t c = line.char_begin; c < line.char_end; ++c) {
    if (c > line.char_begin) out += ',';
    AppendJsonNumber(page.char_start[c] / 100.0, out);
    out += ',';
    AppendJsonNumber(page.char_end[c] / 100.0, out);
  }
}

// Percent, rounded.
int MeanConfidence(const Page& page, const Line& line) {
  int sum = 0;
  for (uint32_t c = line.char_begin; c < line.char_end; ++c) sum += page.confidence[c];
  const int chars = static_cast<int>(line.char_end - line.char_begin);
  return chars > 0 ? (sum + chars / 2) / chars : 0;
}

void AppendLine(const Page& page, const Line& line, bool boxes, std::string& out) {
  out += "\n  ";
  Object object(out);
  object.Text("text", page.LineText(line));
  object.Text("role", NameOf(line.role));
  const extract::Box box = line.char_begin < line.char_end
                               ? page.RangeBox(line, line.char_begin, line.char_end)
                               : extract::Box{};
  object.Points("x0", box.x0);
  object.Points("y0", box.y0);
  object.Points("x1", box.x1);
  object.Points("y1", box.y1);
  object.Points("fontSize", line.font_size);
  object.Flag("bold", line.bold);
  object.Number("block", line.block);
  if (page.from_ocr) object.Number("confidence", MeanConfidence(page, line));
  object.Array("cells", line.cells, [&](const extract::LineCell& cell) {
    AppendJsonString(extract::CodePoints(page.LineText(line), cell.char_begin - line.char_begin,
                                         cell.char_end - line.char_begin),
                     out);
  });
  if (!boxes) return;
  object.Text("direction", NameOf(line.direction));
  object.Raw(
      "edges", '[', [&] { AppendEdges(page, line, out); }, ']');
}

void AppendPage(const Page& page, bool boxes, std::string& out) {
  out += '\n';
  Object object(out);
  object.Number("page", page.number);
  object.Points("width", page.width);
  object.Points("height", page.height);
  object.Number("rotation", page.rotation);
  object.Text("unreadReason", page.unread_reason);
  object.Text("doubtfulReason", page.doubtful_reason);
  object.Number("doubtfulChars", page.doubtful_chars);
  object.Flag("imagePage", page.image_page);
  object.Flag("fromOcr", page.from_ocr);
  object.Number("unmappedGlyphs", page.unmapped_glyphs);
  object.Number("hiddenGlyphs", page.hidden_glyphs);
  object.Array("fonts", page.fonts, [&](const extract::FontUse& font) {
    Object entry(out);
    entry.Text("name", font.name);
    entry.Flag("embedded", font.embedded);
    entry.Flag("hasUnicodeMap", font.has_unicode_map);
  });
  object.Array("lines", page.lines, [&](const Line& line) { AppendLine(page, line, boxes, out); });
}

}  // namespace

std::string DocumentAsText(const Document& document) {
  std::string out;
  for (const Page& page : document.pages) {
    out += page.text;
    out += '\f';
  }
  return out;
}

std::string DocumentAsJson(const Document& document, bool boxes) {
  std::string out;
  {
    Object object(out);
    object.Number("pageCount", document.page_count);
    object.Flag("encrypted", document.encrypted);
    object.Text("title", document.title);
    object.Array("outline", document.outline, [&](const extract::OutlineEntry& entry) {
      Object item(out);
      item.Text("title", entry.title);
      item.Number("depth", entry.depth);
      item.Number("page", entry.page);
    });
    object.Array("pages", document.pages, [&](const Page& page) { AppendPage(page, boxes, out); });
  }
  out += '\n';
  return out;
}

}  // namespace filing_review::cli
