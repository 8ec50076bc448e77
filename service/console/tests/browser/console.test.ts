// The page in a browser, against the real server and the sample filings: what a reviewer does from
// submitting to signing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axe, corpusFile, decided, drop, openFiling, startBrowser, startServer, visit, type Server } from "./harness.ts";

const CHINESE = "2023_yuya_f1_zh-hans.pdf";
const ENGLISH = "2022_cinderleaf_f1_en.pdf";
const PARTIAL = "2023_brindlepeak_hkex_application-proof_en.pdf";
const ALLOTMENT = "2025_tinglan_hkex_allotment_zh-hant.pdf";
const TRADITIONAL = "2025_xingchuan_hkex_zh-hant.pdf";

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

// The finding that is selected, as its row says.
async function selectedTitle(page: Page): Promise<string> {
  return (await page.locator(".row-current .row-text").first().innerText()).trim();
}

describe("a server without credentials", () => {
  let server: Server;
  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());

  it("an empty queue says what to do", async () => {
    const { page, context, faults } = await visit(browser, server);
    await page.getByRole("heading", { name: "No filings yet" }).waitFor();
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("files that are dropped are submitted and watched until their briefs are there", async () => {
    const { page, context, faults } = await visit(browser, server);
    await page.getByRole("heading", { name: "No filings yet" }).waitFor();
    await drop(page, [CHINESE, ENGLISH, PARTIAL, TRADITIONAL].map(corpusFile));
    for (const issuer of [/Yuya Learning/, /Cinderleaf/, /Brindle Peak/, /Xingchuan/]) {
      await page.getByRole("row").filter({ hasText: issuer }).getByText(/^(partly )?read$/).waitFor({ timeout: 120_000 });
    }
    const line = page.getByRole("row").filter({ hasText: /Yuya Learning/ });
    assert.match(await line.innerText(), /26\.4 million/);
    assert.match(await line.innerText(), /20\.3%/);
    assert.equal(await page.getByText("submitted").count(), 4);
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("what is no PDF is refused by name", async () => {
    const { page, context } = await visit(browser, server);
    // Before the queue is there nothing takes a file.
    await page.getByRole("heading", { name: "Queue" }).waitFor();
    await drop(page, [corpusFile(ENGLISH.replace(".pdf", ".json"))]);
    await page.getByRole("alert").filter({ hasText: "This is not a PDF file." }).waitFor();
    await context.close();
  });

  it("sort, filter and select", async () => {
    const { page, context } = await visit(browser, server);
    await page.getByRole("button", { name: "Foreign" }).click();
    const first = page.locator(".lines .line").first();
    await page.locator('[role=columnheader][aria-sort="descending"]').filter({ hasText: "Foreign" }).waitFor();
    const top = await page.locator(".lines .line").evaluateAll((lines) =>
      lines
        .map((line) => ({ y: line.getBoundingClientRect().y, text: line.querySelector(".cell-foreign")?.textContent ?? "" }))
        .sort((a, b) => a.y - b.y)
        .map(({ text }) => text),
    );
    const shares = top.map((text) => Number(/(\d+(?:\.\d+)?)%/.exec(text)?.[1] ?? -1));
    assert.deepEqual(shares, [...shares].sort((a, b) => b - a));
    await page.getByRole("searchbox", { name: "Filter by issuer or file" }).fill("语芽");
    await page.getByText("1 of 4 filings").waitFor();
    await first.getByRole("checkbox").check();
    await page.getByText("1 selected").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByText("4 of 4 filings").waitFor();
    await context.close();
  });

  it("an upload that breaks off goes on, and a line of the queue is deleted", async () => {
    const { page, context } = await visit(browser, server);
    await page.getByText("4 of 4 filings").waitFor();
    let breaks = 2;
    await page.route("**/v1/uploads/**", (route) => {
      breaks -= 1;
      return breaks >= 0 ? route.abort() : route.continue();
    });
    await drop(page, [corpusFile(ALLOTMENT)]);
    await page.getByText("waiting to go on").waitFor();
    const line = page.getByRole("row").filter({ hasText: /Tinglan/ });
    await line.getByText("read", { exact: true }).waitFor({ timeout: 60_000 });
    assert.equal(breaks, -1);
    await line.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("4 of 4 filings").waitFor();
    await context.close();
  });

  it("a search in the quotes leads to the finding, in Chinese and English", async () => {
    const { page, context, faults } = await visit(browser, server, { name: "Li Wei" });
    for (const [words, issuer] of [["语芽的注册用户", /Yuya/], ["cybersecurity review", /Cinderleaf|Yuya|Brindle|Xingchuan/]] as const) {
      await page.getByRole("searchbox", { name: "Search quotes" }).fill(words);
      const hit = page.locator(".hits a").filter({ hasText: issuer }).first();
      await hit.click();
      await page.locator(".row-current .quote").first().waitFor();
      await page.keyboard.press("q");
    }
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("brief and filing find each other, and a step decides nothing", async () => {
    const { page, context, faults } = await visit(browser, server, { name: "Li Wei" });
    await openFiling(page, /Yuya Learning/);
    await page.locator(".fv-root").waitFor();
    await page.keyboard.press("4");
    assert.match(await selectedTitle(page), /26\.4 million registered users/);
    const quote = page.locator(".row-current .quote-current");
    assert.match(await quote.innerText(), /二千六百/);
    await page.locator(".fv-mark[data-selected]").first().waitFor();
    const before = await selectedTitle(page);
    await page.keyboard.press("j");
    await page.waitForFunction((old) => document.querySelector(".row-current .row-text")?.textContent !== old, before);
    await decided(page, 0);
    assert.match(page.url(), /finding=[0-9a-f]{16}/);
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("accept, reject, comment, undo", async () => {
    const { page, context } = await visit(browser, server, { name: "Li Wei" });
    await openFiling(page, /Cinderleaf/);
    await page.keyboard.press("4");
    await page.keyboard.press("a");
    await decided(page, 1);
    await page.keyboard.press("r");
    await decided(page, 2);
    await page.keyboard.press("m");
    await page.getByRole("textbox", { name: "Comment" }).fill("Is this the issuer's?");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("“Is this the issuer's?”").waitFor();
    await decided(page, 2);
    await page.keyboard.press("u");
    await page.getByText("The last change is taken back.").waitFor();
    await page.getByText("“Is this the issuer's?”").waitFor({ state: "detached" });
    await page.keyboard.press("h");
    const trail = page.getByRole("dialog", { name: "Audit trail" });
    for (const what of ["decided", "took back"]) await trail.getByText(what, { exact: true }).first().waitFor();
    assert.equal(await trail.locator("tbody tr").count(), 4);
    assert.match(await trail.locator("tbody tr").first().innerText(), /Li Wei unverified/);
    await context.close();
  });

  it("a value is corrected in any writing of its number", async () => {
    const { page, context } = await visit(browser, server, { name: "Li Wei" });
    await openFiling(page, /Xingchuan/);
    await page.keyboard.press("4");
    await page.keyboard.press("c");
    const form = page.getByRole("dialog", { name: "Correct a finding" });
    await form.getByRole("textbox", { name: "Number" }).fill("many");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("Not a whole number.").waitFor();
    await form.getByRole("textbox", { name: "Number" }).fill("1.35億");
    await form.getByText("= 135,000,000").waitFor();
    await form.getByRole("combobox", { name: "Metric" }).selectOption("REGISTERED");
    await form.getByRole("button", { name: "Save" }).click();
    await decided(page, 1);
    await page.locator(".row-text").filter({ hasText: "135 million registered users" }).waitFor();
    await context.close();
  });

  it("a finding that the brief misses is added from text selected in the filing", async () => {
    const { page, context, faults } = await visit(browser, server, { name: "Li Wei" });
    await openFiling(page, /Yuya Learning/);
    await page.keyboard.press("4");
    const mark = page.locator(".fv-mark[data-selected]").first();
    await mark.waitFor();
    await page.waitForTimeout(500);
    const box = await mark.boundingBox();
    assert.ok(box);
    const middle = box.y + box.height / 2;
    await page.mouse.move(box.x + 1, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, middle, { steps: 5 });
    await page.mouse.move(box.x + box.width - 1, middle, { steps: 5 });
    await page.mouse.up();
    await page.locator(".fv-root").getByRole("button", { name: "Add a finding" }).click();
    const form = page.getByRole("dialog", { name: "Add a finding" });
    await form.getByRole("combobox", { name: "Kind of finding" }).selectOption({ label: "Disclosure on data" });
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("This is needed.").waitFor();
    await form.getByRole("combobox", { name: "Category" }).selectOption({ label: "Minors" });
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    await decided(page, 1);
    const added = page.locator(".row").filter({ hasText: "Added by reviewers" });
    await added.locator(".row-head").click();
    // What the server found on the page is what was selected.
    assert.match(await added.locator("q").innerText(), /按账/);
    await page.keyboard.press("u");
    await decided(page, 0);
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("two reviewers see each other's changes and never overwrite them unseen", async () => {
    const li = await visit(browser, server, { name: "Li Wei" });
    const wu = await visit(browser, server, { name: "Wu Min" });
    for (const { page } of [li, wu]) {
      await openFiling(page, /Brindle Peak/);
      await page.keyboard.press("4");
    }
    // Wu writes while Li decides on the same finding.
    await wu.page.keyboard.press("c");
    const form = wu.page.getByRole("dialog", { name: "Correct a finding" });
    await form.getByRole("textbox", { name: "Number" }).fill("32 million");
    await li.page.keyboard.press("r");
    await decided(li.page, 1);
    await form.getByRole("button", { name: "Save" }).click();
    const clash = wu.page.getByRole("dialog", { name: "Somebody else decided this meanwhile" });
    assert.match(await clash.innerText(), /Li Wei[\s\S]*rejected[\s\S]*corrected: 32 million/);
    assert.deepEqual(await axe(wu.page), []);
    await clash.getByRole("button", { name: "Put mine in its place" }).click();
    await wu.page.locator(".row-text").filter({ hasText: "32 million" }).waitFor();
    // Li is told without asking.
    await li.page.getByText("Wu Min changed the review; findings changed: 1").waitFor();
    await li.page.keyboard.press("4");
    await li.page.locator(".row-text").filter({ hasText: "32 million" }).waitFor();
    await li.context.close();
    await wu.context.close();
  });

  it("an unverified name cannot sign, and the page says why", async () => {
    const { page, context } = await visit(browser, server, { name: "Li Wei" });
    await openFiling(page, /Cinderleaf/);
    await page.keyboard.press("d");
    await page.getByRole("dialog").getByRole("button", { name: "Mark reviewed" }).click();
    await page.getByText(/Reviewed by Li Wei/).waitFor();
    await page.keyboard.press("Shift+S");
    await page.getByText(/Nobody can sign here/).waitFor();
    await context.close();
  });

  it("brief, decisions and filing are exported", async () => {
    const { page, context } = await visit(browser, server, { name: "Li Wei" });
    await openFiling(page, /Cinderleaf/);
    const save = async (item: string): Promise<{ name: string; text: Buffer }> => {
      await page.getByRole("button", { name: "Export", exact: true }).click();
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path()) };
    };
    const brief = await save("Brief, JSON");
    assert.equal(brief.name, ENGLISH.replace(".pdf", ".json"));
    assert.equal((JSON.parse(brief.text.toString()) as { filing: { issuer: string } }).filing.issuer, "Cinderleaf Mobility Inc.");
    const decisions = JSON.parse((await save("Decisions and audit trail, JSON")).text.toString()) as { review: { decisions: unknown[] }; events: unknown[] };
    assert.ok(decisions.review.decisions.length > 0 && decisions.events.length > 0);
    const original = await save("The filing, PDF");
    assert.deepEqual(original.text, readFileSync(corpusFile(ENGLISH)));
    await context.close();
  });

  it("everything is reached by the keyboard alone", async () => {
    const { page, context } = await visit(browser, server, { name: "Li Wei" });
    await page.locator(".lines .line").first().waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys and help" }).waitFor();
    await page.keyboard.press("Escape");
    // Down to the line of Yuya Learning.
    for (let lines = 0; lines < 8; lines += 1) {
      await page.keyboard.press("j");
      if (/Yuya/.test(await page.locator(".line-current").innerText())) break;
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await page.keyboard.press("n");
    await page.keyboard.press("a");
    await decided(page, 1);
    await page.keyboard.press("v");
    await page.waitForFunction(() => document.activeElement?.closest(".pane-filing") !== null);
    await page.keyboard.press("Escape");
    await page.keyboard.press("q");
    await page.getByRole("heading", { name: "Queue" }).waitFor();
    // The first stop leads past the head of the page; every stop shows where it is.
    await page.reload();
    await page.locator(".lines .line").first().waitFor();
    const seen = new Set<string>();
    for (let stops = 0; stops < 25; stops += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return "";
        const box = element.getBoundingClientRect();
        const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
        return `${element.tagName} ${name.trim().slice(0, 40)} ${box.width > 0 && box.height > 0 ? "" : "unseen"}`;
      });
      assert.doesNotMatch(stop, /unseen/);
      seen.add(stop);
    }
    assert.ok([...seen].some((stop) => stop.startsWith("A Skip")), "the first stop leads to the content");
    assert.ok([...seen].some((stop) => stop.includes("Add filings")));
    await context.close();
  });

  it("three languages, kept for the next visit", async () => {
    const { page, context } = await visit(browser, server, { language: "zh-CN", name: "李伟" });
    await page.getByRole("heading", { name: "队列" }).waitFor();
    await page.getByText(/2640万/).waitFor();
    await page.getByRole("combobox", { name: "语言" }).selectOption("zh-Hant");
    await page.getByRole("heading", { name: "隊列" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-Hant");
    await page.reload();
    await page.getByRole("heading", { name: "隊列" }).waitFor();
    await context.close();
  });

  it("what the engine says in English is said in Chinese, or marked as English", async () => {
    const { page, context, faults } = await visit(browser, server, { language: "zh-CN", name: "李伟" });
    await openFiling(page, /Yuya|语芽/);
    const conflict = page.locator("#section-conflicts .row").first();
    assert.match(await conflict.innerText(), /陈述与数字矛盾 124,300 注册用户/);
    assert.doesNotMatch(await conflict.innerText(), /filing/i);
    await conflict.locator(".row-head").click();
    await conflict.locator(".detail [lang=en]").filter({ hasText: /^The filing claims/ }).waitFor();
    await page.keyboard.press("1");
    const condition = page.locator(".row-current .conditions li").filter({ hasText: "用户超过一百万" });
    assert.match(await condition.innerText(), /26,400,000 注册用户/);
    assert.match(await condition.locator("[lang=en]").innerText(), /^The filing gives 26,400,000/);
    // Nothing English of the brief's own stands unmarked; quotes and names are the filing's.
    const unmarked = await page.locator(".conditions").evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      for (const marked of copy.querySelectorAll("[lang], .quotes")) marked.remove();
      return copy.textContent ?? "";
    });
    assert.doesNotMatch(unmarked, /[A-Za-z]{3} [a-z]{3}/);
    assert.deepEqual(faults, []);
    await context.close();
  });

  for (const theme of ["light", "dark"] as const) {
    it(`axe finds nothing, ${theme}`, async () => {
      const { page, context, faults } = await visit(browser, server, { name: "Li Wei", theme });
      await page.locator(".lines .line").first().waitFor();
      assert.deepEqual(await axe(page), [], "queue");
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await axe(page), [], "help");
      await page.keyboard.press("Escape");
      await openFiling(page, /Yuya Learning/);
      await page.locator(".fv-root canvas").first().waitFor();
      for (const section of ["1", "4", "6", "8"]) {
        await page.keyboard.press(section);
        await page.locator(".row-current").waitFor();
        assert.deepEqual(await axe(page), [], `section ${section}`);
      }
      await page.keyboard.press("4");
      await page.keyboard.press("c");
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await axe(page), [], "correction");
      await page.keyboard.press("Escape");
      await page.keyboard.press("h");
      await page.getByRole("dialog").waitFor();
      await page.getByRole("dialog").getByText(/Each event holds/).waitFor();
      assert.deepEqual(await axe(page), [], "audit trail");
      await page.keyboard.press("Escape");
      await page.keyboard.press("x");
      await page.getByRole("menu").waitFor();
      assert.deepEqual(await axe(page), [], "export");
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  it("a tablet shows brief or filing, never cut", async () => {
    const { page, context } = await visit(browser, server, { width: 820, height: 1100 });
    await openFiling(page, /Yuya Learning/);
    const wide = (): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    assert.ok(await wide());
    assert.ok(await page.locator(".pane-brief").isVisible());
    assert.ok(!(await page.locator(".pane-filing").isVisible()));
    await page.getByRole("button", { name: "Filing", exact: true }).click();
    assert.ok(await page.locator(".pane-filing").isVisible());
    assert.ok(await wide());
    await context.close();
  });
});
