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

/** Show the model in the container; events: {select(selection|null), moved(camera)}. */
export function createNetwork(container, model, events) {
  const { data } = model;
  const places = new Map(data.vis.nodes.map((node) => [node.id, node]));
  const nodes = new vis.DataSet(data.vis.nodes.map((node) => ({ ...node })));
  const network = new vis.Network(container, { nodes, edges: new vis.DataSet([]) }, data.vis.options);
  let shown = { nodes: new Set(), claims: [] };
  let state = null;
  let trail = null;
  let ties = [];
  let standing = null;
  let weights = new Map();
  let look = null;
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
  function tieLabel() {
    if (!pointed) return [];
    const { from, to, id } = pointed.tie;
    const number = shown.claims.filter((claim) => claim.bundle === id).length;
    const text = `${nameOf(from)} – ${nameOf(to)}: ${count("unit.claim", number)}`;
    return [{ id: "tie", text, x: pointed.x, y: pointed.y, size: 13, colour: palette().accent }];
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
    if (look === `${state.colour}${isDark()}`) return;
    look = `${state.colour}${isDark()}`;
    nodes.update([...places.keys()].map((id) => ({ id, ...paint(model.nodes.get(id)) })));
  }

  function paint(node) {
    const colour = readable(nodeColour(node, data.look, state.colour), isDark());
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
    const fixed = [...tieLabel(), ...regionLabels(data, (spot) => network.canvasToDOM(spot))];
    drawLabels(context, labelItems(new Set([...chosen, hovered])), { width, height, fixed });
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
    const box = boundingBox(trail ? trail.nodes : [...shown.nodes]);
    if (!box) return;
    const { width, height } = container.getBoundingClientRect();
    const margin = trail ? 170 : 40;
    const scale = Math.min((width - margin) / (box.right - box.left), (height - 50) / (box.bottom - box.top), trail ? 0.9 : 1.5);
    setCamera([(box.left + box.right) / 2, (box.top + box.bottom) / 2 - 8 / scale, Math.max(scale, 0.02)]);
  }

  /** What the nodes fill; of many nodes, the whole of the regions they lie in. */
  function boundingBox(ids) {
    const regions = new Set(ids.map((id) => model.nodes.get(id).region));
    const boxes = ids.map(place).map(({ x, y, size }) => [x - 2 * size, y - size, x + 2 * size, y + 2 * size]);
    if (ids.length > 40)
      for (const { theatre, x, y, rx, ry } of data.regions)
        if (regions.has(theatre)) boxes.push([x - rx, y - ry, x + rx, y + ry]);
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
