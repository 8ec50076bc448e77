// filing-review eval: reviewers' decisions as labels, and how a rule pack does on them.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "service/cli/command_line.h"
#include "service/cli/outcome.h"
#include "service/cli/review_options.h"
#include "service/learning/decision_score.h"
#include "service/learning/labels.h"
#include "service/pipeline.h"

namespace filing_review::cli {

namespace {

namespace fs = std::filesystem;

struct EvalArguments {
  std::string out;
  std::string rules;
  bool open_too = false;
  ReviewOptions reviews;
};

absl::Status WriteFile(const fs::path& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  return out ? absl::OkStatus()
             : absl::UnavailableError(path.string() + " cannot be written; check the disk");
}

// Copies the document's bytes into the folder.
absl::Status CopyDocument(int fd, const fs::path& path) {
  std::string bytes(1 << 20, '\0');
  std::ofstream out(path, std::ios::binary);
  off_t at = 0;
  for (ssize_t n; (n = pread(fd, bytes.data(), bytes.size(), at)) > 0; at += n) {
    out.write(bytes.data(), n);
  }
  out.close();
  return out ? absl::OkStatus()
             : absl::UnavailableError(path.string() + " cannot be written; check the disk");
}

// The filing's documents, opened; closes them in the end.
class Parts {
 public:
  ~Parts() {
    for (const service::FilingPart& part : parts_) close(part.fd);
  }
  absl::Status Open(service::ReviewSource& source, const v1::Filing& filing) {
    absl::Status status = Add(source, filing.sha256(), v1::DOCUMENT_ROLE_MAIN);
    for (const v1::SubmittedDocument& document : filing.documents()) {
      if (status.ok()) status = Add(source, document.sha256(), document.role());
    }
    return status;
  }
  const std::vector<service::FilingPart>& all() const { return parts_; }

 private:
  absl::Status Add(service::ReviewSource& source, const std::string& sha256,
                   v1::DocumentRole role) {
    const absl::StatusOr<int> fd = source.OpenDocument(sha256);
    if (fd.ok()) parts_.push_back({*fd, role});
    return fd.status();
  }
  std::vector<service::FilingPart> parts_;
};

// What the submitter said of the filing, as its brief tells it.
service::PipelineOptions OptionsOf(const v1::ReviewBrief& brief) {
  service::PipelineOptions options;
  const v1::FilingMetadata& filing = brief.filing();
  const auto given = [&](const char* field) {
    return std::find(filing.given().begin(), filing.given().end(), field) != filing.given().end();
  };
  if (given("listingVenue")) options.classify.venue = filing.listing_venue();
  if (given("filingDate")) options.classify.filing_date = filing.filing_date();
  if (brief.provenance().revision() > 1) options.read.ocr = extract::OcrMode::kAuto;
  return options;
}

class Evaluation {
 public:
  Evaluation(const EvalArguments& arguments, service::ReviewSource& source,
             const service::Pipeline* pipeline)
      : arguments_(arguments), source_(source), pipeline_(pipeline) {}

  absl::Status Take(const std::string& name) {
    absl::StatusOr<service::DecidedFiling> filing = service::ReadDecided(source_, name);
    if (!filing.ok()) return filing.status();
    const bool done =
        filing->state == v1::REVIEW_STATE_REVIEWED || filing->state == v1::REVIEW_STATE_SIGNED;
    if (filing->decisions.empty() || (!done && !arguments_.open_too)) return absl::OkStatus();
    const fs::path folder(arguments_.out);
    absl::Status status = WriteFile(folder / (filing->id() + ".json"),
                                    service::LabelsOf(*filing, filing->id() + ".pdf"));
    if (!status.ok()) return status;
    v1::ReviewBrief brief;
    if (pipeline_ == nullptr) {
      absl::StatusOr<v1::ReviewBrief> now = source_.Brief(name, /*as_signed=*/false);
      if (!now.ok()) return now.status();
      brief = *std::move(now);
    } else {
      Parts parts;
      status = parts.Open(source_, filing->filing);
      if (status.ok()) {
        status = CopyDocument(parts.all()[0].fd, folder / (filing->id() + ".pdf"));
      }
      if (!status.ok()) return status;
      absl::StatusOr<v1::ReviewBrief> made =
          pipeline_->ReviewFiling(parts.all(), OptionsOf(filing->brief));
      if (!made.ok()) {  // its labels are written; it does not count
        Fail(name, made.status());
        ++not_scored_;
        return absl::OkStatus();
      }
      brief = *std::move(made);
    }
    for (const auto& [kind, score] : service::ScoreBrief(brief, filing->decisions)) {
      score_[kind].Add(score);
    }
    digest_ = brief.provenance().rule_pack_digest();
    ++filings_;
    return absl::OkStatus();
  }

  int Finish() const {
    if (filings_ + not_scored_ == 0) {
      PrintNote(SubjectOf(arguments_.reviews) +
                ": no filing is marked reviewed or signed; --open takes those under way too");
      return kExitNotReadable;
    }
    const std::string json = service::ScoreJson(score_, filings_, digest_);
    absl::Status status = WriteFile(fs::path(arguments_.out) / "scores.json", json);
    if (status.ok()) status = WriteOutput(service::ScoreTable(score_) + json);
    if (!status.ok()) return Fail("eval", status);
    return not_scored_ == 0 ? kExitComplete : kExitPartial;
  }

 private:
  const EvalArguments& arguments_;
  service::ReviewSource& source_;
  const service::Pipeline* pipeline_;
  service::DecisionScore score_;
  std::string digest_;
  int64_t filings_ = 0, not_scored_ = 0;
};

int Run(const EvalArguments& arguments) {
  const bool from_folder = !arguments.reviews.data_dir.empty();
  if (!from_folder && !arguments.rules.empty()) {
    return FailUsage(
        "a server does not give its filings' bytes, so that other rules cannot be "
        "tried on them; give --data-dir with --rules");
  }
  std::unique_ptr<service::Pipeline> pipeline;
  if (from_folder) {
    auto made = service::Pipeline::Create(arguments.rules);
    if (!made.ok()) return Fail("eval", made.status());
    pipeline = *std::move(made);
  }
  const auto source = OpenSource(arguments.reviews);
  if (!source.ok()) return Fail(SubjectOf(arguments.reviews), source.status());
  std::error_code error;
  fs::create_directories(arguments.out, error);
  if (error || !fs::is_empty(arguments.out, error) || error) {
    return FailUsage(arguments.out + " cannot be made, or holds files; give a new folder");
  }
  const absl::StatusOr<std::vector<std::string>> names = (*source)->Reviewed();
  if (!names.ok()) return Fail(SubjectOf(arguments.reviews), names.status());
  Evaluation evaluation(arguments, **source, pipeline.get());
  for (const std::string& name : *names) {
    if (const absl::Status status = evaluation.Take(name); !status.ok()) return Fail(name, status);
  }
  return evaluation.Finish();
}

}  // namespace

void AddEvalCommand(CLI::App& app, int& exit_status) {
  const auto arguments = std::make_shared<EvalArguments>();
  CLI::App* command = app.add_subcommand(
      "eval", "Write reviewers' decisions as labels, and score a rule pack on them");
  command
      ->add_option("--from-decisions", arguments->out,
                   "New folder for the labels, the filings and scores.json")
      ->required();
  command->add_option("--rules", arguments->rules,
                      "Folder of rules to score with the built-in ones; needs --data-dir");
  command->add_flag("--open", arguments->open_too,
                    "Reviews under way too, not only those marked reviewed or signed");
  AddReviewOptions(*command, arguments->reviews);
  command->callback([arguments, &exit_status] { exit_status = Run(*arguments); });
}

}  // namespace filing_review::cli
