// The filing beside its brief: pages drawn from the PDF, evidence drawn from the server's boxes.
//
// Holds together what the other files of this folder do: a document opened for drawing (useRenderer), the
// scrolled column (usePageColumn), text selection, search, side panel and strip. What it is given and
// gives back: types.ts. Keys: keyboard.ts.

import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type PointerEvent as ReactPointerEvent,
  type Ref,
} from "react";
import { FilingStrip } from "./FilingStrip";
import { turned, type Point } from "./geometry";
import { commandFor, type ViewerCommand } from "./keyboard";
import { pageCssSize, pageLeft, zoomStep } from "./layout";
import { byPage, inReadingOrder, markAt, markBeside } from "./marks";
import { PageView, type PageCondition, type PageSelection } from "./PageView";
import { SidePanel, type PanelTab } from "./SidePanel";
import { fill, STRINGS } from "./strings";
import { SearchBar, Toolbar } from "./Toolbar";
import type { Box, FilingViewerHandle, FilingViewerProps, PageRef, PageText, SearchHit, TextSelection, ViewerMark, ViewerView } from "./types";
import { usePageColumn } from "./use_page_column";
import { usePageText } from "./use_page_text";
import { usePinch } from "./use_pinch";
import { usePixelRatio } from "./use_pixel_ratio";
import { useRenderer } from "./use_renderer";
import { useSearch } from "./use_search";
import { useTextSelecting } from "./use_selection";
import "./viewer.css";

const FLASH_MILLISECONDS = 1200;
const NO_MARKS: readonly ViewerMark[] = [];

/** Where the reader is to be sent when the document that is opening is there. */
interface Destination {
  document: string;
  page: number;
  box?: Box;
}

function bounds(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  return {
    x0: Math.min(...boxes.map((box) => box.x0)),
    y0: Math.min(...boxes.map((box) => box.y0)),
    x1: Math.max(...boxes.map((box) => box.x1)),
    y1: Math.max(...boxes.map((box) => box.y1)),
  };
}

export function FilingViewer(props: FilingViewerProps & { ref?: Ref<FilingViewerHandle> }): React.JSX.Element {
  const { documents, marks, selectedMarkId, onSelectMark, coverage, getPageText, searchText, onSelectText } = props;
  const { onViewChange, language, theme = "auto", selectionActions } = props;
  const strings = STRINGS[language];
  const [documentId, setDocumentId] = useState(documents[0]?.id ?? "");
  const [attempt, setAttempt] = useState(0);
  const [panel, setPanel] = useState<PanelTab | undefined>();
  const [searchOpen, setSearchOpen] = useState(false);
  const [selectMode, setSelectMode] = useState(false);
  const [spoken, setSpoken] = useState("");
  const [notice, setNotice] = useState("");
  const [flashed, setFlashed] = useState<string | undefined>();
  const root = useRef<HTMLDivElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const pageInput = useRef<HTMLInputElement>(null);
  const waiting = useRef<Destination | undefined>(undefined);
  const clicked = useRef<string | undefined>(undefined);

  const document_ = documents.find((entry) => entry.id === documentId) ?? documents[0];
  if (!document_) throw new Error("FilingViewer needs a document");
  const open = useRenderer(document_, attempt);
  const renderer = open.state === "open" ? open.renderer : undefined;
  const opened = open.state === "open" ? open.opened : undefined;
  const lost = open.state === "open" && open.lost;
  const column = usePageColumn(renderer, opened);
  const { scroller, layout, near, current, settled, zoom, rotation, setZoom, setRotation, goTo, distance } = column;
  const pixelRatio = usePixelRatio();
  const page = current + 1;
  const pageCount = opened?.pageCount ?? document_.pageCount;

  const ordered = useMemo(() => inReadingOrder(marks, document_.id), [marks, document_.id]);
  const marksByPage = useMemo(() => byPage(ordered), [ordered]);
  const conditions = useMemo(() => {
    const pages = new Map<number, PageCondition>();
    const of = (number: number) => {
      const before = pages.get(number) ?? {};
      pages.set(number, before);
      return before;
    };
    const own = <T extends PageRef>(list: readonly T[]) => list.filter((entry) => entry.document === document_.id);
    for (const entry of own(coverage.unread)) of(entry.page).unread = entry.reason;
    for (const entry of own(coverage.fromOcr)) of(entry.page).fromOcr = true;
    for (const entry of own(coverage.doubtful)) of(entry.page).doubtful = entry.reason;
    return pages;
  }, [coverage, document_.id]);
  const unreadCount = useMemo(
    () => coverage.unread.filter((entry) => entry.document === document_.id).length,
    [coverage, document_.id],
  );
  const selectedFindingId = useMemo(() => marks.find((mark) => mark.id === selectedMarkId)?.findingId, [marks, selectedMarkId]);

  // ---- going to places

  const go = useCallback(
    (to: Destination) => {
      if (to.document !== documentId || !opened) {
        waiting.current = to;
        setDocumentId(to.document);
        return;
      }
      goTo(Math.min(opened.pageCount, Math.max(1, to.page)) - 1, to.box);
    },
    [documentId, opened, goTo],
  );
  useEffect(() => {
    const to = waiting.current;
    if (!to || !opened || to.document !== document_.id || layout.sizes.length !== opened.pageCount) return;
    waiting.current = undefined;
    goTo(Math.min(opened.pageCount, Math.max(1, to.page)) - 1, to.box);
  }, [opened, document_.id, layout.sizes.length, goTo]);

  const goToPage = useCallback((to: number) => go({ document: document_.id, page: to }), [go, document_.id]);
  const flash = useCallback((id: string) => {
    setFlashed(undefined);
    requestAnimationFrame(() => setFlashed(id));
  }, []);
  useEffect(() => {
    if (!flashed) return undefined;
    const timer = window.setTimeout(() => setFlashed(undefined), FLASH_MILLISECONDS);
    return () => window.clearTimeout(timer);
  }, [flashed]);

  const goToMark = useCallback(
    (id: string, withFlash = true): boolean => {
      const mark = marks.find((entry) => entry.id === id);
      if (!mark) return false;
      const box = bounds(mark.boxes);
      go({ document: mark.document, page: mark.page, ...(box ? { box } : {}) });
      if (withFlash) flash(id);
      return true;
    },
    [marks, go, flash],
  );
  // Only another selection moves the reader, not another list of marks; but a mark may come after its selection.
  const followed = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!selectedMarkId || followed.current === selectedMarkId) {
      followed.current = selectedMarkId;
      return;
    }
    if (clicked.current === selectedMarkId || goToMark(selectedMarkId)) followed.current = selectedMarkId;
    clicked.current = undefined;
  }, [selectedMarkId, goToMark]);

  const pickMark = useCallback(
    (mark: ViewerMark, byClick: boolean) => {
      clicked.current = byClick && mark.id !== selectedMarkId ? mark.id : undefined;
      onSelectMark?.(mark.id);
      if (!byClick) {
        goToMark(mark.id);
        setSpoken(mark.label);
      }
    },
    [selectedMarkId, onSelectMark, goToMark],
  );

  // ---- selection and search

  const onSelect = useCallback(
    (selection: TextSelection | null) => {
      setSpoken(selection ? fill(strings.selected, { quote: selection.quote }) : strings.selectionDropped);
      onSelectText?.(selection);
    },
    [onSelectText, strings],
  );
  const onProblem = useCallback(
    (problem: "no-text" | "failed") => setNotice(problem === "failed" ? strings.selectTextFailed : strings.selectNoText),
    [strings],
  );
  useEffect(() => {
    if (!notice) return undefined;
    const timer = window.setTimeout(() => setNotice(""), 4000);
    return () => window.clearTimeout(timer);
  }, [notice]);
  const textOf = usePageText(document_.id, getPageText);
  const selecting = useTextSelecting({
    document: document_.id,
    textOf,
    scroller,
    touch: selectMode,
    onSelect,
    onProblem,
    onSpoken: setSpoken,
  });
  const { selected, selection, released, drop } = selecting;
  useEffect(() => void drop(), [document_.id, drop]);

  const onHit = useCallback((hit: SearchHit) => {
    const box = bounds(hit.boxes);
    go({ document: document_.id, page: hit.page, ...(box ? { box } : {}) });
  }, [go, document_.id]);
  const search = useSearch(document_.id, searchText, () => page, onHit);
  const openSearch = useCallback(
    (query?: string) => {
      setSearchOpen(true);
      if (query !== undefined) search.setQuery(query);
      requestAnimationFrame(() => {
        searchInput.current?.focus();
        searchInput.current?.select();
      });
    },
    [search.setQuery],
  );
  const closeSearch = () => {
    setSearchOpen(false);
    search.setQuery("");
    scroller.current?.focus();
  };

  const copy = useCallback(() => {
    if (!selection) return;
    void navigator.clipboard?.writeText(selection.quote).then(() => setSpoken(strings.copied), () => {});
  }, [selection, strings]);
  useEffect(() => {
    if (!selection) return undefined;
    const onCopy = (event: ClipboardEvent) => {
      const elsewhere = window.getSelection();
      if (event.target instanceof HTMLInputElement || (elsewhere && !elsewhere.isCollapsed)) return;
      event.clipboardData?.setData("text/plain", selection.quote);
      event.preventDefault();
      setSpoken(strings.copied);
    };
    document.addEventListener("copy", onCopy);
    return () => document.removeEventListener("copy", onCopy);
  }, [selection, strings]);

  // What a screen reader finds on the current page, once the reader rests there: the server's text.
  const [pageText, setPageText] = useState<PageText | undefined>();
  useEffect(() => {
    if (!opened || conditions.get(page)?.unread) return undefined;
    let wanted = true;
    textOf(page).then(
      (text) => wanted && setPageText(text),
      () => {},
    );
    return () => {
      wanted = false;
    };
    // `settled`: only where scrolling came to rest.
    // eslint-disable-next-line
  }, [opened, settled, textOf]);
  const onRetry = useCallback(
    (at: number) => {
      waiting.current = { document: document_.id, page: at };
      setAttempt((count) => count + 1);
    },
    [document_.id],
  );

  // ---- zoom, turn, keys

  const zoomBy = useCallback(
    (direction: 1 | -1, at?: Point) => setZoom(zoomStep(layout.scale, direction), at),
    [setZoom, layout.scale],
  );
  usePinch(scroller, layout, setZoom);
  const rotate = useCallback((by: 90 | -90) => setRotation(turned(rotation, by)), [setRotation, rotation]);
  const nextDocument = (direction: 1 | -1) => {
    const at = documents.findIndex((entry) => entry.id === document_.id);
    const next = documents[(at + direction + documents.length) % documents.length];
    if (next) setDocumentId(next.id);
  };
  const nextMark = (direction: 1 | -1) => {
    const mark = markBeside(ordered, selectedMarkId, page, direction);
    if (mark) pickMark(mark, false);
  };
  const selectByKeyboard = () => {
    const element = scroller.current;
    const size = layout.sizes[current];
    if (!element || !size) return;
    const marked = marksByPage.get(page)?.find((mark) => mark.id === selectedMarkId)?.boxes[0];
    const seen = (element.scrollTop - (layout.tops[current] ?? 0)) / (layout.scales[current] ?? 1);
    selecting.startKeyboard(page, marked ? { x: marked.x0, y: (marked.y0 + marked.y1) / 2 } : { x: 0, y: rotation === 0 ? Math.max(0, seen) : 0 });
    setNotice(strings.selectModeHint);
    element.focus();
  };
  const panelOf = (tab: PanelTab) => setPanel((before) => (before === tab ? undefined : tab));

  const run = (command: ViewerCommand): boolean => {
    switch (command) {
      case "page-next":
        goToPage(page + 1);
        return true;
      case "page-previous":
        goToPage(page - 1);
        return true;
      case "page-first":
        goToPage(1);
        return true;
      case "page-last":
        goToPage(pageCount);
        return true;
      case "go-to-page":
        pageInput.current?.focus();
        return true;
      case "zoom-in":
        zoomBy(1);
        return true;
      case "zoom-out":
        zoomBy(-1);
        return true;
      case "fit-width":
      case "fit-page":
        setZoom(command);
        return true;
      case "real-size":
        setZoom(1);
        return true;
      case "rotate-right":
        rotate(90);
        return true;
      case "rotate-left":
        rotate(-90);
        return true;
      case "search":
        openSearch();
        return true;
      case "hit-next":
        search.step(1);
        return true;
      case "hit-previous":
        search.step(-1);
        return true;
      case "mark-next":
        nextMark(1);
        return true;
      case "mark-previous":
        nextMark(-1);
        return true;
      case "thumbnails":
      case "outline":
        panelOf(command);
        return true;
      case "select-text":
        selectByKeyboard();
        return true;
      case "document-next":
        nextDocument(1);
        return documents.length > 1;
      case "document-previous":
        nextDocument(-1);
        return documents.length > 1;
      case "escape":
        if (drop()) return true;
        if (searchOpen) {
          closeSearch();
          return true;
        }
        return false;
    }
  };
  const onKeyDown = (event: ReactKeyboardEvent) => {
    if (event.defaultPrevented) return;
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (!typing && selecting.onKey(event)) {
      event.preventDefault();
      return;
    }
    const command = commandFor(event);
    if (!command) return;
    // While one types, only what no text field wants.
    if (typing && !(command === "escape" || command.startsWith("hit-") || (command === "search" && event.ctrlKey))) return;
    if (run(command)) event.preventDefault();
  };

  // ---- what the pages are told

  const endedDrag = selecting.endedDrag;
  const onMarkClick = useCallback(
    (onPage: number, spot: Point | undefined, id: string | undefined) => {
      if (endedDrag()) return;
      const here = marksByPage.get(onPage) ?? NO_MARKS;
      const mark = spot ? markAt(here, spot, selectedMarkId) : here.find((entry) => entry.id === id);
      if (mark) pickMark(mark, true);
    },
    [endedDrag, marksByPage, selectedMarkId, pickMark],
  );
  // Text is asked for when the pointer comes over a page, so that a drag finds it there.
  const onEnter = useCallback((over: number) => void textOf(over).catch(() => {}), [textOf]);

  const at = useMemo<PageRef>(() => ({ document: document_.id, page }), [document_.id, page]);
  const view: ViewerView = { document: document_.id, page, scale: layout.scale, zoom, rotation };
  const viewRef = useRef(view);
  viewRef.current = view;
  useEffect(() => {
    if (opened) onViewChange?.(viewRef.current);
  }, [opened, onViewChange, document_.id, page, layout.scale, zoom, rotation]);

  useImperativeHandle(
    props.ref,
    (): FilingViewerHandle => ({
      goToMark: (id, options) => goToMark(id, options?.flash ?? true),
      goToPage: (to, inDocument = viewRef.current.document) => go({ document: inDocument, page: to }),
      setZoom: (to) => setZoom(to),
      zoomIn: () => zoomBy(1),
      zoomOut: () => zoomBy(-1),
      rotate,
      openSearch,
      clearSelection: () => void drop(),
      focus: () => scroller.current?.focus(),
      view: () => viewRef.current,
    }),
    [goToMark, go, setZoom, zoomBy, rotate, openSearch, drop, scroller],
  );

  const pages: React.JSX.Element[] = [];
  if (renderer && layout.sizes.length > 0) {
    for (let i = near[0]; i <= Math.min(near[1], layout.sizes.length - 1); ++i) {
      const size = layout.sizes[i];
      if (!size) continue;
      const number = i + 1;
      let own: PageSelection | undefined;
      if (selecting.page === number) {
        own = { boxes: selected?.boxes ?? [] };
        if (selecting.caret) own.caret = selecting.caret;
        if (released && selection) {
          own.actions = (
            <>
              <button type="button" className="fv-button fv-text-button" onClick={copy}>
                {strings.copy}
              </button>
              {selectionActions?.(selection)}
            </>
          );
        }
      }
      pages.push(
        <PlacedPage
          key={number}
          top={layout.tops[i] ?? 0}
          left={pageLeft(layout, i)}
          width={pageCssSize(layout, i).width}
          height={pageCssSize(layout, i).height}
          size={size}
          rotation={rotation}
          scale={layout.scales[i] ?? 1}
          rest={{
            renderer,
            page: number,
            pageCount,
            pixelRatio,
            scroller,
            settled,
            distance,
            condition: conditions.get(number),
            marks: marksByPage.get(number) ?? NO_MARKS,
            selectedMarkId,
            selectedFindingId,
            flashedMarkId: flashed,
            hits: search.byPage.get(number),
            selection: own,
            language,
            onPointer: selecting.onPointer as (event: ReactPointerEvent<HTMLElement>, page: number, spot: Point) => void,
            onMarkClick,
            onEnter,
            text: pageText?.page === number ? pageText : undefined,
            onRetry,
          }}
        />,
      );
    }
  }

  return (
    <div
      ref={root}
      className={`fv-root ${props.className ?? ""}`}
      data-theme={theme}
      role="region"
      aria-label={strings.viewer}
      lang={language}
      onKeyDown={onKeyDown}
    >
      <Toolbar
        language={language}
        documents={documents}
        documentId={document_.id}
        page={page}
        pageCount={pageCount}
        zoom={zoom}
        scale={layout.scale}
        panelOpen={panel !== undefined}
        selectMode={selectMode}
        pageInput={pageInput}
        onDocument={setDocumentId}
        onPage={goToPage}
        onZoom={setZoom}
        onZoomStep={zoomBy}
        onRotate={rotate}
        onPanel={() => setPanel((before) => (before ? undefined : "thumbnails"))}
        onSelectMode={() => setSelectMode((before) => !before)}
        searchOpen={searchOpen}
        onSearch={() => (searchOpen ? closeSearch() : openSearch())}
      />
      <FilingStrip
        documents={documents}
        marks={marks}
        coverage={coverage}
        at={at}
        selectedMarkId={selectedMarkId}
        onGo={go}
        language={language}
      />
      {searchOpen && (
        <SearchBar language={language} search={search} unreadCount={unreadCount} input={searchInput} onClose={closeSearch} />
      )}
      <div className="fv-body">
        {panel && renderer && (
          <SidePanel
            tab={panel}
            onTab={setPanel}
            sections={document_.sections}
            search={search}
            thumbnails={{
              renderer,
              sizes: layout.sizes,
              rotation,
              pixelRatio,
              page,
              marksByPage,
              conditions,
              selectedMarkId,
              language,
              onGo: goToPage,
            }}
          />
        )}
        <div
          ref={scroller}
          className="fv-scroller"
          data-select={selectMode || undefined}
          tabIndex={0}
          role="group"
          aria-label={strings.pages}
        >
          <div className="fv-column" style={{ height: layout.height, width: layout.width }}>
            {pages}
          </div>
          {open.state === "opening" && (
            <p className="fv-message" role="status">
              {strings.opening}
            </p>
          )}
          {open.state === "failed" && (
            <div className="fv-message" role="alert">
              <p>{strings[FAILURES[open.failure]]}</p>
              {open.failure !== "empty" && (
                <button type="button" className="fv-button fv-text-button" onClick={() => setAttempt((count) => count + 1)}>
                  {strings.retry}
                </button>
              )}
            </div>
          )}
        </div>
        {(lost || notice) && <p className="fv-notice">{lost ? strings.lost : notice}</p>}
      </div>
      <div className="fv-spoken" role="status" aria-live="polite">
        {lost ? strings.lost : spoken || notice}
      </div>
    </div>
  );
}

const FAILURES = {
  password: "failedPassword",
  missing: "failedMissing",
  refused: "failedRefused",
  damaged: "failedDamaged",
  network: "failedNetwork",
  empty: "failedEmpty",
  cancelled: "failedNetwork",
  page: "failedDamaged",
} as const;

type Rest = Omit<React.ComponentProps<typeof PageView>, "top" | "left" | "css" | "placing" | "rotation">;

/** Makes a page's numbers into objects that stay the same while the numbers do, so that it is not drawn anew. */
function PlacedPage(props: {
  top: number;
  left: number;
  width: number;
  height: number;
  size: { width: number; height: number };
  rotation: 0 | 90 | 180 | 270;
  scale: number;
  rest: Rest;
}): React.JSX.Element {
  const { top, left, width, height, size, rotation, scale, rest } = props;
  const css = useMemo(() => ({ width, height }), [width, height]);
  const placing = useMemo(() => ({ size, rotation, scale }), [size, rotation, scale]);
  return <PageView {...rest} top={top} left={left} css={css} placing={placing} rotation={rotation} />;
}
