// 500 watches and as many stalled uploads as a server takes are held open: memory stays flat and
// other calls are answered. FILING_REVIEW_HELD_SECONDS holds them longer (scripts/soak.sh streams).
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "service/client/load_documents.h"
#include "tests/extract/build_kind.h"
#include "tests/service/server_fixture.h"

namespace filing_review::service {
namespace {

constexpr int kWatches = 500;
constexpr int kUploads = 64;

int64_t ResidentBytes() {
  int64_t size = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> size >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

struct HeldWatch {
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientAsyncReader<v1::Filing>> reader;
  v1::Filing filing;
  bool ended = false;
};

struct HeldUpload {
  grpc::ClientContext context;
  v1::Filing filing;
  std::unique_ptr<grpc::ClientWriter<v1::SubmitFilingRequest>> writer;
};

TEST_F(ServerTest, HeldStreamsTakeNoMoreMemoryAndStopNobody) {
  const char* wanted = std::getenv("FILING_REVIEW_HELD_SECONDS");
  const int seconds = wanted == nullptr ? 5 : std::max(1, std::atoi(wanted));
  server_.reset();
  options_.desk.workers = 1;
  options_.desk.limits.uploads = options_.desk.limits.owner_uploads = kUploads + 1;
  options_.desk.limits.upload_idle_seconds = seconds + 60;
  Start();
  // The last filing waits all the time: recognition of the first takes about a second a page.
  std::string last;
  for (int i = 0; i < 2; ++i) {
    const std::string bytes = MadeUpProspectus(1000, i);
    v1::SubmitFilingHeader header = HeaderOf(bytes);
    header.set_ocr_mode(v1::OCR_MODE_FORCE);
    const absl::StatusOr<v1::Filing> filing = Send(Messages(header, bytes));
    ASSERT_TRUE(filing.ok()) << filing.status();
    last = filing->name();
  }

  std::vector<HeldUpload> uploads(kUploads);
  for (int i = 0; i < kUploads; ++i) {
    const std::string bytes = MadeUpProspectus(3, 100'000 + i);
    uploads[i].writer = stub_->SubmitFiling(&uploads[i].context, &uploads[i].filing);
    const auto messages = Messages(HeaderOf(bytes), bytes, bytes.size() / 2);
    ASSERT_TRUE(uploads[i].writer->Write(messages[0]));
    ASSERT_TRUE(uploads[i].writer->Write(messages[1]));
  }
  grpc::CompletionQueue queue;
  std::vector<HeldWatch> watches(kWatches);
  v1::WatchFilingRequest request;
  request.set_name(last);
  for (HeldWatch& watch : watches) {
    watch.reader = stub_->AsyncWatchFiling(&watch.context, request, &queue, &watch);
  }
  std::atomic<int> messages{0}, ended{0};
  std::thread reading([&] {
    void* tag;
    for (bool ok = false; queue.Next(&tag, &ok);) {
      HeldWatch& watch = *static_cast<HeldWatch*>(tag);
      if (!ok && !watch.ended) ++ended, watch.ended = true;
      if (ok && !watch.filing.name().empty()) ++messages;
      if (ok) watch.reader->Read(&watch.filing, tag);
    }
  });
  const auto start = std::chrono::steady_clock::now();
  const auto since = [](auto begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  while (messages < kWatches && since(start) < 30) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_GE(messages, kWatches);

  const int64_t before = ResidentBytes();
  std::vector<double> times;
  const auto held = std::chrono::steady_clock::now();
  while (since(held) < seconds) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(
        (Call<v1::GetFilingRequest, v1::Filing>(&v1::FilingService::Stub::GetFiling, last)).ok());
    times.push_back(since(begin));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const int64_t grown = ResidentBytes() - before;
  std::sort(times.begin(), times.end());
  std::printf(
      "%d watches and %d uploads held for %d s: %zu other calls, p50 %.4f s, p99 %.4f s; "
      "%lld MiB, grown by %lld KiB\n",
      kWatches - ended.load(), kUploads, seconds, times.size(), times[times.size() / 2],
      times[times.size() * 99 / 100], static_cast<long long>(before >> 20),
      static_cast<long long>(grown >> 10));
  EXPECT_EQ(ended, 0);
  // A sanitizer keeps what is freed for a while.
  if (extract::kMemoryIsLimited) {
    EXPECT_LT(grown, 16 << 20);
  }
  EXPECT_LT(times[times.size() * 99 / 100], 1.0);

  for (HeldWatch& watch : watches) watch.context.TryCancel();
  for (HeldUpload& upload : uploads) {
    upload.context.TryCancel();
    EXPECT_FALSE(upload.writer->Finish().ok());
  }
  while (ended < kWatches) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  queue.Shutdown();
  reading.join();
}

}  // namespace
}  // namespace filing_review::service
