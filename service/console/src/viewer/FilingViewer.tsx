// The filing beside its brief: pages drawn from the PDF, evidence drawn from the server's boxes.
//
// Holds together what the other files of this folder do: a document opened for drawing (useOpening), the
// scrolled column (usePageColumn, PageColumn), going to places and marks, text selection, search, side
// panel and strip. What it is given and gives back: types.ts. Keys: keyboard.ts, commands.ts.

import { useCallback, useEffect, useMemo, useRef, useState, type Ref } from "react";
import { answerKey } from "./commands";
import { FilingStrip } from "./FilingStrip";
import { turned, type Point } from "./geometry";
import { zoomStep } from "./layout";
import { byPage, inReadingOrder } from "./marks";
import { OpeningMessage } from "./OpeningMessage";
import { conditionsOf } from "./page_conditions";
import { PageColumn } from "./PageColumn";
import { SearchBar } from "./SearchBar";
import { SidePanel, type PanelTab } from "./SidePanel";
import { fill, STRINGS } from "./strings";
import { Toolbar } from "./Toolbar";
import type { FilingViewerHandle, FilingViewerProps, PageRef, TextSelection } from "./types";
import { useCopy } from "./use_copy";
import { useDestination } from "./use_destination";
import { useMarkFollowing } from "./use_mark_following";
import { useOpening } from "./use_opening";
import { usePageColumn } from "./use_page_column";
import { usePageText } from "./use_page_text";
import { usePassing } from "./use_passing";
import { usePinch } from "./use_pinch";
import { usePixelRatio } from "./use_pixel_ratio";
import { useSearchBar } from "./use_search_bar";
import { useTextSelecting } from "./use_selection";
import { useSpokenPage } from "./use_spoken_page";
import { useViewerHandle } from "./use_viewer_handle";
import "./viewer.css";
import "./viewer_bars.css";
import "./viewer_strip.css";
import "./viewer_page.css";
import "./viewer_marks.css";
import "./viewer_panel.css";

const NOTICE_MILLISECONDS = 4000;

export function FilingViewer(props: FilingViewerProps & { ref?: Ref<FilingViewerHandle> }): React.JSX.Element {
  const { documents, marks, selectedMarkId, onSelectMark, coverage, getPageText, searchText, onSelectText, language } = props;
  const strings = STRINGS[language];
  const [documentId, setDocumentId] = useState(documents[0]?.id ?? "");
  const [panel, setPanel] = useState<PanelTab | undefined>();
  const [selectMode, setSelectMode] = useState(false);
  const [spoken, setSpoken] = useState("");
  const [notice, setNotice] = usePassing<string>(NOTICE_MILLISECONDS);
  const pageInput = useRef<HTMLInputElement>(null);

  const shown = documents.find((entry) => entry.id === documentId) ?? documents[0];
  if (!shown) throw new Error("FilingViewer needs a document");
  const opening = useOpening(shown, props.password, props.onPassword);
  const { renderer, opened, lost, retry } = opening;
  const column = usePageColumn(renderer, opened);
  const { scroller, layout, current, settled, zoom, rotation, setZoom, setRotation } = column;
  const pixelRatio = usePixelRatio();
  const page = current + 1;
  const pageCount = opened?.pageCount ?? shown.pageCount;

  const ordered = useMemo(() => inReadingOrder(marks, shown.id), [marks, shown.id]);
  const marksByPage = useMemo(() => byPage(ordered), [ordered]);
  const conditions = useMemo(() => conditionsOf(coverage, shown.id), [coverage, shown.id]);
  const selectedFindingId = useMemo(() => marks.find((mark) => mark.id === selectedMarkId)?.findingId, [marks, selectedMarkId]);

  // ---- going to places

  const { go, goWhenOpen } = useDestination({
    shown: shown.id,
    show: setDocumentId,
    opened,
    placed: layout.sizes.length,
    goTo: column.goTo,
  });
  const goToPage = useCallback((to: number) => go({ document: shown.id, page: to }), [go, shown.id]);
  const { flashedMarkId, goToMark, clickMark, stepMark } = useMarkFollowing({
    marks,
    ordered,
    byPage: marksByPage,
    selectedMarkId,
    onSelectMark,
    page,
    go,
    onSpoken: setSpoken,
  });
  const stepDocument = (direction: 1 | -1): boolean => {
    const at = documents.findIndex((entry) => entry.id === shown.id);
    const next = documents[(at + direction + documents.length) % documents.length];
    if (next) setDocumentId(next.id);
    return documents.length > 1;
  };
  const onRetry = useCallback(
    (at: number) => {
      goWhenOpen({ document: shown.id, page: at });
      retry();
    },
    [goWhenOpen, shown.id, retry],
  );

  // ---- text: selecting, copying, searching, reading aloud

  const textOf = usePageText(shown.id, getPageText);
  const onSelect = useCallback(
    (selection: TextSelection | null) => {
      setSpoken(selection ? fill(strings.selected, { quote: selection.quote }) : strings.selectionDropped);
      onSelectText?.(selection);
    },
    [onSelectText, strings],
  );
  const selecting = useTextSelecting({
    document: shown.id,
    textOf,
    scroller,
    touch: selectMode,
    onSelect,
    onProblem: (problem) => setNotice(problem === "failed" ? strings.selectTextFailed : strings.selectNoText),
    onSpoken: setSpoken,
  });
  const { drop, endedDrag } = selecting;
  useEffect(() => void drop(), [shown.id, drop]);
  const onCopied = useCallback(() => setSpoken(strings.copied), [strings]);
  const copy = useCopy(selecting.selection, onCopied);
  const selectByKeyboard = (): void => {
    const element = scroller.current;
    if (!element || !layout.sizes[current]) return;
    const marked = marksByPage.get(page)?.find((mark) => mark.id === selectedMarkId)?.boxes[0];
    const seen = (element.scrollTop - (layout.tops[current] ?? 0)) / (layout.scales[current] ?? 1);
    selecting.startKeyboard(page, marked ? { x: marked.x0, y: (marked.y0 + marked.y1) / 2 } : { x: 0, y: rotation === 0 ? Math.max(0, seen) : 0 });
    setNotice(strings.selectModeHint);
    element.focus();
  };
  const text = useSpokenPage({ page, hasText: opened !== undefined && !conditions.get(page)?.unread, settled, textOf });

  const { search, searchOpen, searchInput, openSearch, closeSearch } = useSearchBar(shown.id, searchText, page, go, scroller);

  // ---- zoom, turn, keys

  const zoomBy = useCallback(
    (direction: 1 | -1, at?: Point) => setZoom(zoomStep(layout.scale, direction), at),
    [setZoom, layout.scale],
  );
  usePinch(scroller, layout, setZoom);
  const rotate = useCallback((by: 90 | -90) => setRotation(turned(rotation, by)), [setRotation, rotation]);
  const actions = {
    page,
    pageCount,
    goToPage,
    typePage: () => pageInput.current?.focus(),
    setZoom,
    zoomBy,
    rotate,
    openSearch,
    stepHit: search.step,
    stepMark,
    togglePanel: (tab: PanelTab) => setPanel((before) => (before === tab ? undefined : tab)),
    selectByKeyboard,
    stepDocument,
    dropSelection: drop,
    closeSearch,
  };
  useViewerHandle({
    ref: props.ref,
    view: { document: shown.id, page, scale: layout.scale, zoom, rotation },
    isOpen: opened !== undefined,
    onViewChange: props.onViewChange,
    scroller,
    go,
    goToMark,
    setZoom,
    zoomBy,
    rotate,
    openSearch,
    drop,
  });

  // ---- what is told to the parts

  const at = useMemo<PageRef>(() => ({ document: shown.id, page }), [shown.id, page]);
  const onMarkClick = useCallback(
    (onPage: number, spot: Point | undefined, id: string | undefined) => {
      if (!endedDrag()) clickMark(onPage, spot, id);
    },
    [endedDrag, clickMark],
  );
  // Text is asked for when the pointer comes over a page, so that a drag finds it there.
  const onEnter = useCallback((over: number) => void textOf(over).catch(() => {}), [textOf]);
  const shared = {
    pageCount,
    pixelRatio,
    selectedMarkId,
    selectedFindingId,
    flashedMarkId,
    language,
    onPointer: selecting.onPointer,
    onMarkClick,
    onEnter,
    onRetry,
  };
  const thumbnails = { sizes: layout.sizes, rotation, pixelRatio, page, marksByPage, conditions, selectedMarkId, language, onGo: goToPage };
  return (
    <div
      className={`fv-root ${props.className ?? ""}`}
      data-theme={props.theme ?? "auto"}
      role="region"
      aria-label={strings.viewer}
      lang={language}
      onKeyDown={(event) => answerKey(event, selecting.onKey, actions)}
    >
      <Toolbar
        {...{ language, documents, page, pageCount, zoom, selectMode, pageInput, searchOpen }}
        documentId={shown.id}
        scale={layout.scale}
        panelOpen={panel !== undefined}
        onDocument={setDocumentId}
        onPage={goToPage}
        onZoom={setZoom}
        onZoomStep={zoomBy}
        onRotate={rotate}
        onPanel={() => setPanel((before) => (before ? undefined : "thumbnails"))}
        onSelectMode={() => setSelectMode((before) => !before)}
        onSearch={() => closeSearch() || openSearch()}
      />
      <FilingStrip {...{ documents, marks, coverage, at, selectedMarkId, language }} onGo={go} />
      {searchOpen && (
        <SearchBar
          {...{ language, search }}
          unreadCount={coverage.unread.filter((entry) => entry.document === shown.id).length}
          input={searchInput}
          onClose={closeSearch}
        />
      )}
      <div className="fv-body">
        {panel && renderer && (
          <SidePanel tab={panel} onTab={setPanel} sections={shown.sections} search={search} thumbnails={{ renderer, ...thumbnails }} />
        )}
        <div ref={scroller} className="fv-scroller" data-select={selectMode || undefined} tabIndex={0} role="group" aria-label={strings.pages}>
          <PageColumn
            {...{ column, renderer, conditions, marksByPage, selecting, text, shared }}
            hitsByPage={search.byPage}
            onCopy={copy}
            selectionActions={props.selectionActions}
          />
          <OpeningMessage opening={opening} language={language} />
        </div>
        {(lost || notice) && <p className="fv-notice">{lost ? strings.lost : notice}</p>}
      </div>
      <div className="fv-spoken" role="status" aria-live="polite">
        {lost ? strings.lost : spoken || notice}
      </div>
    </div>
  );
}
