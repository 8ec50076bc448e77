// The pages near the viewport, each at its place in the scrolled column.

import { useMemo, type ReactNode } from "react";
import type { Rotation, Size } from "./geometry";
import { pageCssSize, pageLeft } from "./layout";
import { PageView, type PageSelection, type PageViewProps } from "./PageView";
import type { PageCondition } from "./page_conditions";
import type { PageRenderer } from "./page_renderer";
import { STRINGS } from "./strings";
import type { FilingViewerProps, TextSelection, ViewerMark } from "./types";
import type { PageColumn as Column } from "./use_page_column";
import type { Search } from "./use_search";
import type { TextSelecting } from "./use_selection";

/** What a page is told by its place; the rest is the same for all or told by its number. */
type ByPlace = "top" | "left" | "css" | "placing" | "rotation";
type ByNumber = "page" | "condition" | "marks" | "hits" | "selection" | "text";
type OfColumn = "renderer" | "scroller" | "settled" | "distance";

export interface PageColumnProps {
  column: Column;
  /** Undefined while the document is being opened. */
  renderer: PageRenderer | undefined;
  conditions: ReadonlyMap<number, PageCondition>;
  marksByPage: ReadonlyMap<number, readonly ViewerMark[]>;
  hitsByPage: Search["byPage"];
  selecting: TextSelecting;
  onCopy: () => void;
  selectionActions: FilingViewerProps["selectionActions"];
  /** Of one page, for screen readers. */
  text: PageViewProps["text"];
  shared: Omit<PageViewProps, ByPlace | ByNumber | OfColumn>;
}

const NO_MARKS: readonly ViewerMark[] = [];

export function PageColumn(props: PageColumnProps): React.JSX.Element {
  const { column, renderer, conditions, marksByPage, hitsByPage, selecting, text, shared } = props;
  const { layout, near, scroller, settled, distance } = column;
  const strings = STRINGS[shared.language];

  const actionsFor = (selection: TextSelection): ReactNode => (
    <>
      <button type="button" className="fv-button fv-text-button" onClick={props.onCopy}>
        {strings.copy}
      </button>
      {props.selectionActions?.(selection)}
    </>
  );
  const selectionOn = (page: number): PageSelection | undefined => {
    if (selecting.page !== page) return undefined;
    const own: PageSelection = { boxes: selecting.selected?.boxes ?? [] };
    if (selecting.caret) own.caret = selecting.caret;
    if (selecting.released && selecting.selection) own.actions = actionsFor(selecting.selection);
    return own;
  };

  const pages: React.JSX.Element[] = [];
  for (let i = near[0]; renderer && i <= Math.min(near[1], layout.sizes.length - 1); ++i) {
    const size = layout.sizes[i];
    if (!size) continue;
    const page = i + 1;
    pages.push(
      <PlacedPage
        key={page}
        top={layout.tops[i] ?? 0}
        left={pageLeft(layout, i)}
        {...pageCssSize(layout, i)}
        size={size}
        rotation={column.rotation}
        scale={layout.scales[i] ?? 1}
        rest={{
          ...shared,
          renderer,
          scroller,
          settled,
          distance,
          page,
          condition: conditions.get(page),
          marks: marksByPage.get(page) ?? NO_MARKS,
          hits: hitsByPage.get(page),
          selection: selectionOn(page),
          text: text?.page === page ? text : undefined,
        }}
      />,
    );
  }
  return (
    <div className="fv-column" style={{ height: layout.height, width: layout.width }}>
      {pages}
    </div>
  );
}

interface PlacedPageProps extends Size {
  top: number;
  left: number;
  size: Size;
  rotation: Rotation;
  scale: number;
  rest: Omit<PageViewProps, ByPlace>;
}

/** Makes a page's numbers into objects that stay the same while the numbers do, so that it is not drawn anew. */
function PlacedPage(props: PlacedPageProps): React.JSX.Element {
  const { top, left, width, height, size, rotation, scale, rest } = props;
  const css = useMemo(() => ({ width, height }), [width, height]);
  const placing = useMemo(() => ({ size, rotation, scale }), [size, rotation, scale]);
  return <PageView {...rest} top={top} left={left} css={css} placing={placing} rotation={rotation} />;
}
