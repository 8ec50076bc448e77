// What a long filing costs in the viewer: time to the first painted page, time until the page answers,
// frames while scrolling, memory. Prints a table; docs/PERFORMANCE.md holds a run of it.
//
//   FILING_REVIEW=build/bin/filing-review service/console/node_modules/.bin/node \
//     service/console/tests/viewer/measure.mjs [--copies=N] [FILE.pdf …]
//
// Each file is repeated N times (default: until it has 700 pages; 1 takes it as it is). Marks are those of its
// brief. Frames are those of requestAnimationFrame in a headless chromium without a graphics card, where
// drawing costs what a graphics card would do for nothing.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { readCase, repeated, repeatedPdf } from "./cases.mjs";
import { build, start } from "./harness.mjs";

const PAGES = 700;
const options = process.argv.slice(2);
const copiesOption = Number(options.find((option) => option.startsWith("--copies="))?.slice(9) ?? 0);
const files = options.filter((option) => !option.startsWith("--"));
const folder = mkdtempSync(join(tmpdir(), "viewer-measure-"));

/** Proportional set size of the browser and all its processes, MB. */
function browserMemory(pid) {
  const tree = [pid];
  const all = execFileSync("ps", ["-e", "-o", "pid=,ppid="]).toString().trim().split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  for (let grown = true; grown; ) {
    grown = false;
    for (const [child, parent] of all) {
      if (tree.includes(parent) && !tree.includes(child)) {
        tree.push(child);
        grown = true;
      }
    }
  }
  let kilobytes = 0;
  for (const member of tree) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${member}/smaps_rollup`, "latin1"))?.[1] ?? 0);
    } catch {
      // It ended meanwhile.
    }
  }
  return Math.round(kilobytes / 1024);
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;

async function scroll(page, session, speed, distance) {
  await page.evaluate(() => {
    window.frames_ = [];
    let last = performance.now();
    const tick = (now) => {
      window.frames_.push(now - last);
      last = now;
      window.ticking = requestAnimationFrame(tick);
    };
    window.ticking = requestAnimationFrame(tick);
  });
  await session.send("Input.synthesizeScrollGesture", { x: 640, y: 500, yDistance: -distance, speed, gestureSourceType: "mouse", preventFling: true });
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(window.ticking);
    return window.frames_.slice(2);
  });
  const sorted = [...frames].sort((a, b) => a - b);
  return {
    count: frames.length,
    mean: frames.reduce((a, b) => a + b, 0) / frames.length,
    p50: at(sorted, 0.5),
    p95: at(sorted, 0.95),
    p99: at(sorted, 0.99),
    late: frames.filter((frame) => frame > 25).length / frames.length,
  };
}

async function measure(path) {
  const one = readCase(path, { text: false });
  const own = one.shown.documents[0].pageCount;
  const copies = copiesOption || Math.max(1, Math.ceil(PAGES / own));
  const read = copies > 1 ? repeated({ ...one, pages: new Map([["main", Array(own).fill({ lines: [] })]]) }, repeatedPdf(path, copies, folder), copies) : one;
  const pageCount = read.shown.documents[0].pageCount;
  const file = read.files.get("main");
  const stand = await start(join(folder, "page"), new Map([["case", read]]));
  try {
    const context = await stand.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.long = [];
      new PerformanceObserver((list) => window.long.push(...list.getEntries().map((entry) => [entry.startTime, entry.duration]))).observe({ type: "longtask", buffered: true });
      const look = () => {
        if (document.querySelector(".fv-canvas[data-drawn]")) requestAnimationFrame(() => (window.painted = performance.now()));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    const session = await context.newCDPSession(page);
    await page.goto(`${stand.server.origin}/?case=case`);
    await page.waitForFunction(() => window.painted, undefined, { timeout: 60000 });
    await page.waitForTimeout(2000);
    const { painted, long } = await page.evaluate(() => ({ painted: window.painted, long: window.long }));
    const interactive = Math.max(painted, ...long.map(([from, duration]) => from + duration));
    const opened = { bytes: stand.server.bytes.get("case"), memory: browserMemory((await (await stand.browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo")).processInfo.find((process) => process.type === "browser").id) };
    const heap = async () => {
      await session.send("HeapProfiler.collectGarbage");
      return (await session.send("Runtime.getHeapUsage")).usedSize / 1e6;
    };
    const heapOpened = await heap();
    const reading = await scroll(page, session, 1000, 6000);
    const fast = await scroll(page, session, 6000, 60000);
    const sweep = await page.evaluate(async () => {
      const scroller = document.querySelector(".fv-scroller");
      const steps = 350;
      for (let i = 0; i <= steps; ++i) {
        scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * i) / steps;
        await new Promise((done) => setTimeout(done, 60));
      }
      return { pages: document.querySelectorAll(".fv-page").length, canvases: document.querySelectorAll("canvas").length };
    });
    await page.waitForTimeout(1500);
    const pid = (await (await stand.browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo")).processInfo.find((process) => process.type === "browser").id;
    const jump = await page.evaluate(async () => {
      const started = performance.now();
      window.harness.handle.goToPage(350);
      const drawn = () => document.querySelector('.fv-page[data-page="350"] .fv-canvas[data-drawn]');
      while (!drawn()) await new Promise((done) => requestAnimationFrame(done));
      return performance.now() - started;
    });
    const row = (name, value) => console.log(`| ${name} | ${value} |`);
    const frames = ({ count, mean, p50, p95, p99, late }) =>
      `${(1000 / mean).toFixed(1)} frames a second; ${p50.toFixed(1)} / ${p95.toFixed(1)} / ${p99.toFixed(1)} ms (half, 95 %, 99 % of ${count}); ${(100 * late).toFixed(1)} % later than 25 ms`;
    console.log(`\n${basename(path)}${copies > 1 ? `, ${copies} times` : ""}: ${pageCount} pages, ${(statSync(file).size / 1e6).toFixed(1)} MB, ${read.shown.marks.length} marks\n`);
    row("first page painted", `${(painted / 1000).toFixed(2)} s`);
    row("answers (no task over 50 ms any more)", `${(interactive / 1000).toFixed(2)} s; longest task ${Math.round(Math.max(0, ...long.map(([, duration]) => duration)))} ms`);
    row("bytes of the PDF by then", `${(opened.bytes / 1e6).toFixed(2)} MB`);
    row("scrolling at 1000 pixels a second", frames(reading));
    row("scrolling at 6000 pixels a second", frames(fast));
    row("jump to page 350, drawn", `${Math.round(jump)} ms`);
    row("JavaScript heap, opened / after all pages", `${heapOpened.toFixed(1)} / ${(await heap()).toFixed(1)} MB`);
    row("whole browser, opened / after all pages", `${opened.memory} / ${browserMemory(pid)} MB`);
    row("pages and canvases in the page after that", `${sweep.pages} and ${sweep.canvases}`);
    await context.close();
  } finally {
    await stand.close();
  }
}

try {
  build(join(folder, "page"));
  for (const path of files) await measure(path);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
