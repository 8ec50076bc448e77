// Small pictures of the pages with their marks; only those that are seen exist.

import { memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import { boxToCss, rotatedSize, type Rotation, type Size } from "./geometry";
import type { PageCondition } from "./page_conditions";
import type { PageRenderer } from "./page_renderer";
import { fill, reasonName, STRINGS } from "./strings";
import type { ViewerLanguage, ViewerMark } from "./types";

/** Room for a picture, CSS pixels; wide pages are shown smaller. */
const BOX = { width: 116, height: 150 };
const ROW = BOX.height + 34;
/** Pictures that are kept when they are scrolled away. */
const PICTURES_KEPT = 80;

const pictures = new WeakMap<PageRenderer, Map<string, ImageBitmap>>();

function keep(renderer: PageRenderer, key: string, bitmap: ImageBitmap): void {
  let own = pictures.get(renderer);
  if (!own) pictures.set(renderer, (own = new Map()));
  own.set(key, bitmap);
  const oldest = own.keys().next().value;
  if (own.size > PICTURES_KEPT && oldest !== undefined) {
    own.get(oldest)?.close();
    own.delete(oldest);
  }
}

export interface ThumbnailsProps {
  renderer: PageRenderer;
  sizes: readonly Size[];
  rotation: Rotation;
  pixelRatio: number;
  /** Current page, from 1. */
  page: number;
  marksByPage: Map<number, ViewerMark[]>;
  conditions: Map<number, PageCondition>;
  selectedMarkId: string | undefined;
  language: ViewerLanguage;
  onGo: (page: number) => void;
}

export function Thumbnails(props: ThumbnailsProps): React.JSX.Element {
  const { sizes, page, language, onGo } = props;
  const list = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<[number, number]>([0, 8]);

  const look = () => {
    const element = list.current;
    if (!element) return;
    const first = Math.max(0, Math.floor(element.scrollTop / ROW) - 1);
    const last = Math.min(sizes.length - 1, Math.ceil((element.scrollTop + element.clientHeight) / ROW) + 1);
    setShown((before) => (before[0] === first && before[1] === last ? before : [first, last]));
  };
  // The current page's picture stays in sight.
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const top = (page - 1) * ROW;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW > element.scrollTop + element.clientHeight) element.scrollTop = top + ROW - element.clientHeight;
    look();
  }, [page, sizes.length]);

  const rows = [];
  for (let i = shown[0]; i <= Math.min(shown[1], sizes.length - 1); ++i) {
    rows.push(
      <Thumbnail
        key={i}
        renderer={props.renderer}
        page={i + 1}
        count={sizes.length}
        size={sizes[i] ?? { width: 595, height: 842 }}
        rotation={props.rotation}
        pixelRatio={props.pixelRatio}
        current={i + 1 === page}
        marks={props.marksByPage.get(i + 1) ?? NO_MARKS}
        condition={props.conditions.get(i + 1)}
        selectedMarkId={props.selectedMarkId}
        language={language}
        onGo={onGo}
      />,
    );
  }
  return (
    <div
      ref={list}
      className="fv-thumbnails"
      role="listbox"
      tabIndex={0}
      aria-label={STRINGS[language].thumbnails}
      aria-activedescendant={`fv-thumbnail-${page}`}
      onScroll={look}
      onKeyDown={(event) => {
        const to = { ArrowDown: page + 1, ArrowUp: page - 1, Home: 1, End: sizes.length }[event.key];
        if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        event.stopPropagation();
        onGo(Math.min(sizes.length, Math.max(1, to)));
      }}
    >
      <div style={{ height: sizes.length * ROW, position: "relative" }}>{rows}</div>
    </div>
  );
}

const NO_MARKS: readonly ViewerMark[] = [];

interface ThumbnailProps {
  renderer: PageRenderer;
  page: number;
  count: number;
  size: Size;
  rotation: Rotation;
  pixelRatio: number;
  current: boolean;
  marks: readonly ViewerMark[];
  condition: PageCondition | undefined;
  selectedMarkId: string | undefined;
  language: ViewerLanguage;
  onGo: (page: number) => void;
}

const Thumbnail = memo(function Thumbnail(props: ThumbnailProps): React.JSX.Element {
  const { renderer, page, size, rotation, pixelRatio, marks, condition, language } = props;
  const strings = STRINGS[language];
  const canvas = useRef<HTMLCanvasElement>(null);
  const turned = rotatedSize(size, rotation);
  const scale = Math.min(BOX.width / turned.width, BOX.height / turned.height);
  const css = { width: Math.max(1, Math.round(turned.width * scale)), height: Math.max(1, Math.round(turned.height * scale)) };

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const width = Math.round(css.width * pixelRatio);
    const height = Math.round(css.height * pixelRatio);
    const key = `${page}/${rotation}/${width}x${height}`;
    const show = (bitmap: ImageBitmap) => {
      element.width = width;
      element.height = height;
      element.getContext("2d")?.drawImage(bitmap, 0, 0);
    };
    const kept = pictures.get(renderer)?.get(key);
    if (kept) {
      show(kept);
      return undefined;
    }
    const drawing = renderer.draw(
      { page, scale: scale * pixelRatio, rotation, x: 0, y: 0, width, height },
      { thumbnail: true, distance: () => page },
    );
    let wanted = true;
    drawing.bitmap.then(
      (bitmap) => {
        keep(renderer, key, bitmap);
        if (wanted) show(bitmap);
      },
      () => {},
    );
    return () => {
      wanted = false;
      drawing.cancel();
    };
  }, [renderer, page, rotation, pixelRatio, css.width, css.height, scale]);

  const said: string[] = [fill(strings.pageOf, { page, count: props.count })];
  if (marks.length > 0) said.push(fill(strings.marksOnPage, { count: marks.length }));
  if (condition?.unread) said.push(fill(strings.notReadBecause, { reason: reasonName(language, condition.unread) }));
  if (condition?.fromOcr) said.push(strings.fromOcrShort);
  if (condition?.doubtful) said.push(strings.doubtfulShort);
  const state = condition?.unread ? "unread" : condition?.fromOcr ? "ocr" : condition?.doubtful ? "doubtful" : undefined;
  return (
    <div
      id={`fv-thumbnail-${page}`}
      className="fv-thumbnail"
      role="option"
      aria-selected={props.current}
      aria-label={said.join("; ")}
      title={said.slice(1).join("; ")}
      data-state={state}
      style={{ top: (page - 1) * ROW, height: ROW }}
      onClick={() => props.onGo(page)}
    >
      <div className="fv-thumbnail-sheet" style={css}>
        <canvas ref={canvas} width={1} height={1} />
        {state === "unread" && <div className="fv-hatch" />}
        {marks.flatMap((mark) =>
          mark.boxes.map((box, i) => (
            <div
              key={`${mark.id}/${i}`}
              className="fv-thumbnail-mark"
              data-kind={mark.kind}
              data-selected={mark.id === props.selectedMarkId || undefined}
              style={boxToCss(box, size, rotation, scale)}
            />
          )),
        )}
      </div>
      <span className="fv-thumbnail-number">
        {page}
        {state && <span className="fv-dot" data-state={state} />}
      </span>
    </div>
  );
});
