// Selecting text by pointer: dragging, a double click on a word, a triple one on a line, and Shift that
// moves the end of what is selected.

import { useCallback, useRef, type PointerEvent as ReactPointerEvent, type RefObject } from "react";
import type { Point } from "./geometry";
import { caretAt, lineAt, wordAt, type Caret } from "./selection";
import type { PageText } from "./types";
import type { SelectingOptions, SelectingState } from "./use_selection";

/** A press that moves less is a click. CSS pixels. */
const DRAG_PIXELS = 4;
const DOUBLE_CLICK_MILLISECONDS = 400;
/** Dragging this near to the edge of the viewport scrolls. CSS pixels. */
const EDGE_PIXELS = 28;

/** What use_selection.ts holds and does. */
export interface SelectionPointerHost {
  stateRef: RefObject<SelectingState | undefined>;
  optionsRef: RefObject<SelectingOptions>;
  setState: (state: SelectingState) => void;
  setReleased: (released: boolean) => void;
  withText: (page: number, use: (text: PageText) => void) => Promise<void>;
  release: (state: SelectingState) => void;
  drop: () => boolean;
}

export interface SelectionPointer {
  onPointer: (event: ReactPointerEvent<HTMLElement>, page: number, spot: Point) => void;
  /** Asks once whether the click that comes now ended a drag. */
  endedDrag: () => boolean;
}

interface Press {
  page: number;
  spot: Point;
  x: number;
  y: number;
  last: Point;
  dragging: boolean;
  up: boolean;
}

export function useSelectionPointer(host: SelectionPointerHost): SelectionPointer {
  const { stateRef, optionsRef, setState, setReleased, withText, release, drop } = host;
  const press = useRef<Press | undefined>(undefined);
  const clicks = useRef({ time: 0, x: 0, y: 0, count: 0 });
  const ended = useRef(false);

  const drag = useCallback(() => {
    const now = press.current;
    if (!now) return;
    void withText(now.page, (text) => {
      const anchor = caretAt(text, now.spot);
      const focus = caretAt(text, now.last);
      if (!anchor || !focus) return;
      const next = { page: now.page, text, anchor, focus, byKeyboard: false };
      if (now.up) release(next);
      else setState(next);
    });
  }, [release, withText]);

  const take = useCallback(
    (page: number, spot: Point, what: (text: PageText, caret: Caret) => [Caret, Caret] | undefined) => {
      void withText(page, (text) => {
        const caret = caretAt(text, spot);
        const ends = caret && what(text, caret);
        if (ends) release({ page, text, anchor: ends[0], focus: ends[1], byKeyboard: false });
      });
    },
    [release, withText],
  );

  const onPointer = useCallback(
    (event: ReactPointerEvent<HTMLElement>, page: number, spot: Point) => {
      const byTouch = event.pointerType === "touch";
      if (byTouch && !optionsRef.current.touch) return;
      const sheet = event.currentTarget;
      switch (event.type) {
        case "pointerdown": {
          if (event.button !== 0 || !event.isPrimary) return;
          const last = clicks.current;
          const again =
            event.timeStamp - last.time < DOUBLE_CLICK_MILLISECONDS &&
            Math.hypot(event.clientX - last.x, event.clientY - last.y) < 2 * DRAG_PIXELS;
          clicks.current = { time: event.timeStamp, x: event.clientX, y: event.clientY, count: again ? last.count + 1 : 1 };
          ended.current = false;
          if (event.shiftKey && stateRef.current?.page === page) {
            const before = stateRef.current;
            const focus = caretAt(before.text, spot);
            if (focus) release({ ...before, focus, byKeyboard: false });
            ended.current = true;
            return;
          }
          press.current = { page, spot, x: event.clientX, y: event.clientY, last: spot, dragging: false, up: false };
          return;
        }
        case "pointermove": {
          const now = press.current;
          if (!now || now.up || now.page !== page) return;
          if (!now.dragging) {
            if (Math.hypot(event.clientX - now.x, event.clientY - now.y) < DRAG_PIXELS) return;
            now.dragging = true;
            setReleased(false);
            sheet.setPointerCapture(event.pointerId);
          }
          now.last = spot;
          scrollAtEdge(optionsRef.current.scroller.current, event.clientY);
          drag();
          return;
        }
        case "pointerup": {
          const now = press.current;
          press.current = undefined;
          if (!now || now.page !== page) return;
          if (now.dragging) {
            ended.current = true;
            now.up = true;
            now.last = spot;
            press.current = now;
            drag();
            press.current = undefined;
          } else if (clicks.current.count === 2) {
            ended.current = true;
            take(page, spot, wordAt);
          } else if (clicks.current.count === 3) {
            ended.current = true;
            take(page, spot, lineAt);
          } else {
            drop();
          }
          return;
        }
        default:
          press.current = undefined;
      }
    },
    [drag, drop, release, take],
  );

  const endedDrag = useCallback(() => {
    const was = ended.current;
    ended.current = false;
    return was;
  }, []);

  return { onPointer, endedDrag };
}

function scrollAtEdge(scroller: HTMLElement | null, y: number): void {
  if (!scroller) return;
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + EDGE_PIXELS) scroller.scrollTop -= 18;
  else if (y > bottom - EDGE_PIXELS) scroller.scrollTop += 18;
}
