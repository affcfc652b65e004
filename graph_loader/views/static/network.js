// The network on its canvas: what it shows, where one looks, and what the pointer does.

import { inFrame, pulled, scaledAt, toPicture, toScreen, toUnits } from "./canvas/camera.js";
import { nodeAt, tieAt } from "./canvas/hit.js";
import { drawNodes, isInside, layOutNodes, LEAST } from "./canvas/marks.js";
import { createPainter } from "./canvas/painter.js";
import { watchPointer } from "./canvas/pointer.js";
import { countInside, strokeTies } from "./canvas/strokes.js";
import { countClaims } from "./claims.js";
import { isDark } from "./dom.js";
import { wholeOf, withinPicture } from "./fit.js";
import { shorten } from "./labels.js";
import { bundlesOf, selectedClaims, weigh } from "./model.js";
import { chooseLabels, drawRegions, drawRings, palette, regionLabels, writeLabels } from "./overlay.js";
import { SCALES, clamp } from "./state.js";
import { t } from "./text.js";
import { layOutTies } from "./ties.js";

// So many nodes and ties are drawn in less than a frame, without a graphics card too.
const LIGHT = 2500;
// Of so many nodes, the weightiest in the frame, one may be named.
const NAMED = 5000;
// The corner of the zoom buttons, in pixels, stays free of labels.
const ZOOM_WIDTH = 54;
const ZOOM_HEIGHT = 170;

/**
 * Show the model in the container; events: {select(selection|null), moved(camera), resized(), looked?(camera),
 * over?(context, at)}. The last draws above all but the names; `at(id)` gives {x, y, radius}.
 */
export function createNetwork(container, model, events) {
  const { places } = model;
  let shown = { nodes: new Set(), claims: [] };
  let state = null;
  let trail = null;
  let ties = [];
  let nodes = [];
  let placed = [];
  let weighed = [];
  let standing = null;
  let labels = [];
  let unlabelled = true;
  let hovered = null;
  let pointed = null;
  let mouse = null;
  let gripped = null;

  const painter = createPainter(container, { paint, isLight, over, drawn: () => (unlabelled = true), rested: point });
  watchPointer(painter.canvas, {
    grip: (spot) => (gripped = spot && under(spot).node),
    pull,
    release: () => ((gripped = null), events.moved(camera())),
    zoom: (spot, factor) => {
      steer(scaledAt(camera(), frame(), spot, clamp(camera()[2] * factor, ...SCALES.network)));
      events.moved(camera());
    },
    tap: (spot) => {
      const { node, tie } = under(spot);
      if (node) events.select({ kind: "node", ids: [node.id] });
      else events.select(tie && { kind: "tie", ids: [tie.bundle.from, tie.bundle.to] });
    },
    point: (spot) => ((mouse = spot), point()),
  });
  new ResizeObserver(() => events.resized()).observe(container);

  function camera() {
    return painter.camera();
  }

  function frame() {
    return { width: container.clientWidth, height: container.clientHeight };
  }

  /** Pull the picture along, or the node that was gripped. */
  function pull(dx, dy) {
    if (!gripped) return steer(pulled(camera(), dx, dy));
    gripped.x += dx / camera()[2];
    gripped.y += dy / camera()[2];
    painter.move();
    return painter.draw(true);
  }

  /** Look there while the reader moves the picture. */
  function steer(next) {
    follow(next);
    point();
    events.looked?.(next);
  }

  /** Look there while the reader moves another picture of the same. */
  function follow(next) {
    painter.move();
    painter.look(next);
  }

  /** What a pointer means, for naming and for opening alike: a node, else the nearest tie, else null. */
  function under(spot) {
    const unit = 1 / camera()[2];
    const there = toPicture(camera(), frame(), spot);
    const node = nodeAt(placed, there, unit);
    return { node, tie: node ? null : tieAt(ties, there, unit) };
  }

  /** Name what is under the mouse; while the picture moves or is dragged, nothing. */
  function point() {
    const { node = null, tie = null } = mouse && !painter.isMoving() ? under(mouse) : {};
    container.style.cursor = tie || node ? "pointer" : "";
    if (node?.id === hovered?.id && tie === null && pointed === null) return;
    hovered = node;
    pointed = tie && { x: mouse.x, y: mouse.y - 14, tie };
    unlabelled = true;
    painter.draw();
  }

  /** What the tie under the mouse is, written beside it. */
  function tieLabel(width) {
    if (!pointed) return [];
    const { bundle, claims } = pointed.tie;
    const text = `${nameOf(bundle.from)} – ${nameOf(bundle.to)}: ${countClaims(claims)}`;
    const half = Math.min(text.length * 3.6, width / 2);
    const x = Math.min(Math.max(pointed.x, half), width - half);
    return [{ id: "tie", text, x, y: pointed.y, size: 13, colour: palette().accent }];
  }

  function nameOf(id) {
    const node = model.nodes.get(id);
    return shorten((state.original && node.originalName) || node.name);
  }

  /** Show visible nodes and claims; `path` (see paths.js) is drawn above all else. */
  function update(nextShown, nextState, path = null) {
    shown = nextShown;
    state = nextState;
    trail = path;
    const claims = emphasised();
    standing = claims.length ? new Set(claims.flatMap((claim) => [claim.from, claim.to])) : null;
    ties = layOutTies(model, bundlesOf(shown.claims), standing && new Set(claims.map((claim) => claim.bundle)), state.tone);
    nodes = layOutNodes(model, shown.nodes, { by: state.colour, standing, tone: state.tone });
    placed = nodes.flatMap((group) => group.places);
    const weights = weigh(shown.claims);
    weighed = placed.map((place) => ({ place, weight: weights.get(place.id) ?? 0 })).sort((a, b) => b.weight - a.weight);
    container.setAttribute("aria-label", t("network.label"));
    point();
    painter.draw(true);
  }

  /** The claims that stand out: of the selection, of the path; none when all are equal. */
  function emphasised() {
    if (state.selected) return selectedClaims(model, state.selected, shown.claims);
    return trail ? trail.steps.flat() : [];
  }

  function isLight(view) {
    const box = inFrame(view.camera, view);
    return placed.length + ties.length < LIGHT || placed.filter((place) => isInside(place, box)).length + countInside(ties, box) < LIGHT;
  }

  function* paint(context, view) {
    const scale = view.camera[2];
    const how = { box: inFrame(view.camera, view), dark: isDark(), unit: 1 / scale };
    drawRegions(context, model, scale);
    yield* strokeTies(context, ties, how);
    yield* drawNodes(context, nodes, how);
  }

  /** Rings around the chosen, what is dragged, and names; these follow the picture until it is drawn anew. */
  function over(context, view) {
    if (!state) return;
    const at = (place) => toScreen(view.camera, view, place);
    if (gripped) drawGripped(context, view);
    const chosen = [...(state.selected?.ids ?? []), ...state.focus, ...(trail?.nodes ?? [])];
    drawRings(context, chosen.filter((id) => shown.nodes.has(id)).map((id) => ringAround(places.get(id), at, view.camera[2])));
    events.over?.(context, (id) => ringAround(places.get(id), at, view.camera[2]));
    if (unlabelled) {
      labels = labelled(context, view, new Set([...chosen, hovered?.id]));
      unlabelled = false;
    }
    writeLabels(context, labels, ({ anchor }) => {
      if (!anchor) return { x: 0, y: 0 };
      const now = at(anchor.place);
      return { x: now.x - anchor.x, y: now.y - anchor.y };
    });
  }

  /** A node that is dragged and its ties, which the picture shows only when it is drawn anew. */
  function drawGripped(context, view) {
    const how = { box: inFrame(view.camera, view), dark: isDark(), unit: 1 / view.camera[2] };
    const [group] = nodes.filter((one) => one.places.includes(gripped));
    context.save();
    toUnits(context, view);
    for (const part of [strokeTies(context, ties.filter(({ a, b }) => a === gripped || b === gripped), how), drawNodes(context, [{ ...group, places: [gripped] }], how)]) [...part];
    context.restore();
  }

  function ringAround(place, at, scale) {
    return { ...at(place), radius: Math.max(place.size * scale, LEAST) };
  }

  /** The names to be written, each with where its node or region was when it was placed. */
  function labelled(context, view, first) {
    const { width, height } = view;
    const at = (place) => toScreen(view.camera, view, place);
    const regions = regionLabels(context, model, { width, height, scale: view.camera[2], project: at });
    const fixed = [...tieLabel(width), ...regions];
    const avoid = [[width - ZOOM_WIDTH, height - ZOOM_HEIGHT, width, height]];
    const found = chooseLabels(context, labelItems(view, first), { width, height, fixed, avoid });
    return found.map((label) => {
      const place = places.get(label.id) ?? model.regions.find(({ theatre }) => theatre === label.theatre);
      return { ...label, anchor: place && { place, ...at(place) } };
    });
  }

  function labelItems(view, first) {
    const box = inFrame(view.camera, view);
    const scale = view.camera[2];
    const items = [];
    let named = 0;
    for (const { place, weight } of weighed) {
      const { id } = place;
      if (!isInside(place, box) || (standing && !standing.has(id) && !first.has(id))) continue;
      const boost = first.has(id) ? 1e6 : standing ? 1e3 : 0;
      const text = boost >= 1e6 || (named += 1) <= NAMED ? nameOf(id) : null;
      items.push({ id, ...toScreen(view.camera, view, place), radius: Math.max(place.size * scale, LEAST), text, weight: weight + boost });
    }
    return items;
  }

  /** Look there; a network that is not on the screen has no size to look through, and is set when it appears. */
  function setCamera(next) {
    if (!container.clientWidth) return;
    painter.look(next);
    point();
  }

  /** Look where a link says, as far as there is anything to be seen. */
  function setCameraOf(link) {
    setCamera(withinPicture(model, link, frame()));
  }

  /** Look at all that is shown, or at the path alone. */
  function fit() {
    const { width } = frame();
    const whole = width ? wholeOf(model, shown, trail, { width, ...freeHeight() }) : null;
    if (whole) setCamera(whole);
  }

  /** Put a node into the middle of what can be seen. */
  function lookAt(id) {
    if (!places.has(id)) return;
    const { x, y } = places.get(id);
    const scale = camera()[2];
    setCamera([x, y + freeHeight().covered / 2 / scale, scale]);
    events.moved(camera());
  }

  /** Whether a node is where one sees it. */
  function inSight(id) {
    const { x, y } = screenPosition(id) ?? { x: -1, y: -1 };
    const { height, covered } = freeHeight();
    return x >= 0 && x <= container.clientWidth && y >= 0 && y <= height - covered;
  }

  /** The height, and how much of it is covered: on a small screen the evidence lies over the lower part. */
  function freeHeight() {
    const { height, bottom, left, right } = container.getBoundingClientRect();
    const panel = document.getElementById("panel")?.getBoundingClientRect();
    const covers = panel?.height && panel.left < right && panel.right > left;
    return { height, covered: covers ? Math.min(Math.max(0, bottom - panel.top), height - 60) : 0 };
  }

  function moveBy(dx, dy) {
    steer(withinPicture(model, pulled(camera(), -dx, -dy), frame()));
    events.moved(camera());
  }

  function zoomBy(factor) {
    const [x, y, scale] = camera();
    setCamera([x, y, clamp(scale * factor, ...SCALES.network)]);
    events.moved(camera());
  }

  function screenPosition(id) {
    return places.has(id) ? toScreen(camera(), frame(), places.get(id)) : null;
  }

  return { update, fit, camera, setCamera: setCameraOf, follow, lookAt, inSight, moveBy, zoomBy, screenPosition, isWhole: painter.isWhole, redraw: () => painter.draw() };
}
