// Selecting text on one page on the server's characters: what is selected, and selecting by keyboard.
// By pointer: use_selection_pointer.ts.

import { useCallback, useMemo, useRef, useState, type RefObject } from "react";
import type { Point } from "./geometry";
import {
  caretAt,
  characterAt,
  codePoints,
  moveCaret,
  textBetween,
  type Caret,
  type CaretStep,
  type SelectedText,
} from "./selection";
import type { PageText, TextSelection } from "./types";
import { useSelectionPointer, type SelectionPointer } from "./use_selection_pointer";

export interface SelectingState {
  page: number;
  text: PageText;
  anchor: Caret;
  focus: Caret;
  byKeyboard: boolean;
}

export interface TextSelecting extends SelectionPointer {
  page: number | undefined;
  selected: SelectedText | undefined;
  /** Set while the keyboard selects. */
  caret: { caret: Caret; text: PageText } | undefined;
  /** True once a selection is released: its buttons are shown. */
  released: boolean;
  selection: TextSelection | undefined;
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
  const [state, setState] = useState<SelectingState | undefined>();
  const [released, setReleased] = useState(false);
  const stateRef = useRef(state);
  stateRef.current = state;
  const optionsRef = useRef(options);
  optionsRef.current = options;

  const selected = useMemo(() => state && textBetween(state.text, state.anchor, state.focus), [state]);
  const selectionOf = (now: SelectingState | undefined): TextSelection | undefined => {
    const between = now && textBetween(now.text, now.anchor, now.focus);
    if (!now || !between) return undefined;
    const { pageWidth, pageHeight, fromOcr } = now.text;
    return { document: optionsRef.current.document, page: now.page, ...between, pageWidth, pageHeight, fromOcr };
  };

  const release = useCallback((now: SelectingState | undefined) => {
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

  const { onPointer, endedDrag } = useSelectionPointer({ stateRef, optionsRef, setState, setReleased, withText, release, drop });

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
