// Highlights on real filings: those of the brief, and whole lines of text, against the ink that the browser
// draws. A few pages of each are cut out, so that it stays cheap. Crop boxes that differ from media boxes,
// fonts that are not embedded and pages of spreads are among them.
//
// Run by tests/viewer/viewer_test.sh (ctest -R browser_viewer_real).

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readCase } from "./cases.mjs";
import { build, drawn, show, start } from "./harness.mjs";
import { inkOf, LATIN_LINE, lineMarks } from "./pixels.mjs";

const REAL = process.env.FILING_REVIEW_REAL;
const TOLERANCE = 2;
/** Lines whose ink touches a rule or a picture are among them, so not all can be right. */
const LEAST_RIGHT = 0.97;
/** File and pages of it. */
const FILINGS = [
  ["2012_haoyuan_gas_ashare_zh-hans.pdf", "20-27"],
  ["2025_fortior_hkex_prospectus_zh-hant.pdf", "30-37"],
  ["2023_haikan_iptv_ashare_zh-hans.pdf", "30-37"],
  ["2020_netease_hkex_prospectus_en.pdf", "30-37"],
];

const folder = mkdtempSync(join(tmpdir(), "viewer-real-"));
const cases = new Map();
let stand;
before(async () => {
  stand = await start(build(join(folder, "page")), cases);
});
after(async () => {
  await stand?.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const [file, pages] of FILINGS) {
  test(`${file}: highlights lie on their ink at two zooms and turned`, async () => {
    const cut = join(folder, file);
    execFileSync("qpdf", ["--warning-exit-0", "--empty", "--pages", join(REAL, file), pages, "--", cut], { stdio: "ignore" });
    const read = readCase(cut);
    const english = file.endsWith("_en.pdf");
    const numbers = read.pages.get("main").map((page) => page.page);
    const marks = [...lineMarks(read, numbers, english ? LATIN_LINE : undefined), ...read.shown.marks];
    cases.set(file, { ...read, shown: { ...read.shown, marks } });
    const tab = await show(stand, file, { viewport: { width: 1500, height: 1300 } });
    try {
      let looked = 0;
      const wrong = [];
      for (const zoom of [1, 1.5]) {
        for (const turns of [0, 1]) {
          await tab.page.evaluate(`void window.harness.handle.setZoom(${zoom})`);
          for (const number of [...new Set(marks.map((mark) => mark.page))].slice(0, 5)) {
            await tab.page.waitForTimeout(50);
            await tab.page.evaluate(`void window.harness.handle.goToPage(${number})`);
            await drawn(tab.page);
            for (const { id, ink, inside, em } of await inkOf(tab.page, 3)) {
              ++looked;
              // Across the line nothing sticks out; along it only a whole line's ends are free. Lines of
              // English stand so close that one's descenders touch the next: only their ends are looked at.
              const [along, across] = turns % 2 === 0 ? [[0, 2], [1, 3]] : [[1, 3], [0, 2]];
              const wholeLine = id.startsWith("line-");
              const sides = [...(wholeLine ? along : []), ...(english ? [] : across)].map((side) => inside[side]);
              if (!ink || sides.some((distance) => distance < -TOLERANCE || distance > TOLERANCE + em / 3)) {
                wrong.push(`${id} at ${zoom}, turned ${90 * turns}: ${inside.map((d) => d.toFixed(1))}`);
              }
            }
          }
          await tab.page.evaluate("void window.harness.handle.rotate(90)");
        }
        await tab.page.evaluate("void window.harness.handle.rotate(90)");
        await tab.page.evaluate("void window.harness.handle.rotate(90)");
      }
      assert.ok(looked >= 20, `${looked} boxes`);
      assert.ok(wrong.length <= (1 - LEAST_RIGHT) * looked, `${wrong.length} of ${looked}: ${wrong.slice(0, 8).join("; ")}`);
      assert.deepEqual(tab.problems, []);
    } finally {
      await tab.close();
    }
  });
}
