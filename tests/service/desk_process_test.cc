// The desk of a server of its own process: what was acknowledged survives kill -9; the commands
// that check, export and learn from reviews.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "extract/read_error.h"
#include "service/store/sqlite_store.h"
#include "tests/service/desk_fixture.h"

namespace filing_review::service {
namespace {

class DeskProcessTest : public DeskTest {
 protected:
  void SetUp() override {
    WriteAccessList();
    StartProcess();
  }
  void TearDown() override { Kill(); }

  void StartProcess() {
    int out[2];
    ASSERT_EQ(pipe2(out, O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<std::string> words = {FILING_REVIEW_PROGRAM, "serve", "--listen=127.0.0.1:0",
                                      "--data-dir=" + data_dir(),
                                      "--access-list=" + options_.access_list};
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ASSERT_EQ(
        posix_spawn(&process_, words[0].c_str(), &actions, nullptr, arguments.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    std::string line;
    for (char c; read(out[0], &c, 1) == 1 && c != '\n';) line += c;
    close(out[0]);
    ASSERT_EQ(line.find("listening on "), 0u) << line;
    address_ = line.substr(line.rfind(' ') + 1);
    channel_ = grpc::CreateChannel(address_, grpc::InsecureChannelCredentials());
    stub_ = v1::FilingService::NewStub(channel_);
    desk_ = v1::DeskService::NewStub(channel_);
  }

  void Kill() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }

  std::string data_dir() const { return folder_.path() + "/data"; }

  // Exit status and standard output of a command.
  std::pair<int, std::string> Run(const std::string& arguments) const {
    const std::string command = std::string(FILING_REVIEW_PROGRAM) + " " + arguments + " 2>&1";
    FILE* pipe = popen(command.c_str(), "re");
    std::string out;
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof(piece), pipe)) > 0;) out.append(piece, n);
    return {WEXITSTATUS(pclose(pipe)), out};
  }

  std::string FromServer(const std::string& who) const {
    const std::string file = folder_.path() + "/" + who + ".token";
    std::ofstream(file) << who << "\n";
    return " --retry-seconds=0 --server=" + address_ + " --token-file=" + file;
  }

  pid_t process_ = 0;
  std::string address_;
};

TEST_F(DeskProcessTest, WhatWasAcknowledgedSurvivesKillsBetweenDecisions) {
  const std::string name = SubmitAs("press", SampleBytes());
  std::mt19937 random(7);
  int acknowledged = 0;
  v1::Review last = *ReviewAs("anna", name);
  for (int round = 0; round < 6; ++round) {
    // A decision that is under way when the server dies may be there or not, but whole.
    const int decisions = 1 + static_cast<int>(random() % 5);
    for (int i = 0; i < decisions; ++i) {
      const int finding = static_cast<int>(random() % static_cast<unsigned>(last.findings_size()));
      const auto decided =
          DecideAs(i % 2 == 0 ? "anna" : "ben", last, finding,
                   i % 3 == 0 ? v1::VERDICT_REJECTED : v1::VERDICT_ACCEPTED, "round");
      ASSERT_TRUE(decided.ok()) << decided.status();
      last = *decided;
      ++acknowledged;
    }
    Kill();
    const auto [status, out] = Run("audit verify --data-dir=" + data_dir());
    EXPECT_EQ(status, 0) << out;
    EXPECT_NE(out.find(name + "\tok\t" + std::to_string(acknowledged) + " events"),
              std::string::npos)
        << out;
    StartProcess();
    const auto now = ReviewAs("ben", name);
    ASSERT_TRUE(now.ok()) << now.status();
    EXPECT_EQ(now->SerializeAsString(), last.SerializeAsString());
  }
}

TEST_F(DeskProcessTest, TheTrailIsCheckedAndExportedFromFolderAndServer) {
  const std::string name = SubmitAs("press", SampleBytes());
  ASSERT_TRUE(DecideAs("anna", *ReviewAs("anna", name), 0, v1::VERDICT_ACCEPTED, "说明").ok());
  for (const std::string& from : {" --data-dir=" + data_dir(), FromServer("ben")}) {
    auto [status, out] = Run("audit verify" + from);
    EXPECT_EQ(status, 0) << out;
    EXPECT_EQ(out, name + "\tok\t1 events\nfiling-review: 1 reviews checked, 0 broken\n");
    std::tie(status, out) = Run("audit export " + name + from);
    EXPECT_EQ(status, 0) << out;
    EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 1) << out;
    EXPECT_NE(out.find("\"action\":\"decide\""), std::string::npos) << out;
    EXPECT_NE(out.find("\"comment\":\"说明\""), std::string::npos) << out;
    EXPECT_NE(out.find("\"eventBytes\":\""), std::string::npos) << out;
    std::tie(status, out) = Run("audit verify filings/nothing" + from);
    EXPECT_EQ(status, 65) << out;
    EXPECT_NE(out.find("[no_such_filing]"), std::string::npos) << out;
  }
  EXPECT_NE(Run("audit verify " + name + FromServer("rival")).second.find("[no_such_filing]"),
            std::string::npos);
  auto database = SqliteDatabase::Open(data_dir() + "/filings.db", SystemMicros, BootMicros);
  ASSERT_TRUE((*database)
                  ->Execute("UPDATE review_events SET event = CAST(replace(CAST(event AS TEXT), "
                            "'anna', 'bnna') AS BLOB)")
                  .ok());
  for (const std::string& from : {" --data-dir=" + data_dir(), FromServer("ben")}) {
    const auto [status, out] = Run("audit verify" + from);
    EXPECT_EQ(status, 1) << out;
    EXPECT_NE(out.find(name + "\tbroken\tevent 1: its hash is not that of its bytes"),
              std::string::npos)
        << out;
  }
}

TEST_F(DeskProcessTest, DecisionsBecomeLabelsAndScoreARulePack) {
  const std::string name = SubmitAs("press", SampleBytes());
  v1::Review review = *ReviewAs("anna", name);
  v1::RecordDecisionsRequest request = RequestOn(review);
  int rejected = 0;
  for (int i = 0; i < review.findings_size(); ++i) {
    v1::Decision& decision = *request.add_decisions();
    decision.set_finding_key(review.findings(i).key());
    const bool wrong = review.findings(i).kind() == v1::FINDING_KIND_DATA_HANDLING && rejected < 2;
    rejected += wrong;
    decision.set_verdict(wrong ? v1::VERDICT_REJECTED : v1::VERDICT_ACCEPTED);
  }
  review = *RecordAs("anna", request);
  const std::string from = " --data-dir=" + data_dir();
  auto [status, out] = Run("eval --from-decisions=" + folder_.path() + "/early" + from);
  EXPECT_EQ(status, 65) << out;
  EXPECT_NE(out.find("no filing is marked reviewed or signed; --open takes"), std::string::npos);
  ASSERT_TRUE(AdvanceAs("anna", review, v1::REVIEW_STEP_MARK_REVIEWED).ok());
  const std::string folder = folder_.path() + "/labels";
  std::tie(status, out) = Run("eval --from-decisions=" + folder + from);
  EXPECT_EQ(status, 0) << out;
  EXPECT_NE(out.find("\"missed\":0,\"wrong\":2"), std::string::npos) << out;
  EXPECT_NE(out.find("ALL "), std::string::npos) << out;
  const std::string id = name.substr(8);
  EXPECT_TRUE(std::filesystem::exists(folder + "/" + id + ".json"));
  EXPECT_EQ(std::filesystem::file_size(folder + "/" + id + ".pdf"), SampleBytes().size());
  EXPECT_TRUE(std::filesystem::exists(folder + "/scores.json"));
  std::tie(status, out) = Run("eval --from-decisions=" + folder + from);
  EXPECT_EQ(status, 2) << "a folder that holds files";
  // Rules that find nothing miss all that was accepted.
  const std::string rules = folder_.path() + "/rules";
  std::filesystem::create_directories(rules);
  std::ofstream(rules + "/10_bare.textproto") << "version: \"bare\" replaces_built_in: true\n";
  std::tie(status, out) =
      Run("eval --from-decisions=" + folder_.path() + "/bare --rules=" + rules + from);
  EXPECT_EQ(status, 0) << out;
  EXPECT_NE(out.find("\"USER_COUNT\":{\"precision\":1,\"recall\":0,"), std::string::npos) << out;
  // The server's own briefs.
  std::tie(status, out) =
      Run("eval --from-decisions=" + folder_.path() + "/served" + FromServer("ben"));
  EXPECT_EQ(status, 0) << out;
  EXPECT_NE(out.find("\"missed\":0,\"wrong\":2"), std::string::npos) << out;
  std::tie(status, out) = Run("eval --from-decisions=" + folder_.path() +
                              "/other --rules=" + rules + FromServer("ben"));
  EXPECT_EQ(status, 2);
  EXPECT_NE(out.find("give --data-dir with --rules"), std::string::npos) << out;
}

}  // namespace
}  // namespace filing_review::service
