// The contract of FilingStore and JobQueue; every back end passes it.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "service/store/filing_store.h"
#include "tests/service/store_backends.h"

namespace filing_review::service {
namespace {

constexpr int64_t kQueueLimit = 100;

NewFiling FilingOf(const std::string& name, char digit, const std::string& owner = "") {
  NewFiling filing;
  filing.owner = owner;
  filing.header.set_display_name(name);
  filing.header.set_sha256(std::string(64, digit));
  filing.header.set_size_bytes(1234);
  filing.header.set_listing_venue(v1::LISTING_VENUE_HK);
  filing.header.set_filing_date("2021-08-20");
  filing.password_given = true;
  return filing;
}

std::string IdOf(const v1::Filing& filing) {
  return filing.name().substr(std::string("filings/").size());
}

class StoreTest : public StoreContractTest {
 protected:
  v1::Filing Create(const NewFiling& filing) {
    const auto created = store_->Create(filing, kQueueLimit);
    EXPECT_TRUE(created.ok()) << created.status();
    return created.ok() ? *created : v1::Filing();
  }

  Job Claim(int attempts = 5) {
    std::vector<std::string> exhausted;
    const auto job = store_->Claim(JobStage::kText, 60, attempts, exhausted);
    EXPECT_TRUE(job.ok()) << job.status();
    EXPECT_TRUE(job.ok() && job->has_value()) << "no job to claim";
    return job.ok() && job->has_value() ? **job : Job();
  }

  bool NothingToClaim() {
    std::vector<std::string> exhausted;
    const auto job = store_->Claim(JobStage::kText, 60, 5, exhausted);
    EXPECT_TRUE(job.ok()) << job.status();
    return job.ok() && !job->has_value();
  }

  v1::FilingState StateOf(const v1::Filing& filing) {
    const auto now = store_->Get("", IdOf(filing));
    EXPECT_TRUE(now.ok()) << now.status();
    return now.ok() ? now->state() : v1::FILING_STATE_UNSPECIFIED;
  }

  static JobResult Succeeded(const std::string& brief) {
    JobResult result;
    result.state = v1::FILING_STATE_SUCCEEDED;
    result.brief = brief;
    result.page_count = 7;
    result.pages_done_count = 7;
    return result;
  }
};

TEST_P(StoreTest, KeepsAFilingOverAReopening) {
  const v1::Filing created = Create(FilingOf("a.pdf", 'a'));
  EXPECT_EQ(created.state(), v1::FILING_STATE_QUEUED);
  EXPECT_GE(created.create_time().seconds(), 1'600'000'000);
  Reopen();
  const auto found = store_->Get("", IdOf(created));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->SerializeAsString(), created.SerializeAsString());
}

TEST_P(StoreTest, TheSameFilingTwiceIsOne) {
  const v1::Filing first = Create(FilingOf("a.pdf", 'a'));
  EXPECT_EQ(Create(FilingOf("a.pdf", 'a')).name(), first.name());
  const std::function<void(NewFiling&)> differences[] = {
      [](NewFiling& f) { f.owner = "another"; },
      [](NewFiling& f) { f.header.set_display_name("b.pdf"); },
      [](NewFiling& f) { f.header.set_sha256(std::string(64, 'b')); },
      [](NewFiling& f) { f.header.set_listing_venue(v1::LISTING_VENUE_US); },
      [](NewFiling& f) { f.header.set_filing_date("2021-08-21"); },
  };
  for (const auto& differ : differences) {
    NewFiling other = FilingOf("a.pdf", 'a');
    differ(other);
    EXPECT_NE(Create(other).name(), first.name());
  }
}

TEST_P(StoreTest, AFailedOrCancelledFilingMayBeSubmittedAgain) {
  const v1::Filing cancelled = Create(FilingOf("a.pdf", 'a'));
  ASSERT_TRUE(store_->Cancel("", IdOf(cancelled)).ok());
  const v1::Filing failed = Create(FilingOf("a.pdf", 'a'));
  EXPECT_NE(failed.name(), cancelled.name());
  JobResult result;
  result.state = v1::FILING_STATE_FAILED;
  result.error.set_reason("encrypted");
  result.error.set_message("needs a password");
  ASSERT_TRUE(store_->Complete(Claim(), result, 10).ok());
  const auto found = store_->Get("", IdOf(failed));
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->error().reason(), "encrypted");
  EXPECT_NE(Create(FilingOf("a.pdf", 'a')).name(), failed.name());
}

TEST_P(StoreTest, RequestIdGivesTheSameFilingAndNoOther) {
  NewFiling filing = FilingOf("a.pdf", 'a');
  filing.header.set_request_id("r-1");
  const v1::Filing first = Create(filing);
  ASSERT_TRUE(store_->Cancel("", IdOf(first)).ok());
  EXPECT_EQ(Create(filing).name(), first.name()) << "even when it was cancelled";
  filing.header.set_display_name("b.pdf");
  const auto reused = store_->Create(filing, kQueueLimit);
  EXPECT_EQ(reused.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(extract::ReasonOf(reused.status()), kReasonRequestIdReused);
}

TEST_P(StoreTest, AFullQueueIsBusyWithADelay) {
  for (const char digit : {'a', 'b'}) ASSERT_TRUE(store_->Create(FilingOf("x", digit), 2).ok());
  const auto third = store_->Create(FilingOf("x", 'c'), 2);
  EXPECT_EQ(third.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(extract::ReasonOf(third.status()), kReasonQueueFull);
  EXPECT_GT(RetrySecondsOf(third.status()).value_or(0), 0);
  EXPECT_TRUE(store_->Create(FilingOf("x", 'a'), 2).ok()) << "one that is there already is found";
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("brief"), 10).ok());
  EXPECT_TRUE(store_->Create(FilingOf("x", 'c'), 2).ok());
}

TEST_P(StoreTest, ListsTheNewestFirstPageByPageForOneOwner) {
  std::vector<std::string> names;
  for (const char digit : {'1', '2', '3', '4', '5'}) {
    names.insert(names.begin(), Create(FilingOf("x", digit)).name());
  }
  Create(FilingOf("x", '6', "another"));
  std::vector<std::string> listed;
  std::string token;
  do {
    const auto page = store_->List("", 2, token);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(page->filings.size(), 2u);
    for (const auto& filing : page->filings) listed.push_back(filing.name());
    token = page->next_page_token;
  } while (!token.empty());
  EXPECT_EQ(listed, names);
  for (const char* wrong : {"x", "-1", "0", "1x", "99999999999999999999", "00000000.0.1"}) {
    EXPECT_EQ(extract::ReasonOf(store_->List("", 2, wrong).status()), kReasonBadPageToken) << wrong;
  }
}

TEST_P(StoreTest, AnotherOwnersFilingIsNotThere) {
  const std::string id = IdOf(Create(FilingOf("x", '1', "owner")));
  const absl::StatusCode kNotFound = absl::StatusCode::kNotFound;
  EXPECT_EQ(store_->Get("", id).status().code(), kNotFound);
  EXPECT_EQ(store_->GetBrief("", id).status().code(), kNotFound);
  EXPECT_EQ(store_->Cancel("", id).status().code(), kNotFound);
  EXPECT_EQ(store_->Delete("", id).status().code(), kNotFound);
  EXPECT_TRUE(store_->Get("owner", id).ok());
}

TEST_P(StoreTest, JobsAreClaimedInOrderAndByOneOnly) {
  const v1::Filing first = Create(FilingOf("x", '1'));
  const v1::Filing second = Create(FilingOf("x", '2'));
  EXPECT_EQ(store_->Get("", IdOf(second))->queue_position(), 1);
  const Job job = Claim();
  EXPECT_EQ(job.filing_id, IdOf(first));
  EXPECT_EQ(job.sha256, std::string(64, '1'));
  EXPECT_EQ(job.venue, v1::LISTING_VENUE_HK);
  EXPECT_EQ(job.filing_date, "2021-08-20");
  EXPECT_TRUE(job.password_given);
  EXPECT_EQ(job.attempt, 1);
  EXPECT_EQ(StateOf(first), v1::FILING_STATE_RUNNING);
  EXPECT_EQ(store_->Get("", IdOf(second))->queue_position(), 0);
  EXPECT_EQ(Claim().filing_id, IdOf(second));
  EXPECT_TRUE(NothingToClaim());
}

TEST_P(StoreTest, ResultAndStateAreStoredTogetherAndSurvive) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  EXPECT_EQ(extract::ReasonOf(store_->GetBrief("", IdOf(filing)).status()), kReasonNoBriefYet);
  const std::string brief("\0brief\xFF", 7);
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded(brief), 10).ok());
  Reopen();
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_SUCCEEDED);
  EXPECT_EQ(*store_->GetBrief("", IdOf(filing)), brief);
  EXPECT_EQ(store_->Get("", IdOf(filing))->page_count(), 7);
  EXPECT_TRUE(NothingToClaim());
  EXPECT_EQ(extract::ReasonOf(store_->Cancel("", IdOf(filing)).status()), kReasonFinal);
}

TEST_P(StoreTest, AVoidLeaseIsClaimedAgainAndItsHolderStoresNothing) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  const Job lost = Claim();
  Pass(50);
  ASSERT_TRUE(store_->Renew(lost, 60, 3, 9).ok());
  EXPECT_EQ(store_->Get("", IdOf(filing))->pages_done_count(), 3);
  Pass(50);
  EXPECT_TRUE(NothingToClaim()) << "it was renewed";
  Pass(11);
  const Job held = Claim();
  EXPECT_EQ(held.filing_id, lost.filing_id);
  EXPECT_EQ(held.attempt, 1) << "what its server's death ended is no try";
  for (const absl::Status& status :
       {store_->Complete(lost, Succeeded("late"), 10), store_->Renew(lost, 60, 0, 0).status(),
        store_->Release(lost, true)}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
    EXPECT_EQ(extract::ReasonOf(status), kReasonClaimLost);
  }
  EXPECT_TRUE(store_->Complete(held, Succeeded("brief"), 10).ok());
  EXPECT_EQ(*store_->GetBrief("", IdOf(filing)), "brief");
}

TEST_P(StoreTest, AttemptsAreCapped) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  for (int attempt = 1; attempt <= 2; ++attempt) {
    const Job job = Claim(2);
    EXPECT_EQ(job.attempt, attempt);
    ASSERT_TRUE(store_->Release(job, true).ok());
  }
  std::vector<std::string> exhausted;
  const auto none = store_->Claim(JobStage::kText, 60, 2, exhausted);
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_FALSE(none->has_value());
  EXPECT_EQ(exhausted, std::vector<std::string>{IdOf(filing)});
  EXPECT_EQ(store_->Get("", IdOf(filing))->error().reason(), kReasonAttempts);
}

TEST_P(StoreTest, WhatWaitsBeyondItsDeadlineFails) {
  NewFiling filing = FilingOf("x", '1');
  filing.timeout_micros = 60'000'000;
  const v1::Filing late = Create(filing);
  const v1::Filing patient = Create(FilingOf("x", '2'));
  EXPECT_EQ(store_->FailOverdue()->size(), 0u);
  Reopen();
  Pass(61);
  const auto overdue = store_->FailOverdue();
  ASSERT_TRUE(overdue.ok()) << overdue.status();
  EXPECT_EQ(*overdue, std::vector<std::string>{IdOf(late)});
  const auto failed = store_->Get("", IdOf(late));
  EXPECT_EQ(failed->state(), v1::FILING_STATE_FAILED);
  EXPECT_EQ(failed->error().reason(), extract::kReasonReviewDeadline);
  EXPECT_EQ(failed->error().message(),
            "waited until the deadline that its submitter gave; submit it again with more time");
  const Job job = Claim();
  EXPECT_EQ(job.filing_id, IdOf(patient));
  EXPECT_FALSE(job.micros_left.has_value());
  EXPECT_NE(Create(filing).name(), late.name()) << "submitted again it is another filing";
}

TEST_P(StoreTest, AClaimTellsTheTimeThatIsLeft) {
  NewFiling filing = FilingOf("x", '1');
  filing.timeout_micros = 100'000'000;
  const v1::Filing created = Create(filing);
  Pass(30);
  const Job job = Claim();
  ASSERT_TRUE(job.micros_left.has_value());
  EXPECT_LE(*job.micros_left, 71'000'000);
  EXPECT_GT(*job.micros_left, 40'000'000);
  Pass(80);
  ASSERT_TRUE(store_->Renew(job, 60, 0, 0).ok());
  EXPECT_EQ(store_->FailOverdue()->size(), 0u);
  EXPECT_EQ(StateOf(created), v1::FILING_STATE_RUNNING) << "its worker ends it";
}

TEST_P(StoreTest, OfTheSameFilingTheLaterDeadlineCounts) {
  NewFiling filing = FilingOf("x", '1');
  filing.timeout_micros = 50'000'000;
  const v1::Filing created = Create(filing);
  filing.timeout_micros = 100'000'000;
  EXPECT_EQ(Create(filing).name(), created.name());
  filing.timeout_micros = 10'000'000;
  EXPECT_EQ(Create(filing).name(), created.name());
  Pass(60);
  EXPECT_EQ(store_->FailOverdue()->size(), 0u);
  filing.timeout_micros = 0;
  EXPECT_EQ(Create(filing).name(), created.name());
  Pass(60);
  EXPECT_EQ(store_->FailOverdue()->size(), 0u);
}

TEST_P(StoreTest, ARetryBeyondItsDeadlineLeavesTheBriefThatWasThere) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("brief"), 10).ok());
  ASSERT_TRUE(store_->Retry("", IdOf(filing), {}, false, 10'000'000).ok());
  Pass(20);
  EXPECT_EQ(store_->FailOverdue()->size(), 1u);
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_SUCCEEDED);
  EXPECT_EQ(*store_->GetBrief("", IdOf(filing)), "brief");
  EXPECT_EQ(store_->Audit("", 1)->at(0).action, "retry_failed review_deadline");
}

TEST_P(StoreTest, AReleaseThatDoesNotCountIsNoAttempt) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ASSERT_TRUE(store_->Release(Claim(), false).ok());
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_QUEUED);
  EXPECT_EQ(Claim().attempt, 1);
}

TEST_P(StoreTest, TheStartOfAServerVoidsItsOwnClaims) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  const Job lost = Claim();
  Reopen();
  ASSERT_TRUE(store_->ReleaseAll().ok());
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_QUEUED);
  EXPECT_EQ(Claim().attempt, 1) << "what its server's death ended is no try";
  EXPECT_EQ(store_->Complete(lost, Succeeded("late"), 10).code(), absl::StatusCode::kAborted);
}

TEST_P(StoreTest, DeathsOfTheServerAreNoTriesButHaveALimit) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ClaimLimits limits;
  limits.attempts = 2;
  limits.deaths = 10;
  std::vector<std::string> exhausted;
  for (int death = 0; death < limits.deaths; ++death) {
    const auto job = store_->Claim(JobStage::kText, limits, exhausted);
    ASSERT_TRUE(job.ok() && job->has_value()) << job.status();
    EXPECT_EQ((*job)->attempt, 1);
    if (death % 2 == 0) {
      Reopen();
      ASSERT_TRUE(store_->ReleaseAll().ok());
    } else {
      Pass(61);  // nobody started it again
    }
  }
  EXPECT_TRUE(exhausted.empty());
  const auto none = store_->Claim(JobStage::kText, limits, exhausted);
  ASSERT_TRUE(none.ok() && !none->has_value());
  EXPECT_EQ(exhausted, std::vector<std::string>{IdOf(filing)});
  const v1::FilingError error = store_->Get("", IdOf(filing))->error();
  EXPECT_EQ(error.reason(), kReasonAttempts);
  EXPECT_EQ(error.message(),
            "the server died 10 times while the review ran; look at its log, then submit the "
            "filing again");
}

TEST_P(StoreTest, WhatMayKillTheServerIsReviewedAlone) {
  const v1::Filing suspect = Create(FilingOf("x", '1'));
  for (int death = 0; death < 3; ++death) {
    Claim();
    Reopen();
    ASSERT_TRUE(store_->ReleaseAll().ok());
  }
  const v1::Filing other = Create(FilingOf("x", '2'));
  const Job alone = Claim();
  EXPECT_EQ(alone.filing_id, IdOf(suspect));
  EXPECT_TRUE(NothingToClaim()) << "nothing beside it";
  ASSERT_TRUE(store_->Release(alone, false).ok());
  const v1::Filing third = Create(FilingOf("x", '3'));
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("brief"), 10).ok());
  EXPECT_EQ(StateOf(suspect), v1::FILING_STATE_SUCCEEDED);
  EXPECT_EQ(Claim().filing_id, IdOf(other));
  EXPECT_EQ(Claim().filing_id, IdOf(third)) << "others go side by side";
}

TEST_P(StoreTest, TellsTheSizeOfTheQueue) {
  NewFiling filing = FilingOf("x", '1');
  filing.page_count = 30;
  Create(filing);
  Create(FilingOf("x", '2'));
  const Job job = Claim();
  auto size = store_->Size();
  ASSERT_TRUE(size.ok()) << size.status();
  EXPECT_EQ(size->filings, 2);
  EXPECT_EQ(size->bytes, 2468);
  EXPECT_EQ(size->pages, 30);
  EXPECT_EQ(size->text_waiting, 1);
  ASSERT_TRUE(store_->Renew(job, 60, 1, 7).ok());
  EXPECT_EQ(store_->Size()->pages, 7) << "counted now";
  JobResult result = Succeeded("brief");
  result.ocr_follows = true;
  ASSERT_TRUE(store_->Complete(job, result, 10).ok());
  size = store_->Size();
  EXPECT_EQ(size->filings, 1);
  EXPECT_EQ(size->ocr_waiting, 1);
}

TEST_P(StoreTest, RoomIsToldBeforeTheBytesAreSent) {
  NewFiling first = FilingOf("x", '1');
  first.header.set_request_id("r-1");
  Create(first);
  QueueLimits full;
  full.filings = 1;
  NewFiling second = FilingOf("x", '2');
  EXPECT_EQ(extract::ReasonOf(store_->CheckRoom(second, full)), kReasonQueueFull);
  EXPECT_TRUE(store_->CheckRoom(first, full).ok()) << "it is there already";
  second.header.set_request_id("r-1");
  EXPECT_TRUE(store_->CheckRoom(second, full).ok()) << "whether it is another one is said later";
  second.owner = "another";
  EXPECT_EQ(extract::ReasonOf(store_->CheckRoom(second, full)), kReasonQueueFull);
  full.filings = 2;
  EXPECT_TRUE(store_->CheckRoom(second, full).ok());
}

TEST_P(StoreTest, OneOwnerLeavesRoomToOthers) {
  QueueLimits share;
  share.owner_filings = 1;
  NewFiling first = FilingOf("x", '1'), second = FilingOf("x", '2');
  ASSERT_TRUE(store_->Create(first, share).ok());
  EXPECT_EQ(extract::ReasonOf(store_->CheckRoom(second, share)), kReasonQueueFull);
  const auto refused = store_->Create(second, share);
  EXPECT_EQ(extract::ReasonOf(refused.status()), kReasonQueueFull);
  EXPECT_NE(refused.status().message().find("your share of the queue is full (1 filings)"),
            std::string_view::npos)
      << refused.status();
  second.owner = "another";
  ASSERT_TRUE(store_->Create(second, share).ok());
  // With its brief there, a filing waits no more.
  const Job job = Claim();
  JobResult result = Succeeded("brief");
  result.ocr_follows = true;
  ASSERT_TRUE(store_->Complete(job, result, 10).ok());
  EXPECT_TRUE(store_->CheckRoom(FilingOf("x", '3'), share).ok());
}

TEST_P(StoreTest, CancelAndDeleteVoidTheClaim) {
  const v1::Filing cancelled = Create(FilingOf("x", '1'));
  const v1::Filing deleted = Create(FilingOf("x", '2'));
  const Job first = Claim(), second = Claim();
  EXPECT_EQ(store_->Cancel("", IdOf(cancelled))->state(), v1::FILING_STATE_CANCELLED);
  EXPECT_TRUE(store_->Cancel("", IdOf(cancelled)).ok()) << "cancelling twice is no error";
  ASSERT_TRUE(store_->Delete("", IdOf(deleted)).ok());
  for (const Job& job : {first, second}) {
    EXPECT_EQ(store_->Complete(job, Succeeded("late"), 10).code(), absl::StatusCode::kAborted);
  }
  EXPECT_EQ(extract::ReasonOf(store_->GetBrief("", IdOf(cancelled)).status()), kReasonNoBrief);
  EXPECT_EQ(store_->Get("", IdOf(deleted)).status().code(), absl::StatusCode::kNotFound);
}

TEST_P(StoreTest, BytesAreNeededUntilTheirLastFilingGoes) {
  const v1::Filing one = Create(FilingOf("a", '1'));
  const v1::Filing other = Create(FilingOf("b", '1'));
  const std::string sha256(64, '1');
  EXPECT_EQ(*store_->ReferencedBlobs(), std::set<std::string>{sha256});
  ASSERT_TRUE(store_->Delete("", IdOf(one)).ok());
  EXPECT_TRUE(*store_->NeedsBlob(sha256));
  ASSERT_TRUE(store_->Delete("", IdOf(other)).ok());
  EXPECT_FALSE(*store_->NeedsBlob(sha256));
}

TEST_P(StoreTest, FurtherDocumentsArePartOfTheFiling) {
  NewFiling filing = FilingOf("a", '1');
  v1::SubmittedDocument& exhibit = filing.documents.emplace_back();
  exhibit.set_role(v1::DOCUMENT_ROLE_EXHIBIT);
  exhibit.set_sha256(std::string(64, '2'));
  exhibit.set_size_bytes(99);
  exhibit.set_display_name("附件.pdf");
  const v1::Filing created = Create(filing);
  ASSERT_EQ(created.documents_size(), 1);
  EXPECT_EQ(created.documents(0).SerializeAsString(), exhibit.SerializeAsString());
  EXPECT_EQ(store_->List("", 10, "")->filings.at(0).documents_size(), 1);
  EXPECT_EQ(IdOf(Create(filing)), IdOf(created));
  EXPECT_NE(IdOf(Create(FilingOf("a", '1'))), IdOf(created));
  Reopen();
  const Job job = Claim();
  ASSERT_EQ(job.documents.size(), 1u);
  EXPECT_EQ(job.documents[0].role(), v1::DOCUMENT_ROLE_EXHIBIT);
  EXPECT_TRUE(*store_->NeedsBlob(std::string(64, '2')));
  EXPECT_EQ(store_->ReferencedBlobs()->size(), 2u);
  ASSERT_TRUE(store_->Delete("", IdOf(created)).ok());
  EXPECT_FALSE(*store_->NeedsBlob(std::string(64, '2')));
  EXPECT_TRUE(*store_->NeedsBlob(std::string(64, '1')));
}

TEST_P(StoreTest, AFilingTakesTheIdThatIsWanted) {
  NewFiling filing = FilingOf("a", '1');
  filing.id = std::string(32, 'b');
  EXPECT_EQ(IdOf(Create(filing)), filing.id);
  EXPECT_NE(IdOf(Create(FilingOf("b", '1'))), filing.id);
}

TEST_P(StoreTest, ANewerStoreIsRefusedWithWords) {
  store_.reset();
  backend_->Run("INSERT INTO schema_migrations VALUES (999, 0)");
  const auto store = backend_->Open("one");
  EXPECT_EQ(store.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(extract::ReasonOf(store.status()), kReasonNewerStore);
  EXPECT_NE(store.status().message().find("newer version (schema 999, known "), std::string::npos)
      << store.status();
}

TEST_P(StoreTest, OpeningAgainChangesNothing) {
  const v1::Filing filing = Create(FilingOf("招股书.pdf", '1'));
  for (int i = 0; i < 2; ++i) Reopen();
  EXPECT_EQ(store_->Get("", IdOf(filing))->SerializeAsString(), filing.SerializeAsString());
}

TEST_P(StoreTest, ADeadJobSaysWhyItsLastTryBrokeOff) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ASSERT_TRUE(store_->Release(Claim(1), true, "worker_crash").ok());
  std::vector<std::string> exhausted;
  ASSERT_TRUE(store_->Claim(JobStage::kText, 60, 1, exhausted).ok());
  ListQuery query;
  query.states = {v1::FILING_STATE_FAILED};
  const auto dead = store_->List(query);
  ASSERT_TRUE(dead.ok() && dead->filings.size() == 1u) << dead.status();
  EXPECT_EQ(dead->filings[0].name(), filing.name());
  EXPECT_EQ(dead->filings[0].error().message(),
            "the review was tried 1 times and never ended, at last for worker_crash; submit the "
            "filing again");
}

TEST_P(StoreTest, TheQueueIsBoundedInBytesAndPagesToo) {
  const struct {
    QueueLimits limits;
    bool taken;
  } rows[] = {{{100, 2468, 20}, true},
              {{100, 2467, 20}, false},
              {{100, 2468, 19}, false},
              {{1, 9999, 99}, false}};
  NewFiling first = FilingOf("甲", '1');
  first.page_count = 10;
  QueueLimits tiny;
  tiny.bytes = tiny.pages = 1;
  ASSERT_TRUE(store_->Create(first, tiny).ok()) << "a queue with nothing in it takes any filing";
  for (const auto& row : rows) {
    NewFiling second = FilingOf("乙", '2');
    second.page_count = 10;
    const auto created = store_->Create(second, row.limits);
    EXPECT_EQ(created.ok(), row.taken);
    if (created.ok()) {
      ASSERT_TRUE(store_->Delete("", IdOf(*created)).ok());
    } else {
      EXPECT_EQ(extract::ReasonOf(created.status()), kReasonQueueFull);
    }
  }
}

TEST_P(StoreTest, ListsByStateVenueAndTime) {
  const v1::Filing hong_kong = Create(FilingOf("港", '1'));
  Pass(100);
  NewFiling american = FilingOf("us", '2');
  american.header.set_listing_venue(v1::LISTING_VENUE_US);
  const v1::Filing us = Create(american);
  ASSERT_TRUE(store_->Cancel("", IdOf(us)).ok());
  const auto names = [&](const std::function<void(ListQuery&)>& change) {
    ListQuery query;
    change(query);
    std::vector<std::string> found;
    const auto page = store_->List(query);
    EXPECT_TRUE(page.ok()) << page.status();
    if (page.ok()) {
      for (const auto& filing : page->filings) found.push_back(filing.name());
    }
    return found;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names([](ListQuery& q) { q.states = {v1::FILING_STATE_QUEUED}; }),
            Names{hong_kong.name()});
  EXPECT_EQ(names([](ListQuery& q) {
              q.states = {v1::FILING_STATE_QUEUED, v1::FILING_STATE_CANCELLED};
            }),
            (Names{us.name(), hong_kong.name()}));
  EXPECT_EQ(names([](ListQuery& q) { q.venue = v1::LISTING_VENUE_US; }), Names{us.name()});
  const auto micros = [&](const v1::Filing& filing) {
    const auto time = store_->Get("", IdOf(filing))->create_time();
    return time.seconds() * 1'000'000 + time.nanos() / 1000;
  };
  const int64_t later = micros(us);
  EXPECT_EQ(names([&](ListQuery& q) { q.created_from = later; }), Names{us.name()});
  EXPECT_EQ(names([&](ListQuery& q) { q.created_before = later; }), Names{hong_kong.name()});
}

TEST_P(StoreTest, PagesOfEveryOrderAreWholeAndStable) {
  std::vector<v1::Filing> made;
  for (const char digit : {'1', '2', '3', '4', '5'}) {
    made.push_back(Create(FilingOf("x", digit)));
    Pass(digit == '3' ? 0 : 10);
  }
  ASSERT_TRUE(store_->Cancel("", IdOf(made[0])).ok());  // updated last
  const struct {
    ListOrder order;
    std::vector<int> expected;
  } rows[] = {{ListOrder::kNewestFirst, {4, 3, 2, 1, 0}},
              {ListOrder::kCreateTime, {0, 1, 2, 3, 4}},
              {ListOrder::kCreateTimeDescending, {4, 3, 2, 1, 0}},
              {ListOrder::kUpdateTime, {1, 2, 3, 4, 0}},
              {ListOrder::kUpdateTimeDescending, {0, 4, 3, 2, 1}}};
  for (const auto& row : rows) {
    ListQuery query;
    query.order = row.order;
    query.page_size = 2;
    std::vector<std::string> names, expected;
    do {
      const auto page = store_->List(query);
      ASSERT_TRUE(page.ok()) << page.status();
      for (const auto& filing : page->filings) names.push_back(filing.name());
      query.page_token = page->next_page_token;
      if (names.size() == 2u) {
        ListQuery other = query;
        other.venue = v1::LISTING_VENUE_US;
        EXPECT_EQ(extract::ReasonOf(store_->List(other).status()), kReasonBadPageToken);
      }
    } while (!query.page_token.empty());
    for (const int index : row.expected)
      expected.push_back(made[static_cast<size_t>(index)].name());
    EXPECT_EQ(names, expected) << static_cast<int>(row.order);
  }
}

TEST_P(StoreTest, ARetryKeepsTheBriefUntilTheNewOneIsThere) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  const std::string id = IdOf(filing);
  EXPECT_EQ(extract::ReasonOf(store_->Retry("", id, {}, false).status()), kReasonNotFinal);
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("old rules"), 10).ok());
  const auto again = store_->Retry("", id, {}, true);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->state(), v1::FILING_STATE_QUEUED);
  EXPECT_EQ(*store_->GetBrief("", id), "old rules");
  const Job job = Claim();
  EXPECT_EQ(job.attempt, 1);
  EXPECT_EQ(*store_->GetBrief("", id), "old rules");
  ASSERT_TRUE(store_->Complete(job, Succeeded("new rules"), 10).ok());
  EXPECT_EQ(*store_->GetBrief("", id), "new rules");
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_SUCCEEDED);
  QueueLimits none;
  none.filings = 0;
  EXPECT_EQ(extract::ReasonOf(store_->Retry("", id, none, false).status()), kReasonQueueFull);
}

TEST_P(StoreTest, ARetryThatEndsWithoutABriefLeavesStateAndBriefAsTheyWere) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  const std::string id = IdOf(filing);
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("old rules"), 10).ok());
  for (const bool cancel : {true, false}) {
    ASSERT_TRUE(store_->Retry("", id, {}, false).ok());
    const Job job = Claim();
    ASSERT_TRUE(store_->Renew(job, 60, 1, 7).ok());
    if (cancel) {
      ASSERT_TRUE(store_->Cancel("", id).ok());
    } else {
      JobResult failed;
      failed.state = v1::FILING_STATE_FAILED;
      failed.error.set_reason("worker_crash");
      ASSERT_TRUE(store_->Complete(job, failed, 10).ok());
    }
    const auto after = store_->Get("", id);
    EXPECT_EQ(after->state(), v1::FILING_STATE_SUCCEEDED);
    EXPECT_EQ(after->pages_done_count(), 7);
    EXPECT_EQ(*store_->GetBrief("", id), "old rules");
    EXPECT_TRUE(NothingToClaim());
  }
  const auto audit = store_->Audit("", 10);
  ASSERT_TRUE(audit.ok() && audit->size() == 4u) << audit.status();
  EXPECT_EQ((*audit)[0].action, "retry_failed worker_crash");
  EXPECT_EQ((*audit)[2].action, "retry_failed cancelled");
  EXPECT_EQ((*audit)[3].action, "retry");
}

TEST_P(StoreTest, AFailedFilingIsTriedAgainFromTheStart) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ASSERT_TRUE(store_->Cancel("", IdOf(filing)).ok());
  ASSERT_TRUE(store_->Retry("", IdOf(filing), {}, false).ok());
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("brief"), 10).ok());
  EXPECT_EQ(*store_->GetBrief("", IdOf(filing)), "brief");
}

TEST_P(StoreTest, AFilingOnHoldIsNotDeleted) {
  const std::string id = IdOf(Create(FilingOf("x", '1', "owner")));
  EXPECT_EQ(store_->SetLegalHold("0", true).status().code(), absl::StatusCode::kNotFound);
  const auto set = store_->SetLegalHold(id, true);
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_TRUE(set->legal_hold());
  EXPECT_TRUE(store_->Get("owner", id)->legal_hold());
  const auto held = store_->Delete("owner", id);
  EXPECT_EQ(held.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(extract::ReasonOf(held.status()), kReasonLegalHold);
  ASSERT_TRUE(store_->SetLegalHold(id, true).ok()) << "once more is no error";
  ASSERT_TRUE(store_->SetLegalHold(id, false).ok());
  EXPECT_TRUE(store_->Delete("owner", id).ok());
  const auto audit = store_->Audit("owner", 10);
  ASSERT_TRUE(audit.ok() && audit->size() == 3u);
  EXPECT_EQ((*audit)[0].action, "delete");
  EXPECT_EQ((*audit)[1].action, "release_hold");
  EXPECT_EQ((*audit)[2].action, "hold");
  const auto older = store_->Audit("owner", (*audit)[0].number, 1);
  ASSERT_TRUE(older.ok() && older->size() == 1u);
  EXPECT_EQ((*older)[0].action, "release_hold");
}

TEST_P(StoreTest, ADeletionLeavesOneAuditLine) {
  const v1::Filing filing = Create(FilingOf("secret name", '1', "owner"));
  ASSERT_TRUE(store_->Delete("owner", IdOf(filing)).ok());
  const auto audit = store_->Audit(std::nullopt, 10);
  ASSERT_TRUE(audit.ok() && audit->size() == 1u) << audit.status();
  EXPECT_EQ((*audit)[0].owner, "owner");
  EXPECT_EQ((*audit)[0].filing_id, IdOf(filing));
  EXPECT_EQ((*audit)[0].action, "delete");
  EXPECT_GE((*audit)[0].at_micros, 1'600'000'000'000'000);
  EXPECT_TRUE(store_->Audit("another", 10)->empty());
}

TEST_P(StoreTest, WhatIsOldGoesUnlessItWaitsOrIsOnHold) {
  const v1::Filing old = Create(FilingOf("old", '1', "owner"));
  const v1::Filing held = Create(FilingOf("held", '2'));
  const v1::Filing waiting = Create(FilingOf("waiting", '3'));
  ASSERT_TRUE(store_->Cancel("owner", IdOf(old)).ok());
  ASSERT_TRUE(store_->Cancel("", IdOf(held)).ok());
  ASSERT_TRUE(store_->SetLegalHold(IdOf(held), true).ok());
  Pass(1000);
  const v1::Filing young = Create(FilingOf("young", '4'));
  ASSERT_TRUE(store_->Cancel("", IdOf(young)).ok());
  const auto gone = store_->DeleteExpired(int64_t{500} * 1'000'000, 10);
  ASSERT_TRUE(gone.ok()) << gone.status();
  ASSERT_EQ(gone->size(), 1u);
  EXPECT_EQ((*gone)[0].owner, "owner");
  EXPECT_EQ((*gone)[0].filing.name(), old.name());
  EXPECT_EQ(store_->Get("owner", IdOf(old)).status().code(), absl::StatusCode::kNotFound);
  for (const v1::Filing& kept : {held, waiting, young}) {
    EXPECT_TRUE(store_->Get("", IdOf(kept)).ok()) << kept.display_name();
  }
  EXPECT_EQ(store_->Audit("owner", 1)->at(0).action, "expire");
}

FILING_REVIEW_ON_EVERY_STORE(StoreTest);

}  // namespace
}  // namespace filing_review::service
