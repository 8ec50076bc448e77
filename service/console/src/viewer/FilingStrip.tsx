// The whole filing as one narrow bar: a lane for each group of kinds, where evidence lies; below, what
// was not read and what was recognised. Several documents follow each other. A click goes there; with
// the keyboard it is a slider over the pages.

import { memo, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent as ReactKeyboardEvent } from "react";
import { fill, KIND_NAMES, reasonName, STRINGS } from "./strings";
import { MARK_KINDS, type MarkKind, type PageRef, type ViewerCoverage, type ViewerDocument, type ViewerLanguage, type ViewerMark } from "./types";

const LANES: readonly (readonly MarkKind[])[] = [
  ["userCount"],
  ["dataHandling", "reviewStatement"],
  ["holder", "influence"],
  ["conflict", "assessment", "checklist"],
];
const LANE_HEIGHT = 5;
const LANE_GAP = 1;
const COVERAGE_HEIGHT = 5;
const HEIGHT = LANES.length * (LANE_HEIGHT + LANE_GAP) + COVERAGE_HEIGHT + 2;
/** Narrowest thing drawn, CSS pixels: it must be seen at 700 pages. */
const MIN_WIDTH = 2;
const PAGES_A_LEAP = 10;

export interface FilingStripProps {
  documents: readonly ViewerDocument[];
  marks: readonly ViewerMark[];
  coverage: ViewerCoverage;
  /** Page that is shown. */
  at: PageRef;
  selectedMarkId?: string | undefined;
  onGo: (to: PageRef) => void;
  language: ViewerLanguage;
}

interface Segment {
  document: string;
  first: number;
  pages: number;
}

export const FilingStrip = memo(function FilingStrip(props: FilingStripProps): React.JSX.Element {
  const { documents, marks, coverage, at, selectedMarkId, onGo, language } = props;
  const strings = STRINGS[language];
  const bar = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const [hovered, setHovered] = useState<number | undefined>();
  const [legend, setLegend] = useState(false);
  const hatch = `fv-hatch-${useId().replace(/\W/g, "")}`;

  useEffect(() => {
    const element = bar.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.max(50, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const { segments, total } = useMemo(() => {
    let first = 0;
    const list: Segment[] = documents.map((document) => {
      const segment = { document: document.id, first, pages: document.pageCount };
      first += document.pageCount;
      return segment;
    });
    return { segments: list, total: Math.max(1, first) };
  }, [documents]);

  const place = (ref: PageRef): number => {
    const segment = segments.find((entry) => entry.document === ref.document);
    // A document that could not be opened has no place.
    return segment && segment.pages > 0 ? segment.first + Math.min(Math.max(1, ref.page), segment.pages) - 1 : -1;
  };
  const refAt = (index: number): PageRef => {
    const segment = segments.findLast((entry) => entry.first <= index && entry.pages > 0) ?? segments[0];
    return { document: segment?.document ?? "", page: index - (segment?.first ?? 0) + 1 };
  };
  const x = (index: number): number => (index / total) * width;
  const w = Math.max(MIN_WIDTH, width / total);

  // A place is drawn once, however many marks lie in it.
  const shapes = useMemo(() => {
    const seen = new Set<string>();
    const rects: React.JSX.Element[] = [];
    const add = (key: string, element: React.JSX.Element) => {
      if (!seen.has(key)) rects.push(element);
      seen.add(key);
    };
    for (const mark of marks) {
      const index = place(mark);
      if (index < 0) continue;
      const lane = LANES.findIndex((kinds) => kinds.includes(mark.kind));
      const left = Math.round(x(index));
      const key = `${lane}/${mark.kind}/${left}`;
      add(
        key,
        <rect key={key} className="fv-strip-mark" data-kind={mark.kind} x={left} y={1 + lane * (LANE_HEIGHT + LANE_GAP)} width={w} height={LANE_HEIGHT} />,
      );
    }
    const y = HEIGHT - COVERAGE_HEIGHT;
    const states = [
      ["doubtful", coverage.doubtful],
      ["ocr", coverage.fromOcr],
      ["unread", coverage.unread],
    ] as const;
    for (const [state, refs] of states) {
      for (const ref of refs) {
        const index = place(ref);
        if (index < 0) continue;
        const left = Math.round(x(index));
        const key = `${state}/${left}`;
        const all = state === "unread";
        add(
          key,
          <rect
            key={key}
            className="fv-strip-page"
            data-state={state}
            x={left}
            y={all ? 0 : y}
            width={w}
            height={all ? HEIGHT : COVERAGE_HEIGHT}
            {...(all ? { fill: `url(#${hatch})` } : {})}
          />,
        );
      }
    }
    return rects;
    // `place` and `x` follow from these.
    // eslint-disable-next-line
  }, [marks, coverage, segments, total, width]);

  const said = (ref: PageRef): string => {
    const what: string[] = [];
    const here = (list: readonly PageRef[]) => list.some((entry) => entry.document === ref.document && entry.page === ref.page);
    const onPage = marks.filter((mark) => mark.document === ref.document && mark.page === ref.page);
    if (onPage.length > 0) {
      const kinds = [...new Set(onPage.map((mark) => KIND_NAMES[language][mark.kind]))].join(language === "en" ? ", " : "、");
      what.push(`${fill(strings.stripMarks, { count: onPage.length })} (${kinds})`);
    }
    const unread = coverage.unread.find((entry) => entry.document === ref.document && entry.page === ref.page);
    if (unread) what.push(fill(strings.notReadBecause, { reason: reasonName(language, unread.reason) }));
    if (here(coverage.fromOcr)) what.push(strings.fromOcrShort);
    const doubtful = coverage.doubtful.find((entry) => entry.document === ref.document && entry.page === ref.page);
    if (doubtful) what.push(fill(strings.doubtful, { reason: reasonName(language, doubtful.reason) }));
    const document = documents.find((entry) => entry.id === ref.document);
    const page = fill(strings.stripValue, {
      page: ref.page,
      count: document?.pageCount ?? 0,
      what: what.join("; ") || strings.stripNothing,
    });
    return documents.length > 1 ? `${document?.title ?? ref.document} · ${page}` : page;
  };

  const now = Math.max(0, place(at));
  const go = (index: number) => onGo(refAt(Math.min(total - 1, Math.max(0, index))));
  const indexOf = (clientX: number): number => {
    const left = bar.current?.getBoundingClientRect().left ?? 0;
    return Math.min(total - 1, Math.max(0, Math.floor(((clientX - left) / width) * total)));
  };
  const onKeyDown = (event: ReactKeyboardEvent) => {
    const to: Record<string, number> = {
      ArrowRight: now + 1,
      ArrowUp: now - 1,
      ArrowLeft: now - 1,
      ArrowDown: now + 1,
      PageDown: now + PAGES_A_LEAP,
      PageUp: now - PAGES_A_LEAP,
      Home: 0,
      End: total - 1,
    };
    const next = to[event.key];
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(next);
  };

  const selected = marks.find((mark) => mark.id === selectedMarkId);
  const shown = hovered === undefined ? undefined : refAt(hovered);
  return (
    <div className="fv-strip">
      <div
        ref={bar}
        className="fv-strip-bar"
        role="slider"
        tabIndex={0}
        aria-label={strings.strip}
        aria-valuemin={1}
        aria-valuemax={total}
        aria-valuenow={now + 1}
        aria-valuetext={said(at)}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          go(indexOf(event.clientX));
        }}
        onPointerMove={(event) => {
          const index = indexOf(event.clientX);
          setHovered(index);
          if (event.buttons & 1 && event.currentTarget.hasPointerCapture(event.pointerId)) go(index);
        }}
        onPointerLeave={() => setHovered(undefined)}
      >
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <defs>
            <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="4" height="4" className="fv-strip-hatch-ground" />
              <rect width="2" height="4" className="fv-strip-hatch-line" />
            </pattern>
          </defs>
          {segments.slice(1).map((segment) => (
            <rect key={segment.document} className="fv-strip-seam" x={Math.round(x(segment.first))} y={0} width={1} height={HEIGHT} />
          ))}
          {shapes}
          {selected && (
            <rect className="fv-strip-selected" x={Math.round(x(place(selected))) - 1} y={0} width={w + 2} height={HEIGHT} />
          )}
          <rect className="fv-strip-now" x={Math.min(width - 3, Math.round(x(now)))} y={0} width={Math.max(3, w)} height={HEIGHT} />
        </svg>
        {shown && hovered !== undefined && (
          <div className="fv-strip-tip" style={hovered / total < 0.5 ? { left: x(hovered) } : { right: width - x(hovered) }}>
            {said(shown)}
          </div>
        )}
      </div>
      <button
        type="button"
        className="fv-button fv-text-button"
        aria-expanded={legend}
        onClick={() => setLegend((before) => !before)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !legend) return;
          event.preventDefault();
          setLegend(false);
        }}
      >
        {strings.stripLegend}
      </button>
      {legend && (
        <dl className="fv-legend">
          {MARK_KINDS.map((kind) => [<dt key={kind} data-kind={kind} />, <dd key={`${kind}-name`}>{KIND_NAMES[language][kind]}</dd>])}
          <dt data-state="unread" />
          <dd>{strings.notRead}</dd>
          <dt data-state="ocr" />
          <dd>{strings.fromOcrShort}</dd>
          <dt data-state="doubtful" />
          <dd>{strings.doubtfulShort}</dd>
        </dl>
      )}
    </div>
  );
});
