// Words of the reports, from words.tsv and comparison_words.tsv (embedded). A new language is a
// column of both files.
//
//   const Words& words = Words::English();
//   words.Get("section.holders");                  // "Holders"
//   words.Name("metric", "MAU");                   // "monthly active users"
//   words.Name("condition", "serves_us_persons");  // not in the file: "serves us persons"
//   words.Fill("page", {"12"});                    // "p. 12"
//   words.Of(v1::BOUND_MORE_THAN);                 // ">"
//
// Thread-safe: built once, then only read.
#pragma once

#include <google/protobuf/generated_enum_reflection.h>

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace filing_review::render {

class Words {
 public:
  static const Words& English();
  // Languages of words.tsv as BCP 47 tags: en, zh-Hans, zh-Hant.
  static const std::vector<std::string>& Languages();
  // Words in a language; null where there are none. Empty: English.
  static const Words* In(std::string_view language);

  // `tsv` has the form of words.tsv, `column` is a name in its head line.
  Words(std::string_view tsv, std::string_view column);

  // The words of `key`; the key itself where the file has no such line.
  const std::string& Get(const std::string& key) const;

  // The words for a value of an open vocabulary of the rule pack.
  std::string Name(const std::string& vocabulary, const std::string& value) const;

  // Get with {0}, {1} … replaced.
  std::string Fill(const std::string& key, std::initializer_list<std::string> values) const;

  // The words for an enum value.
  template <typename Enum>
  std::string Of(Enum value) const {
    return OfEnum(google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
  }

  // Values of a vocabulary in the file's order.
  const std::vector<std::string>& Values(const std::string& vocabulary) const;

  // BCP 47 tag.
  const std::string& language() const { return language_; }
  bool is_english() const { return language_ == "en"; }

  bool Has(const std::string& key) const { return by_key_.contains(key); }

 private:
  std::string OfEnum(const google::protobuf::EnumDescriptor* type, int value) const;

  std::string language_;
  std::map<std::string, std::string> by_key_;
  std::map<std::string, std::vector<std::string>> values_;
};

// Name of an enum value without its type's prefix: BOUND_MORE_THAN is "MORE_THAN".
std::string ShortEnumName(const google::protobuf::EnumDescriptor* type, int value);
template <typename Enum>
std::string ShortEnumName(Enum value) {
  return ShortEnumName(google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}

}  // namespace filing_review::render
