// A ZIP file in memory, by libarchive. The same entries give the same bytes: they have no times.
//
//   ZipFile zip;
//   zip.Add("holders.csv", text);
//   std::string bytes = zip.Finish();
//
// Nothing fails but memory. Not thread-safe.
#pragma once

#include <string>
#include <string_view>

struct archive;

namespace filing_review::render {

class ZipFile {
 public:
  ZipFile();
  ~ZipFile();
  ZipFile(const ZipFile&) = delete;
  ZipFile& operator=(const ZipFile&) = delete;

  // `name`: of a file, ASCII.
  void Add(const std::string& name, std::string_view bytes);
  // Once.
  std::string Finish();

 private:
  archive* archive_;
  std::string out_;
};

}  // namespace filing_review::render
