// Small dialogs of a review: a comment, a step of the review, two people on one finding.
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../app/Dialog";
import { decisionLine } from "../brief/describe";
import { ReviewStep } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";
import { MAX_COMMENT_CHARACTERS } from "./FindingForm";
import type { Clash } from "./useReview";

interface CommentProps {
  start: string;
  title: string;
  onSave: (comment: string) => void;
  onClose: () => void;
}

export function CommentDialog({ start, title, onSave, onClose }: CommentProps): React.JSX.Element {
  const { t } = useI18n();
  const [comment, setComment] = useState(start);
  const save = (): void => onSave(comment.trim());
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Textarea
          label={t("decide.comment.label")}
          description={t("decide.comment.note")}
          value={comment}
          maxLength={MAX_COMMENT_CHARACTERS}
          autosize
          minRows={3}
          data-autofocus
          onChange={(event) => setComment(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
          }}
        />
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Button type="submit">{t("app.save")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

interface StepProps {
  step: ReviewStep;
  // Why the step cannot be done; empty where it can.
  refusal: string;
  lines: readonly string[];
  needsReason: boolean;
  onStep: (reason: string) => void;
  onClose: () => void;
}

export function StepDialog({ step, refusal, lines, needsReason, onStep, onClose }: StepProps): React.JSX.Element {
  const { t } = useI18n();
  const [reason, setReason] = useState("");
  const title = step === ReviewStep.SIGN ? t("step.sign.title") : step === ReviewStep.REOPEN ? t("step.reopen") : t("step.reviewed.title");
  const action = step === ReviewStep.SIGN ? t("step.sign") : step === ReviewStep.REOPEN ? t("step.reopen") : t("step.reviewed");
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (refusal === "" && (!needsReason || reason.trim() !== "")) onStep(reason.trim());
        }}
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
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {refusal === "" ? t("app.cancel") : t("app.close")}
          </Button>
          {refusal === "" && (
            <Button type="submit" disabled={needsReason && reason.trim() === ""} {...(needsReason ? {} : { "data-autofocus": true })}>
              {action}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

interface ClashProps {
  clash: Clash;
  onKeep: () => void;
  onOverwrite: () => void;
}

export function ClashDialog({ clash, onKeep, onOverwrite }: ClashProps): React.JSX.Element {
  const i18n = useI18n();
  const { t } = i18n;
  const others = [...new Set([...clash.theirs.values()].map((decision) => decision?.reviewer ?? ""))].filter((name) => name !== "");
  return (
    <Dialog title={t("conflict.title")} onClose={onKeep}>
      <div className="stack">
        <p>{t("conflict.text", others.join(", ") || "–")}</p>
        {[...clash.theirs].map(([key, theirs]) => (
          <div key={key} className="versions">
            <section>
              <h3>
                {t("conflict.theirs")} {theirs && <span className="quiet">{theirs.reviewer}</span>}
              </h3>
              <p>{decisionLine(i18n, theirs)}</p>
            </section>
            <section>
              <h3>{t("conflict.yours")}</h3>
              <p>{decisionLine(i18n, clash.mine.find((decision) => decision.findingKey === key))}</p>
            </section>
          </div>
        ))}
        <div className="buttons">
          <Button data-autofocus onClick={onKeep}>
            {t("conflict.keep")}
          </Button>
          <Button variant="default" onClick={onOverwrite}>
            {t("conflict.overwrite")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
