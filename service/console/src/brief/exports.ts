// Files for the reader to keep: renderings of a brief, the filing itself, decisions with their trail.
import { toJson } from "@bufbuild/protobuf";
import type { Api } from "../api/client";
import { passwordOf } from "../api/passwords";
import { ListReviewEventsResponseSchema, ReviewSchema, type Review, type ReviewEvent } from "../gen/filing_review/v1/desk_service_pb";
import { BriefFormat } from "../gen/filing_review/v1/filing_service_pb";
import { idOf } from "../app/router";

// As the server's addresses call them: the contract's formats, so that a new one needs nothing here.
export const BRIEF_FORMATS: readonly string[] = Object.keys(BriefFormat)
  .filter((name) => !/^\d+$/.test(name) && name !== "UNSPECIFIED")
  .map((name) => name.toLowerCase());
const ENDINGS: Readonly<Record<string, string>> = { markdown: "md", text: "txt", csv: "zip", annotated_pdf: "pdf" };

function keep(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function fetched(address: string, headers: Record<string, string>): Promise<Blob> {
  const response = await fetch(address, { headers });
  if (!response.ok) {
    const body = (await response.json().catch(() => ({}))) as { message?: unknown };
    throw new Error(typeof body.message === "string" ? body.message : `${response.status} ${response.statusText}`);
  }
  return response.blob();
}

export function baseName(displayName: string): string {
  return displayName.replace(/\.pdf$/i, "").replace(/[/\\]/g, "_") || "filing";
}

// By a call, which is where a password may stand: addresses are kept in logs and histories.
async function rendered(api: Api, name: string, format: string, language: string, password: string): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let type = "";
  const request = { name, format: BriefFormat[format.toUpperCase() as keyof typeof BriefFormat], language, password };
  for await (const { content, contentType } of api.filings.renderBrief(request)) {
    type ||= contentType;
    pieces.push(new Uint8Array(content));
  }
  return new Blob(pieces, { type });
}

export async function exportBrief(
  api: Api,
  filing: string,
  displayName: string,
  format: string,
  language: string,
  headers: Record<string, string>,
): Promise<void> {
  const password = passwordOf(filing);
  const content = password
    ? await rendered(api, filing, format, language, password)
    : await fetched(`/v1/filings/${idOf(filing)}/brief?format=${format}&language=${language}`, headers);
  keep(content, `${baseName(displayName)}.${ENDINGS[format] ?? format}`);
}

export function pdfAddress(filing: string, document: string): string {
  return `/v1/filings/${idOf(filing)}/documents/${document}/pdf`;
}

export async function exportOriginal(filing: string, displayName: string, headers: Record<string, string>): Promise<void> {
  keep(await fetched(pdfAddress(filing, "main"), headers), `${baseName(displayName)}.pdf`);
}

export async function allEvents(api: Api, name: string, signal?: AbortSignal): Promise<ReviewEvent[]> {
  const events: ReviewEvent[] = [];
  let pageToken = "";
  do {
    const page = await api.desk.listReviewEvents({ name, pageSize: 1000, pageToken }, signal ? { signal } : {});
    events.push(...page.events);
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return events;
}

// As protobuf's own JSON, so that programs can read it back.
export async function exportDecisions(api: Api, review: Review, displayName: string): Promise<void> {
  const events = await allEvents(api, review.name);
  const content = {
    review: toJson(ReviewSchema, review, { alwaysEmitImplicit: true }),
    events: (
      toJson(
        ListReviewEventsResponseSchema,
        { $typeName: "filing_review.v1.ListReviewEventsResponse", events, nextPageToken: "" },
        { alwaysEmitImplicit: true },
      ) as { events: unknown }
    ).events,
  };
  keep(new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: "application/json" }), `${baseName(displayName)}.decisions.json`);
}
