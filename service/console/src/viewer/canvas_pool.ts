// Canvases that show bitmaps. An element that leaves the page is emptied (its pixels are let go at
// once) and used again.

const CANVASES_KEPT = 12;
const pool: HTMLCanvasElement[] = [];

export function takeCanvas(bitmap: ImageBitmap): HTMLCanvasElement {
  const canvas = pool.pop() ?? document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
  return canvas;
}

export function giveCanvas(canvas: HTMLCanvasElement): void {
  canvas.remove();
  canvas.removeAttribute("style");
  canvas.removeAttribute("class");
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(null);
  canvas.width = canvas.height = 1;
  if (pool.length < CANVASES_KEPT) pool.push(canvas);
}
