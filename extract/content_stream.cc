#include "extract/content_stream.h"

#include <poppler/Object.h>
#include <poppler/Stream.h>

#include "extract/inflate.h"

namespace filing_review::extract {

namespace {

constexpr size_t kMostBytes = size_t{64} << 20;

// Appends what the stream gives, as long as there is no more than `most` in `out`.
bool Append(Stream* stream, size_t most, std::string* out) {
  unsigned char buffer[1 << 14];
  stream->reset();
  for (int n; (n = stream->doGetChars(sizeof buffer, buffer)) > 0;) {
    out->append(reinterpret_cast<const char*>(buffer), static_cast<size_t>(n));
    if (out->size() > most) return false;
  }
  stream->close();
  return true;
}

// The stream that a lone Flate filter reads from; null where there is another filter or a predictor
// (PDF 32000-1, 7.4.4).
Stream* DeflatedBytes(Stream* stream) {
  Stream* below = stream->getNextStream();
  if (stream->getKind() != strFlate || below != stream->getUndecodedStream()) return nullptr;
  const Dict* dict = stream->getDict();
  return dict->hasKey("DecodeParms") || dict->hasKey("DP") ? nullptr : below;
}

}  // namespace

bool DecodeContent(const Object& contents, std::string* scratch, std::string* content) {
  content->clear();
  const int parts = contents.isArray() ? contents.arrayGetLength() : 1;
  for (int i = 0; i < parts; ++i) {
    const Object part = contents.isArray() ? contents.arrayGet(i) : contents.copy();
    if (!part.isStream()) return false;
    Stream* stream = part.getStream();
    const size_t before = content->size();
    bool whole = false;
    if (Stream* below = DeflatedBytes(stream); below != nullptr) {
      scratch->clear();
      whole = Append(below, kMostBytes, scratch) && Inflate(*scratch, kMostBytes, content);
    }
    if (!whole) {
      content->resize(before);
      if (!Append(stream, kMostBytes, content)) return false;
    }
    *content += '\n';
  }
  return true;
}

}  // namespace filing_review::extract
