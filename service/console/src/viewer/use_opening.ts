// The document that is shown, opened for drawing: tried again, and with a password that the reader gives.

import { useCallback, useState } from "react";
import type { PageRenderer } from "./page_renderer";
import type { OpenedDocument } from "./render_protocol";
import type { FilingViewerProps, ViewerDocument } from "./types";
import { useRenderer, type OpenState } from "./use_renderer";

export interface Opening {
  open: OpenState;
  /** Undefined until it is open. */
  renderer: PageRenderer | undefined;
  opened: OpenedDocument | undefined;
  /** Bytes are being asked for again. */
  lost: boolean;
  retry: () => void;
  /** A password was given: where one is asked for, it is another one. */
  hasPassword: boolean;
  givePassword: (password: string) => void;
}

export function useOpening(document: ViewerDocument, known: string | undefined, onPassword: FilingViewerProps["onPassword"]): Opening {
  const [attempt, setAttempt] = useState(0);
  const [given, setGiven] = useState<string | undefined>();
  const password = given ?? known ?? "";
  const open = useRenderer(document, attempt, password);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const givePassword = useCallback(
    (next: string) => {
      setGiven(next);
      // The same one again is a try, too.
      retry();
      onPassword?.(next);
    },
    [retry, onPassword],
  );
  return {
    open,
    renderer: open.state === "open" ? open.renderer : undefined,
    opened: open.state === "open" ? open.opened : undefined,
    lost: open.state === "open" && open.lost,
    retry,
    hasPassword: password !== "",
    givePassword,
  };
}
