// Files on their way to the server, two at a time.
import { useCallback, useEffect, useRef, useState } from "react";
import { Code } from "@connectrpc/connect";
import { codeOf, isPassing, messageOf } from "../api/errors";
import { submitFile, UploadRefused, type UploadStep } from "../api/upload";
import { useDeskSession, useSession } from "../app/session";
import { useI18n } from "../i18n/I18n";

const AT_ONCE = 2;

export interface Upload {
  id: number;
  file: File;
  state: { step: "waiting-turn" } | UploadStep | { step: "failed"; message: string };
}

export interface Uploads {
  uploads: readonly Upload[];
  add: (files: Iterable<File>) => void;
  // Stops one that is on its way, or takes its line away.
  drop: (id: number) => void;
}

export function useUploads(onSubmitted: () => void): Uploads {
  const i18n = useI18n();
  const { api, headers } = useSession();
  const { maxDocumentBytes } = useDeskSession();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const last = useRef(0);
  const stops = useRef(new Map<number, AbortController>());

  const change = useCallback((id: number, state: Upload["state"]) => {
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, state } : upload)));
  }, []);

  const refusal = useCallback(
    async (file: File): Promise<string | undefined> => {
      if (maxDocumentBytes > 0n && BigInt(file.size) > maxDocumentBytes) {
        return i18n.t("upload.too_large", i18n.bytes(file.size), i18n.bytes(Number(maxDocumentBytes)));
      }
      // The mark may stand behind some other bytes; the server looks again.
      const head = new TextDecoder("latin1").decode(await file.slice(0, 1024).arrayBuffer());
      return head.includes("%PDF-") ? undefined : i18n.t("upload.not_pdf");
    },
    [i18n, maxDocumentBytes],
  );

  const committed = useCallback(
    async (requestId: string, signal: AbortSignal): Promise<number> => {
      try {
        const upload = await api.filings.getUpload({ name: `uploads/${requestId}` }, { signal });
        return Number(upload.documents[0]?.committedSizeBytes ?? 0n);
      } catch (error) {
        if (codeOf(error) === Code.NotFound) return 0;
        throw isPassing(error) ? error : new UploadRefused(messageOf(i18n, error));
      }
    },
    [api, i18n],
  );

  const run = useCallback(
    async ({ id, file }: Upload): Promise<void> => {
      const stop = new AbortController();
      stops.current.set(id, stop);
      try {
        const refused = await refusal(file);
        if (refused !== undefined) throw new UploadRefused(refused);
        const filing = await submitFile(file, headers, committed, (state) => change(id, state), stop.signal);
        change(id, { step: "done", filing });
        onSubmitted();
      } catch (error) {
        if (!stop.signal.aborted) change(id, { step: "failed", message: error instanceof Error ? error.message : String(error) });
      } finally {
        stops.current.delete(id);
      }
    },
    [refusal, headers, committed, change, onSubmitted],
  );

  useEffect(() => {
    const free = AT_ONCE - stops.current.size;
    const next = uploads.filter(({ id, state }) => state.step === "waiting-turn" && !stops.current.has(id)).slice(0, Math.max(free, 0));
    for (const upload of next) void run(upload);
  }, [uploads, run]);

  const add = useCallback((files: Iterable<File>) => {
    const added = [...files].map((file): Upload => ({ id: (last.current += 1), file, state: { step: "waiting-turn" } }));
    setUploads((all) => [...all, ...added]);
  }, []);
  const drop = useCallback((id: number) => {
    stops.current.get(id)?.abort();
    setUploads((all) => all.filter((upload) => upload.id !== id));
  }, []);
  return { uploads, add, drop };
}
