// Asks again and again: often while something moves, seldom while the page is hidden, ever more
// seldom while the server does not answer.
import { useEffect, useRef } from "react";

export const POLL_ACTIVE_MS = 1500;
export const POLL_IDLE_MS = 5000;
export const POLL_HIDDEN_MS = 60_000;
export const POLL_FAILED_MAX_MS = 60_000;

// Milliseconds to the next call.
export function pollDelay(active: boolean, hidden: boolean, failures: number): number {
  if (hidden) return POLL_HIDDEN_MS;
  const delay = active ? POLL_ACTIVE_MS : POLL_IDLE_MS;
  return Math.min(delay * 2 ** Math.min(failures, 10), Math.max(delay, POLL_FAILED_MAX_MS));
}

// Resolves after so many milliseconds; rejects with the signal's reason where that comes first.
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    // A signal that was given before tells nobody any more.
    signal.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

// `ask` says whether something moves. It is called at once, and anew whenever `again` changes or the
// page is shown.
export function usePoll(ask: (signal: AbortSignal) => Promise<boolean>, again: unknown): void {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running = false;
    let failures = 0;
    const run = async (): Promise<void> => {
      if (running || stop.signal.aborted) return;
      clearTimeout(timer);
      running = true;
      let active = false;
      try {
        active = await latest.current(stop.signal);
        failures = 0;
      } catch {
        failures += 1;
      }
      running = false;
      if (!stop.signal.aborted) {
        timer = setTimeout(() => void run(), pollDelay(active, document.hidden, failures));
      }
    };
    const onShown = (): void => {
      if (!document.hidden) void run();
    };
    document.addEventListener("visibilitychange", onShown);
    void run();
    return () => {
      stop.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onShown);
    };
  }, [again]);
}
