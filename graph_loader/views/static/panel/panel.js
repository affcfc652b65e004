// The evidence panel: what is known of the selected node or tie, and on which paragraphs it rests.

import { isBrush, isBrushed } from "../filters/brush.js";
import { titleOf } from "../filters/brushchip.js";
import { bibtex, chicago } from "../save/cite.js";
import { annotation, citeWords, claimList, copyButton, ownColumns } from "./claims.js";
import { linkButton, noteAll } from "./claimtools.js";
import { dateInWords } from "../time/dates.js";
import { h } from "../dom.js";
import { saidByEach } from "./packages.js";
import { partOfNode } from "./part.js";
import { suggestedPanel, undatedPanel } from "../doubt/doubtpanel.js";
import { byDate, selectedClaims } from "../model.js";
import { readingNote } from "../doubt/readings.js";
import { cslJson, ris, workOf } from "../save/references.js";
import { count, figure, phrases, t, term } from "../text.js";

// So many claims of each family but the first are made at once: they stand further down.
const FURTHER = 2;

/** The panel's content for a selection. `api` as in claims.js, plus focus(), pathFrom(), state. */
export function panelFor(selection, shown, api) {
  if (selection.kind === "node") return nodePanel(api.model.nodes.get(selection.ids[0]), shown, api);
  if (selection.kind === "undated") return undatedPanel(shown, api);
  if (selection.kind === "suggested") return suggestedPanel(shown, api);
  return claimsPanel(selection, shown, api);
}

function nodePanel(node, shown, api) {
  if (!node) return [h("p", { class: "hint" }, t("panel.gone"))];
  const all = api.model.claimsOf.get(node.id) ?? [];
  const claims = selectedClaims(api.model, { kind: "node", ids: [node.id] }, shown.claims);
  return [
    h("p", { class: "kicker" }, kicker(node, api)),
    h("h2", { id: "panel-title", tabindex: "-1" }, node.name),
    node.description ? h("p", { class: "lead", lang: "en" }, node.description) : null,
    facts(node, api),
    saidByEach(node, api),
    readingNote(node, api),
    node.annotations.map((note) => annotation(note)),
    actions(node, api),
    permalink(node, api),
    node.drawn ? measures(node, claims) : null,
    partOfNode(api.model, node.id),
    partly(claims, all),
    noteAll(claims, api),
    byFamily(claims, api),
    references(node, shown, api),
  ];
}

function kicker(node, api) {
  const parts = [term("kinds", node.label)];
  if (node.kind) parts.push(node.kind.replaceAll("-", " "));
  if (node.region) parts.push(theatreName(node.region, api));
  return parts.join(" · ");
}

function facts(node, api) {
  const rows = [];
  const own = api.model.own[node.label] ?? {};
  const add = (name, value) => value && !Object.hasOwn(own, name) && rows.push([t(`node.${name}`), value]);
  const day = (value) => value && dateInWords(String(value), "event", phrases("date"));
  add("original", node.originalName);
  add("acronym", node.acronym);
  const others = node.aliases.filter((name) => name !== node.name);
  add("aliases", [...new Set(others)].join("; "));
  add("born", day(node.born));
  add("died", day(node.died));
  add("founded", day(node.founded));
  add("dissolved", day(node.dissolved));
  add("date", day(node.date));
  add("orientation", node.orientation);
  if (node.bloc) add("bloc", term("blocs", node.bloc, api.model.look.bloc[node.bloc]?.name));
  for (const [column, id] of node.belongsTo)
    rows.push([t(`node.${column}`), h("button", { class: "link", type: "button", onclick: () => api.go(id) }, api.name(id))]);
  for (const field of ["author", "title", "container", "volume", "issue", "pages", "publisher", "archive", "reference", "doi", "language", "url"]) add(field, node[field]);
  rows.push(...ownColumns(own, node));
  if (node.identifiers.length) rows.push([t("node.identifiers"), node.identifiers.map(identifier)]);
  if (!rows.length) return null;
  return h("dl", { class: "facts" }, rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

/** "GeoNames 3435910", which leads there where the data give an address. */
function identifier({ name, value, link }) {
  const id = link ? h("a", { href: link, rel: "noopener noreferrer", target: "_blank" }, value) : value;
  return h("div", { class: "identifier" }, `${name} `, id);
}

function actions(node, api) {
  if (!node.drawn) return null;
  const button = (text, act) => h("button", { type: "button", onclick: act }, text);
  return h(
    "p",
    { class: "actions" },
    button(t("panel.focus"), () => api.focus([node.id])),
    api.state.focus.length === 1 && api.state.focus[0] !== node.id
      ? button(t("panel.common", { name: api.name(api.state.focus[0]) }), () => api.focus([api.state.focus[0], node.id]))
      : null,
    button(t("panel.pathFrom"), () => api.pathFrom(node.id)),
    button(t("panel.show"), () => api.show(node.id)),
    api.acts(node.id).map(({ text, act }) => button(text, act)),
  );
}

/** The link of a node, and of a source its citations. */
function permalink(node, api) {
  const words = citeWords();
  const works = [workOf(node, api.model)];
  const styles = node.label === "Source" ? [["Chicago", () => chicago(node, {}, null, words)], ["BibTeX", () => bibtex(node, {}, null, words)], ["RIS", () => ris(works)], ["CSL-JSON", () => cslJson(works)]] : [];
  return h("p", { class: "copy" }, linkButton({ kind: "node", ids: [node.id] }, node.name, api), styles.map(([style, text]) => copyButton(style, text, api)));
}

function measures(node, claims) {
  const found = node.measures;
  const rows = [[t("measure.degree"), count("unit.claim", claims.length)]];
  if (found.degree !== undefined) rows.push([t("measure.neighbours"), count("measure.actors", found.degree)]);
  if (found.betweenness !== undefined) rows.push([t("measure.betweenness"), betweenness(found)]);
  if (found.role) rows.push([t("measure.role"), term("roles", found.role)]);
  return h("dl", { class: "facts" }, rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

function betweenness({ rank: { first, last, low, high }, actors }) {
  if (first === undefined) return t("measure.noRank");
  const rank = last > first ? t("measure.shared", { first, last }) : first;
  // Of very many actors ranks are not resampled.
  return t(low === undefined ? "measure.onlyRank" : "measure.rank", { rank, low, high, actors });
}

function byFamily(claims, api) {
  const order = Object.keys(api.model.look.family);
  const groups = new Map(order.map((family) => [family, []]));
  for (const claim of claims) {
    if (!groups.has(claim.family)) groups.set(claim.family, []);
    groups.get(claim.family).push(claim);
  }
  return [...groups]
    .filter(([, group]) => group.length)
    .map(([family, group], place) => [
      h("h3", {}, `${term("families", family, api.model.look.family[family]?.name)} `, h("span", { class: "number" }, figure(group.length))),
      claimList(group.sort(byDate), api, place ? FURTHER : undefined),
    ]);
}

/** Claims that name a node as third party or place, or as work cited; of those, the visible. */
function references(node, shown, api) {
  const part = (key, names) => {
    const all = api.model.claims.filter(names);
    const claims = shown.claims.filter(names).sort(byDate);
    if (!all.length) return null;
    const list = h("div", {});
    const fill = () => list.firstChild ?? list.append(...[partly(claims, all), claimList(claims, api)].flat().filter(Boolean));
    return h("details", { ontoggle: fill }, h("summary", {}, `${t(key)} `, h("span", { class: "number" }, figure(claims.length))), list);
  };
  return [
    part("panel.about", (claim) => claim.aboutId === node.id || claim.placeId === node.id),
    part("panel.citing", (claim) => claim.evidence.some((row) => row.cites === node.id || row.reporters.includes(node.id))),
  ];
}

function claimsPanel(selection, shown, api) {
  const claims = selectedClaims(api.model, selection, shown.claims);
  const all = selectedClaims(api.model, selection, api.model.claims);
  return [
    h("p", { class: "kicker" }, count("unit.claim", claims.length)),
    h("h2", { id: "panel-title", tabindex: "-1" }, titleOf(selection, api)),
    all.length ? partly(claims, all) : h("p", { class: "hint" }, t("panel.gone")),
    isBrush(selection) && all.length ? brushing(selection, api) : null,
    selection.kind === "claim" && all.length > claims.length ? h("p", { class: "actions" }, h("button", { type: "button", onclick: () => api.reveal() }, t("claim.reveal"))) : null,
    noteAll(claims, api),
    byFamily(claims, api),
  ];
}

/** The switch by which all views show only these claims. */
function brushing(selection, api) {
  const on = isBrushed(api.state, selection);
  const turn = () => api.set({ brush: on ? null : selection, camera: null });
  return h("p", { class: "actions" }, h("button", { type: "button", "aria-pressed": String(on), onclick: turn }, t("brush.show")));
}

function theatreName(theatre, api) {
  return term("theatres", theatre, api.model.look.theatre[theatre]?.name);
}

function partly(claims, all) {
  if (claims.length === all.length) return null;
  return h("p", { class: "hint" }, t("panel.partly", { shown: figure(claims.length), all: figure(all.length) }));
}
