#include "classify/holder_issuer.h"

#include <algorithm>

#include "classify/fold.h"
#include "classify/holder_name.h"

namespace filing_review::classify {

namespace {

// A short name is the core of the full one or its first four characters.
constexpr size_t kShortChars = 4;
// Bytes behind a short name that may make it another company's full name.
constexpr size_t kTailBytes = 45;
// Stands for the issuer in the rules; three characters of three bytes.
constexpr std::string_view kIssuer = "本公司";

// Bytes of the first `chars` Chinese characters; npos where there are fewer in a row.
size_t FirstHan(std::string_view text, size_t chars) {
  size_t i = 0;
  for (size_t n = 0; n < chars; ++n) {
    if (i >= text.size() || !IsHan(NextCodePoint(text, i))) return std::string_view::npos;
  }
  return i;
}

// The Chinese characters and brackets that `text` starts with, not too many.
std::string_view HanRun(std::string_view text) {
  size_t end = 0;
  for (size_t i = 0; i < text.size() && i < kTailBytes; end = i) {
    const char32_t c = NextCodePoint(text, i);
    if (!IsHan(c) && c != '(' && c != ')') break;
  }
  return text.substr(0, end);
}

}  // namespace

IssuerNames::IssuerNames(const HolderLexicon& lexicon, const std::string& issuer)
    : lexicon_(lexicon), full_(FoldText(issuer)) {
  size_t begin = 0, end = 0;
  std::string_view core = full_;
  if (lexicon.Find(v1::HOLDER_CUE_LEGAL_TAIL, core, begin, end)) core = core.substr(0, begin);
  if (lexicon.Find(v1::HOLDER_CUE_MAINLAND_NAME, core, begin, end) && begin == 0) {
    core.remove_prefix(end);
  }
  core = core.substr(0, core.find('('));
  const size_t four = FirstHan(core, kShortChars);
  if (four == std::string_view::npos) return;
  short_.push_back(std::string(core));
  if (four < core.size()) short_.push_back(std::string(core.substr(0, four)));
  stem_ = core.substr(0, FirstHan(core, kShortChars / 2));
}

bool IssuerNames::Is(std::string_view name) const {
  if (full_.empty() || name.empty()) return false;
  if (NameKey(name) == NameKey(full_) ||
      std::find(short_.begin(), short_.end(), name) != short_.end()) {
    return true;
  }
  if (stem_.empty() || !name.starts_with(stem_)) return false;
  const std::string_view tail = name.substr(stem_.size());
  size_t begin = 0, end = 0;
  return lexicon_.Find(v1::HOLDER_CUE_FORMER_TAIL, tail, begin, end) && end == tail.size();
}

void IssuerNames::Replace(const std::string& name, v1::HolderCue tail, std::string& text) const {
  for (size_t at = text.find(name); !name.empty() && at != std::string::npos;
       at = text.find(name, at + name.size())) {
    size_t size = name.size(), begin = 0, end = 0;
    const std::string_view rest = std::string_view(text).substr(at + size);
    if (tail != v1::HOLDER_CUE_UNSPECIFIED) {
      if (!lexicon_.Find(tail, rest, begin, end) || begin != 0) continue;
      size += end;
    } else if (lexicon_.Has(v1::HOLDER_CUE_LEGAL_TAIL, HanRun(rest))) {
      continue;  // the beginning of a longer name, such as a subsidiary's
    }
    std::string word(kIssuer);
    word.resize(std::max(size, kIssuer.size()), ' ');
    text.replace(at, size, word);
  }
}

std::string IssuerNames::AsIssuer(std::string_view text) const {
  std::string out(text);
  if (short_.empty()) return out;
  Replace(full_, v1::HOLDER_CUE_UNSPECIFIED, out);
  for (const std::string& name : short_) Replace(name, v1::HOLDER_CUE_UNSPECIFIED, out);
  Replace(stem_, v1::HOLDER_CUE_FORMER_TAIL, out);
  return out;
}

}  // namespace filing_review::classify
