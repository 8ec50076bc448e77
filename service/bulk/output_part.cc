#include "service/bulk/output_part.h"

#include <cstdio>

#include "service/brief_bytes.h"
#include "service/bulk/review_key.h"
#include "service/bulk/zstd_bytes.h"
#include "service/render/json.h"
#include "service/render/json_values.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

constexpr size_t kMostBriefBytes = size_t{1} << 30;

void AddField(const char* name, const std::string& text, std::string& out) {
  if (text.empty()) return;
  out += out.size() > 1 ? ", " : "";
  render::AppendJsonString(name, out);
  out += ": ";
  render::AppendJsonString(text, out);
}

}  // namespace

std::string PartName(int32_t number) {
  char name[40];
  std::snprintf(name, sizeof name, "briefs-%06d.jsonl.zst", number);
  return name;
}

std::string ReviewStateName(bulk::v1::ReviewState state) {
  return bulk::v1::ReviewState_Name(state).substr(std::string("REVIEW_STATE_").size());
}

std::string OutcomeOf(const OutputLine& line) {
  std::string text;
  for (const std::string* part : {&line.id, &line.sha256, &line.duplicate_of, &line.reason,
                                  &line.message, &line.known.outcome_digest}) {
    text += std::to_string(part->size()) + ":" + *part;
  }
  return DigestBytes(Sha256Of(text + std::to_string(line.state)));
}

std::string PartDigest(const std::vector<OutputLine>& lines) {
  std::string outcomes;
  for (const OutputLine& line : lines) outcomes += OutcomeOf(line);
  return DigestBytes(Sha256Of(outcomes));
}

absl::StatusOr<v1::ReviewBrief> BriefOf(const bulk::v1::Review& review) {
  const absl::StatusOr<std::string> bytes = DecompressZstd(review.brief_zstd(), kMostBriefBytes);
  if (!bytes.ok()) return bytes.status();
  return ParseBrief(*bytes);
}

absl::StatusOr<std::string> LineAsJson(const OutputLine& line, const RunJournal& journal) {
  bulk::v1::Review review;
  review.set_reason(line.reason);
  review.set_message(line.message);
  if (!line.known.outcome_digest.empty() && line.duplicate_of.empty()) {
    absl::StatusOr<bulk::v1::Review> read = journal.Read(line.known);
    if (!read.ok()) return read.status();
    review = *std::move(read);
  }
  std::string out = "{";
  AddField("id", line.id, out);
  AddField("state", ReviewStateName(line.state), out);
  AddField("sha256", line.sha256, out);
  AddField("reason", review.reason(), out);
  AddField("message", review.message(), out);
  AddField("duplicateOf", line.duplicate_of, out);
  if (!review.brief_zstd().empty()) {
    const absl::StatusOr<v1::ReviewBrief> brief = BriefOf(review);
    if (!brief.ok()) return brief.status();
    out += ", \"brief\": ";
    out += render::RenderJson(*brief, render::JsonLayout::kOneLine);
    while (!out.empty() && out.back() == '\n') out.pop_back();
  }
  return out + "}\n";
}

}  // namespace filing_review::service
