// Which filings a password mends, and how one is tried.
import { create } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";
import type { Api } from "../../src/api/client";
import { needsPassword } from "../../src/api/filings";
import { forgetPasswords, passwordOf, readWithPassword } from "../../src/api/passwords";
import { FilingSchema, FilingState, type Filing } from "../../src/gen/filing_review/v1/filing_service_pb";

function filing(state: FilingState, reason = "", pagesDoneCount = 0): Filing {
  return create(FilingSchema, { name: "filings/a", state, pagesDoneCount, ...(reason === "" ? {} : { error: { reason } }) });
}

describe("needsPassword", () => {
  it.each([
    [filing(FilingState.FAILED, "encrypted"), true],
    [filing(FilingState.FAILED, "password_forgotten"), true],
    [filing(FilingState.FAILED, "damaged"), false],
    [filing(FilingState.QUEUED, "encrypted"), false],
    [filing(FilingState.SUCCEEDED), false],
    [undefined, false],
  ])("%#", (of, needed) => expect(needsPassword(of)).toBe(needed));
});

describe("readWithPassword", () => {
  let sent: unknown[] = [];
  // A server whose filing is in these states one after the other.
  const api = (states: readonly Filing[]): Api => {
    const left = [...states];
    const filings = {
      retryFiling: async (request: unknown) => void sent.push(request),
      getFiling: async () => (left.length > 1 ? left.shift() : left[0]),
    };
    return { filings } as unknown as Api;
  };
  beforeEach(() => {
    sent = [];
    forgetPasswords();
  });
  const { signal } = new AbortController();

  it("waits its turn, and knows the password once pages are read", async () => {
    const states = [filing(FilingState.QUEUED), filing(FilingState.RUNNING), filing(FilingState.RUNNING, "", 3)];
    expect(await readWithPassword(api(states), "filings/a", "pw", signal)).toBe(true);
    expect(sent).toEqual([{ name: "filings/a", password: "pw" }]);
    expect(passwordOf("filings/a")).toBe("pw");
    forgetPasswords();
    expect(passwordOf("filings/a")).toBeUndefined();
  });
  it("a wrong one is told and not kept", async () => {
    expect(await readWithPassword(api([filing(FilingState.RUNNING), filing(FilingState.FAILED, "encrypted")]), "filings/a", "pw", signal)).toBe(false);
    expect(passwordOf("filings/a")).toBeUndefined();
  });
  it("another failure is not the password's", async () => {
    expect(await readWithPassword(api([filing(FilingState.FAILED, "damaged")]), "filings/a", "pw", signal)).toBe(true);
  });
  it("is given up when nobody waits", async () => {
    const stop = new AbortController();
    const waiting = readWithPassword(api([filing(FilingState.QUEUED)]), "filings/a", "pw", stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow();
  });
});
