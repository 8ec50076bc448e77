#include "extract/marked_content.h"

#include <poppler/Object.h>

#include <algorithm>
#include <string>

#include "extract/optional_content.h"
#include "extract/text_string.h"

namespace filing_review::extract {

void MarkedContent::BeginWithProperties(const std::vector<Token>& operands) {
  const Mark mark = MarkOf(operands);
  if (mark == Mark::kHidden) ++hidden_;
  marks_.push_back(mark);
}

void MarkedContent::End() {
  if (marks_.empty()) return;
  if (marks_.back() == Mark::kHidden) --hidden_;
  if (marks_.back() == Mark::kActualText) collector_->EndActualText();
  marks_.pop_back();
}

MarkedContent::Mark MarkedContent::MarkOf(const std::vector<Token>& operands) const {
  const auto tag = std::find_if(operands.begin(), operands.end(), [](const Token& operand) {
    return operand.kind == Token::Kind::kName;
  });
  if (tag == operands.end() || operands.size() < 2) return Mark::kPlain;
  // Properties stand in the resources, under a name, or in place.
  const Token& last = operands.back();
  const Token* properties = last.kind == Token::Kind::kName && &last != &*tag ? &last : nullptr;
  if (tag->text == "Span") return SpanMark(operands, properties);
  const bool hidden =
      tag->text == "OC" && properties != nullptr &&
      IsHidden(document_, resources_->LookUpReference("Properties", properties->text));
  return hidden ? Mark::kHidden : Mark::kPlain;
}

MarkedContent::Mark MarkedContent::SpanMark(const std::vector<Token>& operands,
                                            const Token* properties) const {
  if (properties != nullptr) {
    const Object entries = resources_->LookUp("Properties", properties->text);
    const Object text = entries.isDict() ? entries.dictLookup("ActualText") : Object(objNull);
    if (!text.isString()) return Mark::kPlain;
    collector_->BeginActualText(DecodeTextString(text.getString()->toStr()));
    return Mark::kActualText;
  }
  for (size_t i = 1; i + 1 < operands.size(); ++i) {
    if (operands[i].kind != Token::Kind::kName || operands[i].text != "ActualText" ||
        operands[i + 1].kind != Token::Kind::kString) {
      continue;
    }
    collector_->BeginActualText(DecodeTextString(std::string(operands[i + 1].text)));
    return Mark::kActualText;
  }
  return Mark::kPlain;
}

}  // namespace filing_review::extract
