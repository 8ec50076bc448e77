// The fields that a correction can change, by kind of finding. Values of enums and open vocabularies
// come from the contract and the rule pack, so a new one needs no change here.
import {
  Attribution,
  Bound,
  ClassBasis,
  ContactForm,
  DataSubjects,
  HolderClass,
  HolderKind,
  HoldingStage,
  OverAllotment,
  PercentBasis,
  Region,
  Stance,
} from "../gen/filing_review/v1/brief_pb";
import { FindingKind } from "../gen/filing_review/v1/desk_service_pb";
import type { RulePackInfo } from "../gen/filing_review/v1/filing_service_pb";
import type { Key } from "../i18n/en";
import { isBriefDate, parseCount } from "../i18n/numbers";
import { valuesOf } from "../i18n/words";

export type Enum = Readonly<Record<string | number, string | number>>;

export type Input =
  | { input: "count"; optional?: boolean }
  | { input: "percent" }
  | { input: "date" }
  | { input: "text"; required?: boolean }
  | { input: "flag" }
  // ISO 3166-1 alpha-2, or empty.
  | { input: "country" }
  | { input: "enum"; of: Enum; vocabulary: string }
  | { input: "vocabulary"; vocabulary: string; values: (pack: RulePackInfo | undefined) => readonly string[] };

export type Field = { name: string; label: Key } & Input;

function enumField(name: string, label: Key, of: Enum, vocabulary: string): Field {
  return { name, label, input: "enum", of, vocabulary };
}

function orWords(values: readonly string[] | undefined, vocabulary: string): readonly string[] {
  return values && values.length > 0 ? values : valuesOf(vocabulary);
}

export type CorrectableKind =
  | FindingKind.USER_COUNT
  | FindingKind.DATA_HANDLING
  | FindingKind.REVIEW_STATEMENT
  | FindingKind.HOLDER;

export const CORRECTABLE: readonly CorrectableKind[] = [
  FindingKind.USER_COUNT,
  FindingKind.DATA_HANDLING,
  FindingKind.REVIEW_STATEMENT,
  FindingKind.HOLDER,
];

export function isCorrectable(kind: FindingKind): kind is CorrectableKind {
  return (CORRECTABLE as readonly FindingKind[]).includes(kind);
}

export const FIELDS: Readonly<Record<CorrectableKind, readonly Field[]>> = {
  [FindingKind.USER_COUNT]: [
    { name: "value", label: "field.value", input: "count" },
    { name: "upperValue", label: "field.upperValue", input: "count", optional: true },
    enumField("bound", "field.bound", Bound, "Bound"),
    {
      name: "metric",
      label: "field.metric",
      input: "vocabulary",
      vocabulary: "metric",
      values: (pack) => orWords(pack?.metrics, "metric"),
    },
    enumField("attribution", "field.attribution", Attribution, "Attribution"),
    { name: "subject", label: "field.subject", input: "text" },
    enumField("region", "field.region", Region, "Region"),
    { name: "asOf", label: "field.asOf", input: "date" },
    { name: "periodStart", label: "field.periodStart", input: "date" },
  ],
  [FindingKind.DATA_HANDLING]: [
    {
      name: "category",
      label: "field.category",
      input: "vocabulary",
      vocabulary: "category",
      values: (pack) => orWords(pack?.categories, "category"),
    },
    enumField("stance", "field.stance", Stance, "Stance"),
    enumField("dataSubjects", "field.dataSubjects", DataSubjects, "DataSubjects"),
  ],
  [FindingKind.REVIEW_STATEMENT]: [
    { name: "status", label: "field.status", input: "vocabulary", vocabulary: "status", values: (pack) => orWords(pack?.statuses, "status") },
    enumField("form", "field.form", ContactForm, "ContactForm"),
    { name: "counterparty", label: "field.counterparty", input: "text" },
    { name: "date", label: "field.date", input: "date" },
    { name: "onAdviceOfCounsel", label: "field.onAdviceOfCounsel", input: "flag" },
  ],
  [FindingKind.HOLDER]: [
    { name: "name", label: "field.name", input: "text", required: true },
    { name: "percent", label: "field.percent", input: "percent" },
    { name: "votesPercent", label: "field.votesPercent", input: "percent" },
    enumField("percentBasis", "field.percentBasis", PercentBasis, "PercentBasis"),
    enumField("stage", "field.stage", HoldingStage, "HoldingStage"),
    enumField("overAllotment", "field.overAllotment", OverAllotment, "OverAllotment"),
    { name: "shareClass", label: "field.shareClass", input: "text" },
    enumField("holderClass", "field.holderClass", HolderClass, "HolderClass"),
    { name: "jurisdiction", label: "field.jurisdiction", input: "country" },
    enumField("classBasis", "field.classBasis", ClassBasis, "ClassBasis"),
    enumField("kind", "field.kind", HolderKind, "HolderKind"),
    { name: "governmentLink", label: "field.governmentLink", input: "text" },
    { name: "ultimateHolder", label: "field.ultimateHolder", input: "text" },
  ],
};

// What the form holds: text for all but flags.
export type Draft = Readonly<Record<string, string | boolean>>;
type Message = Readonly<Record<string, unknown>>;

export function draftOf(kind: CorrectableKind, message: Message): Draft {
  return Object.fromEntries(
    FIELDS[kind].map((field) => {
      const value = message[field.name];
      return [field.name, typeof value === "boolean" ? value : value === undefined ? "" : String(value)];
    }),
  );
}

export type FieldErrors = Readonly<Record<string, Key>>;

function errorOf(field: Field, text: string): Key | undefined {
  switch (field.input) {
    case "count":
      if (text.trim() === "" && field.optional) return undefined;
      return parseCount(text) === undefined ? "field.number.bad" : undefined;
    case "percent": {
      if (text.trim() === "") return undefined;
      const value = Number(text.normalize("NFKC").replace("%", ""));
      return Number.isFinite(value) && value >= 0 && value <= 100 ? undefined : "field.percent.bad";
    }
    case "date":
      return text === "" || isBriefDate(text.trim()) ? undefined : "field.date.bad";
    case "text":
      return field.required && text.trim() === "" ? "field.required" : undefined;
    case "vocabulary":
      return text === "" ? "field.required" : undefined;
    case "country":
      return /^([a-z]{2})?$/i.test(text.trim()) ? undefined : "field.country.bad";
    default:
      return undefined;
  }
}

// A range has two ends, in order; an upper end makes it a range (valuesOfDraft).
function rangeErrors(draft: Draft): FieldErrors {
  const upper = String(draft.upperValue ?? "").trim();
  if (upper === "") return Number(draft.bound) === Bound.RANGE ? { upperValue: "field.required" } : {};
  const [from, to] = [parseCount(String(draft.value ?? "")), parseCount(upper)];
  return from !== undefined && to !== undefined && to < from ? { upperValue: "field.range.bad" } : {};
}

export function errorsOf(kind: CorrectableKind, draft: Draft): FieldErrors {
  const own = FIELDS[kind].flatMap((field): [string, Key][] => {
    const error = errorOf(field, String(draft[field.name] ?? ""));
    return error === undefined ? [] : [[field.name, error]];
  });
  return { ...(kind === FindingKind.USER_COUNT ? rangeErrors(draft) : {}), ...Object.fromEntries(own) };
}

// The fields of a message that the draft says; call only where errorsOf() is empty.
export function valuesOfDraft(kind: CorrectableKind, draft: Draft): Record<string, unknown> {
  const values: Record<string, unknown> = Object.fromEntries(
    FIELDS[kind].map((field) => {
      const value = draft[field.name] ?? "";
      const text = String(value).trim();
      switch (field.input) {
        case "count":
          return [field.name, text === "" ? undefined : parseCount(text)];
        case "percent":
          return [field.name, text === "" ? undefined : Number(text.normalize("NFKC").replace("%", ""))];
        case "date":
          return [field.name, text === "" ? undefined : text];
        case "flag":
          return [field.name, value === true];
        case "country":
          return [field.name, text.toUpperCase()];
        case "enum":
          return [field.name, Number(text === "" ? 0 : text)];
        default:
          return [field.name, text];
      }
    }),
  );
  if (values.upperValue !== undefined) values.bound = Bound.RANGE;
  return values;
}

// Names of the fields that differ.
export function changedFields(kind: CorrectableKind, before: Message, draft: Draft): string[] {
  const old = draftOf(kind, before);
  return FIELDS[kind].map(({ name }) => name).filter((name) => String(old[name] ?? "") !== String(draft[name] ?? ""));
}
