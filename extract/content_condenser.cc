#include "extract/content_condenser.h"

#include <array>
#include <vector>

namespace filing_review::extract {

namespace {

enum class Kind : uint8_t { kRegular, kNumber, kSpace, kDelimiter };

// Classes of bytes (PDF 32000-1, 7.2.2); what numbers are made of apart.
constexpr std::array<Kind, 256> MakeKinds() {
  std::array<Kind, 256> kinds{};
  for (const char c : {'\0', '\t', '\n', '\f', '\r', ' '}) {
    kinds[static_cast<unsigned char>(c)] = Kind::kSpace;
  }
  for (const char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'}) {
    kinds[static_cast<unsigned char>(c)] = Kind::kDelimiter;
  }
  for (const char c : {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '.'}) {
    kinds[static_cast<unsigned char>(c)] = Kind::kNumber;
  }
  return kinds;
}
constexpr std::array<Kind, 256> kKinds = MakeKinds();

Kind KindOf(char c) { return kKinds[static_cast<unsigned char>(c)]; }

enum class Operator {
  kKeep,   // shows something, or is not known
  kState,  // changes the graphics state only
  kDrop,
  kFill,
  kSave,
  kRestore,
  kBeginMarked,
  kBeginMarkedWithProperties,
  kEndMarked,
  kInlineImage,
};

constexpr uint32_t Code(const char* name) {
  uint32_t code = 0;
  for (; *name != '\0'; ++name) code = code << 8 | static_cast<unsigned char>(*name);
  return code;
}

Operator OperatorOf(std::string_view name) {
  if (name.size() > 3) return Operator::kKeep;
  uint32_t code = 0;
  for (const char c : name) code = code << 8 | static_cast<unsigned char>(c);
  switch (code) {
    // Paths: construction, painting, clipping.
    case Code("m"):
    case Code("l"):
    case Code("c"):
    case Code("v"):
    case Code("y"):
    case Code("h"):
    case Code("re"):
    case Code("S"):
    case Code("s"):
    case Code("n"):
    case Code("W"):
    case Code("W*"):
    // Line styles.
    case Code("w"):
    case Code("J"):
    case Code("j"):
    case Code("M"):
    case Code("d"):
    case Code("ri"):
    case Code("i"):
    // Colours and shadings.
    case Code("CS"):
    case Code("cs"):
    case Code("SC"):
    case Code("SCN"):
    case Code("sc"):
    case Code("scn"):
    case Code("G"):
    case Code("g"):
    case Code("RG"):
    case Code("rg"):
    case Code("K"):
    case Code("k"):
    case Code("sh"):
      return Operator::kDrop;
    case Code("f"):
    case Code("F"):
    case Code("f*"):
    case Code("B"):
    case Code("B*"):
    case Code("b"):
    case Code("b*"):
      return Operator::kFill;
    case Code("q"):
      return Operator::kSave;
    case Code("Q"):
      return Operator::kRestore;
    case Code("cm"):
    case Code("gs"):
      return Operator::kState;
    case Code("BMC"):
      return Operator::kBeginMarked;
    case Code("BDC"):
      return Operator::kBeginMarkedWithProperties;
    case Code("EMC"):
      return Operator::kEndMarked;
    case Code("BI"):
      return Operator::kInlineImage;
    default:
      return Operator::kKeep;
  }
}

// Behind a literal string that opens at `at` (7.3.4.2).
size_t SkipString(std::string_view content, size_t at) {
  int depth = 0;
  for (; at < content.size(); ++at) {
    const char c = content[at];
    if (c == '\\') {
      ++at;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return content.size();
}

size_t SkipTo(std::string_view content, size_t at, char wanted) {
  const size_t found = content.find(wanted, at);
  return found == std::string_view::npos ? content.size() : found + 1;
}

// True where marked content may carry text of its own or be hidden: replacement text (14.9.4),
// optional content (8.11.3.2), or properties that stand elsewhere.
bool MarkMatters(std::string_view operands) {
  return operands.find("ActualText") != std::string_view::npos ||
         operands.find("/OC") != std::string_view::npos ||
         operands.find("<<") == std::string_view::npos;
}

// Behind the token that begins at `at`, which is no space and no keyword. Changes the depth of
// arrays and dictionaries.
size_t SkipOperand(std::string_view content, size_t at, int* depth) {
  const char c = content[at];
  const char next = at + 1 < content.size() ? content[at + 1] : '\0';
  switch (c) {
    case '(':
      return SkipString(content, at);
    case '/':
      ++at;
      while (at < content.size() && KindOf(content[at]) <= Kind::kNumber) ++at;
      return at;
    case '%':
      at = content.find_first_of("\r\n", at);
      return at == std::string_view::npos ? content.size() : at;
    case '<':
      if (next != '<') return SkipTo(content, at, '>');
      ++*depth;
      return at + 2;
    case '>':
      if (next != '>') return at + 1;
      if (*depth > 0) --*depth;
      return at + 2;
    case '[':
      ++*depth;
      return at + 1;
    case ']':
      if (*depth > 0) --*depth;
      return at + 1;
    default:
      if (KindOf(c) == Kind::kDelimiter) return at + 1;
      while (at < content.size() && KindOf(content[at]) == Kind::kNumber) ++at;
      return at;
  }
}

// Copies what is kept, in runs as long as can be.
class Condenser {
 public:
  Condenser(std::string_view content, std::string* out) : content_(content), out_(out) {}

  uint32_t Run() {
    int depth = 0;  // of arrays and dictionaries
    for (size_t at = 0; at < content_.size();) {
      const Kind kind = KindOf(content_[at]);
      if (kind == Kind::kSpace) {
        ++at;
      } else if (kind != Kind::kRegular) {
        at = SkipOperand(content_, at, &depth);
      } else {
        const size_t name = at;
        while (at < content_.size() && KindOf(content_[at]) <= Kind::kNumber) ++at;
        if (depth > 0) continue;
        if (!Take(OperatorOf(content_.substr(name, at - name)), at)) break;
      }
    }
    out_->append(content_, copied_, content_.size() - copied_);
    return filled_;
  }

 private:
  struct Saved {
    size_t place = 0;    // of the save in the output
    bool shown = false;  // something was kept since that is more than a state
  };

  // Copies up to the operands that wait; leaves these out and goes on at `at`.
  void Drop(size_t at) {
    out_->append(content_, copied_, operands_ - copied_);
    copied_ = operands_ = at;
  }
  void Keep(size_t at) {
    operands_ = at;
    if (!saved_.empty()) saved_.back().shown = true;
  }

  // An operator that ends at `at`; false where reading has to stop.
  bool Take(Operator op, size_t at) {
    switch (op) {
      case Operator::kFill:
        ++filled_;
        [[fallthrough]];
      case Operator::kDrop:
        Drop(at);
        break;
      case Operator::kState:
        operands_ = at;
        break;
      case Operator::kKeep:
        Keep(at);
        break;
      case Operator::kSave:
        out_->append(content_, copied_, operands_ - copied_);
        copied_ = operands_;
        saved_.push_back({out_->size(), false});
        operands_ = at;
        break;
      case Operator::kRestore:
        if (saved_.empty() || saved_.back().shown) {
          if (!saved_.empty()) saved_.pop_back();
          Keep(at);
        } else {
          out_->resize(saved_.back().place);
          saved_.pop_back();
          copied_ = operands_ = at;
        }
        break;
      case Operator::kBeginMarked:
      case Operator::kBeginMarkedWithProperties: {
        const bool matters = op == Operator::kBeginMarkedWithProperties &&
                             MarkMatters(content_.substr(operands_, at - operands_));
        marks_kept_.push_back(matters);
        matters ? Keep(at) : Drop(at);
        break;
      }
      case Operator::kEndMarked: {
        const bool kept = marks_kept_.empty() || marks_kept_.back();
        if (!marks_kept_.empty()) marks_kept_.pop_back();
        kept ? Keep(at) : Drop(at);
        break;
      }
      case Operator::kInlineImage:
        // Its data may hold anything: where it ends is for the interpreter to tell.
        return false;
    }
    return true;
  }

  const std::string_view content_;
  std::string* const out_;
  size_t copied_ = 0;    // what stands before is in the output, or left out
  size_t operands_ = 0;  // where the operands of the coming operator begin
  std::vector<Saved> saved_;
  std::vector<bool> marks_kept_;
  uint32_t filled_ = 0;
};

}  // namespace

uint32_t CondenseContent(std::string_view content, std::string* out) {
  return Condenser(content, out).Run();
}

}  // namespace filing_review::extract
