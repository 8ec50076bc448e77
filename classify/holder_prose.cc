#include "classify/holder_prose.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "classify/fold.h"
#include "classify/holder_origin.h"
#include "classify/holder_prose_name.h"
#include "classify/holder_sentence_rules.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

// Bytes behind a name that may say what its bearer is.
constexpr size_t kSaidBehind = 40;

// Where the last match of a cue in `text` ends; nothing: npos.
size_t LastOf(const HolderLexicon& lexicon, v1::HolderCue cue, std::string_view text) {
  size_t last = std::string_view::npos, begin = 0, end = 0;
  for (size_t at = 0; at < text.size() && lexicon.Find(cue, text.substr(at), begin, end);) {
    if (end == 0) break;
    last = at + end;
    at += end;
  }
  return last;
}

// The stage that a sentence of a prospectus gives to one of its percentages: by the words right
// behind the figure, else by the last ones before it.
v1::HoldingStage StageInSentence(const HolderLexicon& lexicon, std::string_view text,
                                 size_t percent_begin, size_t percent_end, bool chinese) {
  std::string_view behind = text.substr(percent_end);
  behind = behind.substr(0, behind.find_first_of(chinese ? "%;," : "%;"));
  const bool before = lexicon.Has(v1::HOLDER_CUE_BEFORE, behind);
  const bool after = lexicon.Has(v1::HOLDER_CUE_AFTER, behind);
  if (before != after) return after ? v1::HOLDING_STAGE_AFTER : v1::HOLDING_STAGE_BEFORE;
  const std::string_view ahead = text.substr(0, percent_begin);
  const size_t last_after = LastOf(lexicon, v1::HOLDER_CUE_AFTER, ahead);
  const size_t last_before = LastOf(lexicon, v1::HOLDER_CUE_BEFORE, ahead);
  const size_t last_past = LastOf(lexicon, v1::HOLDER_CUE_HISTORICAL, ahead);
  const auto later = [](size_t a, size_t b) {
    return a != std::string_view::npos && (b == std::string_view::npos || a >= b);
  };
  if (later(last_past, last_after) && later(last_past, last_before)) {
    return v1::HOLDING_STAGE_HISTORICAL;
  }
  if (later(last_after, last_before)) return v1::HOLDING_STAGE_AFTER;
  return v1::HOLDING_STAGE_BEFORE;
}

}  // namespace

struct HolderProseReader::Impl {
  const HolderLexicon* lexicon = nullptr;
  SentenceRules rules;
};

HolderProseReader::HolderProseReader() : impl_(std::make_unique<Impl>()) {}
HolderProseReader::~HolderProseReader() = default;

absl::StatusOr<std::unique_ptr<HolderProseReader>> HolderProseReader::Create(
    const v1::HolderRules& rules, const MacroTable& macros, const HolderLexicon& lexicon) {
  std::unique_ptr<HolderProseReader> reader(new HolderProseReader());
  reader->impl_->lexicon = &lexicon;
  for (const v1::HolderProse& rule : rules.prose()) {
    const absl::Status added = reader->impl_->rules.Add(rule.id(), "", rule.language(),
                                                        rule.match(), rule.unless(), macros);
    if (!added.ok()) return added;
  }
  return reader;
}

std::vector<ProseHolding> HolderProseReader::Read(std::string_view text, Script script) const {
  static const RE2& kFigure = *new RE2("(\\d+(?:\\.\\d+)?) ?%");
  std::vector<ProseHolding> out;
  if (text.find('%') == std::string_view::npos) return out;
  const HolderLexicon& lexicon = *impl_->lexicon;
  for (const SentenceRule* found_rule : impl_->rules.MayMatch(text, script)) {
    const SentenceRule& rule = *found_rule;
    const RE2& match = *rule.match;
    const int holder_group = rule.Group("holder"), percent_group = rule.Group("percent");
    const int votes_group = rule.Group("votes"), origin_group = rule.Group("origin");
    std::vector<re2::StringPiece> groups(static_cast<size_t>(1 + match.NumberOfCapturingGroups()));
    for (size_t at = 0; at < text.size();) {
      if (!rule.match->Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED,
                             groups.data(), static_cast<int>(groups.size()))) {
        break;
      }
      const auto span = [&](int group) {
        const re2::StringPiece& g = groups[static_cast<size_t>(group)];
        const size_t begin = static_cast<size_t>(g.data() - text.data());
        return NameSpan{begin, begin + g.size()};
      };
      const NameSpan whole = span(0);
      at = std::max(whole.end, at + 1);
      // A group in a branch that was not taken.
      if (groups[static_cast<size_t>(holder_group)].data() == nullptr ||
          groups[static_cast<size_t>(percent_group)].data() == nullptr) {
        continue;
      }
      const NameSpan holder = span(holder_group), percent = span(percent_group);
      if (rule.Stopped({groups[0].data(), groups[0].size()})) continue;
      // Names and percentages in step, or one name with one percentage.
      std::vector<std::pair<NameSpan, double>> figures;
      re2::StringPiece figure[2];
      for (size_t p = percent.begin;
           p < percent.end &&
           kFigure.Match({text.data(), text.size()}, p, percent.end, RE2::UNANCHORED, figure, 2);) {
        const size_t begin = static_cast<size_t>(figure[0].data() - text.data());
        figures.push_back({{begin, begin + figure[0].size()},
                           std::strtod(std::string(figure[1]).c_str(), nullptr)});
        p = begin + figure[0].size();
      }
      std::vector<NameSpan> names = {holder};
      if (figures.size() > 1) names = SplitNames(lexicon, text, holder);
      if (names.size() != figures.size()) continue;
      for (size_t i = 0; i < names.size() && i < figures.size(); ++i) {
        WidenToSubject(lexicon, text, names[i]);
        if (!CleanName(lexicon, text, names[i])) continue;
        if (figures[i].second > 100) continue;
        ProseHolding& found = out.emplace_back();
        found.rule_id = rule.id;
        found.name_begin = names[i].begin;
        found.name_end = names[i].end;
        found.percent = figures[i].second;
        found.percent_begin = figures[i].first.begin;
        found.percent_end = figures[i].first.end;
        const std::string_view rest = text.substr(percent.end);
        found.votes = lexicon.Has(v1::HOLDER_CUE_VOTES_BEHIND, rest);
        if (origin_group > 0 && groups[static_cast<size_t>(origin_group)].data() != nullptr) {
          found.origin = std::string(groups[static_cast<size_t>(origin_group)]);
        }
        if (votes_group > 0 && figures.size() == 1 &&
            groups[static_cast<size_t>(votes_group)].data() != nullptr) {
          found.votes_percent =
              std::strtod(std::string(groups[static_cast<size_t>(votes_group)]).c_str(), nullptr);
        }
      }
    }
  }
  return out;
}

std::vector<HolderMention> HolderProseReader::Find(const AnalyzedDocument& analyzed,
                                                   const IssuerNames& issuer,
                                                   FilingPhase phase) const {
  const HolderLexicon& lexicon = *impl_->lexicon;
  std::vector<HolderMention> out;
  for (size_t i = 0; i < analyzed.sentences.size(); ++i) {
    const Sentence& s = analyzed.sentences[i];
    const TraceScope scope(analyzed, i, "holders");
    const Passage& passage = analyzed.passages[s.passage];
    if (passage.kind != PassageKind::kParagraph) continue;
    if (analyzed.Text(s).find('%') == std::string_view::npos) continue;
    const std::string text = issuer.AsIssuer(analyzed.Text(s));
    for (const ProseHolding& h : Read(text, passage.script)) {
      HolderMention m;
      const size_t begin = s.begin + h.name_begin, end = s.begin + h.name_end;
      m.name = ReadHolderName(lexicon, OriginalText(analyzed, s.passage, begin, end));
      m.key = HolderKey(lexicon, m.name.name);
      if (m.key.size() < 2) continue;
      m.stated = h.origin;
      if (Tracing()) TraceFired(h.rule_id, "holder " + m.name.name);
      m.page = PageAt(analyzed, s.passage, s.begin + h.percent_begin);
      v1::Holder& holder = m.holder;
      holder.set_name(m.name.name);
      for (const std::string& other : m.name.other_names) holder.add_other_names(other);
      (h.votes ? holder.set_votes_percent(h.percent) : holder.set_percent(h.percent));
      if (!h.votes && h.votes_percent.has_value()) holder.set_votes_percent(*h.votes_percent);
      holder.set_percent_text(
          OriginalText(analyzed, s.passage, s.begin + h.percent_begin, s.begin + h.percent_end));
      holder.set_percent_basis(v1::PERCENT_BASIS_TOTAL);
      holder.set_over_allotment(v1::OVER_ALLOTMENT_UNSTATED);
      holder.set_kind(v1::HOLDER_KIND_PRINCIPAL);
      // "…, the depositary of our ADS program".
      const std::string_view behind = std::string_view(text).substr(h.name_end, kSaidBehind);
      if (SaysWhatItIs(lexicon, behind) || behind.starts_with(", the ")) {
        if (lexicon.Has(v1::HOLDER_CUE_NOMINEE, behind)) {
          holder.set_kind(v1::HOLDER_KIND_NOMINEE_DEPOSITARY);
        }
      }
      holder.set_rule_id(h.rule_id);
      v1::HoldingStage stage = DefaultStage(phase);
      if (phase == FilingPhase::kProspectus) {
        stage = StageInSentence(lexicon, text, h.percent_begin, h.percent_end,
                                passage.script == Script::kChinese);
      }
      holder.set_stage(stage);
      AddEvidence(analyzed, s.passage, s.begin, s.end, v1::EVIDENCE_ROLE_FIGURE,
                  *holder.mutable_evidence());
      out.push_back(std::move(m));
    }
  }
  return out;
}

}  // namespace filing_review::classify
