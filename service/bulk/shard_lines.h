// merge-lines.pb: the filings of a shard in the order of ids, with the keys of their reviews. A
// merge tells by the keys what is the same in different shards, and finds the reviews in the
// journals.
//
//   ShardLineWriter lines(path);  lines.Add(line);  absl::Status status = lines.Finish();
//   auto reader = ShardLineReader::Open(path);
//   while (reader->Next(line)) …;
//   reader->status()
//
// Messages ShardLine, each with its length (varint) in front. Written and read as a stream.
#pragma once

#include <fstream>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "filing_review/bulk/v1/cluster.pb.h"

namespace google::protobuf::io {
class IstreamInputStream;
class OstreamOutputStream;
}  // namespace google::protobuf::io

namespace filing_review::service {

inline constexpr char kShardLinesName[] = "merge-lines.pb";

class ShardLineWriter {
 public:
  explicit ShardLineWriter(const std::string& path);
  ~ShardLineWriter();
  void Add(const bulk::v1::ShardLine& line);
  // The file is there whole. UNAVAILABLE storage.
  absl::Status Finish();

 private:
  const std::string path_;
  std::ofstream out_;
  std::unique_ptr<google::protobuf::io::OstreamOutputStream> stream_;
};

class ShardLineReader {
 public:
  // NOT_FOUND where it is not there.
  static absl::StatusOr<std::unique_ptr<ShardLineReader>> Open(const std::string& path);
  ~ShardLineReader();
  // False at the end, and where it is damaged.
  bool Next(bulk::v1::ShardLine& line);
  // DATA_LOSS where it is damaged.
  absl::Status status() const;

 private:
  explicit ShardLineReader(const std::string& path);
  const std::string path_;
  std::ifstream in_;
  std::unique_ptr<google::protobuf::io::IstreamInputStream> stream_;
  bool damaged_ = false;
};

}  // namespace filing_review::service
