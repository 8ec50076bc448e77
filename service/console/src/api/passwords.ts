// Passwords of filings: given to the server for a review, and kept in this tab's memory alone for what
// the page itself opens with them. The server forgets them once the filing is read.
import { FilingState } from "../gen/filing_review/v1/filing_service_pb";
import type { Api } from "./client";
import { needsPassword } from "./filings";
import { pause, POLL_ACTIVE_MS } from "./poll";

const known = new Map<string, string>();

export function passwordOf(filingName: string): string | undefined {
  return known.get(filingName);
}

export function rememberPassword(filingName: string, password: string): void {
  known.set(filingName, password);
}

export function forgetPasswords(): void {
  known.clear();
}

// Has the filing read again with a password and waits until it opened. False where the password is wrong.
export async function readWithPassword(api: Api, name: string, password: string, signal: AbortSignal): Promise<boolean> {
  await api.filings.retryFiling({ name, password }, { signal });
  for (;;) {
    await pause(POLL_ACTIVE_MS / 3, signal);
    const filing = await api.filings.getFiling({ name }, { signal });
    if (needsPassword(filing)) return false;
    // Pages are read once it is open; to wait for the whole brief is the queue's business.
    const waits = filing.state === FilingState.QUEUED || (filing.state === FilingState.RUNNING && filing.pagesDoneCount === 0);
    if (waits) continue;
    rememberPassword(name, password);
    return true;
  }
}
