#include "service/store/sqlite_rows.h"

#include <sys/random.h>

#include <array>

namespace filing_review::service {

namespace {

void SetTime(int64_t micros, google::protobuf::Timestamp& time) {
  time.set_seconds(micros / 1'000'000);
  time.set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1000));
}

}  // namespace

v1::Filing ReadFiling(const Statement& row) {
  v1::Filing filing;
  filing.set_name("filings/" + row.Text(1));
  filing.set_display_name(row.Text(2));
  filing.set_sha256(row.Text(3));
  filing.set_size_bytes(row.Int(4));
  filing.set_state(static_cast<v1::FilingState>(row.Int(5)));
  filing.set_page_count(static_cast<int32_t>(row.Int(6)));
  filing.set_pages_done_count(static_cast<int32_t>(row.Int(7)));
  if (filing.state() == v1::FILING_STATE_FAILED) {
    filing.mutable_error()->set_reason(row.Text(8));
    filing.mutable_error()->set_message(row.Text(9));
  }
  SetTime(row.Int(10), *filing.mutable_create_time());
  SetTime(row.Int(11), *filing.mutable_update_time());
  return filing;
}

bool IsFinal(v1::FilingState state) {
  return state != v1::FILING_STATE_QUEUED && state != v1::FILING_STATE_RUNNING;
}

std::string RandomId() {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::array<unsigned char, 16> bytes;
  // At most 256 bytes: never short and never interrupted once the kernel's pool is ready.
  while (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
  }
  std::string id;
  for (const unsigned char byte : bytes) {
    id += kDigits[byte >> 4];
    id += kDigits[byte & 15];
  }
  return id;
}

}  // namespace filing_review::service
