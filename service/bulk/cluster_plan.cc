#include "service/bulk/cluster_plan.h"

#include <google/protobuf/util/json_util.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "extract/utf8.h"
#include "service/bulk/durable_file.h"
#include "service/bulk/run_manifest.h"
#include "service/bulk/shard.h"
#include "service/render/json.h"
#include "service/render/json_values.h"
#include "service/render/words.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

constexpr int32_t kPlanVersion = 1;
constexpr char kHeadName[] = "plan.json";
constexpr char kListName[] = "plan.jsonl";
// With so many parts a shard, cutting at parts makes no shard much larger than another.
constexpr size_t kPartsOfAShard = 8;

absl::Status NotWritten(const std::string& path) {
  return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                      path + " cannot be written; give --out a folder of your own with room");
}

std::string LineOf(const Source& source, int64_t size) {
  std::string line = "{\"path\": ";
  const auto add_path = [&](const std::string& path) {
    std::error_code error;
    render::AppendJsonString(fs::absolute(path, error).lexically_normal().string(), line);
  };
  add_path(source.path);
  line += ", \"id\": ";
  render::AppendJsonString(source.id, line);
  if (source.venue != v1::LISTING_VENUE_UNSPECIFIED) {
    line += ", \"venue\": \"" + render::ShortEnumName(source.venue) + "\"";
  }
  if (!source.filing_date.empty()) {
    line += ", \"filing_date\": \"" + source.filing_date + "\"";
  }
  for (const SourceDocument& document : source.documents) {
    line +=
        &document == source.documents.data() ? ", \"documents\": [{\"path\": " : ", {\"path\": ";
    add_path(document.path);
    line += ", \"role\": \"" + render::ShortEnumName(document.role) + "\"}";
  }
  if (!source.documents.empty()) line += "]";
  return line + ", \"size\": " + std::to_string(size) + "}\n";
}

}  // namespace

std::vector<size_t> PlannedBounds(const std::vector<int64_t>& sizes, const PlanOptions& options) {
  const size_t filings = sizes.size();
  const auto per_shard = static_cast<size_t>(options.shard_filings);
  const size_t wanted = options.shards > 0 ? static_cast<size_t>(options.shards)
                                           : (filings + per_shard - 1) / per_shard;
  const size_t count =
      std::max<size_t>(1, std::min({wanted, filings, static_cast<size_t>(options.most_shards)}));
  const auto part = static_cast<size_t>(options.part_filings);
  const bool whole_parts = filings / part >= kPartsOfAShard * count;
  const size_t step = whole_parts ? part : 1;
  std::vector<int64_t> steps;
  for (size_t i = 0; i < filings; ++i) {
    if (i % step == 0) steps.push_back(0);
    steps.back() += sizes[i] + (whole_parts ? kFilingCost : 0);
  }
  std::vector<size_t> bounds = ShardBounds(steps, static_cast<int>(count));
  for (size_t& bound : bounds) bound = std::min(bound * step, filings);
  // One filing may be as large as several shards: those are left out.
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  return bounds;
}

absl::StatusOr<ClusterPlan> ClusterPlan::Write(const std::string& dir,
                                               const std::vector<Source>& sources,
                                               const PlanOptions& options) {
  std::error_code error;
  fs::create_directories(dir, error);
  if (error) return NotWritten(dir);
  bulk::v1::ClusterPlan head;
  head.set_format_version(kPlanVersion);
  head.set_engine_version(options.run.engine_version);
  head.set_rule_pack_version(options.run.rule_pack_version);
  head.set_rule_pack_digest(options.run.rule_pack_digest);
  head.set_ocr(options.run.ocr);
  head.set_as_if(options.run.as_if_regime);
  head.set_part_filings(options.part_filings);
  head.set_filing_count(static_cast<int64_t>(sources.size()));
  std::vector<int64_t> sizes;
  sizes.reserve(sources.size());
  for (const Source& source : sources) {
    // A list in JSON holds no other names.
    bool utf8 = extract::IsUtf8(source.path) && extract::IsUtf8(source.id);
    for (const SourceDocument& document : source.documents)
      utf8 = utf8 && extract::IsUtf8(document.path);
    if (!utf8) {
      std::string shown;
      render::AppendJsonString(source.path, shown);
      return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadSource,
                          shown + " is no name in UTF-8, which a plan cannot hold; rename it");
    }
    sizes.push_back(SizeOfSource(source));
  }
  const std::vector<size_t> bounds = PlannedBounds(sizes, options);

  const std::string list_path = dir + "/" + kListName;
  std::ofstream list(TemporaryName(list_path), std::ios::binary);
  Sha256Stream digest;
  int64_t offset = 0;
  for (size_t shard = 0; shard + 1 < bounds.size(); ++shard) {
    bulk::v1::PlannedShard& planned = *head.add_shards();
    planned.set_first_filing(static_cast<int64_t>(bounds[shard]));
    planned.set_filing_count(static_cast<int64_t>(bounds[shard + 1] - bounds[shard]));
    planned.set_offset_bytes(offset);
    int64_t size = 0;
    for (size_t i = bounds[shard]; i < bounds[shard + 1]; ++i) {
      const std::string line = LineOf(sources[i], sizes[i]);
      list << line;
      digest.Add(line);
      offset += static_cast<int64_t>(line.size());
      size += sizes[i];
    }
    planned.set_size_bytes(size);
    head.set_size_bytes(head.size_bytes() + size);
  }
  list.close();
  if (!list) return NotWritten(list_path);
  head.set_list_bytes(offset);
  head.set_list_sha256(digest.Finish());
  const std::string json = render::RenderJson(head);
  absl::Status status = PutInPlace(list_path);
  if (status.ok()) status = WriteDurably(dir + "/" + kHeadName, json);
  if (!status.ok()) return status;
  return ClusterPlan(dir, std::move(head), Sha256Of(json));
}

bool ClusterPlan::IsIn(const std::string& dir) {
  std::error_code error;
  return fs::exists(fs::path(dir) / kHeadName, error);
}

absl::StatusOr<ClusterPlan> ClusterPlan::Read(const std::string& dir) {
  const std::string path = dir + "/" + kHeadName;
  const absl::StatusOr<std::string> json = ReadWhole(path);
  if (!json.ok()) {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonNoPlan,
                        path + " is not there; make a plan with filing-review bulk submit");
  }
  bulk::v1::ClusterPlan head;
  bool right = google::protobuf::util::JsonStringToMessage(*json, &head).ok() &&
               head.format_version() == kPlanVersion && head.shards_size() > 0 &&
               head.part_filings() > 0;
  int64_t filings = 0, offset = 0;
  for (const bulk::v1::PlannedShard& shard : head.shards()) {
    right = right && shard.first_filing() == filings && shard.filing_count() > 0 &&
            shard.offset_bytes() >= offset;
    filings += shard.filing_count();
    offset = shard.offset_bytes();
  }
  if (!right || filings != head.filing_count() || offset > head.list_bytes()) {
    return ServiceError(absl::StatusCode::kDataLoss, kReasonStorage,
                        path + " is no plan of this version; make one in a fresh folder");
  }
  return ClusterPlan(dir, std::move(head), Sha256Of(*json));
}

std::string ClusterPlan::ShardFolder(int number) const {
  char name[32];
  std::snprintf(name, sizeof name, "/shards/%06d", number);
  return dir_ + name;
}

std::vector<int> ClusterPlan::ShardsToDo() const {
  std::vector<int> left;
  std::error_code error;
  for (int number = 1; number <= shards(); ++number) {
    if (!fs::exists(ShardFolder(number) + "/" + kManifestName, error)) left.push_back(number);
  }
  return left;
}

absl::StatusOr<std::vector<Source>> ClusterPlan::SourcesOf(int number,
                                                           const BulkLimits& limits) const {
  const bulk::v1::PlannedShard& shard = head_.shards(number - 1);
  const std::string path = dir_ + "/" + kListName;
  std::ifstream in(path, std::ios::binary);
  in.seekg(shard.offset_bytes());
  absl::StatusOr<std::vector<Source>> sources = ReadSources(in, path, shard.filing_count(), limits);
  const bool whole = sources.ok() &&
                     static_cast<int64_t>(sources->size()) == shard.filing_count() &&
                     SizeOfFile(path) == head_.list_bytes();
  if (whole) return sources;
  return ServiceError(absl::StatusCode::kDataLoss, kReasonStorage,
                      path + " is not what the plan was made with; make one in a fresh folder");
}

absl::Status ClusterPlan::Fits(const RunIdentity& run) const {
  const auto other = [](const std::string& what, const std::string& ours,
                        const std::string& planned) {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonOtherPlan,
                        what + " is " + ours + ", and the plan is for " + planned +
                            "; use the same on all hosts, or make a plan in a fresh folder");
  };
  if (run.engine_version != head_.engine_version()) {
    return other("the engine", run.engine_version, head_.engine_version());
  }
  if (run.rule_pack_digest != head_.rule_pack_digest()) {
    return other("the rule pack", run.rule_pack_digest.substr(0, 12),
                 head_.rule_pack_digest().substr(0, 12));
  }
  return absl::OkStatus();
}

}  // namespace filing_review::service
