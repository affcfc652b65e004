// The canvas: a picture that is drawn whole out of sight, moved as it is while one looks about, and drawn anew.

import { between, toUnits } from "./camera.js";

// How long a picture of many marks may be drawn at a stretch, in milliseconds: while it is moved, and when it is still.
const MOVING = 7;
const STILL = 40;
// The picture is still when it was not moved for so long.
const REST = 120;
// Changes that follow each other so soon come from a handle that is dragged: what is begun is shown, then the latest.
const SOON = 250;

/**
 * Fill the container with a canvas. `paint(context, view, isSketch)` is a generator that draws the picture in its own
 * units and may pause anywhere; of what is new and takes long, a sketch of the weightiest is shown first. `isLight(view)`: it takes less than a frame; `drawn(view)` is called when a picture is whole, `rested()`
 * when the reader has ceased to move it, and `over(context, view, isLatest)` draws on top of it, in pixels, at every
 * frame; the picture below may still be one of before. A view is {camera, width, height}.
 */
export function createPainter(container, { paint, isLight, drawn, rested, over }) {
  const sheet = document.createElement("canvas");
  container.append(sheet);
  const context = sheet.getContext("2d");
  let front = hidden();
  let back = hidden();
  let camera = [0, 0, 1];
  let content = 0;
  let job = null;
  let frame = null;
  let rest = null;
  let changed = -Infinity;
  let isDragged = false;

  /** Draw at the next frame; if `anew`, something else than before. */
  function draw(anew = false) {
    if (anew) {
      content += 1;
      isDragged = performance.now() - changed < SOON;
      changed = performance.now();
    }
    frame ??= requestAnimationFrame(show);
  }

  function look(next) {
    camera = next;
    draw();
  }

  /** The reader moves the picture, or something in it. */
  function move() {
    clearTimeout(rest);
    rest = setTimeout(() => ((rest = null), rested(), draw()), REST);
  }

  function show() {
    frame = null;
    const view = { camera, width: container.clientWidth, height: container.clientHeight };
    if (!view.width || !view.height) return;
    fitTo(sheet, view);
    if (!isDrawn(front, view)) drawAhead(view);
    present(view);
    if (!isDrawn(front, view)) draw();
  }

  function isDrawn(picture, view) {
    return isOf(picture, view) && !picture.sketch;
  }

  function isOf(picture, { width, height }) {
    const { view } = picture;
    return picture.content === content && view.width === width && view.height === height && String(view.camera) === String(camera) && picture.ratio === devicePixelRatio;
  }

  /** Go on with the picture that is drawn out of sight; one that nobody wants any more is given up. */
  function drawAhead(view) {
    if (!job || (rest === null && !isOf(back, view)) || (back.content !== content && !isDragged)) job = begin(view);
    const until = performance.now() + (rest === null ? STILL : MOVING);
    while (back.light || performance.now() < until) {
      if (job.next().done) return finish();
      // What was drawn is only noted down until a pixel is asked for.
      if (!back.light) back.context.getImageData(0, 0, 1, 1);
    }
    return undefined;
  }

  function begin(view) {
    const light = isLight(view);
    Object.assign(back, { view, content, ratio: devicePixelRatio, light, sketch: !light && front.content !== content });
    const { context: hand, ratio } = back;
    // Whoever gave up a picture left caps and dashes behind; a canvas of another size forgets them.
    back.canvas.width = 0;
    fitTo(back.canvas, view);
    toUnits(hand, view, ratio);
    return paint(hand, view, back.sketch);
  }

  function finish() {
    [front, back] = [back, front];
    job = null;
    drawn();
  }

  function present(view) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, sheet.width, sheet.height);
    if (front.content === null) return;
    const { scale, x, y } = between(front.view, view);
    const ratio = devicePixelRatio;
    const [left, top] = [x, y].map((edge) => (scale === 1 ? Math.round(edge * ratio) : edge * ratio));
    const size = (scale * ratio) / front.ratio;
    context.drawImage(front.canvas, left, top, front.canvas.width * size, front.canvas.height * size);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    over(context, view, front.content === content);
  }

  return {
    canvas: sheet,
    draw,
    look,
    move,
    camera: () => camera,
    isMoving: () => rest !== null,
    isWhole: () => frame === null && rest === null,
    /** Whether what is seen is the latest, if only in a sketch. */
    isLatest: () => front.content === content,
  };
}

function hidden() {
  const canvas = document.createElement("canvas");
  // Drawn without the graphics card, if there is one: so it can be asked how far it has come.
  return { canvas, context: canvas.getContext("2d", { willReadFrequently: true }), content: null, view: { camera: [0, 0, 1] } };
}

function fitTo(canvas, { width, height }) {
  const [wide, high] = [width, height].map((side) => Math.round(side * devicePixelRatio));
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
}
