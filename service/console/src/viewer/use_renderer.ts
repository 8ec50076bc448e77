// Opens a document for drawing and says how far that is.

import { useEffect, useState } from "react";
import { PageRenderer, RenderError } from "./page_renderer";
import type { OpenedDocument, RenderFailure } from "./render_protocol";
import type { ViewerDocument } from "./types";

export type OpenState =
  | { state: "opening" }
  /** `lost`: bytes are being asked for again. */
  | { state: "open"; renderer: PageRenderer; opened: OpenedDocument; lost: boolean }
  | { state: "failed"; failure: RenderFailure | "empty" };

const OPENING: OpenState = { state: "opening" };

/** `attempt` counts the reader's tries: another one opens anew. `password`: empty, none. */
export function useRenderer(document: ViewerDocument, attempt: number, password: string): OpenState {
  const [told, setTold] = useState<{ of: string; open: OpenState }>({ of: "", open: OPENING });
  const headers = JSON.stringify(document.httpHeaders ?? {});
  useEffect(() => {
    const setOpen = (open: OpenState) => setTold({ of: document.id, open });
    setOpen(OPENING);
    if (!document.url) {
      setOpen({ state: "failed", failure: "empty" });
      return undefined;
    }
    let wanted = true;
    const renderer = new PageRenderer(document.url, JSON.parse(headers) as Record<string, string>, password);
    renderer.opened.then(
      (opened) => {
        if (!wanted) return;
        setOpen({ state: "open", renderer, opened, lost: false });
        renderer.onTrouble = (trouble) => {
          if (!wanted) return;
          if (trouble === "lost" || trouble === "found") setOpen({ state: "open", renderer, opened, lost: trouble === "lost" });
          else setOpen({ state: "failed", failure: trouble });
        };
      },
      (error: unknown) =>
        wanted && setOpen({ state: "failed", failure: error instanceof RenderError ? error.failure : "network" }),
    );
    return () => {
      wanted = false;
      renderer.close();
    };
  }, [document.id, document.url, headers, password, attempt]);
  // What was told of another document does not hold for this one, not even for a moment.
  return told.of === document.id ? told.open : OPENING;
}
