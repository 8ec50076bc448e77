// The form of a correction, or of a finding that the brief does not have.
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { FormDialog } from "../app/FormDialog";
import { useDeskSession } from "../app/session";
import type { Evidence } from "../gen/filing_review/v1/brief_pb";
import type { Key } from "../i18n/en";
import { useI18n } from "../i18n/I18n";
import { parseCount } from "../i18n/numbers";
import { CommentField } from "./CommentField";
import { changedFields, CORRECTABLE, draftOf, errorsOf, FIELDS, valuesOfDraft, type CorrectableKind, type Draft, type Field, type FieldErrors } from "./fields";
import { FindingKind } from "../gen/filing_review/v1/desk_service_pb";

// Bounds whose words are a sign in every language.
const SIGNS: Readonly<Record<string, string>> = { EXACT: "=", RANGE: "–" };

interface FieldProps {
  field: Field;
  value: string | boolean;
  error: Key | undefined;
  first: boolean;
  onChange: (value: string | boolean) => void;
}

function FieldInput({ field, value, error, first, onChange }: FieldProps): React.JSX.Element {
  const { t, word, exact } = useI18n();
  const { rulePack } = useDeskSession();
  const common = { label: t(field.label), ...(first ? { "data-autofocus": true } : {}) };
  const text = String(value);
  const typed = {
    ...common,
    value: text,
    error: error && t(error),
    onChange: (event: { currentTarget: { value: string } }): void => onChange(event.currentTarget.value),
  };
  switch (field.input) {
    case "flag":
      return <Checkbox {...common} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case "enum": {
      const data = Object.entries(field.of)
        .filter(([name, number]) => typeof number === "number" && (number > 0 || text === "0") && !/^\d+$/.test(name))
        .map(([name, number]) => ({ value: String(number), label: word(field.vocabulary, name) || SIGNS[name] || t("field.unstated") }));
      return <NativeSelect {...typed} data={data} />;
    }
    case "vocabulary": {
      const values = field.values(rulePack);
      const all = text === "" || values.includes(text) ? values : [text, ...values];
      return (
        <NativeSelect
          {...typed}
          data={[...(text === "" ? [{ value: "", label: "" }] : []), ...all.map((each) => ({ value: each, label: word(field.vocabulary, each) }))]}
        />
      );
    }
    case "count": {
      const count = parseCount(text);
      return <TextInput {...typed} description={count === undefined ? t("field.number.note") : t("field.number.reads", exact(count))} />;
    }
    default:
      return <TextInput {...typed} description={field.input === "date" ? t("field.date.note") : undefined} />;
  }
}

interface Props {
  title: string;
  // Kinds to choose from, where the finding is a new one.
  kind: CorrectableKind;
  choosesKind: boolean;
  evidence: readonly Evidence[];
  // Values to begin with, and those that a correction must differ from.
  start: (kind: CorrectableKind) => Readonly<Record<string, unknown>>;
  comment: string;
  onSave: (kind: CorrectableKind, values: Record<string, unknown>, comment: string) => void;
  onClose: () => void;
}

export function FindingForm({ title, kind: startKind, choosesKind, evidence, start, comment: startComment, onSave, onClose }: Props): React.JSX.Element {
  const { t } = useI18n();
  const [kind, setKind] = useState<CorrectableKind>(startKind);
  const [draft, setDraft] = useState<Draft>(() => draftOf(startKind, start(startKind)));
  const [comment, setComment] = useState(startComment);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [unchanged, setUnchanged] = useState(false);
  const save = (): void => {
    const found = errorsOf(kind, draft);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    if (!choosesKind && changedFields(kind, start(kind), draft).length === 0) {
      setUnchanged(true);
      return;
    }
    onSave(kind, valuesOfDraft(kind, draft), comment.trim());
  };
  return (
    <FormDialog title={title} size="46rem" action={t("app.save")} onSubmit={save} onClose={onClose}>
      {evidence.map((item, at) => (
        <blockquote key={at} className="form-quote">
          <small>{t("decide.quote", item.page)}</small>
          <span lang="">{item.quote}</span>
        </blockquote>
      ))}
      {choosesKind && (
        <NativeSelect
          label={t("decide.add.kind")}
          value={String(kind)}
          onChange={(event) => {
            const next = Number(event.currentTarget.value) as CorrectableKind;
            setKind(next);
            setDraft(draftOf(next, start(next)));
            setErrors({});
          }}
          data={CORRECTABLE.map((each) => ({ value: String(each), label: t(`kind.${FindingKind[each]}` as Key) }))}
        />
      )}
      <div className="fields">
        {FIELDS[kind].map((field, at) => (
          <FieldInput
            key={`${kind} ${field.name}`}
            field={field}
            value={draft[field.name] ?? ""}
            error={errors[field.name]}
            first={at === 0}
            onChange={(value) => {
              setUnchanged(false);
              setDraft((before) => ({ ...before, [field.name]: value }));
            }}
          />
        ))}
      </div>
      <CommentField value={comment} onChange={setComment} />
      {unchanged && (
        <p role="alert" className="error-text">
          {t("decide.nothing")}
        </p>
      )}
    </FormDialog>
  );
}
