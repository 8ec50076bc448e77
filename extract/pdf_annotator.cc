#include "extract/pdf_annotator.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <qpdf/QUtil.hh>
#include <qpdf/RandomDataProvider.hh>
#include <set>
#include <vector>

#include "extract/displayed_page.h"
#include "extract/pdf_bookmarks.h"
#include "extract/read_error.h"

namespace filing_review::extract {

namespace {

constexpr double kSideTolerance = 1;     // points between the page and what the brief says of it
constexpr double kAboveBookmark = 24;    // points between the window's top and the marked line
constexpr size_t kMostFields = 100'000;  // of a form, looked at
constexpr size_t kPieceBytes = 1 << 18;  // handed out at a time

class PieceWriter : public Pipeline {
 public:
  explicit PieceWriter(const std::function<void(std::string_view)>& piece)
      : Pipeline("copy", nullptr), piece_(piece) {}
  void write(unsigned char const* data, size_t size) override {
    held_.append(reinterpret_cast<const char*>(data), size);
    if (held_.size() >= kPieceBytes) finish();
  }
  void finish() override {
    for (size_t at = 0; at < held_.size(); at += kPieceBytes) {
      piece_(std::string_view(held_).substr(at, kPieceBytes));
    }
    held_.clear();
  }

 private:
  const std::function<void(std::string_view)>& piece_;
  std::string held_;
};

// Initialisation vectors of an encrypted copy. The keys are the original's, so nothing hangs on
// their being random, and the same input has to give the same bytes.
class CountedBytes : public RandomDataProvider {
 public:
  void provideRandomData(unsigned char* data, size_t size) override {
    for (size_t i = 0; i < size; ++i) {
      state_ = state_ * 6364136223846793005u + 1442695040888963407u;
      data[i] = static_cast<unsigned char>(state_ >> 56);
    }
  }

 private:
  uint64_t state_ = 1;
};

std::string Number(double value) {
  char text[40];
  snprintf(text, sizeof text, "%.3f", std::abs(value) < 0.0005 ? 0.0 : value);
  return text;
}

PageRectangle Rectangle(QPDFObjectHandle array, const PageRectangle& fallback) {
  if (!array.isRectangle()) return fallback;
  const QPDFObjectHandle::Rectangle r = array.getArrayAsRectangle();
  return {std::min(r.llx, r.urx), std::min(r.lly, r.ury), std::max(r.llx, r.urx),
          std::max(r.lly, r.ury)};
}

// The page as the reading side sees it: the crop box within the media box, /Rotate.
DisplayedPage Displayed(QPDFPageObjectHelper page) {
  const PageRectangle media = Rectangle(page.getAttribute("/MediaBox", false), {0, 0, 612, 792});
  PageRectangle crop = Rectangle(page.getAttribute("/CropBox", false), media);
  crop = {std::clamp(crop.x0, media.x0, media.x1), std::clamp(crop.y0, media.y0, media.y1),
          std::clamp(crop.x1, media.x0, media.x1), std::clamp(crop.y1, media.y0, media.y1)};
  if (crop.x1 <= crop.x0 || crop.y1 <= crop.y0) crop = media;
  QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
  int degrees = 0;
  if (rotate.isInteger()) degrees = static_cast<int>(rotate.getIntValue() % 360);
  return DisplayedPage(crop, degrees);
}

// The highlight and its looks, which some viewers do not draw themselves.
QPDFObjectHandle HighlightOf(QPDF& pdf, const PdfHighlight& highlight, const DisplayedPage& page,
                             const std::string& author, const std::string& name) {
  std::string colour;
  for (const int shift : {16, 8, 0}) {
    colour += Number(static_cast<double>(highlight.colour >> shift & 0xFF) / 255) + " ";
  }
  std::string quads, drawn;
  double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
  for (const NoteBox& box : highlight.boxes) {
    // The order that viewers expect: upper left, upper right, lower left, lower right of the text
    // as it is read. (ISO 32000-1, table 179, says counterclockwise; nobody writes it so.)
    const std::pair<double, double> corners[] = {
        page.ToUser(box.x0, box.y0), page.ToUser(box.x1, box.y0), page.ToUser(box.x0, box.y1),
        page.ToUser(box.x1, box.y1)};
    for (const auto& [x, y] : corners) {
      quads += Number(x) + " " + Number(y) + " ";
      x0 = std::min(x0, x), y0 = std::min(y0, y), x1 = std::max(x1, x), y1 = std::max(y1, y);
    }
    const char* verb = " m ";
    for (const int i : {0, 1, 3, 2}) {
      drawn += Number(corners[i].first) + " " + Number(corners[i].second) + verb;
      verb = " l ";
    }
    drawn += "h f\n";
  }
  const std::string rectangle =
      "[" + Number(x0) + " " + Number(y0) + " " + Number(x1) + " " + Number(y1) + "]";
  QPDFObjectHandle looks = pdf.newStream("/Marked gs " + colour + "rg\n" + drawn);
  looks.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
  looks.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
  looks.getDict().replaceKey("/BBox", QPDFObjectHandle::parse(rectangle));
  looks.getDict().replaceKey(
      "/Resources", QPDFObjectHandle::parse("<< /ExtGState << /Marked << /BM /Multiply >> >> >>"));
  QPDFObjectHandle annotation =
      QPDFObjectHandle::parse("<< /Type /Annot /Subtype /Highlight /F 4 /Rect " + rectangle +
                              " /QuadPoints [ " + quads + "] /C [ " + colour + "] >>");
  annotation.replaceKey("/T", QPDFObjectHandle::newUnicodeString(author));
  annotation.replaceKey("/Subj", QPDFObjectHandle::newUnicodeString(highlight.title));
  annotation.replaceKey("/Contents", QPDFObjectHandle::newUnicodeString(highlight.contents));
  annotation.replaceKey("/NM", QPDFObjectHandle::newString(name));
  annotation.replaceKey("/AP", QPDFObjectHandle::newDictionary({{"/N", looks}}));
  return pdf.makeIndirectObject(annotation);
}

// False where the pages are not those that the notes were made for.
bool AddHighlights(QPDF& pdf, const std::vector<QPDFObjectHandle>& pages, const PdfNotes& notes) {
  std::map<int32_t, std::vector<QPDFObjectHandle>> added;
  int number = 0;
  for (const PdfHighlight& highlight : notes.highlights) {
    if (highlight.page < 1 || static_cast<size_t>(highlight.page) > pages.size()) return false;
    const QPDFObjectHandle& object = pages[static_cast<size_t>(highlight.page) - 1];
    const DisplayedPage page = Displayed(QPDFPageObjectHelper(object));
    if (std::abs(page.width() - highlight.page_width) > kSideTolerance ||
        std::abs(page.height() - highlight.page_height) > kSideTolerance) {
      return false;
    }
    if (highlight.boxes.empty()) continue;
    QPDFObjectHandle annotation = HighlightOf(pdf, highlight, page, notes.author,
                                              "filing-review-" + std::to_string(++number));
    annotation.replaceKey("/P", object);
    added[highlight.page].push_back(annotation);
  }
  for (auto& [page, annotations] : added) {
    QPDFObjectHandle object = pages[static_cast<size_t>(page) - 1];
    // An array of its own: pages may share one.
    QPDFObjectHandle old = object.getKey("/Annots");
    std::vector<QPDFObjectHandle> all;
    if (old.isArray()) all = old.getArrayAsVector();
    all.insert(all.end(), annotations.begin(), annotations.end());
    object.replaceKey("/Annots", QPDFObjectHandle::newArray(all));
  }
  return true;
}

bool IsSigned(QPDF& pdf) {
  QPDFObjectHandle root = pdf.getRoot();
  if (root.getKey("/Perms").isDictionary()) return true;
  QPDFObjectHandle form = root.getKey("/AcroForm");
  if (!form.isDictionary()) return false;
  QPDFObjectHandle flags = form.getKey("/SigFlags");
  return flags.isInteger() && (flags.getIntValue() & 1) != 0;
}

// A signature does not hold for a copy: its fields stay as pictures. Fields are walked here, since
// libqpdf's own list has only those that show on a page.
void EndSignatures(QPDF& pdf) {
  pdf.removeSecurityRestrictions();
  std::vector<QPDFObjectHandle> fields;
  std::set<QPDFObjGen> seen;
  const auto add = [&](QPDFObjectHandle array) {
    if (!array.isArray()) return;
    for (QPDFObjectHandle& field : array.getArrayAsVector()) {
      if (!field.isDictionary() || fields.size() > kMostFields) continue;
      if (field.isIndirect() && !seen.insert(field.getObjGen()).second) continue;
      fields.push_back(field);
    }
  };
  QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
  if (form.isDictionary()) add(form.getKey("/Fields"));
  for (size_t i = 0; i < fields.size(); ++i) {
    QPDFObjectHandle field = fields[i];
    if (field.getKey("/FT").isNameAndEquals("/Sig")) {
      for (const char* key : {"/FT", "/V", "/SV", "/Lock"}) field.removeKey(key);
    }
    add(field.getKey("/Kids"));
  }
}

void SayWhatItIs(QPDF& pdf, const std::string& about) {
  QPDFObjectHandle trailer = pdf.getTrailer();
  QPDFObjectHandle information = trailer.getKey("/Info");
  if (!information.isDictionary()) {
    information = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    trailer.replaceKey("/Info", information);
  }
  information.replaceKey("/FilingReview", QPDFObjectHandle::newUnicodeString(about));
}

const char* Annotate(const char* bytes, size_t size, const std::string& password,
                     const PdfNotes& notes, bool* was_signed,
                     const std::function<void(std::string_view)>& piece) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("filing", bytes, size, password.c_str());
  const std::vector<QPDFObjectHandle> pages = pdf.getAllPages();
  if (static_cast<int32_t>(pages.size()) != notes.page_count) return kReasonOtherDocument;
  *was_signed = IsSigned(pdf);
  if (*was_signed) EndSignatures(pdf);
  if (!AddHighlights(pdf, pages, notes)) return kReasonOtherDocument;
  std::vector<PdfBookmark> bookmarks = notes.bookmarks;
  if (*was_signed) bookmarks.insert(bookmarks.begin(), {0, notes.signed_title, 1, 0});
  AddBookmarks(pdf, bookmarks, [&](const PdfBookmark& bookmark) {
    if (bookmark.page < 1 || static_cast<size_t>(bookmark.page) > pages.size()) {
      return QPDFObjectHandle::newNull();
    }
    const QPDFObjectHandle& page = pages[static_cast<size_t>(bookmark.page) - 1];
    const auto [x, y] = Displayed(QPDFPageObjectHelper(page))
                            .ToUser(0, std::max(0.0, bookmark.top - kAboveBookmark));
    QPDFObjectHandle place =
        QPDFObjectHandle::parse("[ /XYZ " + Number(x) + " " + Number(y) + " null ]");
    place.insertItem(0, page);
    return place;
  });
  if (!bookmarks.empty()) {
    pdf.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
  }
  SayWhatItIs(pdf, *was_signed ? notes.signed_title + " " + notes.about : notes.about);

  PieceWriter out(piece);
  QPDFWriter writer(pdf);
  writer.setOutputPipeline(&out);
  writer.setMinimumPDFVersion("1.4");  // blend modes
  writer.setDecodeLevel(qpdf_dl_none);
  writer.setCompressStreams(false);
  if (pdf.isEncrypted()) {
    writer.setStaticID(true);  // the first half, which the keys depend on, is the original's
  } else {
    writer.setDeterministicID(true);
  }
  writer.write();
  out.finish();
  return nullptr;
}

}  // namespace

const char* AnnotatePdf(const char* bytes, size_t size, const std::string& password,
                        const PdfNotes& notes, bool* was_signed,
                        const std::function<void(std::string_view)>& piece) {
  CountedBytes counted;
  QUtil::setRandomDataProvider(&counted);
  const char* reason = nullptr;
  try {
    reason = Annotate(bytes, size, password, notes, was_signed, piece);
  } catch (const QPDFExc& error) {
    reason = error.getErrorCode() == qpdf_e_password      ? kReasonEncrypted
             : error.getErrorCode() == qpdf_e_unsupported ? kReasonUnsupportedEncryption
                                                          : kReasonDamaged;
  } catch (const std::exception&) {
    reason = kReasonDamaged;
  }
  QUtil::setRandomDataProvider(nullptr);
  return reason;
}

}  // namespace filing_review::extract
