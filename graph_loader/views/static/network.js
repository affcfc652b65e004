// The network on its canvas: vis-network draws nodes and ties, this module the regions and labels.
/* global vis */

import { nodeColour, readable, tieStyle, tint } from "./appearance.js";
import { isDark } from "./dom.js";
import { placeLabels } from "./labels.js";
import { bundlesOf, selectedClaims } from "./model.js";
import { t, term } from "./text.js";

/** Show the model in the container; events: {select(selection|null), moved(camera)}. */
export function createNetwork(container, model, events) {
  const { data } = model;
  const nodes = new vis.DataSet(data.vis.nodes.map((node) => ({ ...node })));
  const edges = new vis.DataSet([]);
  const network = new vis.Network(container, { nodes, edges }, data.vis.options);
  const drawn = new Map(data.vis.nodes.map((node) => [node.id, node]));
  let shown = { nodes: new Set(), claims: [] };
  let bundles = new Map();
  let state = null;
  let trail = null;
  let hovered = null;
  const styles = new Map();

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) events.select({ kind: "node", ids: [node] });
    else if (edge !== undefined) {
      const { from, to } = model.bundles.get(edge);
      events.select({ kind: "tie", ids: [from, to] });
    } else events.select(null);
  });
  network.on("beforeDrawing", (context) => drawRegions(context));
  network.on("afterDrawing", (context) => drawLabels(context));
  network.on("hoverNode", ({ node }) => ((hovered = node), network.redraw()));
  network.on("blurNode", () => ((hovered = null), network.redraw()));
  for (const event of ["dragEnd", "zoom"]) network.on(event, () => events.moved(camera()));

  /** Show visible nodes and claims; `path` (see paths.js) is drawn above all else. */
  function update(nextShown, nextState, path = null) {
    shown = nextShown;
    state = nextState;
    trail = path;
    bundles = bundlesOf(shown.claims);
    updateNodes();
    updateTies();
    network.redraw();
  }

  function updateNodes() {
    const near = emphasisedNodes();
    const look = `${state.colour}${isDark()}`;
    const changes = [];
    for (const node of drawn.values()) {
      const hidden = !shown.nodes.has(node.id);
      const opacity = near && !near.has(node.id) ? 0.22 : 1;
      const key = `${look}${hidden}${opacity}`;
      if (node.key === key) continue;
      node.key = key;
      changes.push({ id: node.id, hidden, opacity, ...nodePaint(model.nodes.get(node.id)) });
    }
    if (changes.length) nodes.update(changes);
  }

  function nodePaint(node) {
    const colour = readable(nodeColour(node, data.look, state.colour), isDark());
    const hollow = Boolean(data.look.kind[node.label]?.hollow);
    return { borderWidth: hollow ? 2 : 0, color: { background: hollow ? paper() : colour, border: colour } };
  }

  function updateTies() {
    const changes = [];
    const gone = [];
    const standing = emphasised();
    const near = standing.length ? new Set(standing.map((claim) => claim.bundle)) : null;
    // The more ties, the fainter each: what many share still shows.
    const opacity = Math.min(0.62, Math.max(0.09, 12 / Math.sqrt(bundles.size || 1)));
    for (const [id, claims] of bundles) {
      const bundle = model.bundles.get(id);
      const style = tieStyle(claims, bundle.from, data.look);
      const alpha = near === null ? opacity : near.has(id) ? 0.9 : opacity / 5;
      const key = `${style.colour}${style.width}${style.dashed}${style.to}${style.from}${alpha.toFixed(2)}${isDark()}`;
      if (styles.get(id) === key) continue;
      styles.set(id, key);
      changes.push(edgeOf(bundle, style, alpha));
    }
    for (const id of styles.keys()) {
      if (bundles.has(id)) continue;
      gone.push(id);
      styles.delete(id);
    }
    if (gone.length) edges.remove(gone);
    if (changes.length) edges.update(changes);
  }

  function edgeOf(bundle, style, alpha) {
    const colour = tint(readable(style.colour, isDark()), alpha);
    const scale = Math.max(0.28, 0.62 - style.width * 0.05);
    return {
      id: bundle.id,
      from: bundle.from,
      to: bundle.to,
      width: style.width,
      dashes: style.dashed ? [6, 5] : false,
      color: { color: colour, highlight: colour, hover: colour, inherit: false },
      arrows: {
        to: { enabled: style.to, scaleFactor: scale },
        from: { enabled: style.from, scaleFactor: scale },
      },
    };
  }

  /** The claims that stand out: of the path, of the selection; none when all are equal. */
  function emphasised() {
    if (state.selected) return selectedClaims(model, state.selected, shown.claims);
    return trail ? trail.steps.flat() : [];
  }

  function emphasisedNodes() {
    const claims = emphasised();
    return claims.length ? new Set(claims.flatMap((claim) => [claim.from, claim.to])) : null;
  }

  function drawRegions(context) {
    context.save();
    for (const region of data.regions) {
      const colour = readable(data.look.theatre[region.theatre]?.colour ?? "#888888", isDark());
      context.beginPath();
      context.ellipse(region.x, region.y, region.rx, region.ry, 0, 0, 2 * Math.PI);
      context.fillStyle = tint(colour, isDark() ? 0.12 : 0.07);
      context.fill();
      context.strokeStyle = tint(colour, 0.28);
      context.lineWidth = 1.2 / network.getScale();
      context.stroke();
    }
    context.restore();
  }

  function drawLabels(context) {
    if (!state) return;
    const scale = network.getScale();
    const { width, height } = container.getBoundingClientRect();
    const items = labelItems((point) => network.canvasToDOM(point), scale);
    const measure = measurer(context);
    context.save();
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    drawHalo(context, scale);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const limit = Math.max(12, Math.round((width * height) / 11000));
    for (const label of placeLabels(items, { width, height, measure, limit, fixed: regionLabels() })) {
      context.font = `${label.style ?? ""} ${label.size}px ${label.style ? SERIF : FONT}`;
      context.lineWidth = 3.5;
      context.strokeStyle = paper();
      context.strokeText(label.text, label.x, label.y);
      context.fillStyle = label.colour ?? ink();
      context.fillText(label.text, label.x, label.y);
    }
    context.restore();
  }

  /** The names of the theatres stand above their regions, before any other label. */
  function regionLabels() {
    return data.regions.map((region) => {
      const look = data.look.theatre[region.theatre];
      const { x, y } = network.canvasToDOM({ x: region.x, y: region.y - region.ry });
      const text = term("theatres", region.theatre, look?.name);
      return { id: `region ${region.theatre}`, text, x, y: y - 12, size: 17, style: "italic", colour: readable(look?.colour ?? "#888888", isDark()) };
    });
  }

  function labelItems(project, scale) {
    const near = emphasisedNodes();
    const first = new Set([...(state.selected?.ids ?? []), ...state.focus, ...(trail?.nodes ?? []), hovered]);
    const items = [];
    for (const id of shown.nodes) {
      const place = drawn.get(id);
      if (near && !near.has(id) && !first.has(id)) continue;
      const node = model.nodes.get(id);
      const boost = first.has(id) ? 1e6 : near ? 1e3 : 0;
      items.push({ id, ...project(place), radius: place.size * scale, text: displayName(node), weight: node.degree + boost });
    }
    return items;
  }

  function displayName(node) {
    return (state.original && node.name_original) || node.name;
  }

  function drawHalo(context, scale) {
    for (const id of [...(state.selected?.ids ?? []), ...state.focus, ...(trail?.nodes ?? [])]) {
      const place = drawn.get(id);
      if (!place || !shown.nodes.has(id)) continue;
      const { x, y } = network.canvasToDOM(place);
      context.beginPath();
      context.arc(x, y, place.size * scale + 6, 0, 2 * Math.PI);
      context.strokeStyle = accent();
      context.lineWidth = 2.5;
      context.stroke();
    }
  }

  function camera() {
    const { x, y } = network.getViewPosition();
    return [x, y, network.getScale()];
  }

  function setCamera([x, y, scale]) {
    network.moveTo({ position: { x, y }, scale, animation: false });
  }

  function fit(ids = [...shown.nodes]) {
    const box = boundingBox(ids);
    if (!box) return;
    const { width, height } = container.getBoundingClientRect();
    const scale = Math.min((width - 40) / (box.right - box.left), (height - 50) / (box.bottom - box.top), 1.5);
    setCamera([(box.left + box.right) / 2, (box.top + box.bottom) / 2 - 8 / scale, scale]);
  }

  /** What the nodes fill, with the whole of the regions they lie in. */
  function boundingBox(ids) {
    const regions = new Set(ids.map((id) => model.nodes.get(id).region));
    const boxes = ids.map((id) => drawn.get(id)).map(({ x, y, size }) => [x - 2 * size, y - size, x + 2 * size, y + 2 * size]);
    if (ids.length > 40)
      for (const { theatre, x, y, rx, ry } of data.regions)
        if (regions.has(theatre)) boxes.push([x - rx, y - ry, x + rx, y + ry]);
    if (!boxes.length) return null;
    const edge = (place, pick) => boxes.reduce((most, box) => pick(most, box[place]), boxes[0][place]);
    return { left: edge(0, Math.min), top: edge(1, Math.min), right: edge(2, Math.max), bottom: edge(3, Math.max) };
  }

  function moveBy(dx, dy) {
    const { x, y } = network.getViewPosition();
    const scale = network.getScale();
    setCamera([x + dx / scale, y + dy / scale, scale]);
    events.moved(camera());
  }

  function zoomBy(factor) {
    const [x, y, scale] = camera();
    setCamera([x, y, Math.min(4, Math.max(0.05, scale * factor))]);
    events.moved(camera());
  }

  function screenPosition(id) {
    const place = drawn.get(id);
    return place ? network.canvasToDOM(place) : null;
  }

  container.setAttribute("aria-label", t("network.label"));
  return { update, fit, camera, setCamera, moveBy, zoomBy, screenPosition, network };
}

const FONT = 'ui-sans-serif, system-ui, "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Liberation Serif", serif';
const widths = new Map();

function measurer(context) {
  return (text, size) => {
    const known = widths.get(text);
    if (known !== undefined) return known * size;
    context.font = `100px ${FONT}`;
    const width = context.measureText(text).width / 100;
    widths.set(text, width);
    return width * size;
  };
}

// Canvas colours, kept beside the stylesheet's --paper, --ink and --accent.
function paper() {
  return isDark() ? "#17191c" : "#fdfcf9";
}

function ink() {
  return isDark() ? "#e8e6e1" : "#1d1b18";
}

function accent() {
  return isDark() ? "#e08a7d" : "#8c2318";
}
