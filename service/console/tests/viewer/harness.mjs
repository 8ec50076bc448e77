// Browser, server and build for the viewer's tests.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const HERE = import.meta.dirname;

/** Builds the viewer by itself into a folder of its own; gives the folder. */
export function build(folder) {
  mkdirSync(folder, { recursive: true });
  const vite = join(HERE, "../../node_modules/vite/bin/vite.js");
  execFileSync(process.execPath, [vite, "build", join(HERE, "page"), "--logLevel=warn", `--outDir=${folder}`], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return folder;
}

/** Browser and server; `cases` can be added to while it runs. */
export async function start(folder, cases) {
  const server = await serve(folder, cases);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--enable-precise-memory-info"],
  });
  return {
    server,
    browser,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** A tab with the viewer on a case, its first page drawn. Errors of the page are in `problems`. */
export async function show(stand, name, { language = "en", theme = "light", viewport = { width: 1280, height: 900 }, ratio = 1, touch = false } = {}) {
  const context = await stand.browser.newContext({ viewport, deviceScaleFactor: ratio, hasTouch: touch, reducedMotion: "reduce" });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(`${stand.server.origin}/?case=${encodeURIComponent(name)}&language=${language}&theme=${theme}`);
  await page.waitForSelector(".fv-canvas[data-drawn]", { timeout: 30000 });
  return { page, problems, close: () => context.close() };
}

/** Waits until every page that is seen is drawn for the zoom in force. */
export async function drawn(page) {
  await page.waitForFunction(
    () => {
      const view = document.querySelector(".fv-scroller").getBoundingClientRect();
      const seen = [...document.querySelectorAll(".fv-sheet")].filter((sheet) => {
        const box = sheet.getBoundingClientRect();
        return box.bottom > view.top && box.top < view.bottom;
      });
      return (
        seen.length > 0 &&
        seen.every((sheet) => {
          const canvas = sheet.querySelector(".fv-whole");
          const box = sheet.getBoundingClientRect();
          const full = box.width * box.height * devicePixelRatio ** 2;
          // A page past the limit is drawn coarser, and sharply where it is seen.
          return canvas && (Math.abs(canvas.width - Math.round(box.width * devicePixelRatio)) <= 1 || (full > 8e6 && sheet.querySelector(".fv-part")));
        })
      );
    },
    undefined,
    { timeout: 30000, polling: 50 },
  );
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
