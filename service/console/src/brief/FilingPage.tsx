// One filing: the brief on the left, the filing on the right, decisions on both.
import { useCallback, useEffect, useRef, useState } from "react";
import { isPassing, messageOf } from "../api/errors";
import { useReplacePlace } from "../app/router";
import { useSession } from "../app/session";
import { seenNow } from "../decisions/clash";
import { useDecide } from "../decisions/useDecide";
import { useReview } from "../decisions/useReview";
import { useI18n } from "../i18n/I18n";
import type { FilingViewerHandle, TextSelection } from "../viewer/types";
import { BriefPanel } from "./BriefPanel";
import { Disagreements } from "./Disagreements";
import { FilingDialogs, type OpenDialog } from "./FilingDialogs";
import { FilingHead } from "./FilingHead";
import { FilingPane, preloadViewer } from "./FilingPane";
import { isDecided, type Finding, type SectionId } from "./findings";
import { markId, parseMarkId } from "./marks";
import { NoBrief } from "./NoBrief";
import { firstOf, type Selection, type Show } from "./selection";
import { Splitter, useSplit } from "./Splitter";
import { useAsReviewer } from "./useAsReviewer";
import { useBriefKeys } from "./useBriefKeys";
import { useFindingActions } from "./useFindingActions";
import { useFindings } from "./useFindings";
import { useHeadActions } from "./useHeadActions";

function selectionOf(key: string | undefined): Selection | undefined {
  return key === undefined ? undefined : { key, place: 0 };
}

export function FilingPage({ id, finding: startKey }: { id: string; finding: string | undefined }): React.JSX.Element {
  const filingName = `filings/${id}`;
  const i18n = useI18n();
  const { t } = i18n;
  const { may } = useSession();
  const desk = useReview(filingName);
  const decide = useDecide(desk);
  const { filing, brief, review } = desk;
  const replacePlace = useReplacePlace();
  const [selection, setSelection] = useState(() => selectionOf(startKey));
  const [show, setShow] = useState<Show>("all");
  const [dialog, setDialog] = useState<OpenDialog>();
  const [text, setText] = useState<TextSelection | null>(null);
  const [exporting, setExporting] = useState(false);
  const [view, setView] = useState<"brief" | "filing">("brief");
  const [split, setSplit] = useSplit();
  const viewer = useRef<FilingViewerHandle>(null);
  const findings = useFindings(brief, review, selection, show);

  const title = brief?.filing?.issuer || filing?.displayName || id;
  useEffect(() => {
    document.title = `${title} · ${t("app.name")}`;
  }, [title, t]);
  useEffect(preloadViewer, []);
  // A link to another finding of this filing.
  useEffect(() => {
    if (startKey !== undefined) setSelection(selectionOf(startKey));
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
      if (next) select(selectionOf(next.key));
    },
    [select],
  );
  const toSection = (section: SectionId): void => {
    document.getElementById(`section-${section}`)?.scrollIntoView({ block: "start" });
    selectFinding(firstOf(findings.sections, section));
  };
  const toPage = (document: string, page: number): void => {
    setView("filing");
    viewer.current?.goToPage(page, document);
  };
  const focusFiling = (): void => {
    if (document.activeElement?.closest(".pane-filing")) document.getElementById("brief-scroll")?.focus();
    else {
      setView("filing");
      viewer.current?.focus();
    }
  };

  const { mayDecide, asReviewer, nameDialog } = useAsReviewer(review?.state);
  const actions = useFindingActions({ findings, decide, asReviewer, select: selectFinding, openDialog: setDialog, text });
  const headActions = useHeadActions({ filingName, label: filing?.displayName ?? id, desk, asReviewer, openDialog: setDialog });
  useBriefKeys({
    findings,
    selection,
    select,
    selectFinding,
    onShow: setShow,
    toSection,
    showPlace: ({ key, place }) => {
      setView("filing");
      viewer.current?.goToMark(markId(key, place));
    },
    actions: { ...actions, ...headActions, export: () => setExporting(true), focusFiling },
  });

  const head = (
    <FilingHead
      filing={filing}
      title={title}
      review={review}
      decided={findings.all.filter(isDecided).length}
      findings={findings.all.length}
      saving={desk.saving}
      mayDecide={may("review")}
      exportOpen={exporting}
      onExportOpen={setExporting}
      actions={headActions}
    />
  );
  if (!brief || !review) {
    return (
      <div className="filing">
        {head}
        <NoBrief filing={filing} error={desk.error} onChanged={desk.refresh} />
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
      <Disagreements
        review={review}
        order={findings.order}
        selectedKey={selection?.key}
        onSelect={selectFinding}
        onNowhere={() => setDialog({ dialog: "audit" })}
      />
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
            findings={findings.all}
            sections={findings.sections}
            selection={selection}
            onSelect={select}
            show={show}
            onShow={setShow}
            actions={mayDecide ? actions : undefined}
            onSection={toSection}
            onFigure={(factId) => selectFinding(findings.all.find(({ is }) => "factId" in is.value && is.value.factId === factId))}
            onPage={toPage}
          />
        </section>
        <Splitter percent={split} onChange={setSplit} />
        <div className="pane pane-filing">
          <FilingPane
            filingName={filingName}
            brief={brief}
            marks={findings.marks}
            selectedMarkId={selection && markId(selection.key, selection.place)}
            onSelectMark={(mark) => select(parseMarkId(mark))}
            onSelectText={setText}
            onAdd={mayDecide ? actions.addFinding : undefined}
            viewer={viewer}
          />
        </div>
      </div>
      <FilingDialogs
        open={dialog}
        onClose={() => setDialog(undefined)}
        desk={desk}
        decide={decide}
        findings={findings.all}
        onAdded={() => viewer.current?.clearSelection()}
        onOverwrite={(clash) => {
          const keys = [...clash.theirs.keys()];
          desk.dropClash();
          void desk.record(clash.mine, seenNow(review, keys));
        }}
      />
      {nameDialog}
    </div>
  );
}
