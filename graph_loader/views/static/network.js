// The network on its canvas: vis-network holds the nodes, the camera and the pointer; ties and labels are ours.
/* global vis */

import { nodeColour, readable } from "./appearance.js";
import { isDark } from "./dom.js";
import { shorten } from "./labels.js";
import { bundlesOf, selectedClaims, weigh } from "./model.js";
import { drawLabels, drawRegions, drawRings, palette, regionLabels } from "./overlay.js";
import { count, t } from "./text.js";
import { drawTies, layOutTies, tieAt } from "./ties.js";

// Ties beyond this number are left out while the picture is moved.
const MANY = 6000;
// The corner of the zoom buttons, in pixels, stays free of labels.
const ZOOM_WIDTH = 54;
const ZOOM_HEIGHT = 132;
// So few nodes are looked at by themselves, more of them with all regions.
const FEW = 20;

/** Show the model in the container, painted for the state `start`; events: {select(selection|null), moved(camera)}. */
export function createNetwork(container, model, start, events) {
  const { data } = model;
  const places = new Map(data.vis.nodes.map((node) => [node.id, node]));
  let look = lookOf(start);
  const nodes = new vis.DataSet(data.vis.nodes.map((node) => ({ ...node, ...paint(model.nodes.get(node.id), start) })));
  const network = new vis.Network(container, { nodes, edges: new vis.DataSet([]) }, data.vis.options);
  let shown = { nodes: new Set(), claims: [] };
  let state = null;
  let trail = null;
  let ties = [];
  let standing = null;
  let weights = new Map();
  let hovered = null;
  let pointed = null;
  let moving = null;

  network.on("click", ({ nodes: [node], pointer }) => {
    const tie = node === undefined ? tieAt(ties, pointer.canvas, place, 1 / network.getScale()) : null;
    if (node !== undefined) events.select({ kind: "node", ids: [node] });
    else events.select(tie && { kind: "tie", ids: [tie.from, tie.to] });
  });
  network.on("hoverNode", ({ node }) => ((hovered = node), network.redraw()));
  network.on("blurNode", () => ((hovered = null), network.redraw()));
  container.addEventListener("mousemove", (event) => point(event.offsetX, event.offsetY));
  container.addEventListener("mouseleave", () => point(null));
  network.on("dragStart", () => keepLight());
  network.on("dragging", ({ nodes: dragged }) => dragged.forEach(follow));
  network.on("dragEnd", () => events.moved(camera()));
  network.on("zoom", () => (keepLight(), events.moved(camera())));
  network.on("beforeDrawing", (context) => {
    drawRegions(context, data, network.getScale());
    if (moving === null || ties.length <= MANY) drawTies(context, ties, place, isDark(), 1 / network.getScale());
  });
  network.on("afterDrawing", drawOver);

  /** Name the tie under the mouse. */
  function point(x, y) {
    const free = x !== null && hovered === null && moving === null;
    const tie = free ? tieAt(ties, network.DOMtoCanvas({ x, y }), place, 1 / network.getScale()) : null;
    container.style.cursor = tie || hovered !== null ? "pointer" : "";
    if (tie === null && pointed === null) return;
    pointed = tie && { x, y: y - 14, tie };
    network.redraw();
  }

  /** What the tie under the mouse is, written beside it. */
  function tieLabel(width) {
    if (!pointed) return [];
    const { from, to, id } = pointed.tie;
    const number = shown.claims.filter((claim) => claim.bundle === id).length;
    const text = `${nameOf(from)} – ${nameOf(to)}: ${count("unit.claim", number)}`;
    const half = Math.min(text.length * 3.6, width / 2);
    const x = Math.min(Math.max(pointed.x, half), width - half);
    return [{ id: "tie", text, x, y: pointed.y, size: 13, colour: palette().accent }];
  }

  function nameOf(id) {
    const node = model.nodes.get(id);
    return shorten((state.original && node.name_original) || node.name);
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
    moving = setTimeout(() => ((moving = null), network.redraw()), 180);
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
    const colour = readable(nodeColour(node, data.look, by), isDark());
    const hollow = Boolean(data.look.kind[node.label]?.hollow);
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
    const regions = regionLabels(context, data, { width, height, scale: network.getScale(), project });
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

  function setCamera([x, y, scale]) {
    network.moveTo({ position: { x, y }, scale, animation: false });
  }

  /** Look at all that is shown, or at the path alone. */
  function fit() {
    const ids = trail ? trail.nodes : [...shown.nodes];
    const box = boundingBox(ids);
    if (!box) return;
    const { width } = container.getBoundingClientRect();
    const { height, covered } = freeHeight();
    // Names stand beside the outermost nodes and above the regions.
    const beside = Math.min(ids.length > FEW ? 72 : 210, width * (ids.length > FEW ? 0.06 : 0.3));
    const above = ids.length > FEW ? 58 : Math.min(110, height * 0.4);
    const scale = Math.min((width - beside) / (box.right - box.left), (height - above) / (box.bottom - box.top), trail ? 0.9 : 1.5);
    const shift = (covered - (ids.length > FEW ? 16 : 0)) / 2 / scale;
    setCamera([(box.left + box.right) / 2, (box.top + box.bottom) / 2 + shift, Math.max(scale, 0.02)]);
  }

  /** The height that nothing covers: on a small screen the evidence lies over the lower part. */
  function freeHeight() {
    const { height, bottom, left, right } = container.getBoundingClientRect();
    const over = document.getElementById("panel")?.getBoundingClientRect();
    const covers = over?.height && over.left < right && over.right > left;
    const covered = covers ? Math.min(Math.max(0, bottom - over.top), height - 60) : 0;
    return { height: height - covered, covered };
  }

  /** What the nodes fill; of many nodes, all regions too, which so keep their place from view to view. */
  function boundingBox(ids) {
    const boxes = ids.map(place).map(({ x, y, size }) => [x - 2 * size, y - size, x + 2 * size, y + 2 * size]);
    if (ids.length > FEW)
      for (const { x, y, rx, ry } of data.regions)
        boxes.push([x - rx, y - ry, x + rx, y + ry]);
    if (!boxes.length) return null;
    const edge = (side, pick) => boxes.reduce((most, box) => pick(most, box[side]), boxes[0][side]);
    return { left: edge(0, Math.min), top: edge(1, Math.min), right: edge(2, Math.max), bottom: edge(3, Math.max) };
  }

  function moveBy(dx, dy) {
    const [x, y, scale] = camera();
    setCamera([x + dx / scale, y + dy / scale, scale]);
    events.moved(camera());
  }

  function zoomBy(factor) {
    const [x, y, scale] = camera();
    setCamera([x, y, Math.min(4, Math.max(0.05, scale * factor))]);
    events.moved(camera());
  }

  function screenPosition(id) {
    return places.has(id) ? network.canvasToDOM(places.get(id)) : null;
  }

  return { update, fit, camera, setCamera, moveBy, zoomBy, screenPosition };
}
