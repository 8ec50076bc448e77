// What a reader set in this browser.
const ADVANCE = "filing-review.advance";

// Whether a decision goes on to the next undecided finding.
export function advanceOn(): boolean {
  return localStorage.getItem(ADVANCE) !== "off";
}

export function switchAdvance(on: boolean): void {
  localStorage.setItem(ADVANCE, on ? "on" : "off");
}
