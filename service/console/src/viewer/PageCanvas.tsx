// The picture of a page. Drawn once for a zoom; until then the picture of the zoom before is stretched.
// Past a number of pixels a page is drawn coarser, and the part that is seen is drawn again sharply when
// scrolling has come to rest.

import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { giveCanvas, takeCanvas } from "./canvas_pool";
import type { Rotation, Size } from "./geometry";
import { RenderError, type PageRenderer } from "./page_renderer";

/** Pixels of a whole page's picture at most: 32 MB. A4 at 150 % on a screen with two pixels a CSS pixel. */
export const MAX_PAGE_PIXELS = 8_000_000;
/** Zoom that changes within this time (wheel, pinch) is drawn once. */
const REDRAW_MILLISECONDS = 120;

export interface PageCanvasProps {
  renderer: PageRenderer;
  /** From 1. */
  page: number;
  css: Size;
  /** CSS pixels a point. */
  scale: number;
  rotation: Rotation;
  pixelRatio: number;
  scroller: RefObject<HTMLDivElement | null>;
  settled: number;
  distance: () => number;
  onFailed: () => void;
}

export function PageCanvas(props: PageCanvasProps): React.JSX.Element {
  const { renderer, page, css, scale, rotation, pixelRatio, scroller, settled, distance, onFailed } = props;
  const host = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLCanvasElement | undefined>(undefined);
  const part = useRef<HTMLCanvasElement | undefined>(undefined);
  const [drawn, setDrawn] = useState(false);
  const ratio = Math.min(pixelRatio, Math.sqrt(MAX_PAGE_PIXELS / Math.max(1, css.width * css.height)));
  const coarse = ratio < pixelRatio;

  const drop = (canvas: RefObject<HTMLCanvasElement | undefined>) => {
    if (canvas.current) giveCanvas(canvas.current);
    canvas.current = undefined;
  };

  useLayoutEffect(() => {
    // Turned, the picture of before would lie.
    drop(whole);
    drop(part);
    setDrawn(false);
  }, [renderer, page, rotation]);
  useEffect(
    () => () => {
      drop(whole);
      drop(part);
    },
    [],
  );

  useEffect(() => {
    let cancel = () => {};
    let wanted = true;
    const draw = () => {
      const drawing = renderer.draw(
        {
          page,
          scale: scale * ratio,
          rotation,
          x: 0,
          y: 0,
          width: Math.max(1, Math.round(css.width * ratio)),
          height: Math.max(1, Math.round(css.height * ratio)),
        },
        { thumbnail: false, distance },
      );
      cancel = drawing.cancel;
      drawing.bitmap.then(
        (bitmap) => {
          if (!wanted) {
            bitmap.close();
            return;
          }
          const before = whole.current;
          whole.current = takeCanvas(bitmap);
          whole.current.className = "fv-whole";
          host.current?.prepend(whole.current);
          if (before) giveCanvas(before);
          setDrawn(true);
        },
        (error: unknown) => {
          if (!(error instanceof RenderError && error.failure === "cancelled")) onFailed();
        },
      );
    };
    drop(part);
    const timer = whole.current ? window.setTimeout(draw, REDRAW_MILLISECONDS) : undefined;
    if (timer === undefined) draw();
    return () => {
      wanted = false;
      window.clearTimeout(timer);
      cancel();
    };
  }, [renderer, page, css.width, css.height, scale, rotation, ratio, distance, onFailed]);

  useEffect(() => {
    const sheet = host.current;
    const view = scroller.current;
    if (!coarse || !drawn || !sheet || !view) return undefined;
    const shown = view.getBoundingClientRect();
    const own = sheet.getBoundingClientRect();
    const left = Math.max(0, Math.floor(shown.left - own.left));
    const top = Math.max(0, Math.floor(shown.top - own.top));
    const right = Math.min(css.width, Math.ceil(shown.right - own.left));
    const bottom = Math.min(css.height, Math.ceil(shown.bottom - own.top));
    if (right <= left || bottom <= top) {
      drop(part);
      return undefined;
    }
    let wanted = true;
    const drawing = renderer.draw(
      {
        page,
        scale: scale * pixelRatio,
        rotation,
        x: Math.round(left * pixelRatio),
        y: Math.round(top * pixelRatio),
        width: Math.round((right - left) * pixelRatio),
        height: Math.round((bottom - top) * pixelRatio),
      },
      { thumbnail: false, distance },
    );
    drawing.bitmap.then(
      (bitmap) => {
        if (!wanted) {
          bitmap.close();
          return;
        }
        const before = part.current;
        const canvas = takeCanvas(bitmap);
        canvas.className = "fv-part";
        canvas.style.left = `${left}px`;
        canvas.style.top = `${top}px`;
        canvas.style.width = `${right - left}px`;
        canvas.style.height = `${bottom - top}px`;
        part.current = canvas;
        host.current?.append(canvas);
        if (before) giveCanvas(before);
      },
      () => {},
    );
    return () => {
      wanted = false;
      drawing.cancel();
    };
  }, [coarse, drawn, settled, renderer, page, css.width, css.height, scale, rotation, pixelRatio, scroller, distance]);

  return <div ref={host} className="fv-canvas" data-drawn={drawn || undefined} aria-hidden="true" />;
}
