// A server of the test's own with the sample filings, and a browser. Run by tests/browser/console_test.sh.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";

const PROGRAM = need("FILING_REVIEW");
const CORPUS = need("FILING_REVIEW_CORPUS");
const CONSOLE = need("FILING_REVIEW_CONSOLE");
const CHROMIUM = need("CHROMIUM");
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start tests/browser/console_test.sh`);
  return value;
}

export function corpusFile(name: string): string {
  return join(CORPUS, name);
}

export function corpusFiles(): string[] {
  return readdirSync(CORPUS)
    .filter((name) => name.endsWith(".pdf"))
    .map(corpusFile);
}

export interface Server {
  url: string;
  // Token of a caller by name; only of a server with callers.
  token: (name: string) => string;
  submit: (files: readonly string[], as?: string) => void;
  stop: () => Promise<void>;
}

function run(args: readonly string[]): string {
  const done = spawnSync(PROGRAM, args, { encoding: "utf8", timeout: 120_000 });
  if (done.status !== 0 && done.status !== 3) throw new Error(`filing-review ${args.join(" ")}: ${done.status} ${done.stderr}`);
  return done.stdout;
}

function addressAfter(process_: ChildProcess, starts: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const found = new Map<string, string>();
    const lines = createInterface({ input: process_.stdout! });
    lines.on("line", (line) => {
      for (const start of starts) if (line.startsWith(start)) found.set(start, line.slice(start.length).trim());
      if (found.size === starts.length) resolve(starts.map((start) => found.get(start) ?? ""));
    });
    process_.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

// `callers`: name to roles; without any the server asks for no credential.
export async function startServer(callers: Readonly<Record<string, string>> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "console-test-"));
  const options: string[] = [];
  const tokenFile = (name: string): string => join(folder, `${name}.token`);
  for (const [name, roles] of Object.entries(callers)) {
    const line = run(["token", name, `--roles=${roles}`, `--token-file=${tokenFile(name)}`]);
    appendFileSync(join(folder, "access"), line);
  }
  if (Object.keys(callers).length > 0) options.push(`--access-list=${join(folder, "access")}`);
  const server = spawn(
    PROGRAM,
    ["serve", "--listen=127.0.0.1:0", "--http=127.0.0.1:0", `--console-dir=${CONSOLE}`, `--data-dir=${join(folder, "data")}`, ...options],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const ended = new Promise<void>((resolve) => server.on("exit", () => resolve()));
  const [address, url] = (await addressAfter(server, ["listening on ", "console on "])) as [string, string];
  return {
    url: url.replace(/\/$/, ""),
    token: (name) => readFileSync(tokenFile(name), "utf8").trim(),
    submit: (files, as) => {
      run(["submit", `--server=${address}`, "--wait", "--format=text", ...(as ? [`--token-file=${tokenFile(as)}`] : []), ...files]);
    },
    stop: async () => {
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    // Its sandbox does not start for root; the pages are our own.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  // Faults of the page and refusals of the content security policy so far.
  faults: string[];
}

interface Person {
  name?: string;
  token?: string;
  language?: string;
  theme?: "light" | "dark";
  width?: number;
  height?: number;
}

// A browser of a person's own at the queue, already signed in.
export async function visit(browser: Browser, server: Server, person: Person = {}): Promise<Visit> {
  const options: BrowserContextOptions = {
    viewport: { width: person.width ?? 1280, height: person.height ?? 800 },
    colorScheme: person.theme ?? "light",
    locale: person.language ?? "en-US",
    reducedMotion: "reduce",
    acceptDownloads: true,
  };
  const context = await browser.newContext(options);
  await context.addInitScript(
    ({ name, token }) => {
      if (name) localStorage.setItem("filing-review.name", name);
      if (token) sessionStorage.setItem("filing-review.token", token);
    },
    { name: person.name ?? "", token: person.token ?? "" },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(server.url);
  return { page, context, faults };
}

// Drops files on the page as a person would from the file manager.
export async function drop(page: Page, files: readonly string[]): Promise<void> {
  const data = await page.evaluateHandle(
    (list) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: "application/pdf" }));
      }
      return transfer;
    },
    files.map((file) => ({ name: basename(file), base64: readFileSync(file).toString("base64") })),
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: data });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

// Opens a filing by a part of its line in the queue.
export async function openFiling(page: Page, issuer: string | RegExp): Promise<void> {
  await page.getByRole("link", { name: issuer }).first().click();
  await page.getByRole("heading", { level: 2 }).first().waitFor();
}

interface AxeResult {
  violations: { id: string; impact: string; help: string; nodes: { target: string[]; failureSummary: string }[] }[];
}

// What axe-core finds wrong, one line a place.
export async function axe(page: Page): Promise<string[]> {
  // As an expression of the debugger's, which the page's content security policy does not concern.
  await page.evaluate(`${readFileSync(AXE, "utf8")};0`);
  const result = await page.evaluate(
    (): Promise<AxeResult> =>
      (window as unknown as { axe: { run: (where: Document, options: object) => Promise<AxeResult> } }).axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      }),
  );
  return result.violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}) ${node.target.join(" ")}: ${node.failureSummary.replaceAll("\n", " ")}`),
  );
}

// Waits for what the server holds of the review, through a call of the page's own kind.
export async function decided(page: Page, count: number): Promise<void> {
  await page.getByText(new RegExp(`findings, ${count} decided`)).waitFor();
}
