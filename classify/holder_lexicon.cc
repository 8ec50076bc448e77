#include "classify/holder_lexicon.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "classify/pattern_match.h"

namespace filing_review::classify {

namespace {

absl::Status BadRule(const std::string& id, const std::string& why) {
  return absl::InvalidArgumentError("rule " + id + ": " + why);
}

// Matches nothing.
constexpr char kNoText[] = "[^\\x00-\\x{10FFFF}]";

// All expressions of one list as one.
absl::StatusOr<std::unique_ptr<LazyPattern>> Combine(const std::string& id,
                                                     const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) {
    if (!all.empty()) all += '|';
    all += part;
  }
  auto re = std::make_unique<LazyPattern>(all, OptionsFor(v1::RULE_LANGUAGE_ZH));
  if (absl::Status sound = CheckPattern(id, *re); !sound.ok()) return sound;
  return re;
}

std::string AnyOf(const google::protobuf::RepeatedPtrField<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    if (!all.empty()) all += '|';
    all += RE2::QuoteMeta(word);
  }
  return all;
}

}  // namespace

struct HolderLexicon::Impl {
  std::map<int, std::unique_ptr<LazyPattern>> cues;
  std::map<std::string, Place> places;        // by code
  std::map<std::string, const Place*> names;  // lower case for English
  std::unique_ptr<LazyPattern> place_re;
  struct Form {
    std::unique_ptr<LazyPattern> match;
    const Place* place;
    bool government;
  };
  std::vector<Form> forms, known;
  v1::PersonNameWords persons;
  std::unique_ptr<RE2> title, surname;
};

HolderLexicon::HolderLexicon() : impl_(std::make_unique<Impl>()) {}
HolderLexicon::~HolderLexicon() = default;

absl::StatusOr<std::unique_ptr<HolderLexicon>> HolderLexicon::Create(const v1::HolderRules& rules,
                                                                     const MacroTable& macros) {
  std::unique_ptr<HolderLexicon> lexicon(new HolderLexicon());
  Impl& impl = *lexicon->impl_;
  std::map<int, std::vector<std::string>> parts;
  for (const v1::HolderCueRule& rule : rules.cues()) {
    if (rule.cue() == v1::HOLDER_CUE_UNSPECIFIED) return BadRule(rule.id(), "has no cue");
    const auto one = CompilePattern(rule.id(), rule.match(), macros, rule.language());
    if (!one.ok()) return one.status();
    const std::string flags = rule.language() == v1::RULE_LANGUAGE_ZH ? "(?:" : "(?i:";
    parts[rule.cue()].push_back(flags + (*one)->pattern() + ")");
  }
  for (const auto& [cue, list] : parts) {
    auto re = Combine(v1::HolderCue_Name(static_cast<v1::HolderCue>(cue)), list);
    if (!re.ok()) return re.status();
    impl.cues[cue] = *std::move(re);
  }
  std::vector<std::string> en, zh;
  for (const v1::Jurisdiction& j : rules.jurisdictions()) {
    impl.places[j.id()] = {j.id(), j.holder_class(), j.within()};
  }
  for (const v1::Jurisdiction& j : rules.jurisdictions()) {
    const Place* place = &impl.places[j.id()];
    for (std::string name : j.names_en()) {
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
      });
      impl.names[name] = place;
      en.push_back(name);
    }
    for (const std::string& name : j.names_zh()) {
      impl.names[name] = place;
      zh.push_back(name);
    }
  }
  const auto longest_first = [](std::vector<std::string>& names) {
    std::stable_sort(names.begin(), names.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    std::string all;
    for (const std::string& name : names) {
      if (!all.empty()) all += '|';
      all += RE2::QuoteMeta(name);
    }
    // A pack without names of places knows none.
    return all.empty() ? std::string(kNoText) : all;
  };
  auto place_re = Combine("jurisdictions", {"\\b((?i:" + longest_first(en) + "))(?:\\b|[^a-z])",
                                            "(" + longest_first(zh) + ")"});
  if (!place_re.ok()) return place_re.status();
  impl.place_re = *std::move(place_re);
  for (const v1::LegalForm& form : rules.legal_forms()) {
    auto re = CompilePattern(form.id(), form.match(), macros, v1::RULE_LANGUAGE_ZH);
    if (!re.ok()) return re.status();
    const auto place = impl.places.find(form.jurisdiction());
    if (place == impl.places.end()) return BadRule(form.id(), "unknown jurisdiction");
    impl.forms.push_back({*std::move(re), &place->second, false});
  }
  for (const v1::KnownInvestor& known : rules.known_investors()) {
    auto re = CompilePattern(known.id(), known.match(), macros, v1::RULE_LANGUAGE_ZH);
    if (!re.ok()) return re.status();
    const auto place = impl.places.find(known.jurisdiction());
    if (place == impl.places.end()) return BadRule(known.id(), "unknown jurisdiction");
    impl.known.push_back({*std::move(re), &place->second, known.government()});
  }
  impl.persons = rules.person_names();
  impl.title = std::make_unique<RE2>("(?:" + AnyOf(impl.persons.titles_after()) +
                                     ")$|^(?i:" + AnyOf(impl.persons.titles_before()) + ")\\.? ");
  impl.surname = std::make_unique<RE2>("^((?:" + AnyOf(impl.persons.double_surnames()) +
                                       ")|[一-龥])[一-龥]+$");
  return lexicon;
}

std::string HolderLexicon::WithoutTitle(std::string_view name) const {
  std::string out(name);
  RE2::GlobalReplace(&out, *impl_->title, "");
  return out;
}

std::vector<std::string> HolderLexicon::WithTitles(std::string_view name) const {
  std::vector<std::string> out;
  std::string surname;
  if (RE2::FullMatch(Piece(name), *impl_->surname, &surname)) {
    for (const std::string& title : impl_->persons.titles_after()) out.push_back(surname + title);
    return out;
  }
  const size_t first = name.find(' '), last = name.rfind(' ');
  if (first == std::string_view::npos) return out;
  for (const std::string_view part : {name.substr(0, first), name.substr(last + 1)}) {
    if (part.size() < 2) continue;
    for (const std::string& title : impl_->persons.titles_before()) {
      out.push_back(title + ". " + std::string(part));
    }
  }
  return out;
}

bool HolderLexicon::Has(v1::HolderCue cue, std::string_view text) const {
  const auto it = impl_->cues.find(cue);
  return it != impl_->cues.end() && RE2::PartialMatch(Piece(text), *it->second);
}

bool HolderLexicon::Find(v1::HolderCue cue, std::string_view text, size_t& begin,
                         size_t& end) const {
  const auto it = impl_->cues.find(cue);
  if (it == impl_->cues.end()) return false;
  re2::StringPiece match;
  if (!it->second->Match(Piece(text), 0, text.size(), RE2::UNANCHORED, &match, 1)) return false;
  begin = static_cast<size_t>(match.data() - text.data());
  end = begin + match.size();
  return true;
}

bool HolderLexicon::FindGroup(v1::HolderCue cue, std::string_view text, size_t& begin,
                              size_t& end) const {
  const auto it = impl_->cues.find(cue);
  if (it == impl_->cues.end()) return false;
  std::vector<re2::StringPiece> groups(
      static_cast<size_t>(it->second->Get().NumberOfCapturingGroups()) + 1);
  if (!it->second->Match(Piece(text), 0, text.size(), RE2::UNANCHORED, groups.data(),
                         static_cast<int>(groups.size()))) {
    return false;
  }
  // Each rule of the cue has its own.
  const auto group = std::find_if(groups.begin() + 1, groups.end(),
                                  [](const re2::StringPiece& g) { return g.data() != nullptr; });
  if (group == groups.end()) return false;
  begin = static_cast<size_t>(group->data() - text.data());
  end = begin + group->size();
  return true;
}

std::vector<PlaceHit> HolderLexicon::Places(std::string_view text) const {
  std::vector<PlaceHit> hits;
  size_t at = 0;
  re2::StringPiece groups[3];
  while (at < text.size() &&
         impl_->place_re->Match(Piece(text), at, text.size(), RE2::UNANCHORED, groups, 3)) {
    const re2::StringPiece& found = groups[1].data() != nullptr ? groups[1] : groups[2];
    std::string name(found);
    if (groups[1].data() != nullptr) {
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
      });
    }
    const size_t begin = static_cast<size_t>(found.data() - text.data());
    const auto place = impl_->names.find(name);
    if (place != impl_->names.end()) {
      const PlaceHit hit{begin, begin + found.size(), place->second};
      // "中国(香港)", "China (Hong Kong)".
      if (!hits.empty() && hit.place->within == hits.back().place->code &&
          text.substr(hits.back().end, begin - hits.back().end).find_first_not_of(" (") ==
              std::string_view::npos) {
        hits.back() = hit;
      } else {
        hits.push_back(hit);
      }
    }
    at = begin + std::max<size_t>(1, found.size());
  }
  return hits;
}

const Place* HolderLexicon::PlaceOf(const std::string& code) const {
  const auto it = impl_->places.find(code);
  return it == impl_->places.end() ? nullptr : &it->second;
}

const Place* HolderLexicon::ByLegalForm(std::string_view name) const {
  for (const Impl::Form& form : impl_->forms) {
    if (RE2::PartialMatch(Piece(name), *form.match)) return form.place;
  }
  return nullptr;
}

HolderLexicon::Known HolderLexicon::ByKnownInvestor(std::string_view name) const {
  for (const Impl::Form& form : impl_->known) {
    if (RE2::PartialMatch(Piece(name), *form.match)) return {form.place, form.government};
  }
  return {};
}

}  // namespace filing_review::classify
