// The keys of the page: one table, from which the help sheet and the table in docs/CONSOLE.md are made
// and against which key presses are read.
import { useEffect, useRef } from "react";
import type { Key } from "../i18n/en";

export type Scope = "everywhere" | "queue" | "brief";

export interface Shortcut {
  action: string;
  scope: Scope;
  // As KeyboardEvent.key, `Shift+` before a letter; alternatives in turn.
  keys: readonly string[];
  label: Key;
}

export const SHORTCUTS = [
  { action: "help", scope: "everywhere", keys: ["?"], label: "key.help" },
  { action: "queue", scope: "everywhere", keys: ["q"], label: "key.queue" },
  { action: "search", scope: "everywhere", keys: ["/"], label: "key.search" },
  { action: "theme", scope: "everywhere", keys: ["t"], label: "key.theme" },
  { action: "language", scope: "everywhere", keys: ["l"], label: "key.language" },

  { action: "down", scope: "queue", keys: ["j", "ArrowDown"], label: "key.down" },
  { action: "up", scope: "queue", keys: ["k", "ArrowUp"], label: "key.up" },
  { action: "open", scope: "queue", keys: ["Enter", "o"], label: "key.open" },
  { action: "select", scope: "queue", keys: ["x"], label: "key.select" },
  { action: "add", scope: "queue", keys: ["+"], label: "key.add" },

  { action: "next", scope: "brief", keys: ["j", "ArrowDown"], label: "key.next" },
  { action: "previous", scope: "brief", keys: ["k", "ArrowUp"], label: "key.previous" },
  { action: "nextOpen", scope: "brief", keys: ["n"], label: "key.nextOpen" },
  { action: "previousOpen", scope: "brief", keys: ["p"], label: "key.previousOpen" },
  { action: "nextPlace", scope: "brief", keys: ["e"], label: "key.nextPlace" },
  { action: "show", scope: "brief", keys: ["Enter", "o"], label: "key.show" },
  { action: "accept", scope: "brief", keys: ["a"], label: "key.accept" },
  { action: "acceptAll", scope: "brief", keys: ["Shift+A"], label: "key.acceptAll" },
  { action: "reject", scope: "brief", keys: ["r"], label: "key.reject" },
  { action: "correct", scope: "brief", keys: ["c"], label: "key.correct" },
  { action: "comment", scope: "brief", keys: ["m"], label: "key.comment" },
  { action: "clear", scope: "brief", keys: ["Backspace"], label: "key.clear" },
  { action: "undo", scope: "brief", keys: ["u"], label: "key.undo" },
  { action: "addFinding", scope: "brief", keys: ["+"], label: "key.addFinding" },
  { action: "focusFiling", scope: "brief", keys: ["v"], label: "key.focusFiling" },
  { action: "filter", scope: "brief", keys: ["f"], label: "key.filter" },
  { action: "sections", scope: "brief", keys: ["1", "2", "3", "4", "5", "6", "7", "8"], label: "key.sections" },
  { action: "reviewed", scope: "brief", keys: ["d"], label: "key.reviewed" },
  { action: "sign", scope: "brief", keys: ["Shift+S"], label: "key.sign" },
  { action: "audit", scope: "brief", keys: ["h"], label: "key.audit" },
  { action: "export", scope: "brief", keys: ["x"], label: "key.export" },
] as const satisfies readonly Shortcut[];

export type Action = (typeof SHORTCUTS)[number]["action"];
export type Handlers = Partial<Record<Action, (event: KeyboardEvent) => void>>;

// As people read it on a key.
export function keyName(key: string): string {
  const arrows: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑" };
  return arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

function pressed(event: KeyboardEvent): string {
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  return letter ? `${event.shiftKey ? "Shift+" : ""}${event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase()}` : event.key;
}

export function actionFor(scope: Scope, event: KeyboardEvent): Action | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const key = pressed(event);
  return SHORTCUTS.find((shortcut) => shortcut.scope === scope && (shortcut.keys as readonly string[]).includes(key))?.action;
}

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=file]), textarea, select, [contenteditable=true]";
// What answers these keys itself.
const PRESSABLE = "button, a[href], summary, [role=menuitem], [role=option], [role=tab], input";

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target === null) return false;
  if (target.closest(TYPING)) return true;
  if (target.closest("[role=dialog], [role=menu]")) return true;
  return event.key === "Enter" && target.closest(PRESSABLE) !== null;
}

const STORED = "filing-review.keys";

export function singleKeysOn(): boolean {
  return localStorage.getItem(STORED) !== "off";
}

export function switchSingleKeys(on: boolean): void {
  localStorage.setItem(STORED, on ? "on" : "off");
}

export function useShortcuts(scope: Scope, handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTaken(event)) return;
      // Keys that are no characters stay on: only those can be meant for something else (WCAG 2.1.4).
      if (event.key.length === 1 && !singleKeysOn()) return;
      const action = actionFor(scope, event);
      const handler = action && latest.current[action];
      if (!handler) return;
      event.preventDefault();
      handler(event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [scope]);
}
