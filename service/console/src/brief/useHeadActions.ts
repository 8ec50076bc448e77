// What the head of a filing's page does: steps of the review, its trail, exports.
import { messageOf } from "../api/errors";
import { useSay } from "../app/messages";
import { useSession } from "../app/session";
import type { ReviewDesk } from "../decisions/useReview";
import { useI18n } from "../i18n/I18n";
import { exportBrief, exportDecisions, exportOriginal } from "./exports";
import type { OpenDialog } from "./FilingDialogs";
import type { HeadActions } from "./FilingHead";

interface Options {
  filingName: string;
  // Name of the file, after which exports are named.
  label: string;
  desk: ReviewDesk;
  asReviewer: (run: () => void) => void;
  openDialog: (dialog: OpenDialog) => void;
}

export function useHeadActions({ filingName, label, desk, asReviewer, openDialog }: Options): HeadActions {
  const i18n = useI18n();
  const say = useSay();
  const { api, headers } = useSession();
  const exported = (run: () => Promise<void>): void => {
    run().catch((error: unknown) => say("error", i18n.t("export.failed", messageOf(i18n, error))));
  };
  return {
    undo: () => asReviewer(() => void desk.undo().then((done) => done && say("done", i18n.t("decide.undone")))),
    reviewed: () => asReviewer(() => openDialog({ dialog: "reviewed" })),
    sign: () => openDialog({ dialog: "sign" }),
    reopen: () => openDialog({ dialog: "reopen" }),
    audit: () => openDialog({ dialog: "audit" }),
    exportBrief: (format) => exported(() => exportBrief(api, filingName, label, format, i18n.language, headers())),
    exportDecisions: () => exported(async () => desk.review && exportDecisions(api, desk.review, label)),
    exportOriginal: () => exported(() => exportOriginal(filingName, label, headers())),
  };
}
