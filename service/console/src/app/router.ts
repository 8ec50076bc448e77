// Places of the page, in the address after #, so that the server needs to know none of them.
import { useCallback, useSyncExternalStore } from "react";

export type Place =
  | { at: "queue" }
  // `finding` is the key to open at.
  | { at: "filing"; id: string; finding?: string | undefined }
  | { at: "nowhere" };

export function parsePlace(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?");
  if (path === "") return { at: "queue" };
  const filing = /^filings\/([\w.~-]{1,128})$/.exec(path);
  if (!filing?.[1]) return { at: "nowhere" };
  return { at: "filing", id: filing[1], finding: new URLSearchParams(query).get("finding") ?? undefined };
}

export function addressOf(place: Place): string {
  if (place.at !== "filing") return "#/";
  const query = place.finding === undefined ? "" : `?${new URLSearchParams({ finding: place.finding })}`;
  return `#/filings/${place.id}${query}`;
}

// "filings/abc" → "abc".
export function idOf(name: string): string {
  return name.split("/")[1] ?? "";
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

export function usePlace(): Place {
  return parsePlace(useSyncExternalStore(subscribe, () => window.location.hash));
}

export function goTo(place: Place): void {
  window.location.hash = addressOf(place);
}

// Changes the address without a step in the history.
export function useReplacePlace(): (place: Place) => void {
  return useCallback((place) => window.history.replaceState(null, "", addressOf(place)), []);
}
