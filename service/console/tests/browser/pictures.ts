// Pictures of the page for the documents, made anew by scripts/console-pictures.sh.
import { join } from "node:path";
import type { Page } from "playwright-core";
import { corpusFiles, startBrowser, startServer, visit, type Server } from "./harness.ts";

const OUT = process.argv[2] ?? "";
if (OUT === "") throw new Error("pictures.ts FOLDER");

type Person = Parameters<typeof visit>[2];

const browser = await startBrowser();
const server: Server = await startServer();

async function picture(name: string, person: Person, steps: (page: Page) => Promise<void>): Promise<void> {
  const { page, context } = await visit(browser, server, { name: "Li Wei", ...person });
  await page.locator(".lines .line").first().waitFor();
  await steps(page);
  await page.waitForTimeout(1200);
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  await context.close();
}

async function open(page: Page, issuer: RegExp, section: string): Promise<void> {
  await page.getByRole("link", { name: issuer }).first().click();
  await page.locator(".fv-root canvas").first().waitFor();
  await page.keyboard.press(section);
  await page.locator(".row-current").waitFor();
}

try {
  server.submit(corpusFiles());
  // Some work is done, as in a queue of an ordinary day.
  await picture("queue_en", {}, async (page) => {
    await open(page, /Cinderleaf/, "4");
    for (const key of ["a", "a", "r", "a"]) {
      await page.keyboard.press(key);
      await page.waitForTimeout(400);
    }
    await page.keyboard.press("q");
    await page.locator(".lines .line").first().waitFor();
  });
  await picture("queue_zh-hans", { language: "zh-CN", name: "李伟" }, async () => undefined);
  await picture("brief_en", {}, (page) => open(page, /Cinderleaf/, "4"));
  await picture("brief_zh-hans", { language: "zh-CN", name: "李伟" }, (page) => open(page, /Yuya/, "4"));
  await picture("holders_zh-hant_dark", { language: "zh-HK", name: "李偉", theme: "dark", width: 1440, height: 900 }, (page) => open(page, /Xingchuan/, "6"));
  await picture("correct_en", {}, async (page) => {
    await open(page, /Cinderleaf/, "4");
    await page.keyboard.press("c");
    await page.getByRole("dialog").waitFor();
  });
  await picture("audit_zh-hans", { language: "zh-CN", name: "李伟" }, async (page) => {
    await open(page, /Cinderleaf/, "4");
    await page.keyboard.press("h");
    await page.getByRole("dialog").waitFor();
  });
} finally {
  await browser.close();
  await server.stop();
}
