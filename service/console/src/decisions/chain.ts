// Whether the events of a review, the oldest first, name each other in turn. The hashes themselves are
// checked by `filing-review audit verify`.
import type { ReviewEvent } from "../gen/filing_review/v1/desk_service_pb";

// Number of the first event that does not follow the one before it.
export function brokenLink(events: readonly ReviewEvent[]): bigint | undefined {
  for (const [at, event] of events.entries()) {
    const before = events[at - 1];
    if (before && (event.previousHash !== before.hash || event.number !== before.number + 1n)) return event.number;
  }
  return undefined;
}
