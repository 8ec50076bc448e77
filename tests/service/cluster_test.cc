// What a review on a cluster is made of: array indexes, plans, scripts, clients, duplicates.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "extract/read_error.h"
#include "service/bulk/array_index.h"
#include "service/bulk/client_call.h"
#include "service/bulk/cluster_plan.h"
#include "service/bulk/duplicates.h"
#include "service/bulk/kubernetes_jobs.h"
#include "service/bulk/merge_shards.h"
#include "service/bulk/run_manifest.h"
#include "service/bulk/shard_lines.h"
#include "service/bulk/shell_text.h"
#include "service/bulk/slurm_jobs.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

using Environment = std::map<std::string, std::string>;

absl::StatusOr<ArrayIndex> IndexIn(const Environment& environment) {
  return FindArrayIndex([&](const char* name) -> const char* {
    const auto found = environment.find(name);
    return found == environment.end() ? nullptr : found->second.c_str();
  });
}

TEST(ArrayIndexTest, EachEngineSaysWhichShardATaskIs) {
  const struct {
    Environment environment;
    int shard;  // 0: none
    std::string words;
  } rows[] = {
      {{{"SLURM_ARRAY_TASK_ID", "1"}}, 1, ""},
      {{{"SLURM_ARRAY_TASK_ID", "40"}}, 40, ""},
      {{{"JOB_COMPLETION_INDEX", "0"}}, 1, ""},
      {{{"JOB_COMPLETION_INDEX", "39"}}, 40, ""},
      {{{"PBS_ARRAY_INDEX", "1"}}, 1, ""},
      {{{"SGE_TASK_ID", "7"}}, 7, ""},
      {{{"AWS_BATCH_JOB_ARRAY_INDEX", "0"}}, 1, ""},
      {{{"AWS_BATCH_JOB_ARRAY_INDEX", "6"}}, 7, ""},
      // Not set: outside an array of Grid Engine, and empty.
      {{{"SGE_TASK_ID", "undefined"}, {"SLURM_ARRAY_TASK_ID", "3"}}, 3, ""},
      {{{"PBS_ARRAY_INDEX", ""}, {"SLURM_ARRAY_TASK_ID", "3"}}, 3, ""},
      {{}, 0, "no engine says which task this is"},
      {{{"SGE_TASK_ID", "undefined"}}, 0, "give --shard=I/N"},
      // Those that count from 1 have no task 0.
      {{{"SLURM_ARRAY_TASK_ID", "0"}}, 0, "number the tasks of the array from 1"},
      {{{"PBS_ARRAY_INDEX", "0"}}, 0, "PBS_ARRAY_INDEX is '0'"},
      {{{"JOB_COMPLETION_INDEX", "-1"}}, 0, "from 0"},
      {{{"SLURM_ARRAY_TASK_ID", "two"}}, 0, "SLURM_ARRAY_TASK_ID is 'two'"},
      {{{"SLURM_ARRAY_TASK_ID", "99999999999"}}, 0, "99999999999"},
      {{{"SLURM_ARRAY_TASK_ID", "1"}, {"JOB_COMPLETION_INDEX", "0"}},
       0,
       "SLURM_ARRAY_TASK_ID and JOB_COMPLETION_INDEX are both set; unset the one that is not "
       "meant"},
  };
  for (const auto& row : rows) {
    const auto index = IndexIn(row.environment);
    ASSERT_EQ(index.ok(), row.shard > 0) << row.words << index.status();
    if (index.ok()) {
      EXPECT_EQ(index->shard, row.shard) << index->variable;
      continue;
    }
    EXPECT_EQ(extract::ReasonOf(index.status()), kReasonBadArrayIndex);
    EXPECT_NE(std::string(index.status().message()).find(row.words), std::string::npos)
        << index.status();
  }
}

PlanOptions Planned(int shards, int part_filings, int shard_filings = 1000) {
  PlanOptions options;
  options.run = {"1", "p", std::string(64, 'a'), "off", ""};
  options.shards = shards;
  options.part_filings = part_filings;
  options.shard_filings = shard_filings;
  return options;
}

TEST(PlannedBoundsTest, ShardsAreCutBySizeAndNeverEmpty) {
  using Bounds = std::vector<size_t>;
  EXPECT_EQ(PlannedBounds({10, 10, 10}, Planned(1, 64)), (Bounds{0, 3}));
  EXPECT_EQ(PlannedBounds({10, 10, 10}, Planned(9, 64)), (Bounds{0, 1, 2, 3}));
  // The first is as large as all others: not two and two.
  EXPECT_EQ(PlannedBounds({9'000'000, 3'000'000, 3'000'000, 3'000'000}, Planned(2, 64)),
            (Bounds{0, 1, 4}));
  // One filing that is several shards by its size.
  EXPECT_EQ(PlannedBounds({1, 90'000'000, 1}, Planned(3, 64)).back(), 3u);
  for (int shards = 1; shards < 12; ++shards) {
    const Bounds bounds = PlannedBounds({1, 90'000'000, 1, 5'000'000, 0, 0, 7}, Planned(shards, 2));
    EXPECT_EQ(std::adjacent_find(bounds.begin(), bounds.end(), std::greater_equal<>()),
              bounds.end());
    EXPECT_EQ(bounds.front(), 0u);
    EXPECT_EQ(bounds.back(), 7u);
  }
}

TEST(PlannedBoundsTest, AutoIsAThousandFilingsAndShardsBeginAtWholeParts) {
  // Sizes of 0 to 2 MB, the small ones first.
  std::vector<int64_t> sizes(10'000);
  for (size_t i = 0; i < sizes.size(); ++i) sizes[i] = static_cast<int64_t>(i) * 200;
  const std::vector<size_t> bounds = PlannedBounds(sizes, Planned(0, 64));
  ASSERT_EQ(bounds.size(), 11u);
  const int64_t all = std::accumulate(sizes.begin(), sizes.end(), int64_t{0});
  for (size_t i = 0; i + 1 < bounds.size(); ++i) {
    EXPECT_EQ(bounds[i] % 64, 0u);
    const int64_t size =
        std::accumulate(sizes.begin() + static_cast<ptrdiff_t>(bounds[i]),
                        sizes.begin() + static_cast<ptrdiff_t>(bounds[i + 1]), int64_t{0});
    EXPECT_LT(static_cast<double>(size), 0.15 * static_cast<double>(all)) << i;
  }
  EXPECT_GT(bounds[1], 1500u);              // many small ones
  EXPECT_LT(bounds[10] - bounds[9], 800u);  // few large ones
  PlanOptions few = Planned(0, 64);
  few.most_shards = 4;
  EXPECT_EQ(PlannedBounds(sizes, few).size(), 5u);
}

class ClusterPlanTest : public testing::Test {
 protected:
  std::string Path(const std::string& name) const { return folder_.path() + "/" + name; }
  std::string Write(const std::string& name, const std::string& bytes) const {
    std::ofstream(Path(name), std::ios::binary) << bytes;
    return Path(name);
  }
  TemporaryFolder folder_;
};

TEST_F(ClusterPlanTest, AShardReadsItsFilingsAndNothingElse) {
  std::vector<Source> sources;
  for (const char* name : {"a", "b \"quoted\".pdf", "c\nd", "e\\f", "招股书.pdf"}) {
    Source source;
    source.id = name;
    source.path = Path(name);
    source.venue = v1::LISTING_VENUE_HK;
    source.filing_date = "2023-05-18";
    Write(name, std::string(2'000'000, 'x'));
    sources.push_back(source);
  }
  const auto plan = ClusterPlan::Write(Path("plan"), sources, Planned(3, 64));
  ASSERT_TRUE(plan.ok()) << plan.status();
  const auto again = ClusterPlan::Read(Path("plan"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->digest(), plan->digest());
  EXPECT_EQ(again->head().size_bytes(), 10'000'000);
  EXPECT_EQ(again->ShardsToDo(), (std::vector<int>{1, 2, 3}));
  std::vector<Source> all;
  for (int number = 1; number <= again->shards(); ++number) {
    const auto some = again->SourcesOf(number, BulkLimits());
    ASSERT_TRUE(some.ok()) << some.status();
    all.insert(all.end(), some->begin(), some->end());
  }
  EXPECT_EQ(all, sources);
  // A list of bulk, too.
  std::istringstream none;
  const auto listed = ListSources({Path("plan/plan.jsonl")}, Source(), none, BulkLimits());
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_EQ(*listed, sources);
  std::filesystem::create_directories(again->ShardFolder(2));
  std::ofstream(again->ShardFolder(2) + "/manifest.json") << "{}";
  EXPECT_EQ(again->ShardsToDo(), (std::vector<int>{1, 3}));
}

TEST_F(ClusterPlanTest, WhatIsNoPlanOrAnotherIsSaid) {
  EXPECT_EQ(extract::ReasonOf(ClusterPlan::Read(Path("none")).status()), kReasonNoPlan);
  Source source;
  source.id = "a";
  source.path = Path("a");
  const auto plan = ClusterPlan::Write(Path("plan"), {source}, Planned(1, 64));
  ASSERT_TRUE(plan.ok());
  RunIdentity run = Planned(1, 64).run;
  EXPECT_TRUE(plan->Fits(run).ok());
  run.engine_version = "2";
  EXPECT_NE(std::string(plan->Fits(run).message()).find("the engine is 2, and the plan is for 1"),
            std::string::npos);
  run = Planned(1, 64).run;
  run.rule_pack_digest[0] = 'b';
  EXPECT_EQ(extract::ReasonOf(plan->Fits(run)), kReasonOtherPlan);
  Write("plan/plan.jsonl", "{\"path\": \"b\"}\n");
  EXPECT_EQ(plan->SourcesOf(1, BulkLimits()).status().code(), absl::StatusCode::kDataLoss);
  for (const char* wrong : {"", "{}", "{\"formatVersion\": 2}", "[1]"}) {
    Write("plan/plan.json", wrong);
    EXPECT_EQ(ClusterPlan::Read(Path("plan")).status().code(), absl::StatusCode::kDataLoss)
        << wrong;
  }
  source.path = source.id = "\xC5\xE9.pdf";
  const auto foreign = ClusterPlan::Write(Path("other"), {source}, Planned(1, 64));
  EXPECT_EQ(extract::ReasonOf(foreign.status()), kReasonBadSource);
  EXPECT_NE(std::string(foreign.status().message()).find("no name in UTF-8"), std::string::npos);
}

TEST_F(ClusterPlanTest, LinesOfAShardComeBackAndDamageIsSeen) {
  ShardLineWriter writer(Path("lines"));
  bulk::v1::ShardLine line;
  for (const char* id : {"a", "\xC5\xE9.pdf"}) {
    line.set_id(id);
    line.set_key(std::string(32, 'k'));
    writer.Add(line);
  }
  ASSERT_TRUE(writer.Finish().ok());
  const auto size = std::filesystem::file_size(Path("lines"));
  for (uintmax_t cut = 0; cut <= size; ++cut) {
    std::filesystem::copy_file(Path("lines"), Path("cut"),
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(Path("cut"), cut);
    const auto reader = ShardLineReader::Open(Path("cut"));
    ASSERT_TRUE(reader.ok());
    int read = 0;
    while ((*reader)->Next(line)) ++read;
    const bool at_a_line = cut == 0 || cut == size || read == 1;
    EXPECT_TRUE((*reader)->status().ok() ? at_a_line : read < 2) << cut;
    if (cut == size) {
      EXPECT_EQ(read, 2);
    }
  }
  EXPECT_EQ(ShardLineReader::Open(Path("none")).status().code(), absl::StatusCode::kNotFound);
}

TEST(RunManifestTest, AManifestComesBack) {
  RunManifest manifest;
  manifest.run = {"1.2", "2026.11", std::string(64, 'a'), "auto", "x \"y\""};
  manifest.shard = {3, 10};
  manifest.plan = std::string(64, 'b');
  manifest.filings = 5;
  manifest.complete = 2;
  manifest.partial = manifest.failed = 1;
  manifest.duplicates = 1;
  manifest.files = {{"a", 3'000'000'000, std::string(64, 'c')}, {"b/c", 0, ""}};
  const auto same = ParseManifest(ManifestAsJson(manifest));
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_EQ(ManifestAsJson(*same), ManifestAsJson(manifest));
  for (const char* wrong : {"", "{}", "[]", "{\"formatVersion\": 2, \"shard\": \"1/1\"}"}) {
    EXPECT_FALSE(ParseManifest(wrong).ok()) << wrong;
  }
}

TEST_F(ClusterPlanTest, MoreFilingsThanTheLimitAreNotMerged) {
  RunManifest manifest;
  manifest.shard = {1, 1};
  manifest.plan = std::string(64, 'b');
  manifest.filings = 3;
  manifest.files = {{kShardLinesName, 0, ""}};
  std::filesystem::create_directories(Path("shard"));
  Write(std::string("shard/") + kShardLinesName, "");
  Write("shard/manifest.json", ManifestAsJson(manifest));
  BulkLimits limits;
  limits.sources = 3;
  EXPECT_TRUE(FindMergeShards({Path("shard")}, nullptr, limits).ok());
  limits.sources = 2;
  const absl::Status more = FindMergeShards({Path("shard")}, nullptr, limits).status();
  EXPECT_EQ(extract::ReasonOf(more), kReasonSourceCount);
  EXPECT_NE(std::string(more.message()).find("more than 2 filings; make several merges"),
            std::string::npos);
}

TEST(DuplicatesTest, TheFirstOfEachKeyIsFoundAsByAMap) {
  DuplicateFinder finder;
  std::map<std::string, uint32_t> first;
  std::map<uint32_t, uint32_t> expected;
  std::map<uint32_t, bool> is_first;
  for (uint32_t i = 0; i < 5000; ++i) {
    const uint32_t value = (i * 2654435761u) % 3001;
    if (value % 17 == 0) continue;  // has no key
    std::string key(32, '\xFE');
    key[31] = static_cast<char>(value);
    key[30] = static_cast<char>(value >> 8);
    finder.Add(i, key);
    const auto [at, fresh] = first.emplace(key, i);
    if (!fresh) expected[i] = at->second, is_first[at->second] = true;
  }
  ASSERT_GT(expected.size(), 1000u);
  const Duplicates found = std::move(finder).Find();
  for (uint32_t i = 0; i < 5000; ++i) {
    const auto wanted = expected.find(i);
    EXPECT_EQ(found.FirstOf(i),
              wanted == expected.end() ? std::nullopt : std::optional<uint32_t>(wanted->second));
    EXPECT_EQ(found.IsFirst(i), is_first.count(i) > 0);
  }
}

TEST(SlurmTest, TheClusterSaysHowLargeAnArrayMayBe) {
  const auto limits = ParseSlurmConfig(
      "Configuration data as of 2026-11-27\nMaxArraySize            = 1001\n"
      "MaxJobCount             = 20000\nMaxDBDMsgs = x\n");
  ASSERT_TRUE(limits.ok()) << limits.status();
  EXPECT_EQ(limits->array_size, 1001);
  EXPECT_EQ(limits->jobs, 20'000);
  EXPECT_EQ(extract::ReasonOf(ParseSlurmConfig("MaxArraySize = 0\n").status()), kReasonNoArrays);
  EXPECT_EQ(extract::ReasonOf(ParseSlurmConfig("MaxArraySize = many\n").status()),
            kReasonBadSlurmConfig);
}

TEST(SlurmTest, MoreShardsThanAnArrayHoldsAreSeveralArrays) {
  using Arrays = std::vector<std::pair<int, std::string>>;
  EXPECT_EQ(SlurmArrays({1, 2, 3, 4}, 5), (Arrays{{0, "1-4"}}));
  EXPECT_EQ(SlurmArrays({1, 2, 3, 4, 5, 6}, 5), (Arrays{{0, "1-4"}, {4, "1-2"}}));
  EXPECT_EQ(SlurmArrays({2, 5, 6, 7, 12}, 5), (Arrays{{0, "2"}, {4, "1-3"}, {8, "4"}}));
  EXPECT_EQ(SlurmArrays({1, 3, 4, 6}, 1001), (Arrays{{0, "1,3-4,6"}}));
  EXPECT_EQ(SlurmArrays({}, 1001), Arrays());
  // Each second one of many: lines that a shell takes.
  std::vector<int> odd;
  for (int number = 1; number < 9000; number += 2) odd.push_back(number);
  size_t commas = 0;
  for (const auto& [offset, words] : SlurmArrays(odd, 100'001)) {
    EXPECT_EQ(offset, 0);
    EXPECT_LT(words.size(), 4100u);
    commas += static_cast<size_t>(std::count(words.begin(), words.end(), ',')) + 1;
  }
  EXPECT_EQ(commas, odd.size());
}

TEST(ShellTextTest, BashReadsBackWhatWasQuoted) {
  for (const char* text : {"", "plain", "it's", "a b\tc", "$HOME `id` \"x\" \\ %a !! *?[", "'''",
                           "招股书", "-n", "a\nb"}) {
    const auto read = CallClient({"bash", "-c", "printf %s " + ShellWord(text)}, 10);
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(*read, text);
  }
}

TEST(ClientCallTest, AClientThatDoesNotAnswerIsEndedWithItsChildren) {
  const auto start = std::chrono::steady_clock::now();
  TemporaryFolder folder;
  const auto late =
      CallClient({"bash", "-c", "(sleep 3; touch '" + folder.path() + "/late') & sleep 60"}, 1);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(extract::ReasonOf(late.status()), kReasonClientTimeout);
  EXPECT_NE(
      std::string(late.status().message()).find("bash did not answer within 1 s; see whether"),
      std::string::npos);
  EXPECT_LT(took.count(), 2.5);
  const auto failed = CallClient({"bash", "-c", "exit 3"}, 10);
  EXPECT_EQ(extract::ReasonOf(failed.status()), kReasonClientFailed);
  EXPECT_NE(std::string(failed.status().message()).find("exit status 3"), std::string::npos);
  const auto missing = CallClient({"no-such-client-here"}, 10);
  EXPECT_EQ(extract::ReasonOf(missing.status()), kReasonClientMissing);
  EXPECT_NE(std::string(missing.status().message()).find("call this on a host with"),
            std::string::npos);
  EXPECT_EQ(*CallClient({"bash", "-c", "echo one; read x || echo two"}, 10), "one\ntwo\n");
  const auto much = CallClient({"head", "-c", "6000000", "/dev/zero"}, 10);
  ASSERT_TRUE(much.ok()) << much.status();
  EXPECT_GE(much->size(), kMostClientBytes);
  EXPECT_LT(much->size(), kMostClientBytes + 65'536);
  std::this_thread::sleep_for(std::chrono::seconds(3));
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/late"));
}

TEST(KubernetesTest, VolumesAndNamesAreChecked) {
  EXPECT_EQ(ParseVolume("data:/srv/data")->path, "/srv/data");
  EXPECT_TRUE(ParseVolume("data:/srv/data:ro")->read_only);
  for (const char* wrong :
       {"", "data", "data:srv", "Data:/srv", "data:/srv:rw", ":/srv", "a:/b:ro:x"}) {
    EXPECT_EQ(extract::ReasonOf(ParseVolume(wrong).status()), kReasonBadVolume) << wrong;
  }
  TemporaryFolder folder;
  KubernetesOptions options;
  options.folder = options.out = folder.path();
  EXPECT_EQ(extract::ReasonOf(WriteKubernetesJobs(options, 3)), kReasonBadVolume);
  options.volumes = {{"data", folder.path(), true}};
  EXPECT_EQ(extract::ReasonOf(WriteKubernetesJobs(options, 3)), kReasonBadVolume);
  options.volumes[0].read_only = false;
  EXPECT_TRUE(WriteKubernetesJobs(options, 3).ok());
  options.out = folder.path() + "-elsewhere";
  EXPECT_EQ(extract::ReasonOf(WriteKubernetesJobs(options, 3)), kReasonBadVolume);
  options.out = options.folder;
  options.name = std::string(50, 'a');
  EXPECT_TRUE(WriteKubernetesJobs(options, 3).ok());
  for (const std::string& wrong : {std::string(51, 'a'), std::string("Filing Review"),
                                   std::string("-a"), std::string("a-"), std::string()}) {
    options.name = wrong;
    const absl::Status status = WriteKubernetesJobs(options, 3);
    EXPECT_EQ(extract::ReasonOf(status), kReasonBadJobName) << wrong;
    EXPECT_NE(std::string(status.message()).find("lower-case letters, digits and hyphens"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace filing_review::service
