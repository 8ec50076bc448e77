// The viewer in Debian's chromium, by itself: places of highlights to the pixel, pages that come and go,
// selecting, searching, keys, words, and what a screen reader is told.
//
// Run by tests/viewer/viewer_test.sh (ctest -R browser_viewer).

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { croppedPdf, joinedPdf, readCase, repeated, repeatedPdf, rotatedPdf } from "./cases.mjs";
import { build, drawn, show, start } from "./harness.mjs";
import { inkOf, lineMarks } from "./pixels.mjs";

const CORPUS = process.env.FILING_REVIEW_CORPUS;
const YUYA = join(CORPUS, "2023_yuya_f1_zh-hans.pdf");
const XINGCHUAN = join(CORPUS, "2025_xingchuan_hkex_zh-hant.pdf");
const BRINDLEPEAK = join(CORPUS, "2023_brindlepeak_hkex_application-proof_en.pdf");
const CINDERLEAF = join(CORPUS, "2022_cinderleaf_f1_en.pdf");
/** CSS pixels between a highlight and the ink that it marks. */
const TOLERANCE = 2;

const folder = mkdtempSync(join(tmpdir(), "viewer-test-"));
const COPIES = 60;

/** Cases made when they are first asked for. */
class Cases extends Map {
  #makers = {
    yuya: () => readCase(YUYA),
    lines: () => withLines(this.get("yuya"), 4),
    "lines-rotated": () => withLines(readCase(rotatedPdf(YUYA, 90, folder)), 4),
    "lines-cropped": () => withLines(readCase(croppedPdf(YUYA, folder)), 4),
    "lines-hant": () => withLines(readCase(XINGCHUAN), 5),
    unread: () => readCase(BRINDLEPEAK),
    long: () => repeated(this.get("yuya"), repeatedPdf(YUYA, COPIES, folder), COPIES),
    gone: () => ({ ...this.get("yuya"), files: new Map() }),
    two: () => {
      const yuya = this.get("yuya");
      const english = readCase(CINDERLEAF);
      return {
        files: new Map([["main", YUYA], ["exhibit-1", CINDERLEAF]]),
        pages: new Map([["main", yuya.pages.get("main")], ["exhibit-1", english.pages.get("main")]]),
        shown: {
          documents: [yuya.shown.documents[0], { ...english.shown.documents[0], id: "exhibit-1", title: "Exhibit 1" }],
          marks: [...yuya.shown.marks, ...english.shown.marks.map((mark) => ({ ...mark, id: `x-${mark.id}`, document: "exhibit-1" }))],
          coverage: { unread: [], fromOcr: [], doubtful: [{ document: "exhibit-1", page: 2, reason: "doubled_text" }] },
        },
      };
    },
  };
  get(name) {
    if (!this.has(name) && this.#makers[name]) this.set(name, this.#makers[name]());
    return super.get(name);
  }
}

function withLines(read, page) {
  return { ...read, shown: { ...read.shown, marks: lineMarks(read, [page]) } };
}

const cases = new Cases();
let stand;

before(async () => {
  stand = await start(build(join(folder, "page")), cases);
});

after(async () => {
  await stand?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `check` on a case; errors of the page fail the test. */
async function on(name, options, check) {
  const tab = await show(stand, name, options);
  try {
    await check(tab.page);
    assert.deepEqual(tab.problems, []);
  } finally {
    await tab.close();
  }
}

const handle = (page, call) => page.evaluate(`void window.harness.handle.${call}`);

// ---- places

/** Distances of a page turned by 90 degrees clockwise `turns` times → of the page upright. */
const upright = ([left, top, right, bottom], turns) =>
  [[left, top, right, bottom], [top, right, bottom, left], [right, bottom, left, top], [bottom, left, top, right]][turns];

for (const [name, pageNumber] of [["lines", 4], ["lines-rotated", 4], ["lines-cropped", 4], ["lines-hant", 5]]) {
  for (const ratio of name === "lines" ? [1, 2] : [1]) {
    test(`highlights are within ${TOLERANCE} pixels of the ink: ${name}, ${ratio} device pixels a pixel`, async () => {
      await on(name, { ratio, viewport: { width: 1500, height: 1300 } }, async (page) => {
        for (const zoom of [1, 1.5]) {
          const first = new Map();
          for (const turns of [0, 1, 2, 3]) {
            await handle(page, `setZoom(${zoom})`);
            await page.waitForTimeout(50);
            await handle(page, `goToPage(${pageNumber})`);
            await drawn(page);
            const found = await inkOf(page, 6);
            assert.ok(found.length >= 4, `${found.length} lines were looked at`);
            for (const { id, ink, inside, em } of found) {
              const at = `${id} at zoom ${zoom}, turned ${90 * turns}: ${inside.map((d) => d.toFixed(2))}`;
              assert.ok(ink, `${at}: no ink`);
              // No ink sticks out; a character's box is no wider than its ink by more than the white that
              // its glyph has at its own sides (a quarter of its size: 個, 日, a descender's room).
              for (const distance of inside) assert.ok(distance > -TOLERANCE && distance < TOLERANCE + em / 4, at);
              // Turned, every side is where it was (upright glyphs are drawn on whole pixels, turned ones are not).
              const own = upright(inside, turns);
              const before = first.get(id) ?? own;
              first.set(id, before);
              own.forEach((distance, side) => assert.ok(Math.abs(distance - before[side]) < TOLERANCE, `${at}; upright ${before}`));
            }
            await handle(page, "rotate(90)");
            await page.waitForTimeout(50);
          }
        }
      });
    });
  }
}

test("no ink of the evidence sticks out of its highlights, in prose and in tables", async () => {
  await on("yuya", { viewport: { width: 1500, height: 1300 } }, async (page) => {
    let looked = 0;
    for (const number of [4, 8, 11]) {
      for (const zoom of [1, 1.5]) {
        await handle(page, `setZoom(${zoom})`);
        await page.waitForTimeout(50);
        await handle(page, `goToPage(${number})`);
        await drawn(page);
        // Above and below a box nothing is printed for some pixels but what the box is for.
        for (const { ink, id, inside } of await inkOf(page, 3)) {
          ++looked;
          assert.ok(ink, `${id}: no ink`);
          assert.ok(inside[1] > -TOLERANCE && inside[3] > -TOLERANCE, `${id} at zoom ${zoom}: ${inside.map((d) => d.toFixed(1))}`);
        }
      }
    }
    assert.ok(looked > 20, `${looked} boxes`);
  });
});

test("a page past the pixel limit is drawn sharply where it is seen", async () => {
  await on("lines", { ratio: 2, viewport: { width: 1280, height: 900 } }, async (page) => {
    await handle(page, "setZoom(5)");
    await handle(page, "goToPage(4)");
    await drawn(page);
    const sizes = await page.evaluate(() => {
      const sheet = document.querySelector('.fv-page[data-page="4"] .fv-sheet');
      const part = sheet.querySelector(".fv-part");
      const whole = sheet.querySelector(".fv-whole");
      return { whole: whole.width * whole.height, part: part && [part.width / part.getBoundingClientRect().width, part.width * part.height] };
    });
    assert.ok(sizes.whole <= 8.1e6, `whole page of ${sizes.whole} pixels`);
    assert.ok(sizes.part && Math.abs(sizes.part[0] - 2) < 0.01, JSON.stringify(sizes));
  });
});

// ---- pages that come and go

test("of a long filing only pages near the viewport exist", async () => {
  await on("long", {}, async (page) => {
    const most = await page.evaluate(async () => {
      const scroller = document.querySelector(".fv-scroller");
      let pages = 0;
      let canvases = 0;
      for (let i = 0; i < 60; ++i) {
        scroller.scrollTop = (scroller.scrollHeight * i) / 60;
        await new Promise((done) => setTimeout(done, 30));
        pages = Math.max(pages, document.querySelectorAll(".fv-page").length);
        canvases = Math.max(canvases, document.querySelectorAll(".fv-whole").length);
      }
      return { pages, canvases };
    });
    assert.ok(most.pages <= 6 && most.canvases <= 6, JSON.stringify(most));
    await handle(page, "goToPage(700)");
    await drawn(page);
    assert.equal(await page.inputValue(".fv-page-input"), "700");
  });
});

test("a place is kept over zoom, turn and a narrower window", async () => {
  await on("long", {}, async (page) => {
    await handle(page, "goToPage(301)");
    await drawn(page);
    for (const call of ["setZoom(2)", "setZoom('fit-page')", "setZoom(0.5)", "setZoom('fit-width')", "rotate(90)", "rotate(-90)"]) {
      await handle(page, call);
      await page.waitForTimeout(50);
      assert.equal(await page.evaluate(() => window.harness.handle.view().page), 301, call);
    }
    await page.setViewportSize({ width: 800, height: 700 });
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => window.harness.handle.view().page), 301);
  });
});

test("Ctrl and wheel zoom at the pointer", async () => {
  await on("yuya", {}, async (page) => {
    await handle(page, "goToPage(4)");
    await handle(page, "setZoom(1)");
    await drawn(page);
    const heading = () =>
      page.evaluate(() => {
        const mark = document.querySelector('.fv-page[data-page="4"] .fv-mark').getBoundingClientRect();
        return [mark.left, mark.top];
      });
    const [x, y] = await heading();
    await page.mouse.move(x, y);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -300);
    await page.keyboard.up("Control");
    await page.waitForFunction(() => window.harness.handle.view().scale > 1.5);
    const [x2, y2] = await heading();
    assert.ok(Math.abs(x2 - x) < 4 && Math.abs(y2 - y) < 4, `${x},${y} → ${x2},${y2}`);
  });
});

// ---- marks

test("a click selects the smallest mark, again the next; keys and names", async () => {
  await on("yuya", {}, async (page) => {
    await handle(page, "goToPage(4)");
    await drawn(page);
    const first = page.locator('.fv-page[data-page="4"] button.fv-mark').first();
    // Other marks may lie over it: the click is at the place, not at the element.
    const place = await first.boundingBox();
    const click = () => page.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
    await click();
    const picked = await page.evaluate(() => window.harness.picked.at(-1));
    assert.equal(await page.locator(".fv-mark[data-selected]").first().getAttribute("data-mark"), picked);
    await page.waitForTimeout(500);
    await click();
    assert.notEqual(await page.evaluate(() => window.harness.picked.at(-1)), picked);
    assert.match(await first.getAttribute("aria-label"), /number of users, undecided\), page 4$/);
    await page.keyboard.press(".");
    await page.keyboard.press(".");
    await page.keyboard.press(",");
    const order = await page.evaluate(() => window.harness.picked.slice(-3).map((id) => window.harness.marks.findIndex((mark) => mark.id === id)));
    assert.equal(new Set(order).size, 2);
    // Selected from outside (the brief): it is scrolled to, whole and in sight.
    await page.evaluate(() => window.harness.select(window.harness.marks.findLast((mark) => mark.kind === "holder").id));
    await drawn(page);
    const box = await page.locator(".fv-mark[data-selected]").first().boundingBox();
    assert.ok(box.y > 80 && box.y < 820, JSON.stringify(box));
  });
});

test("a filing of several documents: a mark of another document opens it", async () => {
  await on("two", {}, async (page) => {
    await page.evaluate(() => window.harness.select(window.harness.marks.find((mark) => mark.document === "exhibit-1").id));
    await page.waitForSelector(".fv-mark[data-selected]");
    await drawn(page);
    assert.equal(await page.evaluate(() => window.harness.handle.view().document), "exhibit-1");
    await page.locator(".fv-scroller").focus();
    await page.keyboard.press("{");
    await page.waitForFunction(() => window.harness.handle.view().document === "main");
  });
});

// ---- selecting text

/** A drag from the middle of character `from` to that of `to` of a line of the case's page. */
async function dragOver(page, read, pageNumber, pattern) {
  const text = read.pages.get("main")[pageNumber - 1];
  const index = text.lines.findIndex((line) => pattern.test(line.text));
  const line = text.lines[index];
  const match = pattern.exec(line.text);
  const at = Array.from(line.text.slice(0, match.index)).length;
  const count = Array.from(match[0]).length;
  const spot = (x, y) => ({ x, y, width: text.pageWidth, height: text.pageHeight });
  const middle = (line.y0 + line.y1) / 2;
  const ends = [spot(line.xEdges[2 * at] + 0.5, middle), spot(line.xEdges[2 * (at + count) - 1] - 0.5, middle)];
  const places = await page.evaluate(
    ({ ends, pageNumber }) => {
      const sheet = document.querySelector(`.fv-page[data-page="${pageNumber}"] .fv-sheet`).getBoundingClientRect();
      const { rotation } = window.harness.handle.view();
      return ends.map(({ x, y, width, height }) => {
        const [u, v] = { 0: [x / width, y / height], 90: [1 - y / height, x / width], 180: [1 - x / width, 1 - y / height], 270: [y / height, 1 - x / width] }[rotation];
        return [sheet.left + u * sheet.width, sheet.top + v * sheet.height];
      });
    },
    { ends, pageNumber },
  );
  await page.mouse.move(...places[0]);
  await page.waitForTimeout(60);
  await page.mouse.down();
  await page.mouse.move((places[0][0] + places[1][0]) / 2, (places[0][1] + places[1][1]) / 2, { steps: 4 });
  await page.mouse.move(...places[1], { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(() => window.harness.selections.length > 0);
  return { line, wanted: match[0] };
}

for (const turns of [0, 1, 3]) {
  test(`dragging selects the server's characters, turned ${90 * turns}`, async () => {
    await on("yuya", { viewport: { width: 1500, height: 1300 } }, async (page) => {
      await handle(page, "setZoom(1)");
      for (let i = 0; i < turns; ++i) await handle(page, "rotate(90)");
      await handle(page, "goToPage(4)");
      await drawn(page);
      const { line, wanted } = await dragOver(page, cases.get("yuya"), 4, /北美、东南亚推出/);
      const selection = await page.evaluate(() => window.harness.selections.at(-1));
      assert.equal(selection.quote, wanted);
      assert.equal(selection.boxes.length, 1);
      assert.equal(selection.boxes[0].y0, line.y0);
      assert.equal(selection.page, 4);
      const drawnBox = await page.locator(".fv-selected").boundingBox();
      assert.ok(Math.abs(Math.max(drawnBox.width, drawnBox.height) - (selection.boxes[0].x1 - selection.boxes[0].x0) * (96 / 72)) < 1);
      const copied = await page.evaluate(() => {
        const data = new DataTransfer();
        document.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, cancelable: true }));
        return data.getData("text/plain");
      });
      assert.equal(copied, wanted);
      assert.ok(await page.locator(".fv-actions").isVisible());
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(() => window.harness.selections.at(-1)), null);
    });
  });
}

test("a drag that begins on a mark selects text and leaves the mark alone; a double click takes a word", async () => {
  await on("yuya", { viewport: { width: 1500, height: 1300 } }, async (page) => {
    await handle(page, "setZoom(1.5)");
    await handle(page, "goToPage(4)");
    await drawn(page);
    const { wanted } = await dragOver(page, cases.get("yuya"), 4, /语芽拥有2,518万/);
    assert.equal(await page.evaluate(() => window.harness.selections.at(-1).quote), wanted);
    assert.deepEqual(await page.evaluate(() => window.harness.picked), []);
    const box = await page.locator(".fv-selected").first().boundingBox();
    await page.mouse.dblclick(box.x + 0.3 * box.width, box.y + box.height / 2);
    await page.waitForFunction((quote) => window.harness.selections.at(-1) && window.harness.selections.at(-1).quote !== quote, wanted);
    const word = await page.evaluate(() => window.harness.selections.at(-1).quote);
    assert.ok(word.length >= 1 && word.length < wanted.length, word);
  });
});

test("the keyboard selects text too", async () => {
  await on("yuya", {}, async (page) => {
    await handle(page, "goToPage(4)");
    await drawn(page);
    await page.locator(".fv-scroller").focus();
    await page.keyboard.press("v");
    await page.waitForSelector(".fv-caret");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    for (let i = 0; i < 3; ++i) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => window.harness.selections.length > 0);
    const { quote } = await page.evaluate(() => window.harness.selections.at(-1));
    const texts = cases.get("yuya").pages.get("main")[3].lines.map((line) => line.text);
    assert.equal(Array.from(quote).length, 3);
    assert.ok(texts.some((text) => text.startsWith(quote)), quote);
  });
});

// ---- search, panel, strip

test("search shows the server's hits, in order, and says what was not searched", async () => {
  await on("unread", {}, async (page) => {
    await page.locator(".fv-scroller").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("borrowers");
    await page.waitForSelector(".fv-hit-current");
    await page.waitForFunction(() => /^1 of \d+$/.test(document.querySelector(".fv-search-said").textContent));
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /^2 of \d+$/.test(document.querySelector(".fv-search-said").textContent));
    assert.match(await page.locator(".fv-search-unread").textContent(), /^2 pages could not be read/);
    await page.locator(".fv-search-input").fill("no such words at all");
    await page.waitForFunction(() => document.querySelector(".fv-search-said").textContent.startsWith("Not found on the"));
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".fv-search").count(), 0);
  });
});

test("pages that were not read say so and why, in the reader's language", async () => {
  for (const [language, words] of [["en", "Not read: no text on the page, only a picture"], ["zh-Hans", "未读取：页面没有文字，只有图像"], ["zh-Hant", "未讀取：頁面沒有文字，只有影像"]]) {
    await on("unread", { language }, async (page) => {
      const { page: number } = cases.get("unread").shown.coverage.unread[0];
      await handle(page, `goToPage(${number})`);
      await drawn(page);
      assert.equal(await page.locator(`.fv-page[data-page="${number}"] .fv-badge`).textContent(), words);
      assert.equal(await page.locator(`.fv-page[data-page="${number}"] .fv-hatch`).count(), 1);
    });
  }
});

test("thumbnails: only those that are seen, with marks; the outline leads to its pages", async () => {
  await on("long", {}, async (page) => {
    await page.locator(".fv-scroller").focus();
    await page.keyboard.press("t");
    await page.waitForSelector(".fv-thumbnail");
    await handle(page, "goToPage(400)");
    await page.waitForSelector('.fv-thumbnail[aria-selected="true"] .fv-thumbnail-mark, .fv-thumbnail .fv-thumbnail-mark');
    assert.ok((await page.locator(".fv-thumbnail").count()) < 14);
    await page.keyboard.press("t");
  });
  await on("yuya", {}, async (page) => {
    await page.locator(".fv-scroller").focus();
    await page.keyboard.press("o");
    await page.locator(".fv-outline-entry", { hasText: "主要股东" }).first().click();
    await page.waitForFunction(() => window.harness.handle.view().page === 11);
  });
});

test("the strip is a slider over the whole filing, in all its documents", async () => {
  await on("two", {}, async (page) => {
    const strip = page.locator(".fv-strip-bar");
    await strip.focus();
    assert.equal(await strip.getAttribute("aria-valuemax"), "25");
    await page.keyboard.press("PageDown");
    await page.waitForFunction(() => window.harness.handle.view().page === 11);
    assert.match(await strip.getAttribute("aria-valuetext"), /Page 11 of 12: \d+ findings \(holder/);
    await page.keyboard.press("End");
    await page.waitForFunction(() => window.harness.handle.view().document === "exhibit-1" && window.harness.handle.view().page === 13);
    const box = await strip.boundingBox();
    await page.mouse.click(box.x + box.width * 0.02, box.y + box.height / 2);
    await page.waitForFunction(() => window.harness.handle.view().document === "main" && window.harness.handle.view().page === 1);
    assert.ok((await page.locator('.fv-strip-page[data-state="doubtful"]').count()) === 1);
  });
});

// ---- what cannot be shown; what a screen reader is told

test("a document that is gone is said to be, and can be tried again", async () => {
  const context = await stand.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${stand.server.origin}/?case=gone`);
  await page.waitForSelector('[role="alert"]');
  assert.match(await page.locator('[role="alert"]').textContent(), /not on the server any more/);
  cases.get("gone").files.set("main", YUYA);
  await page.locator('[role="alert"] button').click();
  await page.waitForSelector(".fv-canvas[data-drawn]");
  cases.get("gone").files.delete("main");
  await context.close();
});

test("a filing comes by ranges; where the line breaks they are asked for again", async () => {
  const path = joinedPdf([YUYA, XINGCHUAN, BRINDLEPEAK, CINDERLEAF], folder);
  const documents = [{ id: "main", title: "joined", pageCount: 51, url: "" }];
  const read = { files: new Map([["main", path]]), pages: new Map(), shown: { documents, marks: [], coverage: { unread: [], fromOcr: [], doubtful: [] } } };
  cases.set("breaking", read);
  const tab = await show(stand, "breaking");
  const size = statSync(path).size;
  const given = stand.server.bytes.get("breaking");
  assert.ok(given < 0.75 * size, `${given} of ${size} bytes for the first pages`);
  read.broken = true;
  // The second filing's characters are not there when the first one's page is.
  await handle(tab.page, "goToPage(20)");
  await tab.page.waitForSelector(".fv-notice");
  assert.equal(await tab.page.locator(".fv-notice").textContent(), "The connection is lost. Trying again …");
  read.broken = false;
  for (const number of [20, 19]) {
    await handle(tab.page, `goToPage(${number})`);
    await tab.page.waitForSelector(`.fv-page[data-page="${number}"] .fv-canvas[data-drawn]`);
  }
  assert.equal(await tab.page.locator(".fv-notice").count(), 0);
  // Gone for good while it is read.
  read.files.delete("main");
  await handle(tab.page, "goToPage(45)");
  await tab.page.waitForSelector('[role="alert"]');
  assert.match(await tab.page.locator('[role="alert"]').textContent(), /not on the server any more/);
  await tab.close();
});

test("axe finds nothing, light and dark, with everything open", async () => {
  const axe = readFileSync(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
  for (const theme of ["light", "dark"]) {
    await on("unread", { theme }, async (page) => {
      await handle(page, "openSearch('loans')");
      await page.waitForSelector(".fv-hit-current");
      await page.locator(".fv-scroller").focus();
      await page.locator(".fv-strip > button").click();
      await page.locator(".fv-scroller").focus();
      for (const key of ["o", "t"]) {
        await page.keyboard.press(key);
        await page.waitForTimeout(200);
        // The policy allows no script of another place: it is run as the test's own.
        const violations = await page.evaluate(async (source) => {
          if (!window.axe) (0, eval)(source);
          // A heading is the console's to give.
          const rules = { "page-has-heading-one": { enabled: false } };
          const result = await window.axe.run(document, { resultTypes: ["violations"], rules });
          return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
        }, axe);
        assert.deepEqual(violations, [], theme);
      }
    });
  }
});

test("fits a tablet", async () => {
  await on("yuya", { viewport: { width: 820, height: 1180 }, touch: true, ratio: 2 }, async (page) => {
    await handle(page, "goToPage(4)");
    await drawn(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wider, 0);
    const place = await page.locator('.fv-page[data-page="4"] button.fv-mark').first().boundingBox();
    await page.touchscreen.tap(place.x + place.width / 2, place.y + place.height / 2);
    assert.equal((await page.evaluate(() => window.harness.picked)).length, 1);
    // Two fingers that part: larger, between them.
    const before = await page.evaluate(() => window.harness.handle.view().scale);
    const session = await page.context().newCDPSession(page);
    const fingers = (apart) => [
      { x: 410 - apart, y: 600, id: 1 },
      { x: 410 + apart, y: 600, id: 2 },
    ];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(50) });
    for (const apart of [60, 75, 90, 100]) {
      await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(apart) });
      await page.waitForTimeout(40);
    }
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.waitForTimeout(100);
    const after = await page.evaluate(() => window.harness.handle.view().scale);
    assert.ok(Math.abs(after / before - 2) < 0.15, `${before} → ${after}`);
  });
});
