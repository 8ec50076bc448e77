// How far highlights are from the ink they are drawn for, in CSS pixels of the shown page.

/** Runs in the browser: of each mark's box the ink within `around` pixels of it, as distances from the box's sides. */
function measure({ around }) {
  const view = document.querySelector(".fv-scroller").getBoundingClientRect();
  const found = [];
  for (const sheet of document.querySelectorAll(".fv-sheet")) {
    const own = sheet.getBoundingClientRect();
    if (own.bottom < view.top || own.top > view.bottom) continue;
    const canvas = sheet.querySelector(".fv-whole");
    const marks = [...sheet.querySelectorAll(".fv-mark")];
    if (!canvas || marks.length === 0) continue;
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const place = canvas.getBoundingClientRect();
    const ratio = canvas.width / place.width;
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    const dark = (x, y) => data[4 * (y * width + x)] + data[4 * (y * width + x) + 1] + data[4 * (y * width + x) + 2] < 3 * 200;
    for (const mark of marks) {
      const box = mark.getBoundingClientRect();
      const side = (value, from) => (value - from) * ratio;
      const left = side(box.left, place.left);
      const top = side(box.top, place.top);
      const right = side(box.right, place.left);
      const bottom = side(box.bottom, place.top);
      let x0 = Infinity;
      let y0 = Infinity;
      let x1 = -Infinity;
      let y1 = -Infinity;
      for (let y = Math.max(0, Math.floor(top - around * ratio)); y < Math.min(height, bottom + around * ratio); ++y) {
        for (let x = Math.max(0, Math.floor(left - around * ratio)); x < Math.min(width, right + around * ratio); ++x) {
          if (!dark(x, y)) continue;
          x0 = Math.min(x0, x);
          x1 = Math.max(x1, x + 1);
          y0 = Math.min(y0, y);
          y1 = Math.max(y1, y + 1);
        }
      }
      // Positive: the ink is inside the box by so much; negative: it sticks out.
      found.push({
        id: mark.dataset.mark,
        ink: x1 > x0,
        em: Math.min(box.width, box.height),
        inside: [x0 - left, y0 - top, right - x1, bottom - y1].map((pixels) => pixels / ratio),
      });
    }
  }
  return found;
}

/** Distances in the order left, top, right, bottom; `em` is the box's shorter side. */
export const inkOf = (page, around) => page.evaluate(measure, { around });

const HAN_LINE = /^\p{Script=Han}.{4,}\p{Script=Han}$/u;
export const LATIN_LINE = /^[A-Za-z].{30,}[A-Za-z]$/;

/** Whole lines of text that start and end with a full character, as marks: nothing stands beside their ink. */
export function lineMarks(read, pageNumbers, wanted = HAN_LINE) {
  const marks = [];
  for (const page of read.pages.get("main")) {
    if (!pageNumbers.includes(page.page)) continue;
    page.lines.forEach((line, index) => {
      if (!wanted.test(line.text) || line.table) return;
      marks.push({
        id: `line-${page.page}-${index}`,
        findingId: `line-${page.page}-${index}`,
        document: "main",
        page: page.page,
        boxes: [line.box],
        kind: "userCount",
        verdict: "open",
        label: line.text,
        fromOcr: false,
      });
    });
  }
  return marks;
}
