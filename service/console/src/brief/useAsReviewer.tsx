// Runs what a reviewer does, or says why not; asks for the name where nobody gave one.
import { useCallback, useState, type ReactNode } from "react";
import { useSay } from "../app/messages";
import { NameDialog } from "../app/NameDialog";
import { useSession } from "../app/session";
import { ReviewState } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";

export interface AsReviewer {
  // True where decisions can be made now.
  mayDecide: boolean;
  asReviewer: (run: () => void) => void;
  // The question for the name, while it is open.
  nameDialog: ReactNode;
}

export function useAsReviewer(state: ReviewState | undefined): AsReviewer {
  const { t } = useI18n();
  const say = useSay();
  const { reviewer, may } = useSession();
  // What goes on once the reviewer's name is known.
  const [afterName, setAfterName] = useState<() => void>();
  const signed = state === ReviewState.SIGNED;
  const reviewed = state === ReviewState.REVIEWED;
  const asReviewer = useCallback(
    (run: () => void) => {
      if (!may("review")) say("error", t("decide.role"));
      else if (signed) say("note", t("decide.signed"));
      else if (reviewed) say("note", t("decide.reviewed"));
      else if (reviewer === "") setAfterName(() => run);
      else run();
    },
    [may, say, t, signed, reviewed, reviewer],
  );
  const nameDialog = afterName && (
    <NameDialog
      onClose={() => setAfterName(undefined)}
      onDone={() => {
        setAfterName(undefined);
        // The name is in the next render, and with it the decision that waits for it.
        setTimeout(afterName, 0);
      }}
    />
  );
  return { mayDecide: may("review") && !signed && !reviewed, asReviewer, nameDialog };
}
