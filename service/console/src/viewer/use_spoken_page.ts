// What a screen reader finds on the current page, once the reader rests there: the server's text.

import { useEffect, useState } from "react";
import type { PageText } from "./types";

export interface SpokenPageOptions {
  page: number;
  /** False where there is no such page, or nothing was read on it. */
  hasText: boolean;
  /** Changes when scrolling came to rest. */
  settled: number;
  textOf: (page: number) => Promise<PageText>;
}

export function useSpokenPage({ page, hasText, settled, textOf }: SpokenPageOptions): PageText | undefined {
  const [text, setText] = useState<PageText | undefined>();
  useEffect(() => {
    if (!hasText) return undefined;
    let wanted = true;
    textOf(page).then(
      (found) => wanted && setText(found),
      () => {},
    );
    return () => {
      wanted = false;
    };
    // Not `page`: only where scrolling came to rest.
    // eslint-disable-next-line
  }, [hasText, settled, textOf]);
  return text;
}
