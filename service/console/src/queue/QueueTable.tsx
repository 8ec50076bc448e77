// The queue's lines. Only those in sight are in the page; a grid tells the reader of the screen how
// many there are.
import { Checkbox } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useRef } from "react";
import { addressOf, goTo, idOf } from "../app/router";
import { FilingType, ListingVenue } from "../gen/filing_review/v1/brief_pb";
import type { DeskFiling } from "../gen/filing_review/v1/desk_service_pb";
import type { Key } from "../i18n/en";
import { useI18n } from "../i18n/I18n";
import { ThresholdBar } from "../plots/ThresholdBar";
import { regimeTitle } from "../brief/describe";
import { ReviewPill, StateCell } from "./Badges";
import { PasswordNeeded } from "./PasswordNeeded";
import { SORT_COLUMNS, type Order, type SortColumn } from "./order";

const ROW_HEIGHT = 52;

interface Props {
  lines: readonly DeskFiling[];
  order: Order;
  onOrder: (order: Order) => void;
  selected: ReadonlySet<string>;
  onSelect: (names: readonly string[], on: boolean) => void;
  current: number;
  onCurrent: (at: number) => void;
  // Something of a filing changed.
  onChanged: () => void;
}

function Regimes({ ids }: { ids: readonly string[] }): React.JSX.Element {
  const i18n = useI18n();
  const titles = ids.map((id) => regimeTitle(i18n, id, ""));
  return (
    <span className="regimes" title={titles.join("\n")}>
      {titles.length > 0 && <b>{titles.length}</b>} <span className="clip">{titles.join(i18n.t("list.separator"))}</span>
    </span>
  );
}

interface LineProps {
  line: DeskFiling;
  at: number;
  top: number;
  selected: boolean;
  current: boolean;
  onSelect: (names: readonly string[], on: boolean) => void;
  onCurrent: (at: number) => void;
  // Something of a filing changed.
  onChanged: () => void;
}

const Line = memo(function Line({ line, at, top, selected, current, onSelect, onCurrent, onChanged }: LineProps): React.JSX.Element | null {
  const i18n = useI18n();
  const { t } = i18n;
  const { filing, headline } = line;
  if (!filing) return null;
  const title = line.issuer || filing.displayName;
  const what = [
    line.filingType ? i18n.word("FilingType", FilingType[line.filingType] ?? "") : "",
    line.listingVenue ? i18n.word("ListingVenue", ListingVenue[line.listingVenue] ?? "") : "",
    line.issuer === "" ? "" : filing.displayName,
  ].filter((part) => part !== "");
  return (
    <div
      role="row"
      aria-rowindex={at + 2}
      aria-selected={selected}
      className={`line${current ? " line-current" : ""}${selected ? " line-selected" : ""}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onCurrent(at)}
      onDoubleClick={() => goTo({ at: "filing", id: idOf(filing.name) })}
    >
      <div role="gridcell">
        <Checkbox
          size="xs"
          checked={selected}
          aria-label={t("queue.select.one", title)}
          onChange={(event) => onSelect([filing.name], event.currentTarget.checked)}
        />
      </div>
      <div role="gridcell" className="cell-filing">
        <a href={addressOf({ at: "filing", id: idOf(filing.name) })} className="clip" title={title}>
          {title}
        </a>
        <small className="clip">{what.join(" · ")}</small>
      </div>
      <div role="gridcell">
        <StateCell filing={filing} />
        <PasswordNeeded filing={filing} onChanged={onChanged} />
      </div>
      <div role="gridcell" className="cell-figure">
        {headline?.value !== undefined ? (
          <>
            <span title={line.headlineFigureText}>
              <b>{i18n.compact(headline.value)}</b> {i18n.word("metric", headline.metric)}
            </span>
            <ThresholdBar value={headline.value} />
          </>
        ) : (
          headline && <span className="quiet">{t("queue.figure.none")}</span>
        )}
      </div>
      <div role="gridcell">{headline && <Regimes ids={headline.regimesTriggered} />}</div>
      <div role="gridcell" className="number cell-foreign">
        {headline?.foreignPercent !== undefined && i18n.percent(headline.foreignPercent)}
      </div>
      <div role="gridcell" className="number">
        {headline && headline.conflictCount > 0 && <span className="warn">{headline.conflictCount}</span>}
      </div>
      <div role="gridcell" className="number">
        {headline && headline.unreadPageCount > 0 && <span className="warn">{headline.unreadPageCount}</span>}
      </div>
      <div role="gridcell">
        {headline && (
          <span className="state-cell">
            <ReviewPill state={line.reviewState} />
            {line.findingsCount > 0 && (
              <small title={t("queue.decided", line.decidedCount, line.findingsCount)}>
                {line.decidedCount}/{line.findingsCount} {line.lastReviewer}
              </small>
            )}
          </span>
        )}
      </div>
      <div role="gridcell" className="number">
        {line.filingDate}
      </div>
    </div>
  );
});

// `added` is an order, not a column of its own: it is the order that the queue starts with.
const COLUMNS: readonly SortColumn[] = SORT_COLUMNS.filter((column) => column !== "added");

export function QueueTable({ lines, order, onOrder, selected, onSelect, current, onCurrent, onChanged }: Props): React.JSX.Element {
  const { t } = useI18n();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: "auto" });
  }, [virtual, current]);
  const names = lines.flatMap((line) => (line.filing ? [line.filing.name] : []));
  const all = names.length > 0 && names.every((name) => selected.has(name));
  return (
    <div className="table" ref={box} role="grid" aria-label={t("queue.title")} aria-rowcount={lines.length + 1} aria-multiselectable="true" tabIndex={0}>
      <div className="line line-head" role="row" aria-rowindex={1}>
        <div role="columnheader">
          <Checkbox
            size="xs"
            checked={all}
            indeterminate={!all && names.some((name) => selected.has(name))}
            aria-label={t("queue.select.all")}
            onChange={() => onSelect(names, !all)}
          />
        </div>
        {COLUMNS.map((column) => {
          const mine = order.column === column;
          return (
            <div
              key={column}
              role="columnheader"
              aria-sort={mine ? (order.descending ? "descending" : "ascending") : "none"}
              className={["foreign", "conflicts", "unread", "date"].includes(column) ? "number" : undefined}
            >
              <button
                type="button"
                className="plain"
                onClick={() => onOrder({ column, descending: mine ? !order.descending : column !== "filing" })}
              >
                {t(`queue.column.${column}` as Key)}
                <span aria-hidden="true">{mine ? (order.descending ? " ↓" : " ↑") : ""}</span>
              </button>
            </div>
          );
        })}
      </div>
      <div className="lines" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line?.filing) return null;
          return (
            <Line
              key={line.filing.name}
              line={line}
              at={item.index}
              top={item.start}
              selected={selected.has(line.filing.name)}
              current={item.index === current}
              onSelect={onSelect}
              onCurrent={onCurrent}
              onChanged={onChanged}
            />
          );
        })}
      </div>
    </div>
  );
}
