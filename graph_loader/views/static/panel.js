// The evidence panel: what is known of the selected node or tie, and on which paragraphs it rests.

import { annotation, claimList, datePhrases } from "./claims.js";
import { dateInWords } from "./dates.js";
import { h } from "./dom.js";
import { byDate } from "./model.js";
import { count, t, term } from "./text.js";

/** The panel's content for a selection. `api` as in claims.js, plus focus(), pathFrom(), state. */
export function panelFor(selection, shown, api) {
  if (selection.kind === "node") return nodePanel(api.model.nodes.get(selection.ids[0]), shown, api);
  return tiePanel(selection.ids, shown, api);
}

function nodePanel(node, shown, api) {
  if (!node) return [h("p", { class: "hint" }, t("panel.gone"))];
  const all = api.model.claimsOf.get(node.id) ?? [];
  const claims = shown.claims.filter((claim) => claim.from === node.id || claim.to === node.id);
  return [
    h("p", { class: "kicker" }, kicker(node)),
    h("h2", { id: "panel-title", tabindex: "-1" }, node.name),
    node.description ? h("p", { class: "lead", lang: "en" }, node.description) : null,
    facts(node, api),
    (node.annotations ?? []).map((note) => annotation(note)),
    actions(node, api),
    measures(node, all),
    claims.length < all.length ? h("p", { class: "hint" }, t("panel.partly", { shown: claims.length, all: all.length })) : null,
    byFamily(claims, api),
    references(node, api),
  ];
}

function kicker(node) {
  const parts = [term("kinds", node.label)];
  if (node.kind) parts.push(node.kind.replaceAll("-", " "));
  if (node.region) parts.push(term("theatres", node.region));
  return parts.join(" · ");
}

function facts(node, api) {
  const rows = [];
  const add = (name, value) => value && rows.push([t(`node.${name}`), value]);
  const day = (value) => value && dateInWords(String(value), "event", datePhrases());
  add("original", node.name_original);
  add("acronym", node.acronym);
  const others = (node.aliases ?? []).map((alias) => alias.name).filter((name) => name !== node.name);
  add("aliases", [...new Set(others)].join("; "));
  add("born", day(node.born));
  add("died", day(node.died));
  add("founded", day(node.founded));
  add("dissolved", day(node.dissolved));
  add("date", day(node.date));
  add("orientation", node.orientation);
  add("bloc", node.bloc);
  for (const field of ["state_id", "parent_id", "part_of", "place_id"]) {
    if (node[field]) {
      const button = h("button", { class: "link", type: "button", onclick: () => api.go(node[field]) }, api.name(node[field]));
      rows.push([t(`node.${field}`), button]);
    }
  }
  for (const field of ["author", "title", "archive", "reference", "language", "url"]) add(field, node[field]);
  if (!rows.length) return null;
  return h("dl", { class: "facts" }, rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
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
    button(t("panel.show"), () => api.centre(node.id)),
  );
}

function measures(node, all) {
  const rows = [[t("measure.claims"), count("unit.claim", all.length)]];
  const found = node.measures ?? {};
  if (found.betweenness_rank !== undefined) {
    const low = found.betweenness_rank_low;
    const range = low === undefined ? "" : ` (${low}–${found.betweenness_rank_high})`;
    rows.push([t("measure.betweenness"), `${found.betweenness_rank}${range}`]);
  }
  if (found.role) rows.push([t("measure.role"), term("roles", found.role)]);
  return h("dl", { class: "facts" }, rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

function byFamily(claims, api) {
  const order = Object.keys(api.model.data.look.family);
  const groups = new Map(order.map((family) => [family, []]));
  for (const claim of claims) {
    if (!groups.has(claim.family)) groups.set(claim.family, []);
    groups.get(claim.family).push(claim);
  }
  return [...groups]
    .filter(([, group]) => group.length)
    .map(([family, group]) => [
      h("h3", {}, `${term("families", family)} `, h("span", { class: "number" }, String(group.length))),
      claimList(group.sort(byDate), api),
    ]);
}

/** Claims that name a node as third party or place, or as work cited. */
function references(node, api) {
  const about = api.model.claims.filter((claim) => claim.about_id === node.id || claim.place_id === node.id);
  const citing = api.model.claims.filter((claim) =>
    claim.evidence.some((row) => row.cites === node.id || String(row.reported_by ?? "").split(/;\s*/).includes(node.id)),
  );
  const part = (key, claims) =>
    claims.length
      ? h("details", {}, h("summary", {}, `${t(key)} `, h("span", { class: "number" }, String(claims.length))), claimList(claims.sort(byDate), api))
      : null;
  return [part("panel.about", about), part("panel.citing", citing)];
}

function tiePanel([one, other], shown, api) {
  const both = (claim) => (claim.from === one && claim.to === other) || (claim.from === other && claim.to === one);
  const claims = shown.claims.filter(both);
  const all = (api.model.claimsOf.get(one) ?? []).filter(both);
  return [
    h("p", { class: "kicker" }, count("unit.claim", claims.length)),
    h("h2", { id: "panel-title", tabindex: "-1" }, `${api.name(one)} – ${api.name(other)}`),
    claims.length < all.length ? h("p", { class: "hint" }, t("panel.partly", { shown: claims.length, all: all.length })) : null,
    byFamily(claims, api),
  ];
}
