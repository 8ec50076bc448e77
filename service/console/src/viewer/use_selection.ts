// Selecting text on one page, by pointer or by keyboard, on the server's characters.

import { useCallback, useMemo, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from "react";
import type { Point } from "./geometry";
import {
  caretAt,
  characterAt,
  codePoints,
  lineAt,
  moveCaret,
  textBetween,
  wordAt,
  type Caret,
  type CaretStep,
  type SelectedText,
} from "./selection";
import type { PageText, TextSelection } from "./types";

/** A press that moves less is a click. CSS pixels. */
const DRAG_PIXELS = 4;
const DOUBLE_CLICK_MILLISECONDS = 400;
/** Dragging this near to the edge of the viewport scrolls. CSS pixels. */
const EDGE_PIXELS = 28;

interface State {
  page: number;
  text: PageText;
  anchor: Caret;
  focus: Caret;
  byKeyboard: boolean;
}

export interface TextSelecting {
  page: number | undefined;
  selected: SelectedText | undefined;
  /** Set while the keyboard selects. */
  caret: { caret: Caret; text: PageText } | undefined;
  /** True once a selection is released: its buttons are shown. */
  released: boolean;
  selection: TextSelection | undefined;
  onPointer: (event: ReactPointerEvent<HTMLElement>, page: number, spot: Point) => void;
  /** Asks once whether the click that comes now ended a drag. */
  endedDrag: () => boolean;
  startKeyboard: (page: number, at: Point) => void;
  /** True where the key was used. */
  onKey: (event: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }) => boolean;
  /** True where there was something to drop. */
  drop: () => boolean;
}

export interface SelectingOptions {
  document: string;
  textOf: (page: number) => Promise<PageText>;
  scroller: RefObject<HTMLDivElement | null>;
  /** Touch selects too (it scrolls otherwise). */
  touch: boolean;
  onSelect: (selection: TextSelection | null) => void;
  onProblem: (problem: "no-text" | "failed") => void;
  onSpoken: (words: string) => void;
}

const STEPS: Record<string, CaretStep> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "line-start",
  End: "line-end",
};

export function useTextSelecting(options: SelectingOptions): TextSelecting {
  const [state, setState] = useState<State | undefined>();
  const [released, setReleased] = useState(false);
  const stateRef = useRef(state);
  stateRef.current = state;
  const optionsRef = useRef(options);
  optionsRef.current = options;
  const press = useRef<{ page: number; spot: Point; x: number; y: number; last: Point; dragging: boolean; up: boolean } | undefined>(undefined);
  const clicks = useRef({ time: 0, x: 0, y: 0, count: 0 });
  const ended = useRef(false);

  const selected = useMemo(() => state && textBetween(state.text, state.anchor, state.focus), [state]);
  const selectionOf = (now: State | undefined): TextSelection | undefined => {
    const between = now && textBetween(now.text, now.anchor, now.focus);
    if (!now || !between) return undefined;
    const { pageWidth, pageHeight, fromOcr } = now.text;
    return { document: optionsRef.current.document, page: now.page, ...between, pageWidth, pageHeight, fromOcr };
  };

  const release = useCallback((now: State | undefined) => {
    const selection = selectionOf(now);
    setState(now);
    setReleased(selection !== undefined);
    if (selection) optionsRef.current.onSelect(selection);
  }, []);

  const drop = useCallback(() => {
    if (!stateRef.current) return false;
    const had = selectionOf(stateRef.current) !== undefined;
    setState(undefined);
    setReleased(false);
    if (had) optionsRef.current.onSelect(null);
    return true;
  }, []);

  const withText = useCallback(async (page: number, use: (text: PageText) => void) => {
    try {
      const text = await optionsRef.current.textOf(page);
      if (text.lines.some((line) => codePoints(line).length > 0)) use(text);
      else optionsRef.current.onProblem("no-text");
    } catch {
      optionsRef.current.onProblem("failed");
    }
  }, []);

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

  const startKeyboard = useCallback(
    (page: number, at: Point) => {
      void withText(page, (text) => {
        const caret = caretAt(text, at);
        if (!caret) return;
        setReleased(false);
        setState({ page, text, anchor: caret, focus: caret, byKeyboard: true });
        optionsRef.current.onSpoken(text.lines[caret.line]?.text ?? "");
      });
    },
    [withText],
  );

  const onKey: TextSelecting["onKey"] = useCallback(
    (event) => {
      const now = stateRef.current;
      if (!now?.byKeyboard || event.altKey) return false;
      if (event.key === "Enter") {
        release({ ...now, byKeyboard: false });
        return true;
      }
      let step = STEPS[event.key];
      if (!step) return false;
      if (event.ctrlKey || event.metaKey) {
        if (step === "left") step = "word-left";
        else if (step === "right") step = "word-right";
        else return false;
      }
      const focus = moveCaret(now.text, now.focus, step);
      setState({ ...now, focus, anchor: event.shiftKey ? now.anchor : focus });
      const otherLine = focus.line !== now.focus.line;
      const whole = now.text.lines[focus.line]?.text ?? "";
      optionsRef.current.onSpoken(
        event.shiftKey ? (textBetween(now.text, now.anchor, focus)?.quote ?? "") : otherLine ? whole : characterAt(now.text, focus),
      );
      return true;
    },
    [release],
  );

  const selection = useMemo(() => (released ? selectionOf(state) : undefined), [released, state]);
  return {
    page: state?.page,
    selected,
    caret: state?.byKeyboard ? { caret: state.focus, text: state.text } : undefined,
    released,
    selection,
    onPointer,
    endedDrag,
    startKeyboard,
    onKey,
    drop,
  };
}

function scrollAtEdge(scroller: HTMLElement | null, y: number): void {
  if (!scroller) return;
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + EDGE_PIXELS) scroller.scrollTop -= 18;
  else if (y > bottom - EDGE_PIXELS) scroller.scrollTop += 18;
}
