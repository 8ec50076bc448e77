// A finding in a few words of the reader's language, for rows, marks, dialogs and the audit trail.
import {
  AssessmentBasis,
  Attribution,
  Bound,
  ChecklistState,
  ContactForm,
  DataSubjects,
  HolderClass,
  HolderKind,
  HoldingStage,
  Outcome,
  OverAllotment,
  PercentBasis,
  Region,
  Stance,
  type Conflict,
  type Holder,
  type UserCount,
} from "../gen/filing_review/v1/brief_pb";
import { FindingKind, Verdict, type Decision } from "../gen/filing_review/v1/desk_service_pb";
import type { I18n } from "../i18n/I18n";
import { correctedValue, type FindingValue } from "./findings";
import type { Named } from "./named";

export type Words = Omit<I18n, "setLanguage">;

export interface Description {
  // What it is: "26.4 million registered users".
  title: string;
  // What narrows it: subject, date, place.
  details: string[];
}

function join(parts: readonly (string | undefined)[]): string[] {
  return parts.filter((part): part is string => part !== undefined && part !== "");
}

// The number with its bound, as the rules read it.
export function countText(words: Words, count: UserCount, write: (value: bigint) => string): string {
  const bound = words.word("Bound", Bound[count.bound] ?? "");
  const upper = count.upperValue === undefined ? "" : `–${write(count.upperValue)}`;
  return `${bound}${bound === "" ? "" : " "}${write(count.value)}${upper}`;
}

function describeCount(words: Words, count: UserCount, write = words.compact): Description {
  return {
    title: `${countText(words, count, write)} ${words.word("metric", count.metric)}`,
    details: join([
      count.subject,
      join([count.periodStart, count.asOf]).join(" – "),
      count.region === Region.UNSTATED || count.region === Region.UNSPECIFIED
        ? undefined
        : words.word("Region", Region[count.region] ?? ""),
      count.attribution === Attribution.ISSUER
        ? undefined
        : words.word("Attribution", Attribution[count.attribution] ?? ""),
    ]),
  };
}

function describeHolder(words: Words, holder: Holder): Description {
  const share = holder.percent ?? holder.votesPercent;
  return {
    title: join([holder.name, share === undefined ? undefined : words.percent(share)]).join(" · "),
    details: join([
      words.word("HoldingStage", HoldingStage[holder.stage] ?? ""),
      words.word("HolderClass", HolderClass[holder.holderClass] ?? ""),
      holder.jurisdiction,
      holder.percentBasis === PercentBasis.TOTAL ? undefined : words.word("PercentBasis", PercentBasis[holder.percentBasis] ?? ""),
      holder.percent !== undefined && holder.votesPercent !== undefined
        ? `${words.t("field.votesPercent")} ${words.percent(holder.votesPercent)}`
        : undefined,
      words.word("OverAllotment", OverAllotment[holder.overAllotment] ?? ""),
      holder.kind === HolderKind.PRINCIPAL || holder.kind === HolderKind.OTHER
        ? undefined
        : words.word("HolderKind", HolderKind[holder.kind] ?? ""),
      holder.governmentLink === "" ? undefined : words.phrase("holders.government", holder.governmentLink),
      holder.ultimateHolder === "" ? undefined : words.phrase("holders.ultimate", holder.ultimateHolder),
    ]),
  };
}

// What a sentence of the engine names, in the reader's words; to the last digit, since digits are what
// two figures differ in.
export function namedText(words: Words, named: readonly Named[]): string {
  return named
    .map((one) => (one.kind === FindingKind.USER_COUNT ? describeCount(words, one.value, words.exact) : describeHolder(words, one.value)))
    .map(({ title, details }) => [title, ...details].join(" · "))
    .join(words.t("list.separator"));
}

// The engine's sentence where it is in the reader's language; else what it names, or where.
function conflictText(words: Words, { explanation, evidence }: Conflict, named: readonly Named[]): string {
  if (words.language === "en") return explanation;
  const pages = [...new Set(evidence.map(({ page }) => page))];
  return named.length > 0 ? namedText(words, named) : pages.map((page) => words.t("brief.page", page)).join(words.t("list.separator"));
}

export function describe(words: Words, is: FindingValue): Description {
  switch (is.kind) {
    case FindingKind.USER_COUNT:
      return describeCount(words, is.value);
    case FindingKind.HOLDER:
      return describeHolder(words, is.value);
    case FindingKind.DATA_HANDLING:
      return {
        title: words.word("category", is.value.category),
        details: join([
          words.word("Stance", Stance[is.value.stance] ?? ""),
          words.word("DataSubjects", DataSubjects[is.value.dataSubjects] ?? ""),
        ]),
      };
    case FindingKind.REVIEW_STATEMENT:
      return {
        title: words.word("status", is.value.status),
        details: join([
          is.value.onAdviceOfCounsel ? words.phrase("statements.counsel") : undefined,
          is.value.counterparty === "" ? undefined : words.phrase("statements.counterparty", is.value.counterparty),
          is.value.form === ContactForm.WRITTEN || is.value.form === ContactForm.ORAL
            ? words.word("ContactForm", ContactForm[is.value.form] ?? "")
            : undefined,
          is.value.date === undefined ? undefined : words.phrase("statements.date", is.value.date),
        ]),
      };
    case FindingKind.INFLUENCE:
      return { title: words.word("influence", is.value.kind), details: join([is.value.holder]) };
    case FindingKind.ASSESSMENT:
      return {
        title: regimeTitle(words, is.value.regime, is.value.title),
        details: join([
          words.word("Outcome", Outcome[is.value.outcome] ?? ""),
          is.value.basis === AssessmentBasis.AS_IF_IN_FORCE
            ? words.word("AssessmentBasis", "AS_IF_IN_FORCE")
            : undefined,
        ]),
      };
    case FindingKind.CONFLICT:
      return { title: words.word("conflict", is.value.kind), details: join([conflictText(words, is.value, is.named)]) };
    case FindingKind.CHECKLIST_ITEM:
      return {
        title: itemTitle(words, is.value.item),
        details: join([words.word("ChecklistState", ChecklistState[is.value.state] ?? "")]),
      };
  }
}

// An item of the checklist is one of its own or a category of disclosures.
export function itemTitle(words: Words, item: string): string {
  const own = words.word("item", item);
  return own === item.replaceAll("_", " ") ? words.word("category", item.replace(/^(data_handling|category)[._]/, "")) : own;
}

// The title in the reader's language where words.tsv has one, else the brief's.
export function regimeTitle(words: Words, regime: string, title: string): string {
  const own = words.word("regime", regime);
  return own === regime.replaceAll("_", " ") && title !== "" ? title : own;
}

export function describeLine(words: Words, is: FindingValue): string {
  const { title, details } = describe(words, is);
  return [title, ...details].join(" · ");
}

export function verdictWord(words: Words, verdict: Verdict | undefined): string {
  switch (verdict) {
    case Verdict.ACCEPTED:
      return words.t("decide.accepted");
    case Verdict.REJECTED:
      return words.t("decide.rejected");
    case Verdict.CORRECTED:
      return words.t("decide.corrected");
    case Verdict.ADDED:
      return words.t("decide.added");
    default:
      return words.t("decide.open");
  }
}

// A decision in one line: verdict, what it says instead, comment.
export function decisionLine(words: Words, decision: Decision | undefined): string {
  const is = decision && correctedValue(decision);
  return join([
    verdictWord(words, decision?.verdict),
    is && describeLine(words, is),
    decision?.comment ? `“${decision.comment}”` : undefined,
  ]).join(words.t("list.colon"));
}
