// The reviewer's desk over gRPC: who sees what, decisions, undo, signatures, other briefs.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "extract/read_error.h"
#include "service/brief_bytes.h"
#include "service/sha256.h"
#include "tests/service/desk_fixture.h"

namespace filing_review::service {
namespace {

using extract::ReasonOf;

TEST_F(DeskTest, ReviewersSeeTheFilingsOfAllAndSubmittersTheirOwn) {
  const std::string name = SubmitAs("press", SampleBytes());
  const struct {
    const char* who;
    const char* brief;   // reason why it is not seen; empty: it is
    const char* decide;  // the same of decisions
    int listed;
  } rows[] = {{"press", "", "role_missing", 1},
              {"rival", "no_such_filing", "role_missing", 0},
              {"anna", "", "", 1},
              {"chief", "", "", 1},
              {"", "no_credentials", "no_credentials", -1},
              {"nobody", "unknown_credentials", "unknown_credentials", -1}};
  for (const auto& row : rows) {
    EXPECT_EQ(ReasonOf(BriefAs(row.who, name).status()), row.brief) << row.who;
    const auto review = ReviewAs(row.who, name);
    EXPECT_EQ(ReasonOf(review.status()), row.brief) << row.who;
    const auto list = CallAs(row.who, &v1::DeskService::Stub::ListDeskFilings, {});
    EXPECT_EQ(list.ok() ? list->filings_size() : -1, row.listed) << row.who;
    v1::Review seen;
    seen.set_name(name + "/review");
    seen.add_findings()->set_key("k");
    EXPECT_EQ(
        ReasonOf(DecideAs(row.who, review.ok() ? *review : seen, 0, v1::VERDICT_ACCEPTED).status()),
        row.decide)
        << row.who;
  }
  // Reading is not writing: nobody but its owner deletes it.
  const auto context = As("anna");
  v1::DeleteFilingRequest request;
  request.set_name(name);
  google::protobuf::Empty empty;
  EXPECT_EQ(stub_->DeleteFiling(context.get(), request, &empty).error_code(),
            grpc::StatusCode::PERMISSION_DENIED);
}

TEST_F(DeskTest, TheSessionTellsWhoCallsAndWhatItMay) {
  const auto session = CallAs("anna", &v1::DeskService::Stub::GetDeskSession, {});
  ASSERT_TRUE(session.ok()) << session.status();
  EXPECT_EQ(session->caller(), "anna");
  EXPECT_TRUE(session->verified());
  EXPECT_EQ(std::vector<std::string>(session->roles().begin(), session->roles().end()),
            (std::vector<std::string>{"read", "review"}));
  EXPECT_EQ(session->max_document_bytes(), options_.desk.limits.filing_bytes);
  EXPECT_GT(session->rule_pack().statuses_size(), 3);
  EXPECT_EQ(ReasonOf(CallAs("", &v1::DeskService::Stub::GetDeskSession, {}).status()),
            "no_credentials");
}

TEST_F(DeskTest, TheQueueShowsHeadAndReviewAndSaysWhenNothingChanged) {
  const std::string name = SubmitAs("press", SampleBytes());
  const auto brief = BriefAs("anna", name);
  ASSERT_TRUE(brief.ok()) << brief.status();
  const auto first = CallAs("anna", &v1::DeskService::Stub::ListDeskFilings, {});
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->filings_size(), 1);
  const v1::DeskFiling& line = first->filings(0);
  EXPECT_EQ(line.headline().SerializeAsString(), brief->headline().SerializeAsString());
  EXPECT_EQ(line.issuer(), brief->filing().issuer());
  EXPECT_EQ(line.filing_type(), brief->filing().filing_type());
  EXPECT_EQ(line.submitter(), "press");
  EXPECT_FALSE(line.headline_figure_text().empty());
  const auto review = ReviewAs("anna", name);
  EXPECT_EQ(line.findings_count(), review->findings_size());
  EXPECT_EQ(line.decided_count(), 0);
  v1::ListDeskFilingsRequest request;
  request.set_if_none_match(first->etag());
  const auto same = CallAs("anna", &v1::DeskService::Stub::ListDeskFilings, request);
  EXPECT_TRUE(same->not_modified());
  EXPECT_EQ(same->filings_size(), 0);
  EXPECT_EQ(same->etag(), first->etag());
  ASSERT_TRUE(DecideAs("anna", *review, 0, v1::VERDICT_ACCEPTED).ok());
  const auto changed = CallAs("anna", &v1::DeskService::Stub::ListDeskFilings, request);
  EXPECT_FALSE(changed->not_modified());
  ASSERT_EQ(changed->filings_size(), 1);
  EXPECT_EQ(changed->filings(0).decided_count(), 1);
  EXPECT_EQ(changed->filings(0).review_state(), v1::REVIEW_STATE_OPEN);
  EXPECT_EQ(changed->filings(0).last_reviewer(), "anna");
  EXPECT_FALSE(changed->filings(0).last_reviewer_unverified());
  request.set_filter("review_state = OPEN OR review_state = SIGNED AND state = SUCCEEDED");
  EXPECT_EQ(CallAs("anna", &v1::DeskService::Stub::ListDeskFilings, request)->filings_size(), 1);
  request.set_filter("review_state = NEW");
  EXPECT_EQ(CallAs("anna", &v1::DeskService::Stub::ListDeskFilings, request)->filings_size(), 0);
  request.set_filter("regime = no_such_regime");
  EXPECT_EQ(CallAs("anna", &v1::DeskService::Stub::ListDeskFilings, request)->filings_size(), 0);
  request.set_filter("review_state = DONE");
  EXPECT_EQ(ReasonOf(CallAs("anna", &v1::DeskService::Stub::ListDeskFilings, request).status()),
            "bad_filter");
}

TEST_F(DeskTest, TwoReviewersAtOnceNeverOverwriteEachOther) {
  const std::string name = SubmitAs("press", SampleBytes());
  const v1::Review seen = *ReviewAs("anna", name);
  ASSERT_GE(seen.findings_size(), 2);
  EXPECT_EQ(seen.state(), v1::REVIEW_STATE_NEW);
  const auto anna = DecideAs("anna", seen, 0, v1::VERDICT_ACCEPTED);
  ASSERT_TRUE(anna.ok()) << anna.status();
  EXPECT_NE(anna->etag(), seen.etag());
  const auto late = DecideAs("ben", seen, 0, v1::VERDICT_REJECTED);
  EXPECT_EQ(late.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(late.status()), "review_changed");
  const v1::Review now = *ReviewAs("ben", name);
  EXPECT_EQ(now.etag(), anna->etag());
  ASSERT_EQ(now.decisions_size(), 1);
  EXPECT_EQ(now.decisions(0).verdict(), v1::VERDICT_ACCEPTED);
  EXPECT_EQ(now.decisions(0).reviewer(), "anna");
  EXPECT_FALSE(now.decisions(0).reviewer_unverified());
  EXPECT_EQ(now.decisions(0).brief_sha256(), now.brief_sha256());
  EXPECT_TRUE(DecideAs("ben", now, 0, v1::VERDICT_REJECTED, "not ours").ok());
  v1::GetReviewRequest request;
  request.set_name(now.name());
  request.set_if_none_match(now.etag());
  EXPECT_GT(CallAs("ben", &v1::DeskService::Stub::GetReview, request)->findings_size(), 0);
  request.set_if_none_match(ReviewAs("ben", name)->etag());
  const auto same = CallAs("ben", &v1::DeskService::Stub::GetReview, request);
  EXPECT_EQ(same->findings_size(), 0);
  EXPECT_EQ(same->etag(), request.if_none_match());
}

TEST_F(DeskTest, UndoTakesTheCallersLastChangeBackAndNotThatOfOthers) {
  const std::string name = SubmitAs("press", SampleBytes());
  v1::Review review = *ReviewAs("anna", name);
  EXPECT_EQ(ReasonOf(UndoAs("anna", review).status()), "nothing_to_undo");
  review = *DecideAs("anna", review, 0, v1::VERDICT_ACCEPTED);
  review = *DecideAs("anna", review, 0, v1::VERDICT_REJECTED);
  review = *DecideAs("ben", review, 1, v1::VERDICT_ACCEPTED);
  auto undone = UndoAs("anna", review);
  ASSERT_TRUE(undone.ok()) << undone.status();
  ASSERT_EQ(undone->decisions_size(), 2);
  EXPECT_EQ(undone->decisions(0).verdict(), v1::VERDICT_ACCEPTED);
  undone = UndoAs("anna", *undone);
  ASSERT_TRUE(undone.ok()) << undone.status();
  ASSERT_EQ(undone->decisions_size(), 1);
  EXPECT_EQ(undone->decisions(0).reviewer(), "ben");
  EXPECT_EQ(ReasonOf(UndoAs("anna", *undone).status()), "nothing_to_undo");
  review = *DecideAs("anna", *undone, 1, v1::VERDICT_REJECTED);
  const auto conflict = UndoAs("ben", review);
  EXPECT_EQ(ReasonOf(conflict.status()), "undo_conflict") << conflict.status();
}

TEST_F(DeskTest, WrongDecisionsAreRefusedWithWordsAndChangeNothing) {
  const std::string name = SubmitAs("press", SampleBytes());
  const v1::Review seen = *ReviewAs("anna", name);
  const v1::ReviewBrief brief = *BriefAs("anna", name);
  ASSERT_GT(brief.user_counts_size(), 0);
  const auto of_kind = [&](v1::FindingKind kind) {
    for (const v1::FindingRef& ref : seen.findings()) {
      if (ref.kind() == kind) return ref.key();
    }
    return std::string();
  };
  const std::string count = of_kind(v1::FINDING_KIND_USER_COUNT);
  const auto corrected = [&](const std::function<void(v1::UserCount&)>& change) {
    return [&brief, count, change](v1::Decision& decision) {
      decision.set_finding_key(count);
      decision.set_verdict(v1::VERDICT_CORRECTED);
      *decision.mutable_corrected()->mutable_user_count() = brief.user_counts(0);
      change(*decision.mutable_corrected()->mutable_user_count());
    };
  };
  const struct {
    std::function<void(v1::Decision&)> change;
    const char* reason;
    const char* words;
  } rows[] = {
      {[](v1::Decision& d) { d.set_finding_key("0123456789abcdef"); }, "bad_decision",
       "the brief has no finding 0123456789abcdef; get the review again"},
      {[](v1::Decision& d) { d.set_kind(v1::FINDING_KIND_HOLDER); }, "bad_decision",
       "kind is not that of the finding"},
      {[](v1::Decision& d) { d.set_verdict(static_cast<v1::Verdict>(77)); }, "bad_decision",
       "verdict is not one of its values"},
      {[](v1::Decision& d) { d.set_verdict(v1::VERDICT_CORRECTED); }, "bad_decision",
       "corrected must say what the finding is"},
      {[](v1::Decision& d) { d.mutable_corrected(); }, "bad_decision",
       "corrected stands with the verdicts CORRECTED and ADDED alone"},
      {[](v1::Decision& d) { d.set_comment(std::string(8193, 'x')); }, "review_limit",
       "a comment has at most 8192 bytes; shorten it"},
      {corrected([](v1::UserCount& c) { c.set_metric("HEADS"); }), "bad_decision",
       "metric is not one of the rule pack's: "},
      {corrected([](v1::UserCount& c) { c.set_value(-1); }), "bad_decision", "value is the number"},
      {corrected([](v1::UserCount& c) { c.set_upper_value(1); }), "bad_decision",
       "upperValue stands with bound RANGE alone"},
      {corrected([](v1::UserCount& c) { c.set_as_of("June"); }), "bad_decision",
       "asOf is no date; write YYYY-MM-DD"},
      {corrected([](v1::UserCount& c) { c.set_subject(std::string(2049, 'x')); }), "review_limit",
       "subject is longer than 2048 bytes"},
      {[&](v1::Decision& d) {
         d.set_finding_key(of_kind(v1::FINDING_KIND_ASSESSMENT));
         d.set_verdict(v1::VERDICT_CORRECTED);
         d.mutable_corrected()->mutable_data_handling()->set_category("collection");
         d.mutable_corrected()->mutable_data_handling()->set_stance(v1::STANCE_RISK);
       },
       "bad_decision", "findings of kinds that cannot be corrected"},
      {[&](v1::Decision& d) {
         d.clear_finding_key();
         d.set_verdict(v1::VERDICT_ADDED);
         *d.mutable_corrected()->mutable_user_count() = brief.user_counts(0);
         d.mutable_corrected()->mutable_user_count()->clear_evidence();
       },
       "bad_decision", "an added finding needs evidence"},
  };
  for (const auto& row : rows) {
    v1::RecordDecisionsRequest request = RequestOn(seen);
    for (int i = 0; i < 2; ++i) {  // a good one and the wrong one
      v1::Decision& decision = *request.add_decisions();
      decision.set_finding_key(seen.findings(i).key());
      decision.set_verdict(v1::VERDICT_ACCEPTED);
    }
    row.change(*request.mutable_decisions(1));
    const absl::Status status = RecordAs("anna", request).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_EQ(ReasonOf(status), row.reason) << status;
    EXPECT_NE(status.message().find(row.words), std::string::npos) << status;
    EXPECT_EQ(status.message().substr(0, 12), "decision 2: ") << status;
  }
  v1::RecordDecisionsRequest without = RequestOn(seen);
  without.add_decisions()->set_finding_key(count);
  without.clear_etag();
  EXPECT_EQ(ReasonOf(RecordAs("anna", without).status()), "bad_decision");
  EXPECT_EQ(ReviewAs("anna", name)->etag(), seen.etag());
}

TEST_F(DeskTest, ACorrectionKeepsTheEvidenceOfItsFinding) {
  const std::string name = SubmitAs("press", SampleBytes());
  const v1::Review seen = *ReviewAs("anna", name);
  const v1::ReviewBrief brief = *BriefAs("anna", name);
  v1::RecordDecisionsRequest request = RequestOn(seen);
  v1::Decision& decision = *request.add_decisions();
  ASSERT_EQ(seen.findings(0).kind(), v1::FINDING_KIND_USER_COUNT);
  decision.set_finding_key(seen.findings(0).key());
  decision.set_verdict(v1::VERDICT_CORRECTED);
  v1::UserCount& count = *decision.mutable_corrected()->mutable_user_count();
  count = brief.user_counts(0);
  count.clear_evidence();
  count.set_value(7);
  const auto review = RecordAs("anna", request);
  ASSERT_TRUE(review.ok()) << review.status();
  const v1::UserCount& kept = review->decisions(0).corrected().user_count();
  EXPECT_EQ(kept.value(), 7);
  ASSERT_EQ(kept.evidence_size(), brief.user_counts(0).evidence_size());
  EXPECT_EQ(kept.evidence(0).quote(), brief.user_counts(0).evidence(0).quote());
}

TEST_F(DeskTest, ASecondPersonSignsAndTheSignatureBindsTheBrief) {
  const std::string name = SubmitAs("press", SampleBytes());
  v1::Review review = *ReviewAs("anna", name);
  EXPECT_EQ(ReasonOf(AdvanceAs("ben", review, v1::REVIEW_STEP_SIGN).status()), "not_reviewed");
  EXPECT_EQ(ReasonOf(AdvanceAs("ben", review, v1::REVIEW_STEP_REOPEN).status()), "not_reviewed");
  EXPECT_EQ(ReasonOf(AdvanceAs("ben", review, v1::REVIEW_STEP_UNSPECIFIED).status()), "bad_step");
  review = *DecideAs("anna", review, 0, v1::VERDICT_ACCEPTED);
  review = *AdvanceAs("anna", review, v1::REVIEW_STEP_MARK_REVIEWED);
  EXPECT_EQ(review.state(), v1::REVIEW_STATE_REVIEWED);
  EXPECT_EQ(review.reviewed_by(), "anna");
  EXPECT_EQ(ReasonOf(DecideAs("ben", review, 0, v1::VERDICT_REJECTED).status()), "review_reviewed");
  EXPECT_EQ(ReasonOf(AdvanceAs("anna", review, v1::REVIEW_STEP_SIGN).status()), "same_person");
  EXPECT_EQ(ReasonOf(AdvanceAs("press", review, v1::REVIEW_STEP_SIGN).status()), "role_missing");
  EXPECT_EQ(ReasonOf(BriefAs("ben", name, /*as_signed=*/true).status()), "not_signed");
  const auto done = AdvanceAs("ben", review, v1::REVIEW_STEP_SIGN);
  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_EQ(done->state(), v1::REVIEW_STATE_SIGNED);
  EXPECT_EQ(done->sign_off().signer(), "ben");
  const v1::ReviewBrief brief = *BriefAs("ben", name);
  EXPECT_EQ(done->sign_off().brief_sha256(), Sha256Of(SerializeBrief(brief)));
  EXPECT_EQ(done->sign_off().rule_pack_digest(), brief.provenance().rule_pack_digest());
  for (const char* who : {"anna", "chief"}) {
    EXPECT_EQ(ReasonOf(DecideAs(who, *done, 0, v1::VERDICT_REJECTED).status()), "review_signed");
  }
  EXPECT_EQ(ReasonOf(UndoAs("anna", *done).status()), "review_signed");
  EXPECT_EQ(ReasonOf(AdvanceAs("ben", *done, v1::REVIEW_STEP_REOPEN, "why").status()),
            "role_missing");
  EXPECT_EQ(ReasonOf(AdvanceAs("chief", *done, v1::REVIEW_STEP_REOPEN).status()), "bad_step");
  const auto reopened = AdvanceAs("chief", *done, v1::REVIEW_STEP_REOPEN, "a figure was missed");
  ASSERT_TRUE(reopened.ok()) << reopened.status();
  EXPECT_EQ(reopened->state(), v1::REVIEW_STATE_OPEN);
  EXPECT_FALSE(reopened->has_sign_off());
  EXPECT_EQ(reopened->decisions_size(), 1);
  v1::ListReviewEventsRequest request;
  request.set_name(reopened->name());
  request.set_page_size(3);
  request.set_with_bytes(true);
  std::vector<std::string> actions;
  std::string last_hash = Sha256Of(SampleBytes());
  do {
    const auto page = CallAs("press", &v1::DeskService::Stub::ListReviewEvents, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const v1::ReviewEvent& event : page->events()) {
      actions.push_back(event.action() + " " + event.reviewer() + " " + event.reason());
      EXPECT_EQ(event.previous_hash(), last_hash);
      EXPECT_EQ(event.hash(), Sha256Of(event.previous_hash() + event.event_bytes()));
      last_hash = event.hash();
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(actions, (std::vector<std::string>{"decide anna ", "mark_reviewed anna ", "sign ben ",
                                               "reopen chief a figure was missed"}));
}

TEST_F(DeskTest, DecisionsSurviveANewRulePackAndSayWhereItDisagrees) {
  const std::string name = SubmitAs("press", SampleBytes());
  v1::Review review = *ReviewAs("anna", name);
  const v1::ReviewBrief before = *BriefAs("anna", name);
  v1::RecordDecisionsRequest all = RequestOn(review);
  for (const v1::FindingRef& finding : review.findings()) {
    v1::Decision& decision = *all.add_decisions();
    decision.set_finding_key(finding.key());
    decision.set_verdict(v1::VERDICT_ACCEPTED);
  }
  review = *RecordAs("anna", all);
  review = *AdvanceAs("anna", review, v1::REVIEW_STEP_MARK_REVIEWED);
  // The server starts with a pack that knows nothing but one rule of data handling.
  server_.reset();
  options_.desk.rules_dir = folder_.path() + "/rules";
  std::filesystem::create_directories(options_.desk.rules_dir);
  std::ofstream(options_.desk.rules_dir + "/10_own.textproto") << R"pb(
    version: "own"
    disclosures { categories { id: "collection" title: "Another title" } }
  )pb";
  Start();
  desk_ = v1::DeskService::NewStub(channel_);
  RetryAs("press", name);
  const v1::Review after = *ReviewAs("anna", name);
  EXPECT_NE(after.etag(), review.etag());
  EXPECT_NE(after.brief_sha256(), review.brief_sha256());
  EXPECT_EQ(after.state(), v1::REVIEW_STATE_REVIEWED);
  EXPECT_EQ(after.decisions_size(), review.decisions_size());
  EXPECT_EQ(after.findings_size(), review.findings_size()) << "only the pack's digest is another";
  for (const v1::Decision& decision : after.decisions()) {
    EXPECT_EQ(decision.disagreement(), v1::DISAGREEMENT_UNSPECIFIED);
  }
  EXPECT_EQ(ReasonOf(AdvanceAs("ben", after, v1::REVIEW_STEP_SIGN).status()), "brief_changed");
  const auto marked = AdvanceAs("anna", after, v1::REVIEW_STEP_MARK_REVIEWED);
  ASSERT_TRUE(marked.ok()) << marked.status();
  const auto done = AdvanceAs("ben", *marked, v1::REVIEW_STEP_SIGN);
  ASSERT_TRUE(done.ok()) << done.status();
  // A pack of other rules: what was decided on is gone, and what was signed stays as it was.
  server_.reset();
  std::ofstream(options_.desk.rules_dir + "/10_own.textproto")
      << "version: \"bare\" replaces_built_in: true\n";
  Start();
  desk_ = v1::DeskService::NewStub(channel_);
  RetryAs("press", name);
  const v1::Review signed_view = *ReviewAs("anna", name);
  EXPECT_TRUE(signed_view.newer_brief());
  EXPECT_EQ(signed_view.brief_sha256(), done->brief_sha256());
  EXPECT_EQ(signed_view.findings_size(), done->findings_size());
  const v1::ReviewBrief kept = *BriefAs("anna", name, /*as_signed=*/true);
  EXPECT_EQ(Sha256Of(SerializeBrief(kept)), done->sign_off().brief_sha256());
  EXPECT_EQ(kept.user_counts_size(), before.user_counts_size());
  EXPECT_EQ(BriefAs("anna", name)->user_counts_size(), 0);
  const auto reopened = AdvanceAs("chief", signed_view, v1::REVIEW_STEP_REOPEN, "new rules");
  ASSERT_TRUE(reopened.ok()) << reopened.status();
  EXPECT_EQ(reopened->decisions_size(), review.decisions_size());
  EXPECT_GT(std::count_if(reopened->decisions().begin(), reopened->decisions().end(),
                          [](const v1::Decision& decision) {
                            return decision.disagreement() == v1::DISAGREEMENT_FINDING_GONE;
                          }),
            0);
}

TEST_F(DeskTest, AFilingWithoutABriefHasAnEmptyReview) {
  const auto context = As("press");
  const std::string bytes = "%PDF-1.4 nothing that could be read";
  v1::Filing filing;
  const auto writer = stub_->SubmitFiling(context.get(), &filing);
  for (const auto& message : Messages(HeaderOf(bytes), bytes)) writer->Write(message);
  writer->WritesDone();
  ASSERT_TRUE(writer->Finish().ok());
  const auto review = ReviewAs("anna", filing.name());
  ASSERT_TRUE(review.ok()) << review.status();
  EXPECT_EQ(review->state(), v1::REVIEW_STATE_NEW);
  EXPECT_EQ(review->findings_size(), 0);
  EXPECT_EQ(review->brief_sha256(), "");
  v1::RecordDecisionsRequest request = RequestOn(*review);
  request.add_decisions()->set_finding_key("0123456789abcdef");
  EXPECT_EQ(ReasonOf(RecordAs("anna", request).status()), "no_brief_yet");
  EXPECT_EQ(ReasonOf(AdvanceAs("anna", *review, v1::REVIEW_STEP_MARK_REVIEWED).status()),
            "no_brief_yet");
  for (const char* name : {"filings/x", "filings/x/reviews", "filings/../review", "/review", ""}) {
    v1::GetReviewRequest wrong;
    wrong.set_name(name);
    EXPECT_EQ(ReasonOf(CallAs("anna", &v1::DeskService::Stub::GetReview, wrong).status()),
              "bad_name")
        << name;
  }
}

TEST_F(DeskTest, QuotesAreFoundByThoseWhoMayReadThem) {
  const std::string name = SubmitAs("press", SampleBytes());
  const v1::ReviewBrief brief = *BriefAs("anna", name);
  v1::SearchQuotesRequest request;
  request.set_query("users");
  const auto found = CallAs("anna", &v1::DeskService::Stub::SearchQuotes, request);
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_GT(found->hits_size(), 0);
  EXPECT_EQ(found->hits(0).filing(), name);
  EXPECT_EQ(found->hits(0).issuer(), brief.filing().issuer());
  EXPECT_NE(found->hits(0).quote().find("users"), std::string::npos);
  const v1::Review review = *ReviewAs("anna", name);
  EXPECT_TRUE(std::any_of(
      review.findings().begin(), review.findings().end(),
      [&](const v1::FindingRef& ref) { return ref.key() == found->hits(0).finding_key(); }));
  EXPECT_EQ(CallAs("rival", &v1::DeskService::Stub::SearchQuotes, request)->hits_size(), 0);
  for (const std::string& query : {std::string("  "), std::string("--"), std::string(257, 'x')}) {
    request.set_query(query);
    EXPECT_EQ(ReasonOf(CallAs("anna", &v1::DeskService::Stub::SearchQuotes, request).status()),
              "bad_query");
  }
}

// Without an access list people say their own names, and nobody signs.
class OpenDeskTest : public DeskTest {
 protected:
  void SetUp() override { StartDesk(); }
};

TEST_F(OpenDeskTest, NamesAreSelfDeclaredAndNobodySigns) {
  EXPECT_FALSE(CallAs("", &v1::DeskService::Stub::GetDeskSession, {})->verified());
  const std::string name = SubmitAs("", SampleBytes());
  const v1::Review seen = *ReviewAs("", name);
  v1::RecordDecisionsRequest request = RequestOn(seen);
  request.add_decisions()->set_finding_key(seen.findings(0).key());
  request.mutable_decisions(0)->set_verdict(v1::VERDICT_ACCEPTED);
  for (const char* said : {"", "  ", "a\nb"}) {
    request.set_reviewer(said);
    const absl::Status status = RecordAs("", request).status();
    EXPECT_EQ(ReasonOf(status), "bad_decision");
    EXPECT_NE(status.message().find("say in `reviewer` who decides"), std::string::npos);
  }
  request.set_reviewer("Anna 王");
  const auto review = RecordAs("", request);
  ASSERT_TRUE(review.ok()) << review.status();
  EXPECT_EQ(review->decisions(0).reviewer(), "Anna 王");
  EXPECT_TRUE(review->decisions(0).reviewer_unverified());
  v1::AdvanceReviewRequest advance;
  advance.set_name(review->name());
  advance.set_etag(review->etag());
  advance.set_step(v1::REVIEW_STEP_MARK_REVIEWED);
  advance.set_reviewer("Anna 王");
  const auto marked = CallAs("", &v1::DeskService::Stub::AdvanceReview, advance);
  ASSERT_TRUE(marked.ok()) << marked.status();
  advance.set_etag(marked->etag());
  advance.set_step(v1::REVIEW_STEP_SIGN);
  advance.set_reviewer("Ben");
  const absl::Status refused = CallAs("", &v1::DeskService::Stub::AdvanceReview, advance).status();
  EXPECT_EQ(ReasonOf(refused), "unverified");
  EXPECT_NE(refused.message().find("start it with --access-list"), std::string::npos);
}

}  // namespace
}  // namespace filing_review::service
