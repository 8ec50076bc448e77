// Serves the built viewer and its cases on a free port of the loopback: PDF by ranges, page text and
// search by the program's characters. Counts what it gives of each PDF.

import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};
/** As the console's server sends it. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "font-src 'self' data:; connect-src 'self'; worker-src 'self'";

function range(header, size) {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? "");
  if (!match) return undefined;
  const first = Number(match[1]);
  const last = match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  return first <= last ? [first, last] : undefined;
}

/** Places of `words` in the lines of a page, also over the end of a line. */
function search(pages, words) {
  const wanted = Array.from(words.toLowerCase());
  const hits = [];
  for (const page of pages) {
    const characters = page.lines.flatMap((line, index) =>
      Array.from(line.text).map((c, at) => ({ c: c.toLowerCase(), line: index, x0: line.xEdges[2 * at], x1: line.xEdges[2 * at + 1] })),
    );
    for (let at = 0; at + wanted.length <= characters.length; ++at) {
      if (!wanted.every((c, k) => characters[at + k].c === c)) continue;
      const boxes = new Map();
      for (const { line, x0, x1 } of characters.slice(at, at + wanted.length)) {
        const box = boxes.get(line) ?? { x0, y0: page.lines[line].y0, x1, y1: page.lines[line].y1 };
        boxes.set(line, { ...box, x0: Math.min(box.x0, x0), x1: Math.max(box.x1, x1) });
      }
      hits.push({ page: page.page, snippet: page.lines[characters[at].line].text, boxes: [...boxes.values()] });
    }
  }
  return { hits: hits.slice(0, 200), more: hits.length > 200, pagesSearched: pages.length };
}

/** `cases`: Map of name → case (cases.mjs). Gives { origin, bytes (Map of case name → bytes of its PDFs), close }. */
export function serve(folder, cases) {
  const bytes = new Map();
  const json = (response, value) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };
  const givePdf = (request, response, name, path) => {
    if (cases.get(name).broken) return response.destroy();
    const { size } = statSync(path);
    const part = range(request.headers.range, size);
    const [first, last] = part ?? [0, size - 1];
    response.writeHead(part ? 206 : 200, {
      "content-type": "application/pdf",
      "accept-ranges": "bytes",
      "content-length": last - first + 1,
      ...(part ? { "content-range": `bytes ${first}-${last}/${size}` } : {}),
    });
    const stream = createReadStream(path, { start: first, end: last });
    stream.on("data", (chunk) => bytes.set(name, (bytes.get(name) ?? 0) + chunk.length));
    response.on("close", () => stream.destroy());
    stream.pipe(response);
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const [, first, name, what, document, page] = url.pathname.split("/").map(decodeURIComponent);
    const missing = () => {
      response.writeHead(404);
      response.end();
    };
    if (first === "case") {
      const read = cases.get(name);
      if (!read) return missing();
      if (what === "case.json") {
        const documents = read.shown.documents.map((entry) => ({ ...entry, url: entry.url || `/case/${name}/pdf/${entry.id}` }));
        return json(response, { ...read.shown, documents });
      }
      if (what === "pdf" && read.files.has(document)) return givePdf(request, response, name, read.files.get(document));
      const pages = read.pages.get(document);
      if (what === "text" && pages?.[Number(page) - 1]) return json(response, pages[Number(page) - 1]);
      if (what === "search" && pages) return json(response, search(pages, url.searchParams.get("q") ?? ""));
      return missing();
    }
    const path = join(folder, normalize(url.pathname === "/" ? "/index.html" : url.pathname));
    if (!path.startsWith(folder) || !existsSync(path) || statSync(path).isDirectory()) return missing();
    response.writeHead(200, {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
    });
    response.end(readFileSync(path));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({
        origin: `http://127.0.0.1:${server.address().port}`,
        bytes,
        close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
      });
    });
  });
}
