// What the viewer is shown: a PDF, its brief's evidence as marks, its text with boxes, as the server gives
// them, read with the built program. And PDFs turned, cropped and multiplied out of others.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const PROGRAM = process.env.FILING_REVIEW;

/** Runs the program; a brief with unread pages (exit 3) is an answer. */
function run(args) {
  try {
    return execFileSync(PROGRAM, args, { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    if (error.status === 3) return error.stdout;
    throw error;
  }
}

const LISTS = [
  ["userCounts", "userCount", (f) => `${f.valueText} ${f.metricText}`],
  ["dataHandling", "dataHandling", (f) => f.category],
  ["reviewStatements", "reviewStatement", (f) => f.status],
  ["holders", "holder", (f) => `${f.name} ${f.percentText}`],
  ["influence", "influence", (f) => `${f.kind} ${f.holder}`],
  ["conflicts", "conflict", (f) => f.explanation],
];

/** Evidence of a brief (JSON form) as marks. */
export function marksOf(brief) {
  const marks = [];
  for (const [list, kind, label] of LISTS) {
    brief[list].forEach((finding, index) => {
      finding.evidence.forEach((evidence, piece) => {
        marks.push({
          id: `${kind}-${index}-${piece}`,
          findingId: `${kind}-${index}`,
          document: evidence.document,
          page: evidence.page,
          boxes: evidence.boxes,
          kind,
          verdict: "open",
          label: label(finding),
          fromOcr: evidence.fromOcr,
          quote: evidence.quote,
        });
      });
    });
  }
  return marks;
}

/** One document's pages as GetPageText gives them. */
function pagesOf(text) {
  return text.pages.map((page) => ({
    page: page.page,
    pageWidth: page.width,
    pageHeight: page.height,
    fromOcr: page.fromOcr,
    lines: page.lines.map((line) => ({
      text: line.text,
      y0: line.y0,
      y1: line.y1,
      xEdges: line.edges,
      // For the tests: the whole line, also where it runs up or down the page.
      box: { x0: line.x0, y0: line.y0, x1: line.x1, y1: line.y1 },
      table: line.cells.length > 0,
    })),
  }));
}

/** Reads a PDF with the program. `change` may alter the case (conditions of pages, verdicts). */
export function readCase(path, { options = [], change = () => {}, text = true } = {}) {
  const brief = JSON.parse(run(["brief", path, "--format=json", ...options]));
  const shown = {
    documents: [{ id: "main", title: basename(path), pageCount: brief.filing.documents[0].pageCount, url: "" }],
    marks: marksOf(brief),
    coverage: {
      unread: brief.coverage.pagesUnread.map(({ document, page, reason }) => ({ document, page, reason })),
      fromOcr: brief.coverage.pagesFromOcr.map((page) => ({ document: "main", page })),
      doubtful: brief.coverage.pagesDoubtful.map(({ document, page, reason }) => ({ document, page, reason })),
    },
  };
  const pages = text ? pagesOf(JSON.parse(run(["text", path, "--format=json", "--boxes", ...options]))) : [];
  const read = { files: new Map([["main", path]]), pages: new Map([["main", pages]]), shown };
  change(read);
  return read;
}

/** Marks on a document whose page p is page (p - 1) % n + 1 of another one. */
export function repeated(read, path, copies) {
  const [document] = read.shown.documents;
  const n = document.pageCount;
  const marks = [];
  for (let copy = 0; copy < copies; ++copy) {
    for (const mark of read.shown.marks) {
      marks.push({ ...mark, id: `${mark.id}@${copy}`, findingId: `${mark.findingId}@${copy}`, page: mark.page + copy * n });
    }
  }
  const pages = Array.from({ length: copies * n }, (_, i) => ({ ...read.pages.get("main")[i % n], page: i + 1 }));
  return {
    files: new Map([["main", path]]),
    pages: new Map([["main", pages]]),
    shown: { ...read.shown, documents: [{ ...document, title: basename(path), pageCount: n * copies }], marks },
  };
}

function qpdf(args) {
  execFileSync("qpdf", ["--warning-exit-0", ...args], { stdio: ["ignore", "ignore", "inherit"] });
}

/** Every page with /Rotate `degrees`. */
export function rotatedPdf(path, degrees, folder) {
  const out = join(folder, `rotate${degrees}-${basename(path)}`);
  qpdf([`--rotate=+${degrees}`, path, out]);
  return out;
}

/** Every page in a media box that is larger than what is shown: a crop box inside it. */
export function croppedPdf(path, folder) {
  const plain = join(folder, "plain.pdf");
  const out = join(folder, `crop-${basename(path)}`);
  qpdf(["--qdf", "--object-streams=disable", path, plain]);
  // In latin1 every byte is a character and comes back as it was.
  const text = readFileSync(plain, "latin1").replace(
    /\/MediaBox \[\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*\]/g,
    (_, x0, y0, x1, y1) =>
      `/MediaBox [ ${Number(x0) - 30} ${Number(y0) - 24} ${Number(x1) + 50} ${Number(y1) + 70} ]\n  ` +
      `/CropBox [ ${Number(x0) + 20} ${Number(y0) + 36} ${Number(x1) - 15} ${Number(y1) - 10} ]`,
  );
  writeFileSync(plain, text, "latin1");
  const fixed = execFileSync("fix-qdf", [plain], { maxBuffer: 1 << 28 });
  writeFileSync(out, fixed);
  return out;
}

/** All pages of several PDFs, one file after the other. */
export function joinedPdf(paths, folder) {
  const out = join(folder, "joined.pdf");
  qpdf(["--empty", "--pages", ...paths.flatMap((path) => [path, "1-z"]), "--", out]);
  return out;
}

/** `copies` times all pages of a PDF, one after the other. */
export function repeatedPdf(path, copies, folder) {
  mkdirSync(folder, { recursive: true });
  const out = join(folder, `${copies}x-${basename(path)}`);
  const pages = Array.from({ length: copies }, () => [path, "1-z"]).flat();
  qpdf(["--empty", "--pages", ...pages, "--", out]);
  return out;
}
