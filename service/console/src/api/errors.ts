// What went wrong, in a sentence for the reader.
import { Code, ConnectError } from "@connectrpc/connect";
import type { Words } from "../brief/describe";

// The stable reason code of a refusal, which the server sends with it.
export function reasonOf(error: unknown): string {
  return error instanceof ConnectError ? (error.metadata.get("reason") ?? "") : "";
}

export function codeOf(error: unknown): Code | undefined {
  return error instanceof ConnectError ? error.code : undefined;
}

export function isChangedMeanwhile(error: unknown): boolean {
  return codeOf(error) === Code.Aborted;
}

export function isSignInNeeded(error: unknown): boolean {
  return codeOf(error) === Code.Unauthenticated;
}

// Worth another try without asking anybody.
export function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  return code === Code.Unavailable || code === Code.ResourceExhausted || code === Code.DeadlineExceeded || code === Code.Unknown;
}

// The server's own sentence says what to do; a line that is down has none.
export function messageOf(words: Words, error: unknown): string {
  if (!(error instanceof ConnectError)) return error instanceof Error ? error.message : String(error);
  if (error.code === Code.PermissionDenied) return words.t("error.denied", error.rawMessage);
  if (error.code === Code.Unavailable || error.code === Code.Unknown) {
    return reasonOf(error) === "" ? words.t("error.network") : error.rawMessage;
  }
  return error.rawMessage;
}
