#include "extract/annotation_appearances.h"

#include <poppler/Page.h>

#include <algorithm>
#include <optional>

namespace filing_review::extract {

namespace {

constexpr int kHiddenFlags = 1 << 1 | 1 << 5;  // Hidden, NoView (12.5.3)

bool ReadNumbers(const Object& array, int count, double* numbers) {
  if (!array.isArray() || array.arrayGetLength() < count) return false;
  for (int i = 0; i < count; ++i) {
    const Object number = array.arrayGet(i);
    if (!number.isNum()) return false;
    numbers[i] = number.getNum();
  }
  return true;
}

// The normal appearance, in the annotation's state where it has states; null where there is none.
Object NormalAppearance(const Object& annotation) {
  const Object appearances = annotation.dictLookup("AP");
  if (!appearances.isDict()) return Object(objNull);
  Object normal = appearances.dictLookup("N");
  if (normal.isDict()) {
    const Object state = annotation.dictLookup("AS");
    normal = state.isName() ? normal.dictLookup(state.getName()) : Object(objNull);
  }
  return normal.isStream() ? std::move(normal) : Object(objNull);
}

// What maps the form's box, as its matrix leaves it, onto the annotation's rectangle.
std::optional<std::array<double, 6>> FitIntoRectangle(const Object& form, const Object& rectangle) {
  double box[4], rect[4], m[6] = {1, 0, 0, 1, 0, 0};
  const Dict* dict = form.streamGetDict();
  if (!ReadNumbers(dict->lookup("BBox"), 4, box) || !ReadNumbers(rectangle, 4, rect)) return {};
  ReadNumbers(dict->lookup("Matrix"), 6, m);
  double x0 = 1e300, y0 = 1e300, x1 = -1e300, y1 = -1e300;
  for (const double x : {box[0], box[2]}) {
    for (const double y : {box[1], box[3]}) {
      const double u = m[0] * x + m[2] * y + m[4], v = m[1] * x + m[3] * y + m[5];
      x0 = std::min(x0, u);
      x1 = std::max(x1, u);
      y0 = std::min(y0, v);
      y1 = std::max(y1, v);
    }
  }
  const double left = std::min(rect[0], rect[2]), right = std::max(rect[0], rect[2]);
  const double bottom = std::min(rect[1], rect[3]), top = std::max(rect[1], rect[3]);
  const double sx = x1 > x0 ? (right - left) / (x1 - x0) : 1;
  const double sy = y1 > y0 ? (top - bottom) / (y1 - y0) : 1;
  return std::array<double, 6>{sx, 0, 0, sy, left - x0 * sx, bottom - y0 * sy};
}

}  // namespace

bool FindAppearances(::Page* page, std::vector<AnnotationAppearance>* appearances) {
  appearances->clear();
  const Object annotations = page->getAnnotsObject();
  if (!annotations.isArray()) return true;
  for (int i = 0; i < annotations.arrayGetLength(); ++i) {
    const Object annotation = annotations.arrayGet(i);
    if (!annotation.isDict()) continue;
    const Object kind = annotation.dictLookup("Subtype");
    // A pop-up shows its parent's text in a window of the viewer's.
    if (kind.isName("Popup")) continue;
    if (kind.isName("Widget")) return false;
    const Object flags = annotation.dictLookup("F");
    if (flags.isInt() && (flags.getInt() & kHiddenFlags) != 0) continue;
    Object form = NormalAppearance(annotation);
    if (form.isNull()) {
      if (kind.isName("FreeText") || kind.isName("Line")) return false;
      continue;
    }
    const auto to_user = FitIntoRectangle(form, annotation.dictLookup("Rect"));
    if (!to_user) continue;
    appearances->push_back({std::move(form), *to_user, annotation.dictLookupNF("OC").copy()});
  }
  return true;
}

}  // namespace filing_review::extract
