import { describe, expect, it } from "vitest";
import { boxToCss, fromView, toView, type Rotation } from "../../src/viewer/geometry";
import { commandFor, VIEWER_SHORTCUTS, viewerShortcuts } from "../../src/viewer/keyboard";
import { anchorAt, currentPage, layoutPages, PAGE_HEAD, pagesNear, scrollFor, zoomStep } from "../../src/viewer/layout";
import { inReadingOrder, markAt, markBeside } from "../../src/viewer/marks";
import { outlineOf } from "../../src/viewer/sections";
import { caretAt, moveCaret, textBetween, wordAt } from "../../src/viewer/selection";
import { fill, KIND_NAMES, REASON_NAMES, STRINGS, VERDICT_NAMES } from "../../src/viewer/strings";
import type { PageText, ViewerMark } from "../../src/viewer/types";

const A4 = { width: 595, height: 842 };
const WIDE = { width: 842, height: 595 };

describe("places on a turned page", () => {
  const rotations: Rotation[] = [0, 90, 180, 270];
  it("come back to where they were", () => {
    for (const rotation of rotations) {
      expect(fromView(toView({ x: 100, y: 30 }, A4, rotation), A4, rotation)).toEqual({ x: 100, y: 30 });
    }
  });
  it("lie at the corner that the turn brings them to", () => {
    const box = { x0: 0, y0: 0, x1: 10, y1: 20 };
    expect(boxToCss(box, A4, 0, 2)).toEqual({ left: 0, top: 0, width: 20, height: 40 });
    expect(boxToCss(box, A4, 90, 2)).toEqual({ left: 2 * (842 - 20), top: 0, width: 40, height: 20 });
    expect(boxToCss(box, A4, 180, 2)).toEqual({ left: 2 * (595 - 10), top: 2 * (842 - 20), width: 20, height: 40 });
    expect(boxToCss(box, A4, 270, 2)).toEqual({ left: 0, top: 2 * (595 - 10), width: 40, height: 20 });
  });
});

describe("the column of pages", () => {
  const viewport = { width: 832, height: 900 };
  it("shows a wide page smaller under a fit, and at the same zoom under a number", () => {
    const fitted = layoutPages([A4, WIDE, A4], A4, "fit-width", 0, viewport);
    expect(fitted.scales[0]).toBeCloseTo(800 / 595);
    expect(fitted.scales[1]).toBeCloseTo(800 / 842);
    expect(fitted.width).toBe(832);
    const plain = layoutPages([A4, WIDE], A4, 1, 0, viewport);
    expect(plain.scales[1]).toBeCloseTo(96 / 72);
    expect(plain.width).toBe(Math.round((842 * 96) / 72) + 32);
  });
  it("tells which pages are near and which is current", () => {
    const layout = layoutPages(Array.from({ length: 700 }, () => A4), A4, 1, 0, viewport);
    const page = PAGE_HEAD + Math.round((842 * 96) / 72);
    expect(layout.tops[699]).toBe(699 * page);
    expect(pagesNear(layout, 100 * page, 900, 900)).toEqual([99, 101]);
    expect(currentPage(layout, 100 * page - 100, 900)).toBe(100);
    expect(currentPage(layout, 100 * page - 800, 900)).toBe(99);
  });
  it("keeps a spot of a page where it is when the zoom changes", () => {
    const sizes = Array.from({ length: 30 }, () => A4);
    const before = layoutPages(sizes, A4, 1, 0, viewport);
    const after = layoutPages(sizes, A4, 2, 0, viewport);
    const anchor = anchorAt(before, 0, 9000, 400, 300);
    const to = scrollFor(after, anchor);
    const again = anchorAt(after, to.left, to.top, 400, 300);
    expect(again.page).toBe(anchor.page);
    expect(again.fy).toBeCloseTo(anchor.fy, 6);
    expect(again.fx).toBeCloseTo(anchor.fx, 6);
  });
  it("steps over zooms and stops at the ends", () => {
    expect(zoomStep(1, 1)).toBe(1.1);
    expect(zoomStep(1.57, -1)).toBe(1.5);
    expect(zoomStep(8, 1)).toBe(8);
    expect(zoomStep(0.1, -1)).toBe(0.1);
  });
});

function line(text: string, x: number, y: number, width = 10): PageText["lines"][number] {
  const xEdges = Array.from(text).flatMap((_, i) => [x + i * width, x + (i + 1) * width]);
  return { text, y0: y, y1: y + 10, xEdges };
}

describe("selected text", () => {
  const text: PageText = {
    page: 1,
    pageWidth: 595,
    pageHeight: 842,
    fromOcr: false,
    lines: [line("平台拥有2,518万", 50, 100), line("名注册用户。", 50, 120), line("registered users", 50, 140, 5), line("of the 𠮷 app", 50, 160, 5)],
  };
  it("is the server's, joined as the brief joins it, one box a line", () => {
    const chinese = textBetween(text, { line: 0, at: 4 }, { line: 1, at: 5 });
    expect(chinese?.quote).toBe("2,518万名注册用户");
    expect(chinese?.boxes).toEqual([
      { x0: 90, y0: 100, x1: 150, y1: 110 },
      { x0: 50, y0: 120, x1: 100, y1: 130 },
    ]);
    expect(textBetween(text, { line: 2, at: 0 }, { line: 3, at: 6 })?.quote).toBe("registered users of the");
  });
  it("is the same dragged backwards, and nothing where nothing is between", () => {
    expect(textBetween(text, { line: 1, at: 5 }, { line: 0, at: 4 })?.quote).toBe("2,518万名注册用户");
    expect(textBetween(text, { line: 1, at: 2 }, { line: 1, at: 2 })).toBeUndefined();
  });
  it("counts characters outside the basic plane once", () => {
    expect(textBetween(text, { line: 3, at: 7 }, { line: 3, at: 8 })?.quote).toBe("𠮷");
  });
  it("begins at the gap nearest to the pointer, in the line beside it", () => {
    expect(caretAt(text, { x: 92, y: 104 })).toEqual({ line: 0, at: 4 });
    expect(caretAt(text, { x: 400, y: 126 })).toEqual({ line: 1, at: 6 });
  });
  it("moves by keyboard over line ends, up and down", () => {
    expect(moveCaret(text, { line: 0, at: 10 }, "right")).toEqual({ line: 1, at: 0 });
    expect(moveCaret(text, { line: 1, at: 0 }, "left")).toEqual({ line: 0, at: 10 });
    expect(moveCaret(text, { line: 0, at: 3 }, "down")).toEqual({ line: 1, at: 3 });
    expect(moveCaret(text, { line: 2, at: 6 }, "up")).toEqual({ line: 1, at: 3 });
    expect(moveCaret(text, { line: 0, at: 3 }, "up")).toEqual({ line: 0, at: 3 });
  });
  it("takes whole words", () => {
    expect(wordAt(text, { line: 2, at: 3 })).toEqual([
      { line: 2, at: 0 },
      { line: 2, at: 10 },
    ]);
  });
});

function mark(id: string, page: number, box: [number, number, number, number]): ViewerMark {
  const [x0, y0, x1, y1] = box;
  return { id, findingId: id, document: "main", page, boxes: [{ x0, y0, x1, y1 }], kind: "userCount", verdict: "open", label: id, fromOcr: false };
}

describe("marks over each other", () => {
  const marks = [mark("sentence", 1, [0, 0, 100, 10]), mark("figure", 1, [10, 0, 30, 10]), mark("later", 3, [0, 0, 5, 5])];
  it("a click means the smallest, then the next", () => {
    expect(markAt(marks, { x: 20, y: 5 })?.id).toBe("figure");
    expect(markAt(marks, { x: 20, y: 5 }, "figure")?.id).toBe("sentence");
    expect(markAt(marks, { x: 20, y: 5 }, "sentence")?.id).toBe("figure");
    expect(markAt(marks, { x: 20, y: 50 })).toBeUndefined();
  });
  it("the keyboard goes on from the selected one, else from the page", () => {
    const ordered = inReadingOrder(marks, "main");
    expect(ordered.map((entry) => entry.id)).toEqual(["sentence", "figure", "later"]);
    expect(markBeside(ordered, "figure", 1, 1)?.id).toBe("later");
    expect(markBeside(ordered, "figure", 1, -1)?.id).toBe("sentence");
    expect(markBeside(ordered, undefined, 2, 1)?.id).toBe("later");
    expect(markBeside(ordered, undefined, 2, -1)?.id).toBe("figure");
    expect(markBeside(ordered, "later", 3, 1)).toBeUndefined();
  });
});

describe("an outline of the brief's headings", () => {
  it("nests them, each at the first page that it is named on", () => {
    const places = [
      { section: "业务 > 产品", page: 7 },
      { section: "业务", page: 9 },
      { section: "风险因素", page: 5 },
      { section: "", page: 1 },
      { section: "业务 > 数据与隐私", page: 8 },
    ];
    expect(outlineOf(places)).toEqual([
      { title: "风险因素", page: 5, children: [] },
      {
        title: "业务",
        page: 7,
        children: [
          { title: "产品", page: 7, children: [] },
          { title: "数据与隐私", page: 8, children: [] },
        ],
      },
    ]);
  });
});

describe("words", () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  it("stand in all three languages with the same places to fill", () => {
    for (const language of ["zh-Hans", "zh-Hant"] as const) {
      for (const key of Object.keys(STRINGS.en) as (keyof typeof STRINGS.en)[]) {
        expect(STRINGS[language][key].trim(), `${language} ${key}`).not.toBe("");
        expect(places(STRINGS[language][key]), `${language} ${key}`).toEqual(places(STRINGS.en[key]));
        expect(STRINGS[language][key], `${language} ${key} is not translated`).not.toBe(STRINGS.en[key]);
      }
      expect(Object.keys(REASON_NAMES[language]).sort()).toEqual(Object.keys(REASON_NAMES.en).sort());
      expect(Object.keys(KIND_NAMES[language])).toEqual(Object.keys(KIND_NAMES.en));
      expect(Object.keys(VERDICT_NAMES[language])).toEqual(Object.keys(VERDICT_NAMES.en));
    }
  });
  it("leave a place that has no value as it is", () => {
    expect(fill("Page {page} of {count}", { page: 3 })).toBe("Page 3 of {count}");
  });
});

describe("keys", () => {
  const press = (key: string, more = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
  it("are those of the help sheet", () => {
    expect(commandFor(press("]"))).toBe("page-next");
    expect(commandFor(press("F3", { shiftKey: true }))).toBe("hit-previous");
    expect(commandFor(press("f", { ctrlKey: true }))).toBe("search");
    expect(commandFor(press("f"))).toBe("fit-page");
    expect(commandFor(press("c", { ctrlKey: true }))).toBeUndefined();
    expect(commandFor(press("]", { altKey: true }))).toBeUndefined();
  });
  it("leave the letters of decisions to the console", () => {
    for (const key of ["a", "r", "c", "x", "u", "n", "p", "j", "k", "e", "m", "s", "?"]) expect(commandFor(press(key)), key).toBeUndefined();
  });
  it("all have words", () => {
    for (const { keys, text } of viewerShortcuts("zh-Hant")) {
      expect(keys.length).toBeGreaterThan(0);
      expect(text).not.toBe("");
    }
    expect(VIEWER_SHORTCUTS.length).toBeGreaterThan(15);
  });
});
