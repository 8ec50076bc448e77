// A finding as the rules read it, field by field, in the words of the form that corrects it.
import { FIELDS, isCorrectable, type Field } from "../decisions/fields";
import type { Key } from "../i18n/en";
import type { Words } from "./describe";
import type { FindingValue } from "./findings";

export interface ReadField {
  name: string;
  label: Key;
  text: string;
}

function textOf(words: Words, field: Field, value: unknown): string {
  if (value === undefined || value === "" || value === false) return "";
  switch (field.input) {
    case "count":
      return words.exact(value as bigint);
    case "percent":
      return words.percent(value as number);
    case "enum":
      return value === 0 ? "" : words.word(field.vocabulary, String(field.of[value as number] ?? ""));
    case "vocabulary":
      return words.word(field.vocabulary, String(value));
    case "flag":
      return "✓";
    default:
      return String(value);
  }
}

// Fields without a value, or whose value says nothing, are left out.
export function readingOf(words: Words, is: FindingValue): ReadField[] {
  if (!isCorrectable(is.kind)) return [];
  const message = is.value as unknown as Readonly<Record<string, unknown>>;
  return FIELDS[is.kind]
    .map((field) => ({ name: field.name, label: field.label, text: textOf(words, field, message[field.name]) }))
    .filter(({ text }) => text !== "");
}
