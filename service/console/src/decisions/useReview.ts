// A filing with its brief and its review, kept up to date, and the changes that people make to it.
import { create } from "@bufbuild/protobuf";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { isChangedMeanwhile, messageOf } from "../api/errors";
import { isMoving } from "../api/filings";
import { usePoll } from "../api/poll";
import { useSay } from "../app/messages";
import { useSession } from "../app/session";
import type { ReviewBrief } from "../gen/filing_review/v1/brief_pb";
import { ReviewSchema, ReviewState, type Decision, type Review, type ReviewStep } from "../gen/filing_review/v1/desk_service_pb";
import type { Filing } from "../gen/filing_review/v1/filing_service_pb";
import { useI18n } from "../i18n/I18n";
import { changesByOthers, clashes, decisionOn, type Seen } from "./clash";

// Two people on one finding: what the other decided, and what was about to be.
export interface Clash {
  mine: readonly Decision[];
  theirs: ReadonlyMap<string, Decision | undefined>;
}

export interface ReviewDesk {
  filing: Filing | undefined;
  brief: ReviewBrief | undefined;
  review: Review | undefined;
  error: unknown;
  saving: boolean;
  clash: Clash | undefined;
  dropClash: () => void;
  // Asks at once, after a change of one's own to the filing.
  refresh: () => void;
  // `seen`: what the reviewer saw on these findings. True where it is saved.
  record: (decisions: readonly Decision[], seen: Seen) => Promise<boolean>;
  undo: () => Promise<boolean>;
  advance: (step: ReviewStep, reason: string) => Promise<boolean>;
}

export function useReview(filingName: string): ReviewDesk {
  const { api, reviewer } = useSession();
  const i18n = useI18n();
  const say = useSay();
  const name = `${filingName}/review`;
  const [filing, setFiling] = useState<Filing>();
  const [brief, setBrief] = useState<{ sha256: string; brief: ReviewBrief }>();
  const [review, setReview] = useState<Review>();
  const [error, setError] = useState<unknown>();
  const [clash, setClash] = useState<Clash>();
  const [pending, setPending] = useState(0);
  const current = useRef<Review>(undefined);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  // A change that waited for the name is sent with it.
  const who = useRef(reviewer);
  useEffect(() => {
    who.current = reviewer;
  });

  const take = useCallback((next: Review) => {
    current.current = next;
    setReview(next);
  }, []);

  // Takes an answer that somebody else's change may be in, and says so.
  const takeAndTell = useCallback(
    (next: Review) => {
      const before = current.current;
      const change = before && changesByOthers(before, next, reviewer);
      if (change) say("note", i18n.t("conflict.others", change.reviewer, change.count));
      take(next);
    },
    [take, say, i18n, reviewer],
  );

  const ask = useCallback(
    async (signal: AbortSignal): Promise<boolean> => {
      try {
        const now = await api.filings.getFiling({ name: filingName }, { signal });
        setFiling((old) => (old && old.updateTime?.seconds === now.updateTime?.seconds && old.updateTime?.nanos === now.updateTime?.nanos && old.pagesDoneCount === now.pagesDoneCount && old.state === now.state ? old : now));
        if (now.briefRevision > 0) {
          const answer = await api.desk.getReview({ name, ifNoneMatch: current.current?.etag ?? "" }, { signal });
          if (answer.etag !== current.current?.etag) takeAndTell(answer);
        }
        setError(undefined);
        return isMoving(now);
      } catch (failure) {
        if (!signal.aborted) setError(failure);
        throw failure;
      }
    },
    [api, filingName, name, takeAndTell],
  );
  const [again, setAgain] = useState(0);
  usePoll(ask, `${filingName} ${again}`);
  const refresh = useCallback(() => setAgain((count) => count + 1), []);

  const sha256 = review?.briefSha256;
  const asSigned = review?.state === ReviewState.SIGNED;
  useEffect(() => {
    if (sha256 === undefined) return undefined;
    const stop = new AbortController();
    api.filings
      .getBrief({ name: filingName, asSigned }, { signal: stop.signal })
      .then((next) => setBrief({ sha256, brief: next }))
      .catch((failure: unknown) => {
        if (!stop.signal.aborted) setError(failure);
      });
    return () => stop.abort();
  }, [api, filingName, sha256, asSigned]);

  // One change after the other, each on the review that the one before left.
  const inTurn = useCallback(
    async (change: () => Promise<boolean>): Promise<boolean> => {
      setPending((count) => count + 1);
      const turn = queue.current.then(change).catch((failure: unknown) => {
        say("error", messageOf(i18n, failure));
        return false;
      });
      queue.current = turn;
      const done = await turn;
      setPending((count) => count - 1);
      return done;
    },
    [say, i18n],
  );

  const fresh = useCallback(async (): Promise<Review> => {
    const next = await api.desk.getReview({ name });
    takeAndTell(next);
    return next;
  }, [api, name, takeAndTell]);

  // A change is sent again on a newer review unless it would hide another person's decision. The
  // number of tries ends where somebody changes the review faster than this can follow.
  const change = useCallback(
    async (send: (etag: string) => Promise<Review>, isSafe: (review: Review) => boolean): Promise<boolean> => {
      let base = current.current ?? create(ReviewSchema, { name });
      for (let tries = 5; ; tries -= 1) {
        if (!isSafe(base)) return false;
        try {
          take(await send(base.etag));
          return true;
        } catch (failure) {
          if (!isChangedMeanwhile(failure) || tries <= 1) throw failure;
          base = await fresh();
        }
      }
    },
    [name, take, fresh],
  );

  const record = useCallback(
    (decisions: readonly Decision[], seen: Seen) =>
      inTurn(() =>
        change(
          (etag) => api.desk.recordDecisions({ name, etag, decisions: [...decisions], reviewer: who.current }),
          (base) => {
            const clashing = clashes(seen, base);
            if (clashing.length === 0) return true;
            setClash({ mine: decisions, theirs: new Map(clashing.map((key) => [key, decisionOn(base, key)])) });
            return false;
          },
        ),
      ),
    [api, name, inTurn, change],
  );
  const undo = useCallback(
    () => inTurn(() => change((etag) => api.desk.recordDecisions({ name, etag, undo: true, reviewer: who.current }), () => true)),
    [api, name, inTurn, change],
  );
  // What is marked or signed must be what was seen: never sent again by itself.
  const advance = useCallback(
    (step: ReviewStep, reason: string) =>
      inTurn(async () => {
        try {
          take(await api.desk.advanceReview({ name, etag: current.current?.etag ?? "", step, reason, reviewer: who.current }));
          return true;
        } catch (failure) {
          if (isChangedMeanwhile(failure)) await fresh();
          throw failure;
        }
      }),
    [api, name, inTurn, take, fresh],
  );

  return useMemo(
    () => ({
      filing,
      brief: brief?.brief,
      review,
      error,
      saving: pending > 0,
      clash,
      dropClash: () => setClash(undefined),
      refresh,
      record,
      undo,
      advance,
    }),
    [filing, brief, review, error, pending, clash, refresh, record, undo, advance],
  );
}
