// One page in the column: its head (number, what is to be said of it), its picture, what is drawn over it.

import { memo, useCallback, useState, type PointerEvent as ReactPointerEvent, type RefObject } from "react";
import { boxToCss, fromView, type Point, type Rotation, type Size } from "./geometry";
import { Boxes, MarkLayer, type Placing } from "./MarkLayer";
import { PageCanvas } from "./PageCanvas";
import type { PageCondition } from "./page_conditions";
import type { PageRenderer } from "./page_renderer";
import { caretX, type Caret } from "./selection";
import { fill, reasonName, STRINGS } from "./strings";
import type { Box, PageText, ViewerLanguage, ViewerMark } from "./types";

export interface PageSelection {
  boxes: readonly Box[];
  /** Drawn while text is selected by keyboard. */
  caret?: { caret: Caret; text: PageText };
  actions?: React.ReactNode;
}

export interface PageHits {
  boxes: readonly Box[];
  current: readonly Box[];
}

export interface PageViewProps {
  renderer: PageRenderer;
  /** From 1. */
  page: number;
  pageCount: number;
  top: number;
  left: number;
  css: Size;
  placing: Placing;
  rotation: Rotation;
  pixelRatio: number;
  scroller: RefObject<HTMLDivElement | null>;
  settled: number;
  distance: (page: number) => number;
  condition: PageCondition | undefined;
  marks: readonly ViewerMark[];
  selectedMarkId: string | undefined;
  selectedFindingId: string | undefined;
  flashedMarkId: string | undefined;
  hits: PageHits | undefined;
  selection: PageSelection | undefined;
  language: ViewerLanguage;
  /** Pointer events on the page, with the spot in points of the page as displayed. */
  onPointer: (event: ReactPointerEvent<HTMLElement>, page: number, spot: Point) => void;
  onMarkClick: (page: number, spot: Point | undefined, markId: string | undefined) => void;
  onEnter: (page: number) => void;
  /** Of the current page, for screen readers. */
  text: PageText | undefined;
  /** Opens the document anew, for a page that could not be drawn. */
  onRetry: (page: number) => void;
}

export const PageView = memo(function PageView(props: PageViewProps): React.JSX.Element {
  const { page, css, placing, language, condition, selection, hits, distance, marks } = props;
  const strings = STRINGS[language];
  const [failed, setFailed] = useState(false);
  const onFailed = useCallback(() => setFailed(true), []);
  const own = useCallback(() => distance(page - 1), [distance, page]);

  const spotOf = (event: { clientX: number; clientY: number; currentTarget: HTMLElement }): Point => {
    const sheet = event.currentTarget.getBoundingClientRect();
    return fromView(
      { x: (event.clientX - sheet.left) / placing.scale, y: (event.clientY - sheet.top) / placing.scale },
      placing.size,
      placing.rotation,
    );
  };
  const pointer = (event: ReactPointerEvent<HTMLElement>) => props.onPointer(event, page, spotOf(event));
  const state = condition?.unread ? "unread" : condition?.fromOcr ? "ocr" : condition?.doubtful ? "doubtful" : undefined;
  const lastBox = selection?.boxes.at(-1);

  return (
    <section
      className="fv-page"
      data-page={page}
      data-state={state}
      data-rotation={placing.rotation}
      aria-label={fill(strings.pageOf, { page, count: props.pageCount })}
      style={{ top: props.top, left: props.left, width: css.width }}
    >
      <div className="fv-page-head">
        <span className="fv-page-number">{page}</span>
        {condition?.unread && (
          <span className="fv-badge" data-badge="unread">
            {fill(strings.notReadBecause, { reason: reasonName(language, condition.unread) })}
          </span>
        )}
        {condition?.fromOcr && (
          <span className="fv-badge" data-badge="ocr">
            {strings.fromOcr}
          </span>
        )}
        {condition?.doubtful && (
          <span className="fv-badge" data-badge="doubtful">
            {fill(strings.doubtful, { reason: reasonName(language, condition.doubtful) })}
          </span>
        )}
      </div>
      <div
        className="fv-sheet"
        style={{ width: css.width, height: css.height }}
        onPointerDown={pointer}
        onPointerMove={pointer}
        onPointerUp={pointer}
        onPointerCancel={pointer}
        onPointerEnter={() => props.onEnter(page)}
        onClick={(event) => {
          const id = (event.target as HTMLElement).dataset.mark;
          // A click by keyboard has no spot: it means the mark that has the focus.
          props.onMarkClick(page, event.detail > 0 ? spotOf(event) : undefined, id);
        }}
      >
        {failed ? (
          <div className="fv-page-failed">
            <p role="note">{strings.pageFailed}</p>
            <button type="button" className="fv-button fv-text-button" onClick={() => props.onRetry(page)}>
              {strings.retry}
            </button>
          </div>
        ) : (
          <PageCanvas
            renderer={props.renderer}
            page={page}
            css={css}
            scale={placing.scale}
            rotation={props.rotation}
            pixelRatio={props.pixelRatio}
            scroller={props.scroller}
            settled={props.settled}
            distance={own}
            onFailed={onFailed}
          />
        )}
        {props.text && (
          <div className="fv-spoken">
            {props.text.lines.map((line, i) => (
              <p key={i}>{line.text}</p>
            ))}
          </div>
        )}
        {state === "unread" && <div className="fv-hatch" aria-hidden="true" />}
        {hits && <Boxes boxes={hits.boxes} className="fv-hit" placing={placing} />}
        {hits && <Boxes boxes={hits.current} className="fv-hit fv-hit-current" placing={placing} />}
        {selection && <Boxes boxes={selection.boxes} className="fv-selected" placing={placing} />}
        <MarkLayer
          marks={marks}
          placing={placing}
          selectedMarkId={props.selectedMarkId}
          selectedFindingId={props.selectedFindingId}
          flashedMarkId={props.flashedMarkId}
          language={language}
        />
        {selection?.caret && <CaretLine caret={selection.caret.caret} text={selection.caret.text} placing={placing} />}
        {lastBox && selection?.actions && (
          <ActionsAt box={lastBox} placing={placing} css={css}>
            {selection.actions}
          </ActionsAt>
        )}
      </div>
    </section>
  );
});

function CaretLine(props: { caret: Caret; text: PageText; placing: Placing }): React.JSX.Element | null {
  const line = props.text.lines[props.caret.line];
  if (!line) return null;
  const x = caretX(line, props.caret.at);
  return <Boxes boxes={[{ x0: x - 0.6, y0: line.y0 - 1, x1: x + 0.6, y1: line.y1 + 1 }]} className="fv-caret" placing={props.placing} />;
}

/** Buttons below the end of a selection, kept inside the page. */
function ActionsAt(props: { box: Box; placing: Placing; css: Size; children: React.ReactNode }): React.JSX.Element {
  const { box, placing, css } = props;
  const rect = boxToCss(box, placing.size, placing.rotation, placing.scale);
  const bottom = rect.top + rect.height;
  const across = { right: Math.max(4, css.width - rect.left - rect.width - 40) };
  return (
    <div
      className="fv-actions"
      style={bottom + 44 < css.height ? { ...across, top: bottom + 6 } : { ...across, bottom: css.height - rect.top + 6 }}
      onPointerDown={(event) => event.stopPropagation()}
      onPointerUp={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
    >
      {props.children}
    </div>
  );
}
