#include "service/export/annotation_plan.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/render/facts.h"
#include "service/render/page_marks.h"
#include "service/render/phrases.h"
#include "service/render/plain_text.h"

namespace filing_review::service {

namespace {

using extract::NoteBox;
using extract::PdfHighlight;
using extract::PdfNotes;
using render::PageMark;
using render::Words;
using Places = google::protobuf::RepeatedPtrField<v1::Evidence>;

constexpr int kTitleColumns = 120;    // of a bookmark
constexpr int kQuoteColumns = 60;     // of a quote in a bookmark
constexpr size_t kNoteBytes = 4'000;  // of a note; what is more stands in the brief

std::vector<NoteBox> BoxesOf(const v1::Evidence& evidence) {
  std::vector<NoteBox> boxes;
  for (const v1::Box& box : evidence.boxes()) {
    boxes.push_back({box.x0(), box.y0(), box.x1(), box.y1()});
  }
  return boxes;
}

void AddHighlights(const std::vector<PageMark>& marks, const Words& words, PdfNotes* notes) {
  std::map<int, std::vector<size_t>> by_page;  // places in notes->highlights
  for (const PageMark& mark : marks) {
    const v1::Evidence& evidence = *mark.evidence;
    std::vector<NoteBox> boxes = BoxesOf(evidence);
    const std::string line = absl::StrCat(render::TitleOf(mark.kind, words), ": ", mark.text);
    std::vector<size_t>& of_page = by_page[evidence.page()];
    const auto same = std::find_if(of_page.begin(), of_page.end(), [&](size_t place) {
      return notes->highlights[place].boxes == boxes;
    });
    if (same != of_page.end()) {
      std::string& contents = notes->highlights[*same].contents;
      if (contents.size() + line.size() < kNoteBytes && contents.find(line) == std::string::npos) {
        absl::StrAppend(&contents, "\n", line);
      }
      continue;
    }
    of_page.push_back(notes->highlights.size());
    PdfHighlight& highlight = notes->highlights.emplace_back();
    highlight.page = evidence.page();
    highlight.boxes = std::move(boxes);
    highlight.page_width = evidence.page_width();
    highlight.page_height = evidence.page_height();
    highlight.title = render::TitleOf(mark.kind, words);
    highlight.contents = line.size() < kNoteBytes ? line : highlight.title;
    highlight.colour = render::ColourOf(mark.kind);
  }
  // Smaller ones are drawn last: a figure lies on the sentence around it and can be clicked.
  const auto area = [](const PdfHighlight& one) {
    double sum = 0;
    for (const NoteBox& box : one.boxes) sum += (box.x1 - box.x0) * (box.y1 - box.y0);
    return sum;
  };
  std::stable_sort(notes->highlights.begin(), notes->highlights.end(),
                   [&](const PdfHighlight& a, const PdfHighlight& b) {
                     return a.page != b.page ? a.page < b.page : area(a) > area(b);
                   });
}

class Bookmarks {
 public:
  Bookmarks(const Words& words, PdfNotes* notes) : words_(words), notes_(notes) {}

  void Head(int level, const std::string& title, int page = 0) {
    notes_->bookmarks.push_back({level, Cut(title), page, 0});
  }
  // Nothing where the finding has no place in the main document.
  void Place(int level, const std::string& title, const Places& places) {
    const v1::Evidence* evidence = render::MainEvidence(places);
    if (evidence == nullptr || !render::IsMain(evidence->document())) return;
    const std::string page = words_.Fill("page", {std::to_string(evidence->page())});
    notes_->bookmarks.push_back({level, absl::StrCat(Cut(title), " – ", page), evidence->page(),
                                 evidence->boxes().empty() ? 0 : evidence->boxes(0).y0()});
  }
  // Takes the last heading away where nothing came under it.
  void DropIfEmpty(size_t heading) {
    if (notes_->bookmarks.size() == heading + 1) notes_->bookmarks.pop_back();
  }
  size_t size() const { return notes_->bookmarks.size(); }

 private:
  static std::string Cut(const std::string& title) {
    const std::string plain = render::PlainText(title);
    return render::DisplayWidth(plain) <= kTitleColumns ? plain
                                                        : render::FitToWidth(plain, kTitleColumns);
  }
  const Words& words_;
  PdfNotes* notes_;
};

void Counts(const v1::ReviewBrief& brief, const Words& words, Bookmarks& bookmarks) {
  const size_t heading = bookmarks.size();
  bookmarks.Head(1, words.Get("annotation.counts"));
  for (int i = 0; i < v1::Attribution_ARRAYSIZE; ++i) {
    // The issuer's first, those without attribution last.
    const auto attribution = static_cast<v1::Attribution>((i + 1) % v1::Attribution_ARRAYSIZE);
    const size_t group = bookmarks.size();
    bookmarks.Head(2, words.Get("figures." + render::ShortEnumName(attribution)));
    for (const render::FigureFact& fact : render::FiguresOf(brief, attribution)) {
      bookmarks.Place(3, render::LineOf(fact.first(), words), fact.first().evidence());
    }
    bookmarks.DropIfEmpty(group);
  }
  bookmarks.DropIfEmpty(heading);
}

void Handling(const v1::ReviewBrief& brief, const Words& words, Bookmarks& bookmarks) {
  const size_t heading = bookmarks.size();
  bookmarks.Head(1, words.Get("annotation.handling"));
  size_t group = bookmarks.size();
  bookmarks.Head(2, words.Get("section.statements"));
  for (const v1::ReviewStatement& one : brief.review_statements()) {
    bookmarks.Place(3, render::StatementLine(one, words), one.evidence());
  }
  bookmarks.DropIfEmpty(group);
  for (const render::Disclosures& disclosures : render::DisclosuresOf(brief, words)) {
    group = bookmarks.size();
    bookmarks.Head(2, words.Name("category", disclosures.category));
    for (const v1::DataHandling* one : disclosures.places) {
      const v1::Evidence* evidence = render::MainEvidence(one->evidence());
      const std::string quote =
          evidence == nullptr
              ? ""
              : render::ExcerptAround(render::PlainText(evidence->quote()), "", kQuoteColumns);
      bookmarks.Place(3, absl::StrCat(words.Of(one->stance()), ": ", quote), one->evidence());
    }
    bookmarks.DropIfEmpty(group);
  }
  bookmarks.DropIfEmpty(heading);
}

void Holders(const v1::ReviewBrief& brief, const Words& words, Bookmarks& bookmarks) {
  const size_t heading = bookmarks.size();
  bookmarks.Head(1, words.Get("annotation.abroad"));
  const std::vector<render::HolderFact> facts = render::HoldersOf(brief);
  for (const v1::HolderClass holder_class :
       {v1::HOLDER_CLASS_FOREIGN, v1::HOLDER_CLASS_HK_MACAU_TAIWAN,
        v1::HOLDER_CLASS_OFFSHORE_VEHICLE, v1::HOLDER_CLASS_UNKNOWN, v1::HOLDER_CLASS_UNSPECIFIED,
        v1::HOLDER_CLASS_PRC}) {
    const size_t group = bookmarks.size();
    bookmarks.Head(2, words.Of(holder_class));
    for (const render::HolderFact& fact : facts) {
      if (fact.first().holder_class() != holder_class) continue;
      bookmarks.Place(3, render::LineOf(fact.first(), words), fact.first().evidence());
    }
    bookmarks.DropIfEmpty(group);
  }
  const size_t group = bookmarks.size();
  bookmarks.Head(2, words.Get("section.influence"));
  for (const v1::Influence& one : brief.influence()) {
    bookmarks.Place(3, render::LineOf(one, words), one.evidence());
  }
  bookmarks.DropIfEmpty(group);
  bookmarks.DropIfEmpty(heading);
}

void Conflicts(const v1::ReviewBrief& brief, const Words& words, Bookmarks& bookmarks) {
  const size_t heading = bookmarks.size();
  bookmarks.Head(1, words.Get("section.conflicts"));
  for (const v1::Conflict& conflict : brief.conflicts()) {
    bookmarks.Place(2, render::LineOf(conflict, words), conflict.evidence());
  }
  bookmarks.DropIfEmpty(heading);
}

}  // namespace

PdfNotes PlanAnnotations(const v1::ReviewBrief& brief, const Words& words) {
  PdfNotes notes;
  notes.author = words.Get("annotation.author");
  notes.signed_title = words.Get("annotation.signed");
  if (!brief.filing().documents().empty()) {
    notes.page_count = brief.filing().documents(0).page_count();
    notes.about = words.Fill("annotation.about", {brief.filing().documents(0).sha256()});
  }
  AddHighlights(render::PageMarksOf(brief, words), words, &notes);
  Bookmarks bookmarks(words, &notes);
  bookmarks.Head(0, words.Get("annotation.bookmark"), 1);
  Counts(brief, words, bookmarks);
  Handling(brief, words, bookmarks);
  Holders(brief, words, bookmarks);
  Conflicts(brief, words, bookmarks);
  return notes;
}

}  // namespace filing_review::service
