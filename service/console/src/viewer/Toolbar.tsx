// The bar over the pages: document, page, zoom, turn.

import { useEffect, useState, type RefObject } from "react";
import { Button } from "./Button";
import { Icon } from "./icons";
import { ZOOM_STEPS } from "./layout";
import { fill, STRINGS } from "./strings";
import type { ViewerDocument, ViewerLanguage, Zoom } from "./types";

export interface ToolbarProps {
  language: ViewerLanguage;
  documents: readonly ViewerDocument[];
  documentId: string;
  page: number;
  pageCount: number;
  zoom: Zoom;
  scale: number;
  panelOpen: boolean;
  selectMode: boolean;
  pageInput: RefObject<HTMLInputElement | null>;
  onDocument: (id: string) => void;
  onPage: (page: number) => void;
  onZoom: (zoom: Zoom) => void;
  onZoomStep: (direction: 1 | -1) => void;
  onRotate: (by: 90 | -90) => void;
  onPanel: () => void;
  onSelectMode: () => void;
  searchOpen: boolean;
  onSearch: () => void;
}

export function Toolbar(props: ToolbarProps): React.JSX.Element {
  const { language, page, pageCount, zoom, scale } = props;
  const strings = STRINGS[language];
  return (
    <div className="fv-toolbar" role="toolbar" aria-label={strings.toolbar}>
      <Button label={strings.sidebar} pressed={props.panelOpen} onClick={props.onPanel}>
        <Icon name="panel" />
      </Button>
      {props.documents.length > 1 && (
        <select
          className="fv-select"
          aria-label={strings.document}
          value={props.documentId}
          onChange={(event) => props.onDocument(event.target.value)}
        >
          {props.documents.map((document) => (
            <option key={document.id} value={document.id}>
              {document.title}
            </option>
          ))}
        </select>
      )}
      <span className="fv-group">
        <Button label={strings.previousPage} disabled={page <= 1} onClick={() => props.onPage(page - 1)}>
          <Icon name="up" />
        </Button>
        <PageInput {...props} />
        <span className="fv-of">{fill(strings.of, { count: pageCount })}</span>
        <Button label={strings.nextPage} disabled={page >= pageCount} onClick={() => props.onPage(page + 1)}>
          <Icon name="down" />
        </Button>
      </span>
      <span className="fv-group">
        <Button label={strings.zoomOut} onClick={() => props.onZoomStep(-1)}>
          <Icon name="minus" />
        </Button>
        <select
          className="fv-select fv-zoom"
          aria-label={strings.zoom}
          value={String(zoom)}
          onChange={(event) => {
            const value = event.target.value;
            props.onZoom(value === "fit-width" || value === "fit-page" ? value : Number(value));
          }}
        >
          <option value="fit-width">{`${strings.fitWidth}${zoom === "fit-width" ? ` (${Math.round(scale * 100)} %)` : ""}`}</option>
          <option value="fit-page">{`${strings.fitPage}${zoom === "fit-page" ? ` (${Math.round(scale * 100)} %)` : ""}`}</option>
          {typeof zoom === "number" && !ZOOM_STEPS.includes(zoom) && <option value={zoom}>{Math.round(zoom * 100)} %</option>}
          {ZOOM_STEPS.map((step) => (
            <option key={step} value={step}>
              {Math.round(step * 100)} %
            </option>
          ))}
        </select>
        <Button label={strings.zoomIn} onClick={() => props.onZoomStep(1)}>
          <Icon name="plus" />
        </Button>
        <Button label={strings.fitWidth} pressed={zoom === "fit-width"} onClick={() => props.onZoom("fit-width")}>
          <Icon name="width" />
        </Button>
        <Button label={strings.fitPage} pressed={zoom === "fit-page"} onClick={() => props.onZoom("fit-page")}>
          <Icon name="whole" />
        </Button>
      </span>
      <span className="fv-group">
        <Button label={strings.rotateLeft} onClick={() => props.onRotate(-90)}>
          <Icon name="turnLeft" />
        </Button>
        <Button label={strings.rotateRight} onClick={() => props.onRotate(90)}>
          <Icon name="turnRight" />
        </Button>
      </span>
      <span className="fv-group">
        <Button label={strings.selectMode} pressed={props.selectMode} onClick={props.onSelectMode}>
          <Icon name="select" />
        </Button>
        <Button label={strings.search} pressed={props.searchOpen} onClick={props.onSearch}>
          <Icon name="search" />
        </Button>
      </span>
    </div>
  );
}

function PageInput(props: ToolbarProps): React.JSX.Element {
  const { page, pageCount } = props;
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);
  const go = () => {
    const wanted = Number.parseInt(text, 10);
    if (Number.isFinite(wanted)) props.onPage(Math.min(pageCount, Math.max(1, wanted)));
    setText(String(page));
  };
  return (
    <input
      ref={props.pageInput}
      className="fv-page-input"
      aria-label={STRINGS[props.language].pageNumber}
      inputMode="numeric"
      value={text}
      style={{ width: `${Math.max(3, String(pageCount).length + 2)}ch` }}
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => setText(String(page))}
      onKeyDown={(event) => {
        if (event.key === "Enter") go();
      }}
    />
  );
}
