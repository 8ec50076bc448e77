#include "classify/holder_class_shared.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "classify/fold.h"
#include "classify/holder_origin.h"
#include "classify/holder_prints.h"

namespace filing_review::classify {

namespace {

// Keys shorter than this name too many, bytes.
constexpr size_t kLeastKey = 3;

std::set<std::string> KeysOf(const HolderLexicon& lexicon, const HolderMention& m) {
  std::set<std::string> keys = {m.key};
  for (const std::string& other : m.holder.other_names()) {
    keys.insert(NameKey(lexicon.WithoutTitle(FoldText(other))));
  }
  // "A/B" is both.
  for (size_t from = 0, to = 0;
       to != std::string::npos && m.name.name.find('/') != std::string::npos; from = to + 1) {
    to = m.name.name.find('/', from);
    keys.insert(NameKey(m.name.name.substr(from, to == std::string::npos ? to : to - from)));
  }
  return keys;
}

bool Unclassed(const HolderMention& m) {
  return !m.group && m.holder.class_basis() == v1::CLASS_BASIS_NONE;
}

}  // namespace

void ShareClasses(const HolderLexicon& lexicon, std::vector<HolderMention>& mentions) {
  struct Shared {
    const HolderMention* first = nullptr;
    bool agree = true;
  };
  std::map<std::string, Shared> by_key;
  for (const HolderMention& m : mentions) {
    if (m.group || Unclassed(m)) continue;
    for (const std::string& key : KeysOf(lexicon, m)) {
      Shared& shared = by_key[key];
      if (shared.first == nullptr) shared.first = &m;
      shared.agree = shared.agree && shared.first->holder.holder_class() == m.holder.holder_class();
    }
  }
  for (HolderMention& m : mentions) {
    if (!Unclassed(m)) continue;
    for (const std::string& key : KeysOf(lexicon, m)) {
      const auto shared = by_key.find(key);
      if (key.size() < kLeastKey || shared == by_key.end() || !shared->second.agree) continue;
      const v1::Holder& from = shared->second.first->holder;
      m.holder.set_holder_class(from.holder_class());
      m.holder.set_jurisdiction(from.jurisdiction());
      m.holder.set_class_basis(v1::CLASS_BASIS_DEFINITION);
      if (shared->second.first->key != m.key) m.holder.add_other_names(from.name());
      break;
    }
  }
}

void ClassByOfficersAddress(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                            std::vector<HolderMention>& mentions) {
  for (uint32_t i = 0; i < analyzed.passages.size(); ++i) {
    const std::string& text = analyzed.passages[i].text;
    size_t begin = 0, end = 0;
    if (!lexicon.Find(v1::HOLDER_CUE_OFFICERS_ADDRESS, text, begin, end)) continue;
    const std::vector<PlaceHit> places = lexicon.Places(std::string_view(text).substr(end, 300));
    if (places.empty()) continue;
    // From the start of the sentence: whom it excepts.
    const size_t stop = text.rfind("。", begin);
    const size_t from = stop == std::string::npos ? 0 : stop;
    const std::string_view excepted = std::string_view(text).substr(from, begin - from);
    for (HolderMention& m : mentions) {
      const std::string name = lexicon.WithoutTitle(FoldText(m.name.name));
      if (!m.director || !Unclassed(m) || !IsPersonName(lexicon, name) ||
          excepted.find(name) != std::string_view::npos) {
        continue;
      }
      m.holder.set_holder_class(places[0].place->holder_class);
      m.holder.set_jurisdiction(places[0].place->code);
      m.holder.set_class_basis(v1::CLASS_BASIS_FOOTNOTE);
      m.remarks.push_back({i, from, end + places[0].end});
    }
  }
}

}  // namespace filing_review::classify
