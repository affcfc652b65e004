// The network on its canvas: what it shows, where one looks, and what the pointer does.

import { inFrame, pulled, scaledAt, toPicture, toScreen, toUnits } from "../canvas/camera.js";
import { createGlide } from "../canvas/glide.js";
import { nodeAt, tieAt } from "../canvas/hit.js";
import { drawNodes, isInside, LEAST } from "../canvas/marks.js";
import { createPainter } from "../canvas/painter.js";
import { watchPointer } from "../canvas/pointer.js";
import { rollUp } from "../canvas/rollup.js";
import { countInside, strokeTies } from "../canvas/strokes.js";
import { countClaims } from "../panel/claims.js";
import { isDark } from "../dom.js";
import { wholeOf, withinPicture } from "./fit.js";
import { shorten } from "../look/labels.js";
import { weigh } from "../model.js";
import { chooseLabels, drawPins, drawRegions, drawRings, palette, regionLabels, writeLabels } from "./overlay.js";
import { markWeight, theatreName } from "./overview.js";
import { pictureOf } from "./picture.js";
import { SCALES, clamp } from "../state.js";
import { count, t } from "../text.js";

// So many nodes and ties are drawn in less than a frame, without a graphics card too.
const LIGHT = 2500;
// So many ties, the weightiest, are shown first of what takes longer.
const SKETCHED = 2000;
// Of so many nodes, the weightiest in the frame, one may be named.
const NAMED = 5000;
// The corner of the zoom buttons, in pixels, stays free of labels.
const ZOOM_WIDTH = 54;
const ZOOM_HEIGHT = 208;
// What is shown stays so far from the edge of the frame, in pixels.
const EDGE = 40;

/**
 * Show the model in the container, with measures as in measures.js; events: {select(selection|null), moved(camera),
 * resized(), looked?(camera), dragged?(id, place, camera), open?(theatre), menu?({node, theatre}, spot),
 * over?(context, at)}. The last draws above all but the names; `at(id)` gives {x, y, radius}.
 */
export function createNetwork(container, model, measures, events) {
  let shown = { nodes: new Set(), claims: [] };
  let rolled = rollUp(model, shown, []);
  let state = null;
  let trail = null;
  let ties = [];
  let nodes = [];
  let placed = [];
  let weighed = [];
  let standing = null;
  let regions = [];
  let ringed = [];
  let held = [];
  let labels = [];
  let unlabelled = true;
  let hovered = null;
  let pointed = null;
  let mouse = null;
  let gripped = null;
  let wasDragged = false;

  const painter = createPainter(container, { paint, isLight, over, drawn: () => (unlabelled = true), rested: point });
  const glide = createGlide({
    draw: (next) => (painter.draw(true), painter.look(next)),
    rested: () => ((unlabelled = true), point(), painter.draw(true)),
  });
  watchPointer(painter.canvas, {
    grip: (spot) => {
      glide.end();
      const { node } = spot ? under(spot) : {};
      gripped = node && node.theatre === undefined && events.dragged ? node : null;
    },
    pull,
    release: () => {
      if (gripped && wasDragged) events.dragged(gripped.id, gripped, camera());
      else events.moved(camera());
      gripped = null;
      wasDragged = false;
    },
    zoom: (spot, factor) => {
      steer(scaledAt(camera(), frame(), spot, clamp(camera()[2] * factor, ...SCALES.network)));
      events.moved(camera());
    },
    tap: (spot) => {
      const { node, tie } = under(spot);
      if (node?.theatre !== undefined) events.open?.(node.theatre);
      else if (node) events.select({ kind: "node", ids: [node.id] });
      else events.select(tie && { kind: tie.bundle.groups ? "both" : "tie", ids: tie.bundle.groups ?? [tie.bundle.from, tie.bundle.to] });
    },
    point: (spot) => ((mouse = spot), point()),
  });
  painter.canvas.addEventListener("contextmenu", (event) => {
    const { left, top } = container.getBoundingClientRect();
    const spot = { x: event.clientX - left, y: event.clientY - top };
    const { node } = under(spot);
    const theatre = node ? node.theatre : regionAt(toPicture(camera(), frame(), spot));
    if (events.menu?.({ node: node && node.theatre === undefined ? node.id : null, theatre }, spot)) event.preventDefault();
  });
  new ResizeObserver(() => events.resized()).observe(container);

  function camera() {
    return glide.isMoving() ? glide.aimed() : painter.camera();
  }

  function frame() {
    return { width: container.clientWidth, height: container.clientHeight };
  }

  /** Pull the picture along, or the node that was gripped. */
  function pull(dx, dy) {
    if (!gripped) return steer(pulled(camera(), dx, dy));
    wasDragged = true;
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
    glide.end();
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

  /** The theatre whose region holds a spot of the picture. */
  function regionAt({ x, y }) {
    return model.regions.find((region) => Math.hypot((x - region.x) / region.rx, (y - region.y) / region.ry) <= 1)?.theatre;
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
    const place = rolled.placeOf(id);
    if (place.theatre !== undefined) return t("look.mark", { name: theatreName(model, place.theatre), nodes: count("unit.node", place.nodes), claims: count("unit.claim", place.claims) });
    const node = model.nodes.get(id);
    return shorten((state.original && node.originalName) || node.name);
  }

  /** Show visible nodes and claims; `path` (see paths.js) is drawn above all else, `changed` are the places that moved. */
  function update(nextShown, nextState, path = null, changed = []) {
    const isFirst = state === null;
    const before = painter.camera();
    shown = nextShown;
    state = nextState;
    trail = path;
    ({ rolled, standing, regions, ties, nodes, chosen: ringed, held } = pictureOf(model, measures, shown, state, trail));
    placed = nodes.flatMap((group) => group.places);
    const weights = weigh(shown.claims);
    weighed = placed.map((place) => ({ place, weight: place.theatre !== undefined ? markWeight(shown) : (weights.get(place.id) ?? 0) })).sort((a, b) => b.weight - a.weight);
    container.setAttribute("aria-label", t("network.label"));
    glide.end();
    if (!isFirst && placed.length + ties.length < LIGHT) glide.start(changed, before);
    point();
    painter.draw(true);
  }

  function isLight(view) {
    const box = inFrame(view.camera, view);
    return placed.length + ties.length < LIGHT || placed.filter((place) => isInside(place, box)).length + countInside(ties, box) < LIGHT;
  }

  function* paint(context, view, isSketch) {
    const scale = view.camera[2];
    const how = { box: inFrame(view.camera, view), dark: isDark(), unit: 1 / scale, most: isSketch ? SKETCHED : Infinity };
    // While it is drawn, in pieces, others may take their place.
    const [drawnTies, drawnNodes] = [ties, nodes];
    drawRegions(context, openRegions(), scale);
    yield* strokeTies(context, drawnTies, how);
    yield* drawNodes(context, drawnNodes, how);
  }

  /** The regions of the theatres that are not closed, with what tells their colours. */
  function openRegions() {
    return { regions, look: model.look, by: state.colour };
  }

  /** Rings around the chosen, what is dragged, and names; these follow the picture until it is drawn anew. */
  function over(context, view, isLatest) {
    if (!state) return;
    const at = (place) => toScreen(view.camera, view, place);
    if (gripped) drawGripped(context, view);
    drawRings(context, ringed.map((id) => ringAround(rolled.placeOf(id), at, view.camera[2])));
    drawPins(context, held.map((place) => ringAround(place, at, view.camera[2])));
    events.over?.(context, (id) => ringAround(rolled.placeOf(id), at, view.camera[2]));
    if (glide.isMoving()) return;
    if (unlabelled && isLatest) {
      labels = labelled(context, view, new Set([...ringed.map(rolled.keyOf), hovered?.id]));
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
    const named = shown.overview ? [] : regionLabels(context, openRegions(), { width, height, scale: view.camera[2], project: at });
    const fixed = [...tieLabel(width), ...named];
    const avoid = [[width - ZOOM_WIDTH, height - ZOOM_HEIGHT, width, height]];
    const found = chooseLabels(context, labelItems(view, first), { width, height, fixed, avoid });
    return found.map((label) => {
      const place = rolled.placeOf(label.id) ?? model.regions.find(({ theatre }) => theatre === label.theatre);
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
    if (glide.isMoving()) glide.aim(next);
    else painter.look(next);
    point();
  }

  /** Look where a link says, as far as there is anything to be seen. */
  function setCameraOf(link) {
    setCamera(withinPicture(model, link, frame()));
  }

  /** Look at all that is shown, or at the path alone. */
  function fit() {
    const { width } = frame();
    glide.arrive();
    const whole = width ? wholeOf(model, shown, trail, { width, ...freeHeight() }) : null;
    if (whole) setCamera(whole);
  }

  /** Put a node into the middle of what can be seen. */
  function lookAt(id) {
    const place = rolled.placeOf(id);
    if (!place) return;
    glide.arrive();
    const { x, y } = place;
    const scale = camera()[2];
    setCamera([x, y + freeHeight().covered / 2 / scale, scale]);
    events.moved(camera());
  }

  /** Pull the picture just so far that these nodes are seen; all of it where they do not fit. */
  function reveal(ids) {
    if (!container.clientWidth || !ids.length || ids.every(inSight)) return;
    const spots = ids.map(screenPosition).filter(Boolean);
    const { height, covered } = freeHeight();
    const shift = (axis, size) => {
      const [low, high] = [Math.min(...spots.map((spot) => spot[axis])), Math.max(...spots.map((spot) => spot[axis]))];
      return Math.max(0, EDGE - low) || Math.min(0, size - EDGE - high);
    };
    setCamera(pulled(camera(), shift("x", container.clientWidth), shift("y", height - covered)));
    if (!ids.every(inSight)) fit();
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
    const place = rolled.placeOf(id);
    return place ? toScreen(camera(), frame(), place) : null;
  }

  const isWhole = () => painter.isWhole() && !glide.isMoving();
  return { isLatest: painter.isLatest, update, fit, camera, setCamera: setCameraOf, follow, lookAt, reveal, inSight, moveBy, zoomBy, screenPosition, isWhole, redraw: () => painter.draw() };
}
