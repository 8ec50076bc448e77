#include "classify/holder_prose.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "classify/fold.h"
#include "classify/literal_filter.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

struct Span {
  size_t begin = 0, end = 0;
};

struct ProseRule {
  std::string id;
  v1::RuleLanguage language = v1::RULE_LANGUAGE_UNSPECIFIED;
  std::unique_ptr<LazyPattern> match;
  std::string kind;  // influence only
  std::vector<std::unique_ptr<LazyPattern>> unless;
};

int GroupOf(const RE2& re, const std::string& name) {
  const auto& groups = re.NamedCapturingGroups();
  const auto it = groups.find(name);
  return it == groups.end() ? 0 : it->second;
}

bool Speaks(v1::RuleLanguage language, Script script) {
  return language == v1::RULE_LANGUAGE_UNSPECIFIED ||
         (language == v1::RULE_LANGUAGE_ZH) == (script == Script::kChinese);
}

void Trim(std::string_view text, Span& span) {
  const auto blank = [&](char c) { return c == ' ' || c == '\t' || c == ','; };
  while (span.begin < span.end && blank(text[span.begin])) ++span.begin;
  while (span.end > span.begin && blank(text[span.end - 1])) --span.end;
}

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
  std::vector<ProseRule> prose, influence;
  // Which of the rules for a script may match; by id of the filter, an index into the list.
  struct Filter {
    LiteralFilter literals;
    std::vector<size_t> rules;
  };
  struct Filters {
    Filter chinese, english;
    const Filter& For(Script script) const {
      return script == Script::kChinese ? chinese : english;
    }
  };
  Filters prose_filters, influence_filters;
  std::unique_ptr<RE2> separators, through;

  // Ends a name at a bracket, unless it is a part of it: a place, a form of partnership.
  void CutBrackets(std::string_view text, Span& name) const {
    for (size_t at = name.begin;;) {
      const size_t open = text.find('(', at);
      if (open == std::string_view::npos || open >= name.end || open == name.begin) return;
      const size_t close = text.find(')', open);
      if (close != std::string_view::npos && close < name.end) {
        const std::string_view inside = text.substr(open + 1, close - open - 1);
        const std::vector<PlaceHit> places = lexicon->Places(inside);
        const bool place =
            places.size() == 1 && places[0].begin == 0 && places[0].end == inside.size();
        if (place || lexicon->ByLegalForm(text.substr(open, close + 1 - open)) != nullptr ||
            lexicon->Has(v1::HOLDER_CUE_MAINLAND_NAME, text.substr(open, close + 1 - open))) {
          at = close + 1;
          continue;
        }
      }
      name.end = open;
      Trim(text, name);
      return;
    }
  }

  // "X, a company organized in Y, holds …": where only the place was taken, the subject before it.
  void ToSubject(std::string_view text, Span& name) const {
    static const RE2& kSubject = *new RE2(
        "(?:^|[.;] |, )([A-Z][^,;.]{1,80}(?:, (?:Inc|L\\.P|Ltd|LLC)\\.?)?),? (?:which is )?an? "
        "[^;]{4,160}$");
    Trim(text, name);
    const std::string_view part = text.substr(name.begin, name.end - name.begin);
    const std::vector<PlaceHit> places = lexicon->Places(part);
    if (places.size() != 1 || places[0].begin != 0 || places[0].end < part.size()) return;
    const std::string_view before = text.substr(0, name.begin);
    re2::StringPiece subject[2];
    if (!kSubject.Match({before.data(), before.size()}, 0, before.size(), RE2::UNANCHORED, subject,
                        2)) {
      return;
    }
    name.begin = static_cast<size_t>(subject[1].data() - text.data());
    name.end = name.begin + subject[1].size();
  }

  // Cuts lead-in words, brackets and "through …" off a name.
  bool CleanName(std::string_view text, Span& name) const {
    Trim(text, name);
    for (int i = 0; i < 6; ++i) {
      size_t b = 0, e = 0;
      const std::string_view part = text.substr(name.begin, name.end - name.begin);
      if (!lexicon->Find(v1::HOLDER_CUE_NAME_LEAD, part, b, e) || b != 0 || e == 0) break;
      name.begin += e;
      Trim(text, name);
    }
    re2::StringPiece found;
    std::string_view part = text.substr(name.begin, name.end - name.begin);
    if (through->Match({part.data(), part.size()}, 0, part.size(), RE2::UNANCHORED, &found, 1) &&
        found.data() > part.data()) {
      name.end = name.begin + static_cast<size_t>(found.data() - part.data());
      Trim(text, name);
    }
    CutBrackets(text, name);
    size_t b = 0, e = 0;
    const std::string_view tail = text.substr(name.begin, name.end - name.begin);
    if (lexicon->Find(v1::HOLDER_CUE_NAME_TAIL, tail, b, e) && e == tail.size()) {
      name.end = name.begin + b;
      Trim(text, name);
    }
    part = text.substr(name.begin, name.end - name.begin);
    return part.size() >= 4 && part.size() <= 160 &&
           !lexicon->Has(v1::HOLDER_CUE_NOT_A_NAME, part) &&
           !lexicon->Has(v1::HOLDER_CUE_PUBLIC_ROW, part) &&
           !lexicon->Has(v1::HOLDER_CUE_TOTAL_ROW, part);
  }
};

HolderProseReader::HolderProseReader() : impl_(std::make_unique<Impl>()) {}
HolderProseReader::~HolderProseReader() = default;

absl::StatusOr<std::unique_ptr<HolderProseReader>> HolderProseReader::Create(
    const v1::HolderRules& rules, const MacroTable& macros, const HolderLexicon& lexicon) {
  std::unique_ptr<HolderProseReader> reader(new HolderProseReader());
  Impl& impl = *reader->impl_;
  impl.lexicon = &lexicon;
  impl.separators = std::make_unique<RE2>("、|和|及|与|以及| and ");
  impl.through = std::make_unique<RE2>("通过|透过|连同|作为| through | via ");
  const auto compile = [&](const auto& rule, std::vector<ProseRule>& out) -> absl::Status {
    auto re = CompilePattern(rule.id(), rule.match(), macros, rule.language());
    if (!re.ok()) return re.status();
    ProseRule& made = out.emplace_back();
    made.id = rule.id();
    made.language = rule.language();
    made.match = *std::move(re);
    for (const std::string& unless : rule.unless()) {
      auto no = CompilePattern(rule.id(), unless, macros, rule.language());
      if (!no.ok()) return no.status();
      made.unless.push_back(*std::move(no));
    }
    return absl::OkStatus();
  };
  // Puts the last rule of `list` into the filters of the scripts that it speaks for.
  const auto add = [](const auto& rule, const std::vector<ProseRule>& list,
                      Impl::Filters& filters) -> absl::Status {
    for (const auto& [script, language, filter] :
         {std::tuple{Script::kChinese, v1::RULE_LANGUAGE_ZH, &filters.chinese},
          std::tuple{Script::kEnglish, v1::RULE_LANGUAGE_EN, &filters.english}}) {
      if (!Speaks(rule.language(), script)) continue;
      filter->rules.push_back(list.size() - 1);
      const auto id = filter->literals.Add(rule.id(), list.back().match->pattern(), language);
      if (!id.ok()) return id.status();
    }
    return absl::OkStatus();
  };
  absl::Status status;
  for (const v1::HolderProse& rule : rules.prose()) {
    status.Update(compile(rule, impl.prose));
    if (status.ok()) status = add(rule, impl.prose, impl.prose_filters);
    if (!status.ok()) return status;
  }
  for (const v1::InfluenceRule& rule : rules.influence()) {
    status.Update(compile(rule, impl.influence));
    if (!status.ok()) return status;
    impl.influence.back().kind = rule.kind();
    status = add(rule, impl.influence, impl.influence_filters);
    if (!status.ok()) return status;
  }
  return reader;
}

std::vector<ProseHolding> HolderProseReader::Read(std::string_view text, Script script) const {
  static const RE2& kFigure = *new RE2("(\\d+(?:\\.\\d+)?) ?%");
  static const RE2& kVotes =
      *new RE2("^ ?(?:的)?(?:表决权|投票权|(?i:of (?:the|our) (?:total |aggregate )?vot))");
  std::vector<ProseHolding> out;
  if (text.find('%') == std::string_view::npos) return out;
  const Impl::Filter& filter = impl_->prose_filters.For(script);
  for (const int id : filter.literals.Candidates(text)) {
    const ProseRule& rule = impl_->prose[filter.rules[static_cast<size_t>(id)]];
    const RE2& match = *rule.match;
    const int holder_group = GroupOf(match, "holder"), percent_group = GroupOf(match, "percent");
    const int votes_group = GroupOf(match, "votes");
    std::vector<re2::StringPiece> groups(static_cast<size_t>(1 + match.NumberOfCapturingGroups()));
    for (size_t at = 0; at < text.size();) {
      if (!rule.match->Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED,
                             groups.data(), static_cast<int>(groups.size()))) {
        break;
      }
      const auto span = [&](int group) {
        const re2::StringPiece& g = groups[static_cast<size_t>(group)];
        const size_t begin = static_cast<size_t>(g.data() - text.data());
        return Span{begin, begin + g.size()};
      };
      const Span whole = span(0);
      at = std::max(whole.end, at + 1);
      // A group in a branch that was not taken.
      if (groups[static_cast<size_t>(holder_group)].data() == nullptr ||
          groups[static_cast<size_t>(percent_group)].data() == nullptr) {
        continue;
      }
      const Span holder = span(holder_group), percent = span(percent_group);
      const bool stopped = std::any_of(rule.unless.begin(), rule.unless.end(), [&](const auto& re) {
        return RE2::PartialMatch(groups[0], *re);
      });
      if (stopped && Tracing()) TraceStopped(rule.id, "excluded by one of its `unless`");
      if (stopped) continue;
      // Names and percentages in step, or one name with one percentage.
      std::vector<std::pair<Span, double>> figures;
      re2::StringPiece figure[2];
      for (size_t p = percent.begin;
           p < percent.end &&
           kFigure.Match({text.data(), text.size()}, p, percent.end, RE2::UNANCHORED, figure, 2);) {
        const size_t begin = static_cast<size_t>(figure[0].data() - text.data());
        figures.push_back({{begin, begin + figure[0].size()},
                           std::strtod(std::string(figure[1]).c_str(), nullptr)});
        p = begin + figure[0].size();
      }
      std::vector<Span> names;
      if (figures.size() > 1) {
        size_t from = holder.begin;
        re2::StringPiece mark;
        while (from < holder.end &&
               impl_->separators->Match({text.data(), text.size()}, from, holder.end,
                                        RE2::UNANCHORED, &mark, 1)) {
          const size_t b = static_cast<size_t>(mark.data() - text.data());
          names.push_back({from, b});
          from = b + mark.size();
        }
        names.push_back({from, holder.end});
        if (names.size() != figures.size()) continue;
      } else {
        names.push_back(holder);
      }
      for (size_t i = 0; i < names.size() && i < figures.size(); ++i) {
        impl_->ToSubject(text, names[i]);
        if (!impl_->CleanName(text, names[i])) continue;
        if (figures[i].second > 100) continue;
        ProseHolding& found = out.emplace_back();
        found.rule_id = rule.id;
        found.name_begin = names[i].begin;
        found.name_end = names[i].end;
        found.percent = figures[i].second;
        found.percent_begin = figures[i].first.begin;
        found.percent_end = figures[i].first.end;
        const std::string_view rest = text.substr(percent.end);
        found.votes = RE2::PartialMatch(re2::StringPiece(rest.data(), rest.size()), kVotes);
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
                                                   FilingPhase phase) const {
  const HolderLexicon& lexicon = *impl_->lexicon;
  std::vector<HolderMention> out;
  for (size_t i = 0; i < analyzed.sentences.size(); ++i) {
    const Sentence& s = analyzed.sentences[i];
    const TraceScope scope(analyzed, i, "holders");
    const Passage& passage = analyzed.passages[s.passage];
    if (passage.kind != PassageKind::kParagraph) continue;
    const std::string_view text = analyzed.Text(s);
    if (text.find('%') == std::string_view::npos) continue;
    for (const ProseHolding& h : Read(text, passage.script)) {
      HolderMention m;
      const size_t begin = s.begin + h.name_begin, end = s.begin + h.name_end;
      m.name = ReadHolderName(OriginalText(analyzed, s.passage, begin, end));
      m.key = HolderKey(m.name.name);
      if (m.key.size() < 2) continue;
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

void HolderProseReader::FindInfluence(const AnalyzedDocument& analyzed,
                                      v1::ReviewBrief& brief) const {
  for (size_t i = 0; i < analyzed.sentences.size(); ++i) {
    const Sentence& s = analyzed.sentences[i];
    const TraceScope scope(analyzed, i, "holders");
    const Passage& passage = analyzed.passages[s.passage];
    if (passage.kind != PassageKind::kParagraph) continue;
    const std::string_view text = analyzed.Text(s);
    const Impl::Filter& filter = impl_->influence_filters.For(passage.script);
    for (const int id : filter.literals.Candidates(text)) {
      const ProseRule& rule = impl_->influence[filter.rules[static_cast<size_t>(id)]];
      const int holder_group = GroupOf(*rule.match, "holder");
      std::vector<re2::StringPiece> groups(
          static_cast<size_t>(1 + rule.match->Get().NumberOfCapturingGroups()));
      if (!rule.match->Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED,
                             groups.data(), static_cast<int>(groups.size()))) {
        continue;
      }
      const bool stopped = std::any_of(rule.unless.begin(), rule.unless.end(), [&](const auto& re) {
        return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *re);
      });
      if (stopped && Tracing()) TraceStopped(rule.id, "excluded by one of its `unless`");
      if (stopped) continue;
      if (Tracing()) TraceFired(rule.id, "influence " + rule.kind);
      v1::Influence& influence = *brief.add_influence();
      influence.set_kind(rule.kind);
      influence.set_rule_id(rule.id);
      if (holder_group > 0 && groups[static_cast<size_t>(holder_group)].data() != nullptr) {
        const re2::StringPiece& g = groups[static_cast<size_t>(holder_group)];
        Span name{static_cast<size_t>(g.data() - text.data()), 0};
        name.end = name.begin + g.size();
        if (impl_->CleanName(text, name)) {
          influence.set_holder(
              OriginalText(analyzed, s.passage, s.begin + name.begin, s.begin + name.end));
        }
      }
      AddEvidence(analyzed, s.passage, s.begin, s.end, v1::EVIDENCE_ROLE_FIGURE,
                  *influence.mutable_evidence());
    }
  }
}

}  // namespace filing_review::classify
