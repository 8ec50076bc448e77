#include "service/http/console_files.h"

#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "service/http/http_headers.h"
#include "service/http/media_types.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

constexpr size_t kLeastToCompress = 1024;
constexpr int kGzipLevel = 6;

constexpr char kMissingPage[] =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Filing Review</title>"
    "<h1>The console is not built</h1><p>Build it with <code>scripts/build-console.sh</code> and "
    "start the server again, or name its folder with <code>--console-dir</code>.</p>"
    "<p>gRPC, the documents and the uploads of this server work without it.</p></html>\n";

absl::Status Wrong(const char* reason, const std::string& message) {
  return ServiceError(absl::StatusCode::kFailedPrecondition, reason, message);
}

// Empty where it does not become smaller.
std::string Gzip(const std::string& content, const std::atomic<bool>& ending) {
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    return "";
  }
  std::string out(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = !ending && deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out.size() < content.size() ? out : "";
}

bool TakesGzip(const HttpRequest& request) {
  return request.Header("accept-encoding").find("gzip") != std::string_view::npos;
}

// A page that a person asks for, not a script or a style that is gone.
bool IsPage(const HttpRequest& request) {
  const size_t slash = request.path.rfind('/');
  return request.path.find('.', slash) == std::string::npos &&
         request.Header("accept").find("text/html") != std::string_view::npos;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ConsoleFiles>> ConsoleFiles::Open(const std::string& folder,
                                                                 int64_t most_bytes) {
  std::unique_ptr<ConsoleFiles> console(new ConsoleFiles());
  std::error_code error;
  int64_t bytes = 0;
  fs::recursive_directory_iterator it(folder, error), end;
  for (; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const fs::file_status status = it->symlink_status(error);
    if (error) break;
    if (name[0] == '.' || fs::is_symlink(status)) {
      it.disable_recursion_pending();
      continue;
    }
    if (!fs::is_regular_file(status)) continue;
    const auto size = static_cast<int64_t>(it->file_size(error));
    if (error) break;
    bytes += size;
    if (bytes > most_bytes) {
      return Wrong(kReasonConsoleSize,
                   folder + " holds more than " + std::to_string(most_bytes) +
                       " bytes; give the folder of a built console, or a higher "
                       "--max-console-bytes");
    }
    std::ifstream in(it->path(), std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in.good() && !in.eof())
      return Wrong(kReasonBadConsoleDir, folder + ": a file is not readable");
    File file;
    const std::string path = "/" + fs::relative(it->path(), folder, error).generic_string();
    file.media_type = MediaTypeOf(path);
    file.etag = "\"" + Sha256Of(content).substr(0, 32) + "\"";
    file.immutable = path.rfind("/assets/", 0) == 0;
    file.content = std::make_shared<const std::string>(std::move(content));
    console->files_[path] = std::move(file);
  }
  if (error) {
    return Wrong(kReasonBadConsoleDir, folder + " cannot be read (" + error.message() +
                                           "); give the folder of a built console");
  }
  if (console->files_.count("/index.html") == 0) {
    return Wrong(kReasonBadConsoleDir,
                 folder + " has no index.html; build the console with scripts/build-console.sh");
  }
  console->compressor_ = std::thread([one = console.get()] { one->Compress(); });
  return console;
}

std::unique_ptr<ConsoleFiles> ConsoleFiles::Missing() {
  std::unique_ptr<ConsoleFiles> console(new ConsoleFiles());
  console->missing_ = true;
  return console;
}

ConsoleFiles::~ConsoleFiles() {
  ending_ = true;
  if (compressor_.joinable()) compressor_.join();
}

void ConsoleFiles::Compress() {
  for (auto& [path, file] : files_) {
    if (ending_) return;
    if (!IsCompressible(file.media_type) || file.content->size() < kLeastToCompress) continue;
    std::string gzip = Gzip(*file.content, ending_);
    if (gzip.empty()) continue;
    std::atomic_store(&file.gzip, std::make_shared<const std::string>(std::move(gzip)));
  }
}

std::optional<HttpAnswer> ConsoleFiles::Find(const HttpRequest& request) const {
  HttpAnswer answer;
  answer.Set("Content-Security-Policy", kConsolePolicy);
  if (missing_) {
    if (request.path != "/" && !IsPage(request)) return std::nullopt;
    answer.status = 503;
    answer.Set("Content-Type", "text/html; charset=utf-8");
    answer.body = kMissingPage;
    return answer;
  }
  auto found = files_.find(request.path);
  if (found == files_.end() && (request.path == "/" || IsPage(request))) {
    found = files_.find("/index.html");
  }
  if (found == files_.end()) return std::nullopt;
  const File& file = found->second;
  answer.Set("Content-Type", file.media_type);
  answer.Set("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  answer.Set("ETag", file.etag);
  answer.Set("Vary", "Accept-Encoding");
  if (request.Header("if-none-match") == file.etag) {
    answer.status = 304;
    return answer;
  }
  answer.shared_body = file.content;
  if (TakesGzip(request)) {
    if (const auto gzip = std::atomic_load(&file.gzip); gzip != nullptr) {
      answer.shared_body = gzip;
      answer.Set("Content-Encoding", "gzip");
    }
  }
  return answer;
}

std::string DefaultConsoleFolder() {
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (error) return "";
  for (const char* place : {"../share/filing-review/console", "../console"}) {
    const fs::path console = folder / place;
    if (fs::is_regular_file(console / "index.html", error)) {
      return console.lexically_normal().string();
    }
  }
  return "";
}

}  // namespace filing_review::service
