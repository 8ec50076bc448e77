// Filings that need a password, in a browser: asked for where they are submitted and where they are read.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axe, corpusFile, drop, openFiling, startBrowser, startServer, visit, type Server } from "./harness.ts";

const PASSWORD = "Zw6-红军不怕远征难";
const hasQpdf = spawnSync("qpdf", ["--version"]).status === 0;

// The pages of a sample, without its outline, under the password.
function lock(sample: string, out: string): string {
  const done = spawnSync("qpdf", ["--empty", "--pages", corpusFile(sample), "1-z", "--", "--encrypt", PASSWORD, "owner", "256", "--", out], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  return out;
}

describe("a filing with a password", { skip: hasQpdf ? false : "qpdf is missing (scripts/install-deps.sh --tests)" }, () => {
  let browser: Browser;
  let server: Server;
  let folder: string;
  let english: string;
  let chinese: string;
  before(async () => {
    browser = await startBrowser();
    server = await startServer();
    folder = mkdtempSync(join(tmpdir(), "password-test-"));
    english = lock("2022_cinderleaf_f1_en.pdf", join(folder, "locked.pdf"));
    chinese = lock("2023_yuya_f1_zh-hans.pdf", join(folder, "suo.pdf"));
  });
  after(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function give(page: Page, name: { field: string; button: string }, password: string): Promise<void> {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(name.field, { exact: true }).fill(password);
    await dialog.getByRole("button", { name: name.button }).click();
  }

  it("says in the queue that it needs one, refuses a wrong one, and is read with the right one", async () => {
    const { page, context, faults } = await visit(browser, server, { name: "Li Wei" });
    await page.getByRole("heading", { name: "No filings yet" }).waitFor();
    await drop(page, [english]);
    const line = page.getByRole("row").filter({ hasText: "locked.pdf" });
    await line.getByText("needs a password").waitFor({ timeout: 60_000 });
    assert.deepEqual(await axe(page), []);
    // Beside the upload, too, where the person looks who dropped it.
    await page.getByRole("region", { name: "Submitting" }).getByRole("button", { name: "Enter password" }).waitFor();
    await line.getByRole("button", { name: "Enter password" }).click();
    assert.deepEqual(await axe(page), []);
    const english_ = { field: "Password", button: "Read the filing" };
    await give(page, english_, "wrong");
    await page.getByText("This password does not open the file.").waitFor({ timeout: 30_000 });
    await give(page, english_, PASSWORD);
    await page.getByRole("dialog").waitFor({ state: "detached", timeout: 60_000 });
    const read = page.getByRole("row").filter({ hasText: /Cinderleaf/ });
    await read.getByText(/^(partly )?read$/).waitFor({ timeout: 120_000 });
    assert.equal(await page.getByRole("button", { name: "Enter password" }).count(), 0);
    // Its pages are shown with the same password, and so is its copy with highlights made.
    await openFiling(page, /Cinderleaf/);
    await page.locator(".fv-root canvas").first().waitFor();
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download", { timeout: 60_000 }),
      page.getByRole("menuitem", { name: "Filing with highlights, PDF" }).click(),
    ]);
    assert.equal(readFileSync(await download.path()).subarray(0, 5).toString(), "%PDF-");
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("another visit is asked by the viewer, and has the brief's headings as the outline", async () => {
    const { page, context, faults } = await visit(browser, server, { name: "Wu Min" });
    await openFiling(page, /Cinderleaf/);
    const viewer = page.locator(".fv-root");
    await viewer.getByText("The document is protected by a password.").waitFor();
    assert.deepEqual(await axe(page), []);
    await viewer.getByLabel("Password").fill("wrong");
    await viewer.getByRole("button", { name: "Open", exact: true }).click();
    await viewer.getByText("This password does not open the document.").waitFor();
    await viewer.getByLabel("Password").fill(PASSWORD);
    await viewer.getByRole("button", { name: "Open", exact: true }).click();
    await viewer.locator("canvas").first().waitFor();
    await viewer.getByRole("button", { name: "Side panel" }).click();
    await viewer.getByRole("tab", { name: "Outline" }).click();
    await viewer.getByText("Sections named in the brief").waitFor();
    const heading = viewer.getByRole("button", { name: /Key operating data/ });
    const page_ = Number(await heading.locator(".fv-outline-page").innerText());
    await heading.click();
    await page.waitForFunction((wanted) => document.querySelector<HTMLInputElement>(".fv-page-input")?.value === String(wanted), page_);
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.ok(!stored.includes(PASSWORD) && !stored.includes("wrong"));
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("is asked on the filing's own page, in Chinese", async () => {
    const { page, context, faults } = await visit(browser, server, { name: "李伟", language: "zh-CN" });
    await page.getByRole("heading", { name: "队列" }).waitFor();
    await drop(page, [chinese]);
    await page.getByRole("row").filter({ hasText: "suo.pdf" }).getByText("需要密码").waitFor({ timeout: 60_000 });
    await page.getByRole("row").getByRole("link", { name: "suo.pdf" }).click();
    await page.getByText("没有简报。").waitFor();
    await page.getByRole("button", { name: "输入密码" }).click();
    await give(page, { field: "密码", button: "读取文件" }, PASSWORD);
    await page.getByRole("heading", { level: 2 }).first().waitFor({ timeout: 120_000 });
    await page.locator(".fv-root canvas").first().waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });
});
