#include "extract/ocr.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "extract/ocr_language.h"
#include "extract/read_error.h"
#include "extract/render_pool.h"
#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr size_t kTriedPages = 3;      // for the choice of languages
constexpr int64_t kLeastPercent = 70;  // of the characters that a page's own text has
constexpr double kLeastSure = 45;  // percent, mean of a page; below, it is no text that was seen

double MeanConfidence(const Page& page) {
  if (page.confidence.empty()) return 0;
  return std::accumulate(page.confidence.begin(), page.confidence.end(), 0.0) /
         static_cast<double>(page.confidence.size());
}

// Characters that are not white space and, of a recognised page, that are sure enough.
int64_t UsableChars(const Page& page) {
  int64_t count = 0;
  size_t c = 0;
  for (size_t at = 0; at < page.text.size();) {
    const char32_t code = NextCodePoint(page.text, &at);
    if (code == '\n') continue;
    const bool sure = !page.from_ocr || page.confidence[c] >= kLeastSure;
    count += sure && code != ' ' && code != '\t';
    ++c;
  }
  return count;
}

// True where recognition saw so little of a page with text that its picture must lack some of it,
// as where a font is not embedded and the system has none like it.
bool LosesText(const Page& before, const Page& recognised) {
  return UsableChars(recognised) * 100 < UsableChars(before) * kLeastPercent;
}

// One call of RecognizePages.
class Recognition {
 public:
  Recognition(int fd, const ReadOptions& options, Document* document)
      : options_(options), document_(*document), pool_(fd, options) {}

  absl::Status Run() {
    const bool bounded = options_.ocr == OcrMode::kAuto;
    for (const Page& page : document_.pages) {
      if (options_.ocr == OcrMode::kForce ? CanBeTried(page) : OcrMayHelp(page.unread_reason)) {
        pages_.push_back(page.number);
      }
    }
    const size_t most = static_cast<size_t>(std::max(0, options_.limits.ocr_pages));
    while (bounded && pages_.size() > most) {
      GiveUp(pages_.back(), kReasonOcrPages, false);
      pages_.pop_back();
    }
    if (pages_.empty()) return absl::OkStatus();
    if (bounded) pool_.StopAfter(options_.limits.ocr_seconds);
    absl::StatusOr<Script> script = ChooseScript();
    if (!script.ok()) return script.status();
    absl::Status status = pool_.Read(pages_, LanguagesFor(*script), Workers(),
                                     [this](PageResult result) { Take(std::move(result)); });
    if (status.ok()) BoundChars();
    return status;
  }

 private:
  // A page that cannot be painted either is left alone.
  static bool CanBeTried(const Page& page) {
    return page.unread_reason.empty() || OcrMayHelp(page.unread_reason);
  }

  int Workers() const {
    if (options_.workers > 0) return options_.workers;
    return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  }

  absl::StatusOr<Script> ChooseScript() {
    ScriptCounts counts;
    for (const Page& page : document_.pages) {
      if (page.unread_reason.empty()) CountScripts(page.text, &counts);
    }
    Script script = ScriptOf(counts);
    if (script != Script::kUnknown) return script;
    // The first page on which simplified Chinese or English is seen at all decides.
    const std::vector<int32_t> tried(
        pages_.begin(),
        pages_.begin() + static_cast<ptrdiff_t>(std::min(kTriedPages, pages_.size())));
    for (const int32_t number : tried) {
      Page simplified, traditional;
      absl::Status status = Try(number, Script::kSimplified, &simplified);
      if (!status.ok()) return status;
      counts = ScriptCounts();
      CountScripts(simplified.text, &counts);
      if (ScriptOf(counts) == Script::kEnglish) return Script::kEnglish;
      if (counts.han + counts.latin < kFewLetters) continue;
      status = Try(number, Script::kTraditional, &traditional);
      if (!status.ok()) return status;
      return MeanConfidence(traditional) > MeanConfidence(simplified) ? Script::kTraditional
                                                                      : Script::kSimplified;
    }
    return Script::kSimplified;
  }

  absl::Status Try(int32_t number, Script script, Page* page) {
    return pool_.Read({number}, LanguagesFor(script), 1,
                      [page](PageResult result) { *page = std::move(result.page); });
  }

  void Take(PageResult result) {
    Page& page = document_.pages[static_cast<size_t>(result.number - 1)];
    if (!result.reason.empty()) {
      GiveUp(result.number, result.reason, result.transient);
    } else if (MeanConfidence(result.page) < kLeastSure) {
      GiveUp(result.number, kReasonOcrNoText, false);
    } else if (page.unread_reason.empty() && LosesText(page, result.page)) {
      return;
    } else {
      result.page.image_page = page.image_page;
      page = std::move(result.page);
    }
  }

  void GiveUp(int32_t number, const std::string& reason, bool transient) {
    Page& page = document_.pages[static_cast<size_t>(number - 1)];
    if (page.unread_reason.empty()) return;  // it keeps the text that it has
    page.unread_reason = reason;
    page.unread_transient = transient;
  }

  void BoundChars() {
    int64_t chars = 0;
    for (Page& page : document_.pages) {
      chars += static_cast<int64_t>(page.char_start.size());
      if (!page.from_ocr || chars <= options_.limits.document_chars) continue;
      const int32_t number = page.number;
      page = Page();
      page.number = number;
      page.unread_reason = kReasonDocumentChars;
    }
  }

  static constexpr int64_t kFewLetters = 30;

  const ReadOptions& options_;
  Document& document_;
  RenderPool pool_;
  std::vector<int32_t> pages_;
};

}  // namespace

bool OcrMayHelp(const std::string& unread_reason) {
  return unread_reason == kReasonNoText || unread_reason == kReasonGarbledText;
}

absl::Status RecognizePages(int fd, const ReadOptions& options, Document* document) {
  if (options.ocr == OcrMode::kOff) return absl::OkStatus();
  return Recognition(fd, options, document).Run();
}

}  // namespace filing_review::extract
