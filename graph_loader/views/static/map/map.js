// The ties on an outline map: between places, and between the theatres of actors without a place of their own.

import { doubtPath, polarityPath, readable, tieStyle } from "../look/appearance.js";
import { countClaims } from "../panel/claims.js";
import { h, isDark, replace, s } from "../dom.js";
import { arcMiddle, arcPath, globePath, outlinePath, project, waysBetween } from "./geography.js";
import { groupsOf } from "../filters/brush.js";
import { linePlaces, placeLabels } from "../look/labels.js";
import { redrawn, roving } from "../look/keeping.js";
import { groupOf } from "../model.js";
import { makePannable } from "./pan.js";
import { count, figure, t } from "../text.js";

const SCALE = 400;

export function createMap(container, model, api) {
  const { look } = model;
  const land = s("path", { class: "land", d: outlinePath(model.land, SCALE) });
  const globe = s("clipPath", { id: "globe" }, s("path", { d: globePath(SCALE) }));
  const ties = s("g", { class: "ties", "clip-path": "url(#globe)" });
  const spots = s("g", { class: "spots" });
  const names = s("g", { class: "names", "aria-hidden": "true" });
  const svg = s("svg", { class: "map", role: "group", preserveAspectRatio: "xMidYMid meet" }, globe, land, ties, spots, names);
  let shown = null;
  let state = null;
  let chosen = groupsOf(model, null, [], "spot");
  const view = makePannable(svg, homeBox(), () => {
    redrawn(svg, drawSpots);
    api.mapMoved(view.camera());
  });
  const zoom = h("div", { class: "zoom" });
  const account = h("p", { class: "hint account" });
  replace(container, svg, zoom, account);
  for (const [sign, factor, key] of [["+", 0.75, "in"], ["−", 1 / 0.75, "out"], ["⤢", 0, "fit"]]) {
    const button = h("button", { type: "button", onclick: () => view.zoom(factor) }, sign);
    button.dataset.key = key;
    zoom.append(button);
  }

  function update(nextShown, nextState) {
    shown = nextShown;
    state = nextState;
    if (String(view.camera()) !== String(state.mapCamera)) view.setCamera(state.mapCamera);
    svg.setAttribute("aria-label", t("map.label"));
    for (const button of container.querySelectorAll("[data-key]")) {
      button.title = t(`network.${button.dataset.key}`);
      button.setAttribute("aria-label", button.title);
    }
    drawSpots();
  }

  /** Places and ties keep their size on the screen, so they are drawn anew when the map is zoomed. */
  function drawSpots() {
    if (!shown) return;
    const unit = view.unit();
    const tally = tallyPlaces(shown.claims, model);
    const { totals } = tally;
    chosen = groupsOf(model, state.selected, shown.claims, "spot");
    const pairs = [...tally.pairs.values()].filter((pair) => state.arcs || isOfPlaces(pair) || isMarked(pair));
    replace(account, accountOf(tally, pairs));
    replace(ties, pairs.sort((a, b) => a.claims.length - b.claims.length).map((pair) => drawTie(pair, unit)));
    const sorted = [...totals].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    replace(spots, sorted.map(([spot, number]) => drawSpot(spot, number, unit)));
    drawNames(sorted, unit);
    roving(svg, [...spots.children, ...ties.children]);
  }

  /** How many claims the lines stand for, and where the others are. */
  function accountOf({ pairs, nowhere, within }, drawn) {
    const number = (some) => some.reduce((sum, { claims }) => sum + claims.length, 0);
    const ofTheatres = number([...pairs.values()].filter((pair) => !isOfPlaces(pair)));
    const link = (attributes, text) => [" ", h("button", { type: "button", class: "link", ...attributes }, text)];
    return [
      [t("map.drawn", { n: figure(number(drawn)), claims: count("unit.claim", shown.claims.length) }), within ? count("map.within", within) : null].filter(Boolean).join(" "),
      ofTheatres ? link({ onclick: () => api.set({ arcs: !state.arcs }) }, count(state.arcs ? "map.fewer" : "map.arcs", ofTheatres)) : null,
      nowhere ? link({ onclick: () => api.select({ kind: "end", ids: ["spot/"] }) }, count("map.nowhere", nowhere)) : null,
    ];
  }

  /** What is chosen has its lines in sight, whether theatres have theirs or not. */
  function isMarked({ from, to }) {
    const { cells, groups } = chosen;
    return cells.has(`${from} ${to}`) || (state.selected?.kind === "node" && [from, to].some((spot) => groups.has(spot)));
  }

  function drawTie({ from, to, claims }, unit) {
    const style = tieStyle(claims, claims[0].from, look);
    const ways = waysBetween(...[from, to].map(degrees)).map((way) => way.map(placeOf));
    const path = s("path", { d: ways.map((way) => arcPath(...way)).join(""), class: "tie" });
    const cell = { kind: "cell", ids: [`spot/${from}`, `spot/${to}`] };
    path.style.stroke = readable(style.colour, isDark());
    path.style.strokeWidth = String(style.width * unit * 1.1);
    path.style.strokeOpacity = isChosen(cell) || isMarked({ from, to }) ? "1" : "0.5";
    if (style.dash.length) path.style.strokeDasharray = style.dash.map((part) => part * unit).join(" ");
    const [[a, b]] = ways;
    const sign = s("path", { d: polarityPath(style.polarity, 5 * unit, arcMiddle(a, b), [b[0] - a[0], b[1] - a[1]]), class: "sign" });
    const doubt = s("path", { d: doubtPath(style, 5 * unit, arcMiddle(a, b), [b[0] - a[0], b[1] - a[1]]), class: "sign doubtful" });
    for (const mark of [sign, doubt]) {
      mark.style.stroke = path.style.stroke;
      mark.style.strokeWidth = String(1.8 * unit);
    }
    return control([path, sign, doubt], `${nameOf(from)} → ${nameOf(to)}: ${countClaims(claims)}`, cell);
  }

  function drawSpot(spot, number, unit) {
    const [x, y] = position(spot);
    const theatre = spot.startsWith("@");
    const radius = (2.5 + Math.min(15, 1.5 * Math.sqrt(number))) * unit;
    const dot = s("circle", { cx: x, cy: y, r: radius, class: theatre ? "theatre" : "place" });
    const region = theatre ? spot.slice(1) : model.nodes.get(spot).region;
    const colour = readable(look.theatre[region]?.colour ?? "#777777", isDark());
    dot.style.fill = theatre ? "var(--paper)" : colour;
    dot.style.stroke = theatre ? colour : "var(--paper)";
    dot.style.strokeWidth = String((theatre ? 2.5 : 1) * unit);
    const end = { kind: "end", ids: [`spot/${spot}`] };
    if (isChosen(end) || chosen.groups.has(spot)) {
      dot.style.stroke = "var(--accent)";
      dot.style.strokeWidth = String(3 * unit);
    }
    return control(dot, `${nameOf(spot)}: ${count("unit.claim", number)}`, end);
  }

  /** A mark that opens the claims that it counts. */
  function control(shape, label, selection) {
    const open = () => api.select(selection);
    const group = s("g", { role: "button", "aria-label": label, class: "control", onclick: open }, s("title", {}, label), shape);
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      open();
      event.preventDefault();
    });
    return group;
  }

  function drawNames(sorted, unit) {
    // A city that shares its name with a theatre need not be named twice.
    const theatres = new Set(Object.keys(look.theatre).map((id) => api.theatre(id)));
    const named = sorted.filter(([spot]) => spot.startsWith("@") || !theatres.has(nameOf(spot)));
    const items = named.map(([spot, number]) => {
      const [x, y] = position(spot);
      return { id: spot, x: x / unit, y: y / unit, radius: 3 + Math.min(15, 1.5 * Math.sqrt(number)), text: nameOf(spot), weight: number };
    });
    const shift = (place, edge) => items.forEach((item) => (item[place] -= edge / unit));
    const box = view.box();
    shift("x", box.x);
    shift("y", box.y);
    const measure = (text, size) => text.length * size * 0.54;
    const labels = placeLabels(items, { width: box.width / unit, height: box.height / unit, measure });
    replace(
      names,
      labels.map((label) => {
        const lines = linePlaces(label).map(([line, y]) => s("tspan", { x: label.x * unit + box.x, y: y * unit + box.y }, line));
        const word = s("text", { class: label.id.startsWith("@") ? "theatre" : "place" }, lines);
        word.style.fontSize = `${label.size * unit}px`;
        word.style.strokeWidth = `${3 * unit}px`;
        return word;
      }),
    );
  }

  function isChosen({ kind, ids }) {
    return state.selected?.kind === kind && state.selected.ids.join() === ids.join();
  }

  function degrees(spot) {
    if (spot.startsWith("@")) return look.theatre[spot.slice(1)].centre;
    const { longitude, latitude } = model.nodes.get(spot);
    return [longitude, latitude];
  }

  function position(spot) {
    return placeOf(degrees(spot));
  }

  function nameOf(spot) {
    return spot.startsWith("@") ? api.theatre(spot.slice(1)) : api.name(spot);
  }

  return { update };
}

function placeOf([longitude, latitude]) {
  return project(longitude, latitude).map((part) => part * SCALE);
}

/** Whether both ends are places, and none a whole theatre. */
function isOfPlaces({ from, to }) {
  return !from.startsWith("@") && !to.startsWith("@");
}

/** From the Pacific coast of the Americas to Siberia, Cape Horn to the Arctic. */
function homeBox() {
  const [left] = project(-125, 0);
  const [right] = project(125, 0);
  const [, top] = project(0, 74);
  const [, bottom] = project(0, -57);
  return { x: left * SCALE, y: top * SCALE, width: (right - left) * SCALE, height: (bottom - top) * SCALE };
}

/** Claims by the places of their two ends: {pairs, totals}; `nowhere` have an end without a place, `within` are in one. */
export function tallyPlaces(claims, model) {
  const pairs = new Map();
  const totals = new Map();
  let nowhere = 0;
  let within = 0;
  for (const claim of claims) {
    const [from, to] = [claim.from, claim.to].map((id) => spotOf(model, id));
    for (const spot of new Set([from, to])) if (spot) totals.set(spot, (totals.get(spot) ?? 0) + 1);
    if (!from || !to) nowhere += 1;
    else if (from === to) within += 1;
    if (!from || !to || from === to) continue;
    const key = `${from} ${to}`;
    if (!pairs.has(key)) pairs.set(key, { from, to, claims: [] });
    pairs.get(key).claims.push(claim);
  }
  return { pairs, totals, nowhere, within };
}

/** Where a node lies on the map; null for one of a theatre of which nobody said where it is. */
function spotOf(model, id) {
  const spot = groupOf(model.nodes.get(id), "spot");
  return spot?.startsWith("@") && !model.look.theatre[spot.slice(1)]?.centre ? null : spot;
}
