#include "service/bulk/shard_lines.h"

#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/util/delimited_message_util.h>

#include "service/bulk/durable_file.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

using google::protobuf::io::IstreamInputStream;
using google::protobuf::io::OstreamOutputStream;

}  // namespace

ShardLineWriter::ShardLineWriter(const std::string& path)
    : path_(path),
      out_(TemporaryName(path), std::ios::binary),
      stream_(std::make_unique<OstreamOutputStream>(&out_)) {}

ShardLineWriter::~ShardLineWriter() = default;

void ShardLineWriter::Add(const bulk::v1::ShardLine& line) {
  google::protobuf::util::SerializeDelimitedToZeroCopyStream(line, stream_.get());
}

absl::Status ShardLineWriter::Finish() {
  stream_.reset();  // it flushes
  out_.close();
  if (!out_) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                        path_ + " cannot be written; make room and start again");
  }
  return PutInPlace(path_);
}

ShardLineReader::ShardLineReader(const std::string& path)
    : path_(path),
      in_(path, std::ios::binary),
      stream_(std::make_unique<IstreamInputStream>(&in_)) {}

ShardLineReader::~ShardLineReader() = default;

absl::StatusOr<std::unique_ptr<ShardLineReader>> ShardLineReader::Open(const std::string& path) {
  std::unique_ptr<ShardLineReader> reader(new ShardLineReader(path));
  if (!reader->in_) return absl::NotFoundError(path + " is not there");
  return reader;
}

bool ShardLineReader::Next(bulk::v1::ShardLine& line) {
  bool at_end = false;
  line.Clear();
  if (google::protobuf::util::ParseDelimitedFromZeroCopyStream(&line, stream_.get(), &at_end)) {
    return true;
  }
  damaged_ = !at_end || in_.bad();
  return false;
}

absl::Status ShardLineReader::status() const {
  if (!damaged_) return absl::OkStatus();
  return ServiceError(absl::StatusCode::kDataLoss, kReasonStorage,
                      path_ + " is damaged; run its shard again");
}

}  // namespace filing_review::service
