// The network on its canvas: vis-network holds the nodes, the camera and the pointer; ties and labels are ours.
/* global vis */

import { nodeColour, readable } from "./appearance.js";
import { countClaims } from "./claims.js";
import { isDark } from "./dom.js";
import { wholeOf, withinPicture } from "./fit.js";
import { shorten } from "./labels.js";
import { bundlesOf, selectedClaims, weigh } from "./model.js";
import { drawLabels, drawRegions, drawRings, palette, regionLabels } from "./overlay.js";
import { SCALES, clamp } from "./state.js";
import { t } from "./text.js";
import { drawTies, layOutTies, tieAt } from "./ties.js";

// Ties beyond this number are left out while the picture is moved.
const MANY = 6000;
// The corner of the zoom buttons, in pixels, stays free of labels.
const ZOOM_WIDTH = 54;
const ZOOM_HEIGHT = 132;

/**
 * Show the model in the container, painted for the state `start`; events: {select(selection|null), moved(camera),
 * resized()}.
 */
export function createNetwork(container, model, start, events) {
  const { places } = model;
  let look = lookOf(start);
  const nodes = new vis.DataSet([...places.values()].map((node) => ({ ...node, ...paint(model.nodes.get(node.id), start) })));
  const network = new vis.Network(container, { nodes, edges: new vis.DataSet([]) }, model.options);
  let shown = { nodes: new Set(), claims: [] };
  let state = null;
  let trail = null;
  let ties = [];
  let standing = null;
  let weights = new Map();
  let hovered = null;
  let pointed = null;
  let mouse = null;
  let moving = null;

  network.on("click", ({ event }) => {
    const { node, tie } = under(event.srcEvent);
    if (node !== undefined) events.select({ kind: "node", ids: [node] });
    else events.select(tie && { kind: "tie", ids: [tie.from, tie.to] });
  });
  container.addEventListener("pointermove", (event) => point(event));
  container.addEventListener("pointerleave", () => point(null));
  new ResizeObserver(() => events.resized()).observe(container);
  network.on("dragStart", () => keepLight());
  network.on("dragging", ({ nodes: dragged }) => dragged.forEach(follow));
  network.on("dragEnd", () => events.moved(camera()));
  network.on("zoom", () => (keepLight(), events.moved(camera())));
  network.on("beforeDrawing", (context) => {
    drawRegions(context, model, network.getScale());
    if (moving === null || ties.length <= MANY) drawTies(context, ties, place, isDark(), 1 / network.getScale());
  });
  network.on("afterDrawing", drawOver);

  /** What a pointer means, for naming and for opening alike: a node, else the nearest tie, else null. */
  function under({ clientX, clientY }) {
    const { left, top } = container.getBoundingClientRect();
    const spot = { x: clientX - left, y: clientY - top };
    const node = network.getNodeAt(spot);
    const tie = node === undefined ? tieAt(ties, network.DOMtoCanvas(spot), place, 1 / network.getScale()) : null;
    return { node, tie, spot };
  }

  /** Name what is under the mouse; while the picture moves or is dragged, nothing. */
  function point(event) {
    mouse = event?.pointerType === "touch" ? null : event;
    const free = mouse && !mouse.buttons && moving === null;
    const { node = null, tie = null, spot } = free ? under(mouse) : {};
    container.style.cursor = tie || node !== null ? "pointer" : "";
    if (node === hovered && tie === null && pointed === null) return;
    hovered = node;
    pointed = tie && { x: spot.x, y: spot.y - 14, tie };
    network.redraw();
  }

  /** What the tie under the mouse is, written beside it. */
  function tieLabel(width) {
    if (!pointed) return [];
    const { from, to, id } = pointed.tie;
    const text = `${nameOf(from)} – ${nameOf(to)}: ${countClaims(shown.claims.filter((claim) => claim.bundle === id))}`;
    const half = Math.min(text.length * 3.6, width / 2);
    const x = Math.min(Math.max(pointed.x, half), width - half);
    return [{ id: "tie", text, x, y: pointed.y, size: 13, colour: palette().accent }];
  }

  function nameOf(id) {
    const node = model.nodes.get(id);
    return shorten((state.original && node.originalName) || node.name);
  }

  function place(id) {
    return places.get(id);
  }

  /** A node that the reader drags takes its ties and label along. */
  function follow(id) {
    Object.assign(places.get(id), network.getPosition(id));
  }

  function keepLight() {
    clearTimeout(moving);
    moving = setTimeout(() => ((moving = null), point(mouse), network.redraw()), 180);
    point(mouse);
  }

  /** Show visible nodes and claims; `path` (see paths.js) is drawn above all else. */
  function update(nextShown, nextState, path = null) {
    shown = nextShown;
    state = nextState;
    trail = path;
    const claims = emphasised();
    standing = claims.length ? new Set(claims.flatMap((claim) => [claim.from, claim.to])) : null;
    ties = layOutTies(model, bundlesOf(shown.claims), standing && new Set(claims.map((claim) => claim.bundle)));
    weights = weigh(shown.claims);
    container.setAttribute("aria-label", t("network.label"));
    paintNodes();
    hideNodes();
    point(mouse);
    network.redraw();
  }

  /** The claims that stand out: of the selection, of the path; none when all are equal. */
  function emphasised() {
    if (state.selected) return selectedClaims(model, state.selected, shown.claims);
    return trail ? trail.steps.flat() : [];
  }

  function paintNodes() {
    if (look === lookOf(state)) return;
    look = lookOf(state);
    nodes.update([...places.keys()].map((id) => ({ id, ...paint(model.nodes.get(id), state) })));
  }

  function lookOf({ colour }) {
    return `${colour}${isDark()}`;
  }

  function paint(node, { colour: by }) {
    const colour = readable(nodeColour(node, model.look, by), isDark());
    const hollow = Boolean(model.look.kind[node.label]?.hollow);
    return { borderWidth: hollow ? 2 : 0, color: { background: hollow ? palette().paper : colour, border: colour } };
  }

  /** Straight into vis-network's nodes: its DataSet would build each node's options anew, at half a second for 5,000. */
  function hideNodes() {
    for (const id of places.keys()) {
      const { options } = network.body.nodes[id];
      options.hidden = !shown.nodes.has(id);
      options.opacity = standing && !standing.has(id) ? 0.22 : 1;
    }
    network._updateVisibleIndices();
  }

  function drawOver(context) {
    if (!state) return;
    const { width, height } = container.getBoundingClientRect();
    context.save();
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    const chosen = [...(state.selected?.ids ?? []), ...state.focus, ...(trail?.nodes ?? [])];
    drawRings(context, chosen.filter((id) => shown.nodes.has(id)).map(onScreen));
    const project = (spot) => network.canvasToDOM(spot);
    const regions = regionLabels(context, model, { width, height, scale: network.getScale(), project });
    const frame = { width, height, fixed: [...tieLabel(width), ...regions], avoid: [[width - ZOOM_WIDTH, height - ZOOM_HEIGHT, width, height]] };
    drawLabels(context, labelItems(new Set([...chosen, hovered])), frame);
    context.restore();
  }

  function labelItems(first) {
    const items = [];
    for (const id of shown.nodes) {
      if (standing && !standing.has(id) && !first.has(id)) continue;
      const boost = first.has(id) ? 1e6 : standing ? 1e3 : 0;
      items.push({ id, ...onScreen(id), text: nameOf(id), weight: (weights.get(id) ?? 0) + boost });
    }
    return items;
  }

  function onScreen(id) {
    const { x, y, size } = places.get(id);
    return { ...network.canvasToDOM({ x, y }), radius: size * network.getScale() };
  }

  function camera() {
    const { x, y } = network.getViewPosition();
    return [x, y, network.getScale()];
  }

  /** Look there; a network that is not on the screen has no size to look through, and is set when it appears. */
  function setCamera([x, y, scale]) {
    if (!container.clientWidth) return;
    network.setSize("100%", "100%");
    network.moveTo({ position: { x, y }, scale, animation: false });
    point(mouse);
  }

  /** Look where a link says, as far as there is anything to be seen. */
  function setCameraOf(link) {
    setCamera(withinPicture(model, link, container.getBoundingClientRect()));
  }

  /** Look at all that is shown, or at the path alone. */
  function fit() {
    const { width } = container.getBoundingClientRect();
    const whole = width ? wholeOf(model, shown, trail, { width, ...freeHeight() }) : null;
    if (whole) setCamera(whole);
  }

  /** Put a node into the middle of what can be seen. */
  function lookAt(id) {
    if (!places.has(id)) return;
    const { x, y } = places.get(id);
    const scale = network.getScale();
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
    const over = document.getElementById("panel")?.getBoundingClientRect();
    const covers = over?.height && over.left < right && over.right > left;
    return { height, covered: covers ? Math.min(Math.max(0, bottom - over.top), height - 60) : 0 };
  }

  function moveBy(dx, dy) {
    const [x, y, scale] = camera();
    setCameraOf([x + dx / scale, y + dy / scale, scale]);
    events.moved(camera());
  }

  function zoomBy(factor) {
    const [x, y, scale] = camera();
    setCamera([x, y, clamp(scale * factor, ...SCALES.network)]);
    events.moved(camera());
  }

  function screenPosition(id) {
    return places.has(id) ? network.canvasToDOM(places.get(id)) : null;
  }

  return { update, fit, camera, setCamera: setCameraOf, lookAt, inSight, moveBy, zoomBy, screenPosition };
}
