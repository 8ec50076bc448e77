// Copies the selected text: by its button, and by what the browser calls copying.

import { useCallback, useEffect } from "react";
import type { TextSelection } from "./types";

export function useCopy(selection: TextSelection | undefined, onCopied: () => void): () => void {
  useEffect(() => {
    if (!selection) return undefined;
    const onCopy = (event: ClipboardEvent) => {
      const elsewhere = window.getSelection();
      if (event.target instanceof HTMLInputElement || (elsewhere && !elsewhere.isCollapsed)) return;
      event.clipboardData?.setData("text/plain", selection.quote);
      event.preventDefault();
      onCopied();
    };
    document.addEventListener("copy", onCopy);
    return () => document.removeEventListener("copy", onCopy);
  }, [selection, onCopied]);
  return useCallback(() => {
    if (!selection) return;
    void navigator.clipboard?.writeText(selection.quote).then(onCopied, () => {});
  }, [selection, onCopied]);
}
