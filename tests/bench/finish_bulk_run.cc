// Writes the journal of a run that has reviewed every filing of a list, so that planning, skipping
// and putting together can be measured without the reading:
//
//   finish_bulk_run LIST OUT [I/N]
//
// Each distinct file is reviewed once; the result stands for all filings that name the file, under
// the key of each. What `filing-review bulk LIST --out=OUT [--shard=I/N]` then does is what it does
// after a run that was killed just before its first part.
#include <sys/stat.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <string>
#include <unordered_map>

#include "service/brief_bytes.h"
#include "service/bulk/review_key.h"
#include "service/bulk/run_journal.h"
#include "service/bulk/shard.h"
#include "service/bulk/source_list.h"
#include "service/bulk/zstd_bytes.h"
#include "service/cli/input_file.h"
#include "service/pipeline.h"
#include "service/sha256.h"

namespace filing_review::service {
namespace {

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}

int Run(const std::string& list, const std::string& out, const std::string& shard_text) {
  const absl::StatusOr<Shard> shard = ParseShard(shard_text);
  if (!shard.ok()) return Fail(shard.status());
  absl::StatusOr<std::vector<Source>> sources = ListSources({list}, Source(), std::cin, {});
  if (!sources.ok()) return Fail(sources.status());
  const auto pipeline = Pipeline::Create("");
  if (!pipeline.ok()) return Fail(pipeline.status());
  RunIdentity identity;
  identity.engine_version = FILING_REVIEW_VERSION;
  identity.rule_pack_version = (*pipeline)->rule_pack().version;
  identity.rule_pack_digest = (*pipeline)->rule_pack().digest;
  std::filesystem::create_directories(out + "/run");
  const auto journal = RunJournal::Open(out + "/run/journal", RunDigest(identity));
  if (!journal.ok()) return Fail(journal.status());
  std::unordered_map<std::string, bulk::v1::Review> reviews;
  for (const Source& source : TakeShard(*std::move(sources), *shard).sources) {
    bulk::v1::Review& review = reviews[source.path];
    if (review.sha256().empty()) {
      const absl::StatusOr<cli::OpenFile> file = cli::OpenFiling(source.path);
      if (!file.ok()) return Fail(file.status());
      const absl::StatusOr<std::string> sha256 = Sha256OfFile(file->fd());
      const auto brief =
          (*pipeline)->ReviewFiling({{file->fd(), v1::DOCUMENT_ROLE_MAIN, *sha256}}, {});
      if (!brief.ok()) return Fail(brief.status());
      review.set_sha256(*sha256);
      review.set_state(bulk::v1::REVIEW_STATE_COMPLETE);
      review.set_page_count(brief->coverage().pages_total());
      review.set_seconds(0.01);
      const std::string bytes = SerializeBrief(*brief);
      review.set_brief_zstd(CompressZstd(bytes, 3));
      review.set_outcome_digest(DigestBytes(Sha256Of(bytes)));
      struct stat info;
      fstat(file->fd(), &info);
      const FileStamp stamp = {int64_t{info.st_size}, int64_t{info.st_mtim.tv_sec} * 1'000'000'000 +
                                                          int64_t{info.st_mtim.tv_nsec}};
      const absl::Status kept = (*journal)->KeepDigest(source.path, stamp, *sha256);
      if (!kept.ok()) return Fail(kept);
    }
    review.set_key(ReviewKey({review.sha256()}, source, identity));
    if (const absl::Status kept = (*journal)->Keep(review); !kept.ok()) return Fail(kept);
  }
  const absl::Status synced = (*journal)->Sync();
  return synced.ok() ? 0 : Fail(synced);
}

}  // namespace
}  // namespace filing_review::service

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    std::fprintf(stderr, "finish_bulk_run LIST OUT [I/N]\n");
    return 2;
  }
  return filing_review::service::Run(argv[1], argv[2], argc > 3 ? argv[3] : "1/1");
}
