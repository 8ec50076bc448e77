// A step of the review: marking it reviewed, signing it, opening it again.
import { Textarea } from "@mantine/core";
import { useState } from "react";
import { FormDialog } from "../app/FormDialog";
import { ReviewStep } from "../gen/filing_review/v1/desk_service_pb";
import type { Key } from "../i18n/en";
import { useI18n } from "../i18n/I18n";
import { MAX_COMMENT_CHARACTERS } from "./CommentField";

interface Props {
  step: ReviewStep;
  // Why the step cannot be done; empty where it can.
  refusal: string;
  lines: readonly string[];
  needsReason: boolean;
  onStep: (reason: string) => void;
  onClose: () => void;
}

const WORDS: Readonly<Record<ReviewStep, { title: Key; action: Key }>> = {
  [ReviewStep.UNSPECIFIED]: { title: "step.reviewed.title", action: "step.reviewed" },
  [ReviewStep.MARK_REVIEWED]: { title: "step.reviewed.title", action: "step.reviewed" },
  [ReviewStep.SIGN]: { title: "step.sign.title", action: "step.sign" },
  [ReviewStep.REOPEN]: { title: "step.reopen", action: "step.reopen" },
};

export function StepDialog({ step, refusal, lines, needsReason, onStep, onClose }: Props): React.JSX.Element {
  const { t } = useI18n();
  const [reason, setReason] = useState("");
  const { title, action } = WORDS[step];
  return (
    <FormDialog
      title={t(title)}
      action={refusal === "" ? t(action) : undefined}
      disabled={needsReason && reason.trim() === ""}
      focusAction={!needsReason}
      onSubmit={() => onStep(reason.trim())}
      onClose={onClose}
    >
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {refusal !== "" && (
        <p role="alert" className="banner banner-warn">
          {refusal}
        </p>
      )}
      {needsReason && refusal === "" && (
        <Textarea
          label={t("step.reason")}
          description={t("step.reason.note")}
          required
          value={reason}
          maxLength={MAX_COMMENT_CHARACTERS}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
