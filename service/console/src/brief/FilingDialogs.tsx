// The dialog that is open over a filing, if any.
import { AuditDialog } from "../decisions/AuditDialog";
import { ClashDialog } from "../decisions/ClashDialog";
import { CommentDialog } from "../decisions/CommentDialog";
import { isCorrectable } from "../decisions/fields";
import { FindingForm } from "../decisions/FindingForm";
import { StepDialog } from "../decisions/StepDialog";
import { evidenceFrom, type Decide } from "../decisions/useDecide";
import type { Clash, ReviewDesk } from "../decisions/useReview";
import { useSession } from "../app/session";
import { Attribution, Bound, ContactForm, DataSubjects, HolderClass, HolderKind, HoldingStage, OverAllotment, PercentBasis, Region, Stance } from "../gen/filing_review/v1/brief_pb";
import { FindingKind, ReviewState, ReviewStep, Verdict } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";
import type { TextSelection } from "../viewer/types";
import { describe, describeLine } from "./describe";
import { correctedValue, disagreements, isDecided, type Finding } from "./findings";

export type OpenDialog =
  | { dialog: "correct"; finding: Finding }
  | { dialog: "comment"; finding: Finding }
  | { dialog: "add"; text: TextSelection }
  | { dialog: "reviewed" | "sign" | "reopen" | "audit" };

interface Props {
  open: OpenDialog | undefined;
  onClose: () => void;
  desk: ReviewDesk;
  decide: Decide;
  findings: readonly Finding[];
  onAdded: () => void;
  onOverwrite: (clash: Clash) => void;
}

// What a reviewer most often adds; a number in the selection is the figure.
const NEW: Readonly<Record<number, (quote: string) => Readonly<Record<string, unknown>>>> = {
  [FindingKind.USER_COUNT]: (quote) => ({
    value: /[\d０-９][\d０-９,，.]*\s*(?:万亿|萬億|百万|百萬|千万|千萬|[万萬亿億]|thousand|million|billion)?/i.exec(quote)?.[0].trim() ?? "",
    bound: Bound.EXACT,
    metric: "",
    attribution: Attribution.ISSUER,
    region: Region.UNSTATED,
  }),
  [FindingKind.DATA_HANDLING]: () => ({ category: "", stance: Stance.ISSUER_STATES, dataSubjects: DataSubjects.USERS }),
  [FindingKind.REVIEW_STATEMENT]: () => ({ status: "", form: ContactForm.UNSTATED, onAdviceOfCounsel: false }),
  [FindingKind.HOLDER]: (quote) => ({
    name: quote.split(/\s{2,}|\n/)[0]?.slice(0, 200) ?? "",
    percent: /(\d{1,3}(?:\.\d+)?)\s*%/.exec(quote)?.[1] ?? "",
    percentBasis: PercentBasis.TOTAL,
    stage: HoldingStage.UNKNOWN,
    overAllotment: OverAllotment.UNSTATED,
    holderClass: HolderClass.UNKNOWN,
    classBasis: 1,
    kind: HolderKind.PRINCIPAL,
  }),
};

export function FilingDialogs({ open, onClose, desk, decide, findings, onAdded, onOverwrite }: Props): React.JSX.Element | null {
  const i18n = useI18n();
  const { t } = i18n;
  const { state: sessionState, reviewer, may } = useSession();
  const { review, brief, clash } = desk;
  if (clash) return <ClashDialog clash={clash} onKeep={desk.dropClash} onOverwrite={() => onOverwrite(clash)} />;
  if (!open || !review) return null;
  const take = (step: ReviewStep) => (reason: string) => {
    onClose();
    void desk.advance(step, reason);
  };
  switch (open.dialog) {
    case "correct": {
      const { finding } = open;
      if (!isCorrectable(finding.is.kind)) return null;
      const before = finding.decision && correctedValue(finding.decision);
      return (
        <FindingForm
          title={t("decide.correct.title")}
          kind={finding.is.kind}
          choosesKind={false}
          evidence={finding.evidence}
          start={() => (before ?? finding.is).value as unknown as Record<string, unknown>}
          comment={finding.decision?.comment ?? ""}
          onClose={onClose}
          onSave={(kind, values, comment) => {
            onClose();
            void decide.correct(finding, kind, values, comment);
          }}
        />
      );
    }
    case "add": {
      const evidence = evidenceFrom(open.text);
      return (
        <FindingForm
          title={t("decide.add.title")}
          kind={FindingKind.USER_COUNT}
          choosesKind
          evidence={[evidence]}
          start={(kind) => NEW[kind]?.(open.text.quote) ?? {}}
          comment=""
          onClose={onClose}
          onSave={(kind, values, comment) => {
            onClose();
            const printed = kind === FindingKind.USER_COUNT ? { valueText: String(NEW[kind]?.(open.text.quote).value ?? "") } : {};
            void decide.add(kind, { ...printed, ...values }, comment, [evidence]).then((saved) => {
              if (saved) onAdded();
            });
          }}
        />
      );
    }
    case "comment":
      return (
        <CommentDialog
          title={describe(i18n, open.finding.is).title}
          start={open.finding.decision?.comment ?? ""}
          onClose={onClose}
          onSave={(comment) => {
            onClose();
            void decide.comment(open.finding, comment);
          }}
        />
      );
    case "reviewed": {
      const decided = findings.filter(isDecided).length;
      const against = disagreements(review).filter(({ verdict }) => verdict !== Verdict.UNSPECIFIED).length;
      return (
        <StepDialog
          step={ReviewStep.MARK_REVIEWED}
          refusal=""
          lines={[
            t("step.reviewed.text", decided, findings.length, findings.length - decided),
            ...(against > 0 ? [t("step.reviewed.disagree", against)] : []),
          ]}
          needsReason={false}
          onClose={onClose}
          onStep={take(ReviewStep.MARK_REVIEWED)}
        />
      );
    }
    case "sign": {
      const verified = sessionState.phase === "ready" && sessionState.session.verified;
      const refusal = !verified
        ? t("step.sign.unverified")
        : review.state !== ReviewState.REVIEWED
          ? t("step.sign.first")
          : review.reviewedBy === reviewer
            ? t("step.sign.same")
            : "";
      return (
        <StepDialog
          step={ReviewStep.SIGN}
          refusal={refusal}
          lines={[
            t("step.sign.text"),
            t("step.brief", review.briefSha256.slice(0, 16)),
            t("step.pack", brief?.provenance?.rulePackDigest.slice(0, 16) ?? ""),
          ]}
          needsReason={false}
          onClose={onClose}
          onStep={take(ReviewStep.SIGN)}
        />
      );
    }
    case "reopen": {
      const signed = review.state === ReviewState.SIGNED;
      return (
        <StepDialog
          step={ReviewStep.REOPEN}
          refusal={signed && !may("admin") ? t("error.denied", "admin") : ""}
          lines={[]}
          needsReason={signed}
          onClose={onClose}
          onStep={take(ReviewStep.REOPEN)}
        />
      );
    }
    case "audit":
      return (
        <AuditDialog
          reviewName={review.name}
          etag={review.etag}
          labelOf={(key) => {
            const finding = findings.find((each) => each.key === key);
            return finding ? describeLine(i18n, finding.is).slice(0, 80) : key;
          }}
          onClose={onClose}
        />
      );
  }
}
