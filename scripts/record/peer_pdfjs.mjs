// Prints the text of a PDF as pdf.js reads it, pages parted by form feeds.
//
//   service/console/node_modules/.bin/node scripts/record/peer_pdfjs.mjs FILE.pdf
//
// pdf.js is the one that the console is built with (service/console/node_modules).
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(join(root, "service/console/package.json"));
const folder = dirname(require.resolve("pdfjs-dist/package.json"));
const pdfjs = await import(pathToFileURL(join(folder, "legacy/build/pdf.mjs")));
const task = pdfjs.getDocument({
  data: new Uint8Array(await readFile(process.argv[2])),
  cMapUrl: join(folder, "cmaps/"),
  cMapPacked: true,
  standardFontDataUrl: join(folder, "standard_fonts/"),
  verbosity: 0,
});
const pdf = await task.promise;
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number);
  const content = await page.getTextContent();
  const text = content.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("");
  process.stdout.write((number > 1 ? "\f" : "") + text);
  page.cleanup();
}
await task.destroy();
