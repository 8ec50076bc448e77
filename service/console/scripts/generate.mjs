// Writes src/gen/: the API's messages from proto/, and the words of the brief in its languages from
// service/render/words.tsv. Both are made at each build and are not in the tree.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const console_ = join(import.meta.dirname, "..");
const root = join(console_, "../..");
const gen = join(console_, "src/gen");
const BANNER = "// Made by scripts/generate.mjs; do not edit.\n";

// The services that the page calls, and every file of ours that they import.
const api = new Set();
function take(file) {
  if (api.has(file)) return;
  api.add(file);
  const text = readFileSync(join(root, "proto", file), "utf8");
  for (const [, other] of text.matchAll(/^import "(filing_review\/[^"]+)";/gm)) take(other);
}
take("filing_review/v1/filing_service.proto");
take("filing_review/v1/desk_service.proto");

rmSync(gen, { recursive: true, force: true });
mkdirSync(gen, { recursive: true });

execFileSync(
  "protoc",
  [
    `--proto_path=${join(root, "proto")}`,
    `--plugin=protoc-gen-es=${join(console_, "node_modules/.bin/protoc-gen-es")}`,
    `--es_out=${gen}`,
    "--es_opt=target=ts",
    ...api,
  ],
  {
    stdio: "inherit",
    // The plug-in starts `node` by its name: let it find the pinned one.
    env: { ...process.env, PATH: `${join(console_, "node_modules/.bin")}:${process.env.PATH}` },
  },
);

const lines = readFileSync(join(root, "service/render/words.tsv"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const columns = (lines.shift() ?? "").split("\t");
const words = {};
for (const [at, column] of columns.entries()) {
  if (at === 0) continue;
  words[column] = Object.fromEntries(
    lines
      .map((line) => line.split("\t"))
      // An empty column means English, which is the first; an empty English one means no word.
      .filter((cells) => at === 1 || (cells[at] ?? "") !== "")
      .map((cells) => [cells[0], cells[at] ?? ""]),
  );
}
writeFileSync(
  join(gen, "words.ts"),
  `${BANNER}export const WORDS: Record<string, Record<string, string>> = ${JSON.stringify(words, null, 1)};\n`,
);
