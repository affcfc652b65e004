// The network on its canvas: vis-network draws nodes and ties, this module the regions and labels.
/* global vis */

import { nodeColour, tieStyle, tint } from "./appearance.js";
import { placeLabels } from "./labels.js";
import { t, term } from "./text.js";

/** Show the model in the container; events: {select(selection|null), moved(camera)}. */
export function createNetwork(container, model, events) {
  const { data } = model;
  const colours = { by: null, dark: null };
  const nodes = new vis.DataSet(data.vis.nodes.map((node) => ({ ...node })));
  const edges = new vis.DataSet([]);
  const network = new vis.Network(container, { nodes, edges }, data.vis.options);
  const drawn = new Map(data.vis.nodes.map((node) => [node.id, node]));
  let shown = { nodes: new Set(), claims: [] };
  let bundles = new Map();
  let state = null;
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
  for (const event of ["dragEnd", "zoom"]) network.on(event, () => events.moved(camera()));

  function update(nextShown, nextBundles, nextState) {
    shown = nextShown;
    bundles = nextBundles;
    state = nextState;
    updateNodes();
    updateTies();
    network.redraw();
  }

  function updateNodes() {
    const dark = isDark();
    const recolour = colours.by !== state.colour || colours.dark !== dark;
    Object.assign(colours, { by: state.colour, dark });
    const changes = [];
    for (const node of drawn.values()) {
      const hidden = !shown.nodes.has(node.id);
      if (!recolour && hidden === Boolean(node.hidden)) continue;
      node.hidden = hidden;
      changes.push({ id: node.id, hidden, color: nodePaint(model.nodes.get(node.id), node.shape) });
    }
    if (changes.length) nodes.update(changes);
  }

  function nodePaint(node) {
    const colour = nodeColour(node, data.look, state.colour);
    const hollow = data.look.kind[node.label]?.hollow;
    const paint = { background: hollow ? paper() : colour, border: hollow ? colour : paper() };
    return { ...paint, highlight: paint, hover: paint };
  }

  function updateTies() {
    const changes = [];
    const gone = [];
    const near = emphasised();
    for (const [id, claims] of bundles) {
      const bundle = model.bundles.get(id);
      const style = tieStyle(claims, bundle.from, data.look);
      const faint = near !== null && !near.has(id);
      const key = `${style.colour}${style.width}${style.dashed}${style.to}${style.from}${faint}`;
      if (styles.get(id) === key) continue;
      styles.set(id, key);
      changes.push(edgeOf(bundle, style, faint));
    }
    for (const id of styles.keys()) {
      if (bundles.has(id)) continue;
      gone.push(id);
      styles.delete(id);
    }
    if (gone.length) edges.remove(gone);
    if (changes.length) edges.update(changes);
  }

  function edgeOf(bundle, style, faint) {
    const colour = tint(style.colour, faint ? 0.12 : 0.62);
    const strong = tint(style.colour, 1);
    const scale = Math.max(0.28, 0.62 - style.width * 0.05);
    return {
      id: bundle.id,
      from: bundle.from,
      to: bundle.to,
      width: style.width,
      dashes: style.dashed ? [6, 5] : false,
      color: { color: colour, highlight: strong, hover: strong, inherit: false },
      arrows: {
        to: { enabled: style.to, scaleFactor: scale },
        from: { enabled: style.from, scaleFactor: scale },
      },
    };
  }

  /** Bundles of the selection, or null when nothing is selected and all are equal. */
  function emphasised() {
    const selection = state.selected;
    if (!selection) return null;
    const [one, other] = selection.ids;
    const near = new Set();
    for (const id of bundles.keys()) {
      const { from, to } = model.bundles.get(id);
      if (selection.kind === "node" && (from === one || to === one)) near.add(id);
      if (selection.kind === "tie" && ((from === one && to === other) || (from === other && to === one))) near.add(id);
    }
    return near.size ? near : null;
  }

  function drawRegions(context) {
    context.save();
    context.textAlign = "center";
    for (const region of data.regions) {
      const colour = data.look.theatre[region.theatre]?.colour ?? "#888888";
      context.beginPath();
      context.ellipse(region.x, region.y, region.rx, region.ry, 0, 0, 2 * Math.PI);
      context.fillStyle = tint(colour, isDark() ? 0.12 : 0.07);
      context.fill();
      context.strokeStyle = tint(colour, 0.28);
      context.lineWidth = 1.2 / network.getScale();
      context.stroke();
      const size = Math.max(15 / network.getScale(), 26);
      context.font = `italic ${size}px ${FONT}`;
      context.fillStyle = tint(colour, isDark() ? 0.95 : 0.85);
      context.fillText(
        term("theatres", region.theatre, data.look.theatre[region.theatre]?.name),
        region.x,
        region.y - region.ry - size * 0.35,
      );
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
    for (const label of placeLabels(items, { width, height, measure })) {
      context.font = `${label.size}px ${FONT}`;
      context.lineWidth = 3.5;
      context.strokeStyle = paper();
      context.strokeText(label.text, label.x, label.y);
      context.fillStyle = ink();
      context.fillText(label.text, label.x, label.y);
    }
    context.restore();
  }

  function labelItems(project, scale) {
    const positions = drawn;
    const first = new Set(state.selected?.ids ?? []);
    for (const id of state.focus) first.add(id);
    for (const id of state.path ?? []) first.add(id);
    const items = [];
    for (const id of shown.nodes) {
      const place = positions.get(id);
      if (!place) continue;
      const { x, y } = project(place);
      const node = model.nodes.get(id);
      const weight = node.degree + (first.has(id) ? 1e6 : 0);
      items.push({ id, x, y, radius: place.size * scale, text: displayName(node), weight });
    }
    return items.map((item) => ({ ...item, weight: Math.min(item.weight, first.has(item.id) ? 1e6 : 120) }));
  }

  function displayName(node) {
    return (state.original && node.name_original) || node.acronym_label || node.name;
  }

  function drawHalo(context, scale) {
    for (const id of [...(state.selected?.ids ?? []), ...state.focus]) {
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
    if (ids.length) network.fit({ nodes: ids, animation: false, maxZoomLevel: 1.6 });
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

function isDark() {
  return document.documentElement.dataset.theme === "dark";
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
