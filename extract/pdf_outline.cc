#include "extract/pdf_outline.h"

#include <poppler/Catalog.h>
#include <poppler/Link.h>
#include <poppler/Outline.h>
#include <poppler/PDFDoc.h>

#include <map>
#include <set>
#include <utility>

#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr size_t kMostOutlineEntries = 20'000;
constexpr int kMostOutlineDepth = 16;

}  // namespace

std::vector<OutlineEntry> ReadOutline(PDFDoc* document) {
  std::vector<OutlineEntry> entries;
  Outline* outline = document->getOutline();
  if (outline == nullptr || outline->getItems() == nullptr) return entries;
  std::map<std::pair<int, int>, int> page_of;
  for (int i = 1; i <= document->getNumPages(); ++i) {
    const Ref* ref = document->getCatalog()->getPageRef(i);
    if (ref != nullptr) page_of.emplace(std::pair{ref->num, ref->gen}, i);
  }
  std::set<int> seen;  // an outline may point back at itself
  auto walk = [&](auto&& self, const std::vector<OutlineItem*>& items, int depth) -> void {
    for (OutlineItem* item : items) {
      if (entries.size() >= kMostOutlineEntries) return;
      if (item->getRefNum() > 0 && !seen.insert(item->getRefNum()).second) continue;
      OutlineEntry entry;
      entry.depth = depth;
      for (int i = 0; i < item->getTitleLength(); ++i) {
        const Unicode c = item->getTitle()[i];
        if (IsScalar(c) && c >= 0x20) AppendUtf8(c, &entry.title);
      }
      const LinkAction* action = item->getAction();
      if (action != nullptr && action->getKind() == actionGoTo) {
        const auto* go_to = static_cast<const LinkGoTo*>(action);
        std::unique_ptr<LinkDest> named;
        const LinkDest* dest = go_to->getDest();
        if (dest == nullptr && go_to->getNamedDest() != nullptr) {
          named = document->findDest(go_to->getNamedDest());
          dest = named.get();
        }
        if (dest != nullptr && dest->isOk()) {
          if (dest->isPageRef()) {
            const Ref ref = dest->getPageRef();
            const auto it = page_of.find({ref.num, ref.gen});
            if (it != page_of.end()) entry.page = it->second;
          } else {
            entry.page = dest->getPageNum();
          }
        }
      }
      entries.push_back(std::move(entry));
      if (depth < kMostOutlineDepth && item->hasKids()) {
        item->open();
        if (item->getKids() != nullptr) self(self, *item->getKids(), depth + 1);
      }
    }
  };
  walk(walk, *outline->getItems(), 0);
  return entries;
}

}  // namespace filing_review::extract
