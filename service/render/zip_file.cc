#include "service/render/zip_file.h"

#include <archive.h>
#include <archive_entry.h>

#include <utility>

namespace filing_review::render {

namespace {

la_ssize_t Append(archive*, void* out, const void* bytes, size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

}  // namespace

ZipFile::ZipFile() : archive_(archive_write_new()) {
  archive_write_set_format_zip(archive_);
  archive_write_set_bytes_per_block(archive_, 0);
  archive_write_open(archive_, &out_, nullptr, Append, nullptr);
}

ZipFile::~ZipFile() { archive_write_free(archive_); }

void ZipFile::Add(const std::string& name, std::string_view bytes) {
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, name.c_str());
  archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_write_header(archive_, entry);
  archive_write_data(archive_, bytes.data(), bytes.size());
  archive_entry_free(entry);
}

std::string ZipFile::Finish() {
  archive_write_close(archive_);
  return std::move(out_);
}

}  // namespace filing_review::render
