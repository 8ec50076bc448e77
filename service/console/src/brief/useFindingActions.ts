// What can be done on the selected finding, as commands for buttons and keys.
import { useSay } from "../app/messages";
import { advanceOn } from "../app/settings";
import { isCorrectable } from "../decisions/fields";
import type { Decide } from "../decisions/useDecide";
import { Verdict } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";
import type { TextSelection } from "../viewer/types";
import type { OpenDialog } from "./FilingDialogs";
import type { Actions } from "./FindingDetail";
import type { Finding } from "./findings";
import { nextUndecided } from "./selection";
import type { Findings } from "./useFindings";

interface Options {
  findings: Findings;
  decide: Decide;
  asReviewer: (run: () => void) => void;
  select: (finding: Finding | undefined) => void;
  openDialog: (dialog: OpenDialog) => void;
  // What is selected in the filing.
  text: TextSelection | null;
}

export function useFindingActions({ findings, decide, asReviewer, select, openDialog, text }: Options): Actions & { addFinding: () => void } {
  const { t } = useI18n();
  const say = useSay();
  const { current, places, order } = findings;
  const judge = (which: readonly Finding[], verdict: Verdict): void =>
    asReviewer(() => {
      const last = which[which.length - 1];
      const rest = order.filter(({ key }) => key === last?.key || !which.some((one) => one.key === key));
      const next = advanceOn() ? nextUndecided(rest, last?.key) : undefined;
      // At once, so that the next key meets the next finding; what is not saved says so.
      void decide.judge(which, verdict);
      select(next);
    });
  const onCurrent = (run: (finding: Finding) => void) => (): void => {
    if (current) run(current);
  };
  return {
    accept: onCurrent((finding) => judge([finding], Verdict.ACCEPTED)),
    acceptAll: onCurrent(() => judge(places, Verdict.ACCEPTED)),
    reject: onCurrent((finding) => judge([finding], Verdict.REJECTED)),
    correct: onCurrent((finding) => isCorrectable(finding.is.kind) && asReviewer(() => openDialog({ dialog: "correct", finding }))),
    comment: onCurrent((finding) => asReviewer(() => openDialog({ dialog: "comment", finding }))),
    clear: onCurrent((finding) => finding.decision && asReviewer(() => void decide.clear(finding))),
    addFinding: () =>
      asReviewer(() => {
        if (text) openDialog({ dialog: "add", text });
        else say("note", t("decide.add.note"));
      }),
  };
}
