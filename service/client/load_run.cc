#include "service/client/load_run.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <memory>
#include <mutex>
#include <random>
#include <thread>

#include "extract/read_error.h"
#include "service/client/filing_client.h"
#include "service/client/load_documents.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

using Clock = std::chrono::steady_clock;

double Since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

class LoadRun {
 public:
  LoadRun(const LoadOptions& options, const std::shared_ptr<grpc::Channel>& channel)
      : options_(options),
        stub_(v1::FilingService::NewStub(channel)),
        base_(std::random_device{}()) {}

  absl::StatusOr<LoadReport> Run() {
    std::vector<std::unique_ptr<FilingClient>> clients;
    for (int i = 0; i < options_.clients; ++i) {
      auto client = FilingClient::Connect(options_.access, options_.retry_seconds,
                                          [this](const std::string&) { ++waits_; });
      if (!client.ok()) return client.status();
      clients.push_back(*std::move(client));
    }
    start_ = Clock::now();
    std::vector<std::thread> threads;
    threads.reserve(clients.size());
    for (int i = 0; i < options_.clients; ++i) {
      threads.emplace_back([this, &clients, i] { Drive(*clients[i], i); });
    }
    for (std::thread& thread : threads) thread.join();
    report_.seconds = Since(start_);
    report_.waits = waits_;
    std::sort(report_.submit_seconds.begin(), report_.submit_seconds.end());
    std::sort(report_.brief_seconds.begin(), report_.brief_seconds.end());
    return report_;
  }

 private:
  void Drive(FilingClient& client, int index) {
    std::minstd_rand random(static_cast<unsigned>(index) + 1);
    std::uniform_real_distribution<double> share(0, 1);
    for (;;) {
      const int64_t number = begun_++;
      if (options_.filings > 0 && number >= options_.filings) return;
      if (options_.seconds > 0 && Since(start_) >= options_.seconds) return;
      const absl::StatusOr<std::string> bytes = Document(number);
      if (!bytes.ok()) {
        Note(bytes.status());
        return;
      }
      if (share(random) < options_.abort_rate) {
        Abort(*bytes);
      } else {
        One(client, *bytes, share(random) < options_.cancel_rate);
      }
    }
  }

  absl::StatusOr<std::string> Document(int64_t number) const {
    const uint64_t unique = (static_cast<uint64_t>(base_) << 24) + static_cast<uint64_t>(number);
    if (options_.files.empty()) {
      return MadeUpProspectus(options_.pages[number % options_.pages.size()], unique);
    }
    return FileWithNumber(options_.files[number % options_.files.size()], unique);
  }

  void One(FilingClient& client, const std::string& bytes, bool cancel) {
    const absl::StatusOr<int> fd = OpenInMemory(bytes);
    if (!fd.ok()) return Note(fd.status());
    v1::SubmitFilingHeader header;
    header.set_display_name("load.pdf");
    const Clock::time_point start = Clock::now();
    absl::StatusOr<v1::Filing> filing = client.Submit(*fd, header);
    close(*fd);
    if (!filing.ok()) return Note(filing.status());
    const double submitted = Since(start);
    if (cancel) {
      const absl::StatusOr<v1::Filing> ended = client.Cancel(filing->name());
      const std::lock_guard<std::mutex> lock(mutex_);
      report_.submit_seconds.push_back(submitted);
      // One that was done already is no error.
      ++(ended.ok() ? report_.cancelled : report_.briefs);
      return;
    }
    filing = client.Watch(filing->name());
    if (!filing.ok()) return Note(filing.status());
    const double reviewed = Since(start);
    const bool has_brief = filing->state() == v1::FILING_STATE_SUCCEEDED ||
                           filing->state() == v1::FILING_STATE_PARTIAL;
    if (options_.delete_after) {
      if (const absl::Status status = client.Delete(filing->name()); !status.ok()) Note(status);
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    report_.submit_seconds.push_back(submitted);
    if (!has_brief) {
      ++report_.errors[filing->error().reason()];
      return;
    }
    report_.brief_seconds.push_back(reviewed);
    ++report_.briefs;
  }

  // Half of an upload, and then nobody.
  void Abort(const std::string& bytes) {
    grpc::ClientContext context;
    if (!options_.access.token.empty()) {
      context.AddMetadata("authorization", "Bearer " + options_.access.token);
    }
    v1::Filing filing;
    const auto writer = stub_->SubmitFiling(&context, &filing);
    v1::SubmitFilingRequest message;
    message.mutable_header()->set_display_name("load.pdf");
    message.mutable_header()->set_size_bytes(static_cast<int64_t>(bytes.size()));
    message.mutable_header()->set_sha256(Sha256Of(bytes));
    if (writer->Write(message)) {
      message.mutable_chunk()->set_data(
          bytes.substr(0, std::min<size_t>(bytes.size() / 2, 65'536)));
      writer->Write(message);
    }
    context.TryCancel();
    writer->Finish();
    const std::lock_guard<std::mutex> lock(mutex_);
    ++report_.aborted;
  }

  void Note(const absl::Status& status) {
    std::string reason = extract::ReasonOf(status);
    if (reason.empty()) reason = absl::StatusCodeToString(status.code());
    const std::lock_guard<std::mutex> lock(mutex_);
    ++report_.errors[reason];
  }

  const LoadOptions& options_;
  const std::unique_ptr<v1::FilingService::Stub> stub_;
  const uint32_t base_;  // makes the documents of two runs others
  Clock::time_point start_;
  std::atomic<int64_t> begun_{0};
  std::atomic<int64_t> waits_{0};
  std::mutex mutex_;
  LoadReport report_;
};

}  // namespace

double Percentile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::clamp<size_t>(rank, 1, sorted.size()) - 1];
}

absl::StatusOr<LoadReport> RunLoad(const LoadOptions& options) {
  for (const std::string& file : options.files) {
    if (const auto bytes = FileWithNumber(file, 0); !bytes.ok()) return bytes.status();
  }
  const absl::StatusOr<std::shared_ptr<grpc::Channel>> channel = Reach(options.access);
  if (!channel.ok()) return channel.status();
  return LoadRun(options, *channel).Run();
}

}  // namespace filing_review::service
