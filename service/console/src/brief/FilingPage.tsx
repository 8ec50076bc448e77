// One filing: the brief on the left, the filing on the right, decisions on both.
import { Button } from "@mantine/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { isPassing, messageOf } from "../api/errors";
import { useSay } from "../app/messages";
import { NameDialog } from "../app/NameDialog";
import { useReplacePlace } from "../app/router";
import { useSession } from "../app/session";
import { advanceOn } from "../app/settings";
import { useShortcuts } from "../app/shortcuts";
import { seenNow } from "../decisions/clash";
import { useDecide } from "../decisions/useDecide";
import { useReview } from "../decisions/useReview";
import { ReviewState, Verdict } from "../gen/filing_review/v1/desk_service_pb";
import { FilingState } from "../gen/filing_review/v1/filing_service_pb";
import { useI18n } from "../i18n/I18n";
import { valuesOf } from "../i18n/words";
import { StateCell } from "../queue/Badges";
import type { FilingViewerHandle, TextSelection } from "../viewer/types";
import { BriefPanel } from "./BriefPanel";
import { exportBrief, exportDecisions, exportOriginal } from "./exports";
import { FilingHead } from "./FilingHead";
import { FilingDialogs, type OpenDialog } from "./FilingDialogs";
import { FilingPane, preloadViewer } from "./FilingPane";
import { disagreements, findingsOf, inOrder, isDecided, sectionsOf, SECTION_IDS, type Finding, type SectionId } from "./findings";
import { markId, marksOf, parseMarkId } from "./marks";
import { firstOf, nextUndecided, shownSections, step, type Selection, type Show } from "./selection";
import { Splitter, useSplit } from "./Splitter";
import { isCorrectable } from "../decisions/fields";

const GROUP_ORDER: Readonly<Partial<Record<SectionId, readonly string[]>>> = {
  figures: ["ISSUER", "INDUSTRY", "OTHER_COMPANY", "REGULATION", "TARGET"],
  disclosures: valuesOf("category"),
};

export function FilingPage({ id, finding: startKey }: { id: string; finding: string | undefined }): React.JSX.Element {
  const filingName = `filings/${id}`;
  const i18n = useI18n();
  const { t } = i18n;
  const say = useSay();
  const { api, headers, reviewer, may } = useSession();
  const desk = useReview(filingName);
  const decide = useDecide(desk);
  const { filing, brief, review } = desk;
  const replacePlace = useReplacePlace();
  const [selection, setSelection] = useState<Selection | undefined>(startKey === undefined ? undefined : { key: startKey, place: 0 });
  const [show, setShow] = useState<Show>("all");
  const [dialog, setDialog] = useState<OpenDialog>();
  // What goes on once the reviewer's name is known.
  const [afterName, setAfterName] = useState<() => void>();
  const [text, setText] = useState<TextSelection | null>(null);
  const [exporting, setExporting] = useState(false);
  const [view, setView] = useState<"brief" | "filing">("brief");
  const [split, setSplit] = useSplit();
  const viewer = useRef<FilingViewerHandle>(null);

  const findings = useMemo(() => (brief && review ? findingsOf(brief, review) : []), [brief, review]);
  const whole = useMemo(() => sectionsOf(findings, (section) => GROUP_ORDER[section] ?? []), [findings]);
  const sections = useMemo(() => shownSections(whole, show, selection?.key), [whole, show, selection?.key]);
  const order = useMemo(() => inOrder(sections), [sections]);
  const current = useMemo(() => findings.find(({ key }) => key === selection?.key), [findings, selection?.key]);
  const fact = useMemo(
    () => whole.flatMap((section) => section.groups.flatMap((group) => group.rows)).find((row) => row.places.some(({ key }) => key === selection?.key))?.places ?? [],
    [whole, selection?.key],
  );
  const marks = useMemo(() => marksOf(i18n, findings, selection?.key), [i18n, findings, selection?.key]);

  const title = brief?.filing?.issuer || filing?.displayName || id;
  useEffect(() => {
    document.title = `${title} · ${t("app.name")}`;
  }, [title, t]);

  useEffect(preloadViewer, []);

  // A link to another finding of this filing.
  useEffect(() => {
    if (startKey !== undefined) setSelection({ key: startKey, place: 0 });
  }, [startKey]);

  const select = useCallback(
    (next: Selection | undefined) => {
      setSelection(next);
      replacePlace({ at: "filing", id, finding: next?.key });
    },
    [replacePlace, id],
  );
  const selectFinding = useCallback(
    (next: Finding | undefined) => {
      if (next) select({ key: next.key, place: 0 });
    },
    [select],
  );

  const signed = review?.state === ReviewState.SIGNED;
  const reviewed = review?.state === ReviewState.REVIEWED;
  const mayDecide = may("review") && !signed && !reviewed;
  // Runs a decision, after asking for the name where it is not known.
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

  const judge = (which: readonly Finding[], verdict: Verdict): void =>
    asReviewer(() => {
      const last = which[which.length - 1];
      const next = advanceOn() ? nextUndecided(order.filter(({ key }) => !which.some((one) => one.key === key && key !== last?.key)), last?.key) : undefined;
      // At once, so that the next key meets the next finding; what is not saved says so.
      void decide.judge(which, verdict);
      selectFinding(next);
    });
  const onCurrent = (run: (finding: Finding) => void): void => {
    if (current) run(current);
  };
  const actions = {
    accept: () => onCurrent((finding) => judge([finding], Verdict.ACCEPTED)),
    acceptAll: () => onCurrent(() => judge(fact, Verdict.ACCEPTED)),
    reject: () => onCurrent((finding) => judge([finding], Verdict.REJECTED)),
    correct: () => onCurrent((finding) => isCorrectable(finding.is.kind) && asReviewer(() => setDialog({ dialog: "correct", finding }))),
    comment: () => onCurrent((finding) => asReviewer(() => setDialog({ dialog: "comment", finding }))),
    clear: () => onCurrent((finding) => finding.decision && asReviewer(() => void decide.clear(finding))),
  };
  const addFinding = (): void =>
    asReviewer(() => {
      if (text) setDialog({ dialog: "add", text });
      else say("note", t("decide.add.note"));
    });

  const exported = async (run: () => Promise<void>): Promise<void> => {
    try {
      await run();
    } catch (error) {
      say("error", t("export.failed", messageOf(i18n, error)));
    }
  };
  const label = filing?.displayName ?? id;
  const headActions = {
    undo: () => asReviewer(() => void desk.undo().then((done) => done && say("done", t("decide.undone")))),
    reviewed: () => asReviewer(() => setDialog({ dialog: "reviewed" })),
    sign: () => setDialog({ dialog: "sign" }),
    reopen: () => setDialog({ dialog: "reopen" }),
    audit: () => setDialog({ dialog: "audit" }),
    exportBrief: (format: string) => void exported(() => exportBrief(filingName, label, format, i18n.language, headers())),
    exportDecisions: () => void exported(async () => review && exportDecisions(api, review, label)),
    exportOriginal: () => void exported(() => exportOriginal(filingName, label, headers())),
  };

  const toSection = (section: SectionId): void => {
    document.getElementById(`section-${section}`)?.scrollIntoView({ block: "start" });
    selectFinding(firstOf(sections, section));
  };
  const focusFiling = (): void => {
    const inViewer = document.activeElement?.closest(".pane-filing") ?? null;
    if (inViewer) document.getElementById("brief-scroll")?.focus();
    else {
      setView("filing");
      viewer.current?.focus();
    }
  };
  useShortcuts("brief", {
    ...actions,
    ...headActions,
    export: () => setExporting(true),
    addFinding,
    next: () => selectFinding(step(order, selection?.key, 1)),
    previous: () => selectFinding(step(order, selection?.key, -1)),
    nextOpen: () => selectFinding(nextUndecided(order, selection?.key)),
    previousOpen: () => selectFinding(step(order, selection?.key, -1, (finding) => !isDecided(finding))),
    nextPlace: () => {
      if (current && selection && current.evidence.length > 0) {
        select({ key: current.key, place: (selection.place + 1) % current.evidence.length });
      }
    },
    show: () => {
      if (!selection) return;
      setView("filing");
      viewer.current?.goToMark(markId(selection.key, selection.place));
    },
    focusFiling,
    filter: () => setShow((now) => (now === "all" ? "undecided" : "all")),
    sections: (event) => {
      const section = SECTION_IDS[Number(event.key) - 1];
      if (section) toSection(section);
    },
  });

  const disagreeing = review ? disagreements(review) : [];
  const decided = findings.filter(isDecided).length;
  const head = (
    <FilingHead
      filing={filing}
      title={title}
      review={review}
      decided={decided}
      findings={findings.length}
      saving={desk.saving}
      mayDecide={may("review")}
      exportOpen={exporting}
      onExportOpen={setExporting}
      actions={headActions}
    />
  );
  const isReading = filing?.state === FilingState.QUEUED || filing?.state === FilingState.RUNNING;
  if (!brief || !review) {
    return (
      <div className="filing">
        {head}
        <div className="card narrow">
          {desk.error !== undefined && (
            <p role="alert" className="banner banner-warn">
              {messageOf(i18n, desk.error)}
            </p>
          )}
          {filing && filing.briefRevision === 0 && (
            <>
              <p>{isReading ? t("brief.waiting") : t("brief.none")}</p>
              <StateCell filing={filing} />
              {isReading && may("submit") && (
                <Button
                  variant="default"
                  onClick={() => void api.filings.cancelFiling({ name: filingName }).catch((error: unknown) => say("error", messageOf(i18n, error)))}
                >
                  {t("queue.stop")}
                </Button>
              )}
              {!isReading && may("submit") && (
                <Button onClick={() => void api.filings.retryFiling({ name: filingName }).catch((error: unknown) => say("error", messageOf(i18n, error)))}>
                  {t("queue.retry")}
                </Button>
              )}
            </>
          )}
          {filing === undefined && desk.error === undefined && <p className="quiet">{t("app.loading")} …</p>}
        </div>
      </div>
    );
  }
  return (
    <div className="filing">
      {head}
      {desk.error !== undefined && (
        <p role="alert" className="banner banner-warn">
          {isPassing(desk.error) ? t("app.offline") : messageOf(i18n, desk.error)}
        </p>
      )}
      {review.newerBrief && <p className="banner banner-warn">{t("step.newer")}</p>}
      {disagreeing.length > 0 && (
        <p className="banner banner-warn" role="status">
          {t("disagree.title", disagreeing.length)}{" "}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              const keys = disagreeing.map((decision) => decision.findingKey);
              const next = step(order, selection?.key, 1, ({ key }) => keys.includes(key)) ?? order.find(({ key }) => keys.includes(key));
              if (next) selectFinding(next);
              else setDialog({ dialog: "audit" });
            }}
          >
            {t("disagree.next")}
          </Button>
        </p>
      )}
      <div className="view-switch" role="group" aria-label={t("brief.view")}>
        {(["brief", "filing"] as const).map((which) => (
          <button type="button" key={which} className="chip" aria-pressed={view === which} onClick={() => setView(which)}>
            {which === "brief" ? t("brief.title") : t("brief.filing")}
          </button>
        ))}
      </div>
      <div className={`panes view-${view}`} style={{ gridTemplateColumns: `minmax(0, ${split}fr) auto minmax(0, ${100 - split}fr)` }}>
        <section className="pane pane-brief" aria-label={t("brief.title")}>
          <BriefPanel
            brief={brief}
            findings={findings}
            sections={sections}
            selection={selection}
            onSelect={select}
            show={show}
            onShow={setShow}
            actions={mayDecide ? actions : undefined}
            onSection={toSection}
            onFigure={(factId) => selectFinding(findings.find(({ is }) => "factId" in is.value && is.value.factId === factId))}
            onPage={(document, page) => {
              setView("filing");
              viewer.current?.goToPage(page, document);
            }}
          />
        </section>
        <Splitter percent={split} onChange={setSplit} />
        <div className="pane pane-filing">
          <FilingPane
            filingName={filingName}
            brief={brief}
            marks={marks}
            selectedMarkId={selection && markId(selection.key, selection.place)}
            onSelectMark={(mark) => select(parseMarkId(mark))}
            onSelectText={setText}
            onAdd={mayDecide ? addFinding : undefined}
            viewer={viewer}
          />
        </div>
      </div>
      <FilingDialogs
        open={dialog}
        onClose={() => setDialog(undefined)}
        desk={desk}
        decide={decide}
        findings={findings}
        onAdded={() => viewer.current?.clearSelection()}
        onOverwrite={(clash) => {
          const keys = [...clash.theirs.keys()];
          desk.dropClash();
          void desk.record(clash.mine, seenNow(review, keys));
        }}
      />
      {afterName && (
        <NameDialog
          onClose={() => setAfterName(undefined)}
          onDone={() => {
            // The name is in the next render, and with it the decision that waits for it.
            const run = afterName;
            setAfterName(undefined);
            setTimeout(run, 0);
          }}
        />
      )}
    </div>
  );
}
