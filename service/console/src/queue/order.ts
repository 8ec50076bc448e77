// Filter and order of the queue's lines.
import { ListingVenue } from "../gen/filing_review/v1/brief_pb";
import { ReviewState, type DeskFiling } from "../gen/filing_review/v1/desk_service_pb";
import { FilingState } from "../gen/filing_review/v1/filing_service_pb";

export const SORT_COLUMNS = ["filing", "state", "figure", "regimes", "foreign", "conflicts", "unread", "review", "date", "added"] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface Order {
  column: SortColumn;
  descending: boolean;
}

export interface Filter {
  text: string;
  // Short names of the enums; empty: any.
  state: string;
  review: string;
  venue: string;
  regime: string;
}

export const NO_FILTER: Filter = { text: "", state: "", review: "", venue: "", regime: "" };

export function isFiltered(filter: Filter): boolean {
  return Object.values(filter).some((value: string) => value !== "");
}

export function matches(line: DeskFiling, filter: Filter): boolean {
  const text = filter.text.trim().toLowerCase();
  const named = `${line.issuer}\n${line.filing?.displayName ?? ""}`.toLowerCase();
  return (
    (text === "" || text.split(/\s+/).every((word) => named.includes(word))) &&
    (filter.state === "" || FilingState[line.filing?.state ?? 0] === filter.state) &&
    (filter.review === "" || ReviewState[line.reviewState] === filter.review) &&
    (filter.venue === "" || ListingVenue[line.listingVenue] === filter.venue) &&
    (filter.regime === "" || (line.headline?.regimesTriggered.includes(filter.regime) ?? false))
  );
}

// Undefined where the line has no such value: it then stands last in either order.
function keyOf(line: DeskFiling, column: SortColumn): string | number | bigint | undefined {
  const { filing, headline } = line;
  switch (column) {
    case "filing":
      return line.issuer || filing?.displayName;
    case "state":
      return filing?.state;
    case "figure":
      return headline?.value;
    case "regimes":
      return headline?.regimesTriggered.length;
    case "foreign":
      return headline?.foreignPercent;
    case "conflicts":
      return headline?.conflictCount;
    case "unread":
      return headline?.unreadPageCount;
    case "review":
      return line.reviewState;
    case "date":
      return line.filingDate === "" ? undefined : line.filingDate;
    case "added":
      return filing?.createTime?.seconds;
  }
}

export function ordered(lines: readonly DeskFiling[], { column, descending }: Order, language: string): DeskFiling[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const sign = descending ? -1 : 1;
  return lines
    .map((line) => ({ line, key: keyOf(line, column) }))
    .sort((a, b) => {
      if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined);
      if (typeof a.key === "string" && typeof b.key === "string") return sign * collator.compare(a.key, b.key);
      return a.key === b.key ? 0 : a.key < b.key ? -sign : sign;
    })
    .map(({ line }) => line);
}
