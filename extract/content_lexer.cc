#include "extract/content_lexer.h"

#include <array>
#include <cstring>

namespace filing_review::extract {

namespace {

enum class Class : uint8_t { kRegular, kDigit, kSign, kSpace, kDelimiter };

// Classes of bytes (PDF 32000-1, 7.2.2); what numbers begin with apart.
constexpr std::array<Class, 256> MakeClasses() {
  std::array<Class, 256> classes{};
  for (const char c : {'\0', '\t', '\n', '\f', '\r', ' '}) {
    classes[static_cast<unsigned char>(c)] = Class::kSpace;
  }
  for (const char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'}) {
    classes[static_cast<unsigned char>(c)] = Class::kDelimiter;
  }
  for (char c = '0'; c <= '9'; ++c) classes[static_cast<unsigned char>(c)] = Class::kDigit;
  for (const char c : {'+', '-', '.'}) classes[static_cast<unsigned char>(c)] = Class::kSign;
  return classes;
}
constexpr std::array<Class, 256> kClasses = MakeClasses();

Class ClassOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }
bool IsSpace(char c) { return ClassOf(c) == Class::kSpace; }
bool IsDigit(char c) { return ClassOf(c) == Class::kDigit; }
bool EndsToken(char c) { return ClassOf(c) >= Class::kSpace; }

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// More digits than a double holds change nothing that is seen on a page.
constexpr int kMostDigits = 17;
constexpr double kPowers[] = {1e0, 1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,
                              1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17};

// Behind EI, so many bytes have to look like text for it to end an inline image.
constexpr ptrdiff_t kTextBehindImage = 8;

}  // namespace

ContentLexer::ContentLexer(std::string_view content)
    : at_(content.data()), end_(content.data() + content.size()), content_(content) {}

std::string_view ContentLexer::Decoded(size_t begin) const {
  return std::string_view(decoded_).substr(begin);
}

void ContentLexer::SkipSpaceAndComments() {
  for (; at_ < end_; ++at_) {
    if (*at_ == '%') {
      while (at_ < end_ && *at_ != '\n' && *at_ != '\r') ++at_;
      if (at_ == end_) return;
    } else if (!IsSpace(*at_)) {
      return;
    }
  }
}

Token ContentLexer::Next() {
  for (;;) {
    SkipSpaceAndComments();
    if (at_ == end_) return {};
    const char c = *at_;
    switch (ClassOf(c)) {
      case Class::kDigit:
      case Class::kSign:
        return Number();
      case Class::kDelimiter:
        switch (c) {
          case '(':
            return LiteralString();
          case '/':
            return Name();
          case '[':
            ++at_;
            return {Token::Kind::kArrayBegin, 0, {}};
          case ']':
            ++at_;
            return {Token::Kind::kArrayEnd, 0, {}};
          case '<':
            if (at_ + 1 < end_ && at_[1] == '<') {
              at_ += 2;
              return {Token::Kind::kDictBegin, 0, {}};
            }
            return HexString();
          case '>':
            if (at_ + 1 < end_ && at_[1] == '>') {
              at_ += 2;
              return {Token::Kind::kDictEnd, 0, {}};
            }
            ++at_;
            continue;
          default:
            ++at_;
            continue;
        }
      default: {
        const char* const begin = at_;
        while (at_ < end_ && !EndsToken(*at_)) ++at_;
        return {Token::Kind::kWord, 0, {begin, static_cast<size_t>(at_ - begin)}};
      }
    }
  }
}

Token ContentLexer::Number() {
  bool negative = false;
  if (*at_ == '-' || *at_ == '+') negative = *at_++ == '-';
  int64_t digits = 0;
  int count = 0, behind_point = 0, dropped = 0;
  bool point = false;
  for (; at_ < end_; ++at_) {
    const char c = *at_;
    if (IsDigit(c)) {
      if (count < kMostDigits && behind_point < kMostDigits) {
        digits = digits * 10 + (c - '0');
        if (digits > 0) ++count;
        if (point) ++behind_point;
      } else if (!point) {
        ++dropped;
      }
    } else if (c == '.' && !point) {
      point = true;
    } else if (c != '-' || !point) {
      // Within the digits behind the point a minus sign is passed over, as Poppler does.
      break;
    }
  }
  double value = static_cast<double>(digits) / kPowers[behind_point];
  for (; dropped > 0 && value < 1e300; --dropped) value *= 10;
  return {Token::Kind::kNumber, negative ? -value : value, {}};
}

Token ContentLexer::LiteralString() {
  const char* const begin = ++at_;
  int depth = 1;
  // Most strings hold nothing to decode.
  const char* p = begin;
  for (; p < end_; ++p) {
    if (*p == '\\' || *p == '\r') break;
    if (*p == '(') ++depth;
    if (*p == ')' && --depth == 0) {
      at_ = p + 1;
      return {Token::Kind::kString, 0, {begin, static_cast<size_t>(p - begin)}};
    }
  }
  decoded_.reserve(content_.size());
  const size_t from = decoded_.size();
  decoded_.append(begin, static_cast<size_t>(p - begin));
  for (at_ = p; at_ < end_; ++at_) {
    char c = *at_;
    if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      ++at_;
      break;
    } else if (c == '\r') {
      // An end of line is one line feed, however it is written.
      if (at_ + 1 < end_ && at_[1] == '\n') ++at_;
      c = '\n';
    } else if (c == '\\') {
      if (++at_ == end_) break;
      c = *at_;
      if (c >= '0' && c <= '7') {
        int code = 0;
        for (int i = 0; i < 3 && at_ < end_ && *at_ >= '0' && *at_ <= '7'; ++i) {
          code = code * 8 + (*at_++ - '0');
        }
        --at_;
        c = static_cast<char>(code);
      } else if (c == '\r' || c == '\n') {
        if (c == '\r' && at_ + 1 < end_ && at_[1] == '\n') ++at_;
        continue;
      } else {
        constexpr char kEscaped[] = "nrtbf", kMeant[] = "\n\r\t\b\f";
        const char* const found = strchr(kEscaped, c);
        if (c != '\0' && found != nullptr) c = kMeant[found - kEscaped];
      }
    }
    decoded_ += c;
  }
  return {Token::Kind::kString, 0, Decoded(from)};
}

Token ContentLexer::HexString() {
  decoded_.reserve(content_.size());
  const size_t from = decoded_.size();
  int high = -1;
  for (++at_; at_ < end_ && *at_ != '>'; ++at_) {
    const int digit = HexDigit(*at_);
    if (digit < 0) continue;
    if (high < 0) {
      high = digit;
    } else {
      decoded_ += static_cast<char>(high << 4 | digit);
      high = -1;
    }
  }
  if (at_ < end_) ++at_;
  if (high >= 0) decoded_ += static_cast<char>(high << 4);
  return {Token::Kind::kString, 0, Decoded(from)};
}

Token ContentLexer::Name() {
  const char* const begin = ++at_;
  while (at_ < end_ && !EndsToken(*at_)) ++at_;
  const std::string_view plain(begin, static_cast<size_t>(at_ - begin));
  if (plain.find('#') == std::string_view::npos) return {Token::Kind::kName, 0, plain};
  decoded_.reserve(content_.size());
  const size_t from = decoded_.size();
  for (size_t i = 0; i < plain.size(); ++i) {
    const int high = plain[i] == '#' && i + 2 < plain.size() ? HexDigit(plain[i + 1]) : -1;
    const int low = high >= 0 ? HexDigit(plain[i + 2]) : -1;
    if (low >= 0) {
      decoded_ += static_cast<char>(high << 4 | low);
      i += 2;
    } else {
      decoded_ += plain[i];
    }
  }
  return {Token::Kind::kName, 0, Decoded(from)};
}

void ContentLexer::SkipInlineImage() {
  for (const char* p = at_; p + 2 < end_; ++p) {
    if (!IsSpace(p[0]) || p[1] != 'E' || p[2] != 'I') continue;
    const char* const behind = p + 3;
    if (behind < end_ && !IsSpace(*behind)) continue;
    const char* q = behind;
    while (q < end_ && q - behind < kTextBehindImage &&
           (IsSpace(*q) || (*q >= 0x20 && *q < 0x7F))) {
      ++q;
    }
    if (q < end_ && q - behind < kTextBehindImage) continue;
    at_ = behind;
    return;
  }
  at_ = end_;
}

}  // namespace filing_review::extract
