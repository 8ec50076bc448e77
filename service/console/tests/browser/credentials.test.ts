// The page against a server that wants tokens: signing in and out, roles, two persons on one filing.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { axe, corpusFile, decided, openFiling, startBrowser, startServer, visit, type Server } from "./harness.ts";

const ENGLISH = "2022_cinderleaf_f1_en.pdf";

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

describe("a server with credentials", () => {
  let server: Server;
  before(async () => {
    server = await startServer({ li: "submit,read,review", wu: "read,review", guest: "submit,read" });
    server.submit([corpusFile(ENGLISH)], "li");
    // Who does not review sees what is its own.
    server.submit([corpusFile(ENGLISH)], "guest");
  });
  after(() => server.stop());

  it("asks for a token, refuses a wrong one, and forgets it on sign-out", async () => {
    const { page, context } = await visit(browser, server);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByLabel("Token", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The server does not know this token.").waitFor();
    await page.getByLabel("Token", { exact: true }).fill(server.token("li"));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "li", exact: true }).click();
    await page.getByRole("menu").waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.getItem("filing-review.token")), null);
    assert.equal(await page.evaluate(() => document.cookie), "");
    await context.close();
  });

  it("a token that is taken back leads to the sign-in", async () => {
    const { page, context } = await visit(browser, server, { token: server.token("wu") });
    await page.locator(".lines .line").first().waitFor();
    // What the server would say then.
    await page.route("**/filing_review.v1.DeskService/*", (route) =>
      route.fulfill({ status: 200, headers: { "content-type": "application/grpc-web+proto", "grpc-status": "16", "grpc-message": "unknown" }, body: "" }),
    );
    await page.getByText("The server does not know this token.").waitFor();
    await context.close();
  });

  it("one marks reviewed, another signs; then nothing changes", async () => {
    const li = await visit(browser, server, { token: server.token("li") });
    await openFiling(li.page, /Cinderleaf/);
    await li.page.keyboard.press("4");
    await li.page.keyboard.press("a");
    await decided(li.page, 1);
    await li.page.keyboard.press("d");
    await li.page.getByRole("dialog").getByRole("button", { name: "Mark reviewed" }).click();
    await li.page.getByText(/Reviewed by li/).waitFor();
    await li.page.keyboard.press("Shift+S");
    await li.page.getByText("You marked it reviewed. Another person signs.").waitFor();

    const wu = await visit(browser, server, { token: server.token("wu") });
    await openFiling(wu.page, /Cinderleaf/);
    await wu.page.keyboard.press("Shift+S");
    await wu.page.getByRole("dialog", { name: "Sign off" }).getByRole("button", { name: "Sign off" }).click();
    await wu.page.getByText(/Signed by wu/).waitFor();
    await wu.page.keyboard.press("4");
    await wu.page.keyboard.press("r");
    await wu.page.getByText("Signed: nothing can be changed until it is opened again.").waitFor();
    await li.context.close();
    await wu.context.close();
  });

  it("a reader may read and not decide", async () => {
    const { page, context } = await visit(browser, server, { token: server.token("guest") });
    await openFiling(page, /Cinderleaf/);
    await page.keyboard.press("4");
    assert.equal(await page.getByRole("button", { name: "Accept", exact: true }).count(), 0);
    await page.keyboard.press("a");
    await page.getByText(/your name lacks the role/).waitFor();
    await context.close();
  });
});
