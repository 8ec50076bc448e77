// Measures the desk's store: desk_speed FILINGS FILE.pdf …
//
// Reviews the files, stores their briefs over and over until there are FILINGS of them in a SQLite
// store on the disk, and prints how long storing, listing, deciding and searching take; and the
// text of the first file.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "extract/reader.h"
#include "service/brief_bytes.h"
#include "service/desk/brief_summary.h"
#include "service/desk/document_shelf.h"
#include "service/desk/page_text.h"
#include "service/desk/review_chain.h"
#include "service/pipeline.h"
#include "service/search_terms.h"
#include "service/store/sqlite_store.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

struct Reviewed {
  std::string brief;
  desk::v1::BriefSummary summary;
};

void Print(const char* what, int runs, const std::function<void()>& run) {
  std::vector<double> milliseconds;
  for (int i = 0; i < runs; ++i) {
    const auto start = std::chrono::steady_clock::now();
    run();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    milliseconds.push_back(took.count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  std::printf("%-44s p50 %8.2f ms   p99 %8.2f ms   n %d\n", what,
              milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 99 / 100],
              runs);
}

[[noreturn]] void Stop(const absl::Status& status) {
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::exit(1);
}

template <typename Result>
Result Need(absl::StatusOr<Result> result) {
  if (!result.ok()) Stop(result.status());
  return *std::move(result);
}

int Run(int filings, const std::vector<std::string>& files) {
  const auto pipeline = Need(Pipeline::Create(""));
  std::vector<Reviewed> reviewed;
  for (const std::string& file : files) {
    const int fd = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const v1::ReviewBrief brief =
        Need(pipeline->ReviewFiling({{fd, v1::DOCUMENT_ROLE_MAIN}}, PipelineOptions()));
    close(fd);
    Reviewed& one = reviewed.emplace_back();
    one.brief = SerializeBrief(brief);
    one.summary = SummarizeBrief(brief, one.brief);
  }
  {  // the text of the first file, as the desk shows and searches it
    const int fd = open(files[0].c_str(), O_RDONLY | O_CLOEXEC);
    extract::ReadOptions options;
    options.workers = 1;
    std::unique_ptr<ReadDocument> document;
    Print("text of a page, document not read yet", 5, [&] {
      document = std::make_unique<ReadDocument>(Need(extract::ReadPdf(fd, options)));
      PageTextOf(document->document().pages[0]);
    });
    close(fd);
    const auto& pages = document->document().pages;
    std::printf("pages %zu\n", pages.size());
    size_t page = 0;
    Print("text of a page, document read", 200, [&] { PageTextOf(pages[page++ % pages.size()]); });
    Print("words in the text, the first time", 1,
          [&] { FindInText(document->analyzed(), "用户", 200); });
    for (const char* words : {"用户", "users", "no such words at all"}) {
      Print((std::string("words in the text: ") + words).c_str(), 20,
            [&] { FindInText(document->analyzed(), words, 200); });
    }
  }
  const TemporaryFolder folder;
  const auto store = Need(OpenSqliteStore(folder.path() + "/filings.db"));
  int made = 0;
  std::string id;
  Print("a brief stored with summary, quotes, words", filings, [&] {
    NewFiling filing;
    filing.header.set_display_name(std::to_string(made) + ".pdf");
    filing.header.set_sha256(std::string(64, 'a'));
    filing.header.set_size_bytes(1);
    id = Need(store->Create(filing, INT64_MAX)).name().substr(8);
    std::vector<std::string> exhausted;
    const auto job = Need(store->Claim(JobStage::kText, 60, 5, exhausted));
    const Reviewed& one = reviewed[static_cast<size_t>(made++) % reviewed.size()];
    JobResult result;
    result.state = v1::FILING_STATE_SUCCEEDED;
    result.brief = one.brief;
    result.summary = one.summary;
    if (const absl::Status status = store->Complete(*job, result, 0); !status.ok()) Stop(status);
  });
  ListQuery query;
  Print("the queue, 50 lines", 200, [&] { Need(store->ListDesk(query)); });
  query.review_states = {v1::REVIEW_STATE_OPEN};
  Print("the queue, filtered, nothing found", 50, [&] { Need(store->ListDesk(query)); });
  Print("a review", 200, [&] { Need(store->GetReview("", id)); });
  int findings = 0;
  Print("a decision", 200, [&] {
    const ReviewSnapshot seen = Need(store->GetReview("", id));
    ReviewChange change{seen.last_hash, seen.summary.brief_sha256(), {}};
    change.event.set_action(kActionDecide);
    v1::Decision& decision = *change.event.add_after();
    decision.set_finding_key(
        seen.summary.findings(findings++ % seen.summary.findings_size()).ref().key());
    decision.set_verdict(v1::VERDICT_ACCEPTED);
    Need(store->ChangeReview("", id, change));
  });
  for (const char* words : {"users", "用户", "注册用户", "users 用户", "no such words at all"}) {
    QuoteQuery quotes;
    quotes.phrases = SearchPhrases(words);
    Print((std::string("quotes with ") + words).c_str(), 20,
          [&] { Need(store->SearchQuotes(quotes)); });
  }
  int64_t bytes = 0;
  for (const Reviewed& one : reviewed) bytes += static_cast<int64_t>(one.brief.size());
  std::printf("briefs %.0f KB on average\n",
              static_cast<double>(bytes) / static_cast<double>(reviewed.size()) / 1000);
  const std::string size = "du -m " + folder.path() + "/filings.db | cut -f1";
  std::printf("store, MB: ");
  std::fflush(stdout);
  return std::system(size.c_str()) == 0 ? 0 : 1;
}

}  // namespace
}  // namespace filing_review::service

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: desk_speed FILINGS FILE.pdf …\n");
    return 2;
  }
  return filing_review::service::Run(std::atoi(argv[1]), {argv + 2, argv + argc});
}
