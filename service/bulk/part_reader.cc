#include "service/bulk/part_reader.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "service/bulk/output_part.h"
#include "service/bulk/zstd_bytes.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr size_t kMostPartBytes = size_t{16} << 30;
// Stands before the brief, and, quotation marks being escaped in strings, nowhere else in a line.
constexpr char kBriefBegins[] = ", \"brief\": {";

std::string Field(const google::protobuf::Struct& object, const char* name) {
  const auto found = object.fields().find(name);
  return found == object.fields().end() ? "" : found->second.string_value();
}

}  // namespace

bool PartReader::Fail(const std::string& what) {
  status_ = ServiceError(absl::StatusCode::kDataLoss, kReasonStorage,
                         folder_ + "/" + PartName(next_part_ - 1) + " " + what +
                             "; run bulk into the same folder again");
  return false;
}

bool PartReader::OpenNextPart() {
  const std::string path = folder_ + "/" + PartName(next_part_);
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return false;
  ++next_part_;
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  if (!in) return Fail("cannot be read");
  absl::StatusOr<std::string> lines = DecompressZstd(bytes.str(), kMostPartBytes);
  if (!lines.ok()) return Fail("is no part of a run");
  lines_ = *std::move(lines);
  at_ = 0;
  return true;
}

bool PartReader::Next() {
  if (!status_.ok()) return false;
  while (at_ == lines_.size()) {
    if (!OpenNextPart()) return false;
  }
  size_t end = lines_.find('\n', at_);
  if (end == std::string::npos) end = lines_.size();
  std::string head = lines_.substr(at_, end - at_);
  at_ = std::min(end + 1, lines_.size());
  filing_ = {};
  if (const size_t brief = head.find(kBriefBegins); brief != std::string::npos) {
    const size_t begins = brief + sizeof kBriefBegins - 2;
    filing_.brief = head.substr(begins, head.size() - begins - 1);
    head.resize(brief);
    head += '}';
  }
  google::protobuf::Struct object;
  if (!google::protobuf::util::JsonStringToMessage(head, &object).ok()) {
    return Fail("holds a line that is no JSON object");
  }
  filing_.id = Field(object, "id");
  filing_.state = Field(object, "state");
  filing_.sha256 = Field(object, "sha256");
  filing_.duplicate_of = Field(object, "duplicateOf");
  return true;
}

}  // namespace filing_review::service
