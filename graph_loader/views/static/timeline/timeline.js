// The timeline: claims, events and lifespans over the years, on a canvas that one moves and enlarges.

import { watchPointer } from "../canvas/pointer.js";
import { h, isDark, replace } from "../dom.js";
import { selectedClaims } from "../model.js";
import { palette } from "../network/overlay.js";
import { periodInWords } from "../time/periods.js";
import { clamp, SCALES } from "../state.js";
import { count, language, phrases, t } from "../text.js";
import { drawTimeline } from "./draw.js";
import { markAt, placing } from "./hit.js";
import { SMALL } from "../layers.js";
import { createMarkList } from "./marklist.js";
import { reach } from "./pack.js";
import { createRecorder } from "./record.js";
import { HEAD, MARGIN, ROW, sceneOf } from "./scene.js";
import { sheetsOf } from "./sheets.js";
import { zoomButtons } from "../toolbar.js";

// With more marks than this, paper and saved pictures show the rows in sight only.
const MOST_ON_PAPER = 6000;
const MOVES = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
const ZOOMS = { "+": 1.4, "=": 1.4, "-": 1 / 1.4 };

export function createTimeline(container, api) {
  const how = h("details", { class: "how", open: !matchMedia(SMALL).matches });
  const hint = h("p", { class: "hint" });
  const canvas = h("canvas", { tabindex: "0", role: "img" });
  const said = h("p", { class: "said", "aria-hidden": "true" });
  const frame = h("div", { class: "chronicle" }, canvas, said);
  const buttons = h("div", { class: "zoom" });
  const list = createMarkList({ open, reached, left: draw });
  replace(container, how, hint, frame, list.element, buttons);
  let scene = null;
  let sceneKey = "";
  let shown = null;
  let state = null;
  let view = { width: 0, height: 0, top: 0, middle: 0.5, scale: 1 };
  let chosen = new Set();
  let asked = 0;

  function update(nextShown, nextState) {
    const isNew = String(state?.selected?.ids) !== String(nextState.selected?.ids);
    const wasFirst = !state;
    build(nextShown, nextState);
    if (isNew && !(wasFirst && state.timeCamera)) keepInSight();
  }

  function build(nextShown, nextState) {
    const before = shown;
    [shown, state] = [nextShown, nextState];
    frame.hidden = false;
    view = { ...view, width: frame.clientWidth, height: frame.clientHeight };
    [canvas.width, canvas.height] = [view.width * devicePixelRatio, view.height * devicePixelRatio];
    const key = JSON.stringify([language(), view.width, state.from, state.to, state.original, state.suggested]);
    if (key !== sceneKey || !isSame(before, shown)) scene = sceneOf(shown, state, api, view.width);
    sceneKey = key;
    chosen = chosenMarks();
    const none = !scene.marks.length;
    frame.hidden = buttons.hidden = none;
    write(none);
    list.build(scene.marks, [...chosen][0]);
    look(state.timeCamera);
    draw();
  }

  function write(none) {
    const undated = shown.claims.filter((claim) => !claim.date).length;
    replace(how, h("summary", {}, t("timeline.how")), h("p", { class: "hint" }, t("timeline.hint")));
    how.hidden = none;
    hint.textContent = [none && t("timeline.none"), undated && t("timeline.undated", { claims: count("unit.claim", undated) })].filter(Boolean).join(" ");
    canvas.setAttribute("aria-label", t("timeline.label", { years: `${scene.axis.first}–${scene.axis.last - 1}` }));
    replace(buttons, zoomButtons((factor) => (factor ? zoom({ x: view.width / 2 }, factor) : home())));
  }

  function look(camera) {
    const [year, top, scale] = camera ?? [null, 0, 1];
    move({ middle: year === null ? 0.5 : scene.axis.share(year), top, scale });
  }

  function move({ middle = view.middle, top = view.top, scale = view.scale }) {
    const nearest = clamp(scale, ...SCALES.time);
    const half = 0.5 / nearest;
    view = { ...view, scale: nearest, middle: clamp(middle, half, 1 - half), top: clamp(top, 0, Math.max(0, scene.height - view.height)) };
  }

  function home() {
    move({ middle: 0.5, top: 0, scale: 1 });
    note();
    draw();
  }

  /** Write where one looks into the address. */
  function note() {
    const isHome = view.scale === 1 && view.top === 0;
    if (!isHome || state.timeCamera) api.timeMoved(isHome ? null : [scene.axis.year(view.middle), view.top, view.scale]);
    state = api.state;
  }

  function size() {
    return (view.width - 2 * MARGIN) * view.scale;
  }

  function pull(dx, dy) {
    move({ middle: view.middle - dx / size(), top: view.top - dy });
    draw();
  }

  /** What lies under the spot stays there. */
  function zoom({ x }, factor) {
    const share = view.middle + (x - view.width / 2) / size();
    move({ scale: view.scale * factor });
    move({ middle: share - (x - view.width / 2) / size() });
    note();
    draw();
  }

  /** Move as little as shows one of some marks: the first, where none is in sight. */
  function show(marks) {
    const across = (mark) => {
      const [left, right] = reach(mark, placing(view));
      return right > 0 && left < view.width;
    };
    const down = ({ y }) => y - ROW / 2 >= view.top + HEAD && y + ROW / 2 <= view.top + view.height;
    if (!marks.length || marks.some((mark) => across(mark) && down(mark))) return;
    const [first] = marks;
    if (!across(first)) move({ middle: first.from });
    if (!down(first)) move({ top: first.y - view.height / 2 });
    note();
  }

  /** Show what is selected, wherever one had looked before. */
  function keepInSight() {
    show([...chosen]);
    draw();
  }

  /** An event's own mark first, then claims in order of time, then the life of what is selected. */
  function chosenMarks() {
    const { selected } = state;
    if (!selected) return new Set();
    const claims = new Set(selectedClaims(api.model, selected, shown.claims));
    const isOwn = ({ kind, id }) => kind === "node" && selected.kind === "node" && selected.ids[0] === id;
    const own = scene.marks.filter(isOwn);
    const ofIt = scene.marks.filter(({ kind, thing }) => kind === "claim" && claims.has(thing));
    return new Set([...own.filter(({ moment }) => moment), ...ofIt, ...own]);
  }

  function open(mark) {
    api.select({ kind: mark.kind, ids: [mark.id] });
  }

  function reached(mark) {
    show([mark]);
    say(mark);
    draw();
  }

  function say(mark) {
    said.textContent = mark?.words() ?? "";
    said.hidden = !mark;
  }

  function draw() {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      if (container.hidden || !scene.marks.length) return;
      const context = canvas.getContext("2d");
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      drawTimeline(context, scene, view, style());
      if (!list.here() && !canvas.matches(":hover")) say(null);
    });
  }

  function style() {
    const periods = api.model.periods.map((period) => ({ ...period, text: periodInWords(period) }));
    return { colours: palette(), dark: isDark(), look: api.model.look, phrases: phrases("date"), periods, window: state, chosen, here: list.here(), measure };
  }

  /** A drawing in place of the canvas, or one for each sheet of paper: all rows, unless nobody would print so much. */
  function drawAll(onSheets = false) {
    if (container.hidden || !scene?.marks.length) return;
    how.classList.toggle("folded", !how.open);
    how.open = true;
    const whole = scene.marks.length <= MOST_ON_PAPER;
    const paper = whole ? { ...view, top: 0, height: scene.height } : view;
    const drawings = (onSheets ? sheetsOf(scene, paper) : [paper]).map((part) => {
      const recorder = createRecorder(part.width, part.height);
      drawTimeline(recorder, scene, part, { ...style(), together: recorder.mark });
      return recorder.svg();
    });
    takeAway();
    frame.after(...drawings);
    frame.hidden = true;
  }

  function takeAway() {
    for (const drawing of container.querySelectorAll("svg.timeline")) drawing.remove();
  }

  function drawInSight() {
    takeAway();
    if (how.classList.contains("folded")) how.open = false;
    how.classList.remove("folded");
    frame.hidden = !scene?.marks.length;
  }

  /** For the tests: where a mark is in the window of the browser. */
  function spotOf(id) {
    const mark = scene.marks.find((one) => one.id === id);
    const { left, top } = canvas.getBoundingClientRect();
    const [from, until] = reach(mark, placing(view));
    return { x: left + (Math.max(0, from) + Math.min(view.width, until)) / 2, y: top + mark.y - view.top };
  }

  watchPointer(canvas, {
    grip: () => {},
    pull,
    release: note,
    zoom,
    tap: (spot) => {
      const mark = markAt(scene.lanes, view, spot);
      if (mark) open(mark);
    },
    point: (spot) => {
      const mark = spot && markAt(scene.lanes, view, spot);
      canvas.classList.toggle("over", Boolean(mark));
      say(mark);
    },
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = { PageUp: view.height - 80, PageDown: 80 - view.height }[event.key];
    if (MOVES[event.key] || page) {
      pull(...(MOVES[event.key] ?? [0, page]));
      note();
    } else if (ZOOMS[event.key]) zoom({ x: view.width / 2 }, ZOOMS[event.key]);
    else if (event.key === "0") home();
    else return;
    event.preventDefault();
  });
  new ResizeObserver(() => {
    const isOther = frame.clientWidth !== view.width || frame.clientHeight !== view.height;
    if (shown && frame.clientWidth && isOther) build(shown, state);
  }).observe(frame);
  Object.assign(container, { drawAll, drawInSight });
  return { update, keepInSight, spotOf };
}

function isSame(before, now) {
  if (before?.claims.length !== now.claims.length || before.nodes.size !== now.nodes.size) return false;
  return now.claims.every((claim, place) => claim === before.claims[place]) && [...now.nodes].every((id) => before.nodes.has(id));
}

function measure(text, font) {
  const context = (measure.canvas ??= document.createElement("canvas")).getContext("2d");
  context.font = font;
  return context.measureText(text).width;
}
