#include "service/http/media_types.h"

#include <string>

#include "absl/strings/ascii.h"

namespace filing_review::service {

namespace {

struct Row {
  std::string_view extension;
  std::string_view type;
  bool compressible;
};

// Of two rows with one type, the first names the extension.
constexpr Row kRows[] = {
    {".html", "text/html; charset=utf-8", true},
    {".js", "text/javascript; charset=utf-8", true},
    {".mjs", "text/javascript; charset=utf-8", true},
    {".css", "text/css; charset=utf-8", true},
    {".json", "application/json; charset=utf-8", true},
    {".map", "application/json; charset=utf-8", true},
    {".webmanifest", "application/manifest+json", true},
    {".txt", "text/plain; charset=utf-8", true},
    {".md", "text/markdown; charset=utf-8", true},
    {".csv", "text/csv; charset=utf-8", true},
    {".svg", "image/svg+xml", true},
    {".wasm", "application/wasm", true},
    {".pdf", "application/pdf", false},
    {".zip", "application/zip", false},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false},
    {".png", "image/png", false},
    {".jpg", "image/jpeg", false},
    {".webp", "image/webp", false},
    {".ico", "image/x-icon", false},
    {".ttf", "font/ttf", true},
    {".otf", "font/otf", true},
    {".woff", "font/woff", false},
    {".woff2", "font/woff2", false},
    {".bin", "application/octet-stream", false},
    {".bcmap", "application/octet-stream", false},
    {".icc", "application/vnd.iccprofile", false},
    {".pfb", "application/x-font-type1", false},
};

}  // namespace

std::string_view MediaTypeOf(std::string_view file_name) {
  const size_t dot = file_name.rfind('.');
  const std::string extension = absl::AsciiStrToLower(
      std::string(dot == std::string_view::npos ? std::string_view() : file_name.substr(dot)));
  for (const Row& row : kRows) {
    if (row.extension == extension) return row.type;
  }
  return "application/octet-stream";
}

std::string_view ExtensionOf(std::string_view media_type) {
  const std::string_view wanted = media_type.substr(0, media_type.find(';'));
  for (const Row& row : kRows) {
    if (row.type.substr(0, row.type.find(';')) == wanted) return row.extension;
  }
  return ".bin";
}

bool IsCompressible(std::string_view media_type) {
  for (const Row& row : kRows) {
    if (row.type == media_type) return row.compressible;
  }
  return false;
}

}  // namespace filing_review::service
