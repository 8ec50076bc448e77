#include "extract/pdf_bookmarks.h"

#include <qpdf/QPDFObjectHandle.hh>

namespace filing_review::extract {

namespace {

// An outline item that is being built, or the outline itself.
struct Node {
  QPDFObjectHandle object;
  QPDFObjectHandle first, last;
  int children = 0;
};

bool IsSound(QPDFObjectHandle outlines) {
  return outlines.isDictionary() && outlines.isIndirect() &&
         outlines.getKey("/First").isDictionary() && outlines.getKey("/First").isIndirect() &&
         outlines.getKey("/Last").isDictionary() && outlines.getKey("/Last").isIndirect();
}

void Append(Node& parent, QPDFObjectHandle item) {
  item.replaceKey("/Parent", parent.object);
  if (parent.children++ == 0) {
    parent.first = item;
  } else {
    parent.last.replaceKey("/Next", item);
    item.replaceKey("/Prev", parent.last);
  }
  parent.last = item;
}

// Only top entries are open: the others' children do not show, which a negative count says.
void Close(Node& node, bool open) {
  if (node.children == 0) return;
  node.object.replaceKey("/First", node.first);
  node.object.replaceKey("/Last", node.last);
  node.object.replaceKey("/Count",
                         QPDFObjectHandle::newInteger(open ? node.children : -node.children));
}

}  // namespace

void AddBookmarks(QPDF& pdf, const std::vector<PdfBookmark>& bookmarks,
                  const std::function<QPDFObjectHandle(const PdfBookmark&)>& destination) {
  if (bookmarks.empty()) return;
  QPDFObjectHandle root = pdf.getRoot();
  QPDFObjectHandle outlines = root.getKey("/Outlines");
  const bool sound = IsSound(outlines);
  if (!sound) {
    outlines = pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /Outlines >>"));
    root.replaceKey("/Outlines", outlines);
  }
  std::vector<Node> path = {{outlines, {}, {}, 0}};  // the outline, then one item a level
  int shown = 0;
  for (const PdfBookmark& bookmark : bookmarks) {
    const size_t depth = static_cast<size_t>(bookmark.level) + 1;
    while (path.size() > depth) {
      if (path.size() == 2) shown += path.back().children;
      Close(path.back(), path.size() == 2);
      path.pop_back();
    }
    QPDFObjectHandle item = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    item.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(bookmark.title));
    if (QPDFObjectHandle place = destination(bookmark); !place.isNull()) {
      item.replaceKey("/Dest", place);
    }
    Append(path.back(), item);
    path.push_back({item, {}, {}, 0});
  }
  while (path.size() > 1) {
    if (path.size() == 2) shown += path.back().children;
    Close(path.back(), path.size() == 2);
    path.pop_back();
  }
  shown += path.front().children;
  QPDFObjectHandle old_count = outlines.getKey("/Count");
  if (sound) {
    QPDFObjectHandle old_first = outlines.getKey("/First");
    path.front().last.replaceKey("/Next", old_first);
    old_first.replaceKey("/Prev", path.front().last);
    if (old_count.isInteger()) {
      // Negative where the original shows none of its entries, which then count none.
      const int old = old_count.getIntValueAsInt();
      shown += old > 0 && old < (1 << 24) ? old : 0;
    }
  } else {
    outlines.replaceKey("/Last", path.front().last);
  }
  outlines.replaceKey("/First", path.front().first);
  outlines.replaceKey("/Count", QPDFObjectHandle::newInteger(shown));
}

}  // namespace filing_review::extract
