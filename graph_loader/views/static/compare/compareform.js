// The form of a comparison: an example to start from, the partner of both sides, and whom, when and by which sources.

import { SIDES, valuesOf, WHOM_KINDS, windowOf } from "./items.js";
import { examplesOf } from "./compareexamples.js";
import { inLanguage, itemName } from "./comparewords.js";
import { dayFields } from "../time/dayfields.js";
import { h, replace } from "../dom.js";
import { createFinder } from "../search/finder.js";
import { fold, searchNodes } from "../search/fold.js";
import { t, term } from "../text.js";

// Theatres, then blocs, kinds and groups are found before nodes of the same name.
const FIRST = 1e9;

/** Draw the form; `change(patch)` gets new lists of items for `a`, `b` or `partner`. `ends()`: first and last day of the data. */
export function compareForm(container, state, api, { change, ends }) {
  const index = indexOf(api);
  const sources = [...new Set(api.model.claims.flatMap((claim) => claim.evidence.map((row) => row.source)))].filter((id) => id).sort();
  const packages = [...api.model.packages];
  replace(
    container,
    h("div", { class: "compare-head" }, exampleField(api.model, change), whomField("partner", state.partner, t("compare.with")), actions(state, change)),
    h("div", { class: "compare-sides" }, SIDES.map((side) => sideFields(side))),
  );

  function sideFields(side) {
    const items = state[side];
    return h(
      "fieldset",
      { class: "compare-side", "data-side": side },
      h("legend", {}, h("span", { class: "swatch", "aria-hidden": "true" }), ` ${t(`compare.${side}`)}`),
      whomField(side, items, t("compare.whom")),
      h("div", {}, whenField(side, items), sources.length > 1 ? pickField("source", side, items, sources.map((source) => [source, api.name(source)])) : null, packages.length > 1 ? pickField("package", side, items, packages) : null),
    );
  }

  function whomField(side, items, label) {
    const chosen = items.filter((text) => WHOM_KINDS.includes(text.slice(0, text.indexOf("."))));
    const id = `compare-${side}`;
    const input = h("input", { type: "search", id, "aria-label": side === "partner" ? label : `${label} (${t(`compare.${side}`)})` });
    const note = h("p", { class: "hint", role: "status" });
    const chips = chosen.map((text) => chip(itemName(text, api), () => change({ [side]: items.filter((one) => one !== text) })));
    const field = h("div", {}, h("label", { class: "field", for: id }, label), chips.length ? h("p", { class: "chips" }, chips) : null, h("div", { class: "finder" }, input), note);
    const unclear = () => {
      const key = searchNodes(index, input.value, 1).length ? "path.several" : "path.unknown";
      replace(note, t(key, { names: `“${input.value.trim()}”` }));
    };
    createFinder(input, index, (found) => change({ [side]: [...new Set([...items, found.id])] }), null, unclear);
    return field;
  }

  function whenField(side, items) {
    const window = windowOf(items) ?? { from: null, to: null };
    const set = ({ from, to }) => {
      const rest = items.filter((text) => !text.startsWith("y."));
      change({ [side]: from || to ? [...rest, `y.${from ?? ""}~${to ?? ""}`] : rest });
    };
    const fields = dayFields({ from: `compare-${side}-from`, to: `compare-${side}-to` }, set, ends, t(`compare.${side}`));
    fields.show(window);
    return h("div", { role: "group", "aria-label": t("compare.when") }, h("span", { class: "field" }, t("compare.when")), h("span", { class: "typed" }, fields.elements), fields.note);
  }

  /** One of the sources, or of the packages of a collection. */
  function pickField(kind, side, items, known) {
    const id = `compare-${side}-${kind}`;
    const options = [["", t(kind === "source" ? "compare.allSources" : "compare.allPackages")], ...known];
    const select = h("select", { id }, options.map(([value, name]) => h("option", { value }, name)));
    [select.value = ""] = valuesOf(items, kind);
    select.addEventListener("change", () => {
      const rest = items.filter((text) => !text.startsWith(`${kind}.`));
      change({ [side]: select.value ? [...rest, `${kind}.${select.value}`] : rest });
    });
    return h("div", {}, h("label", { class: "field", for: id }, t(`compare.${kind}`)), select);
  }
}

function chip(name, drop) {
  return h("button", { type: "button", class: "chip", title: t("compare.drop", { name }), "aria-label": t("compare.drop", { name }), onclick: drop }, name, " ✕");
}

function exampleField(model, change) {
  const examples = examplesOf(model);
  if (!examples.length) return null;
  const select = h("select", { id: "compare-example", onchange: () => take(examples[Number(select.value)]) });
  const take = (example) => example && change({ a: example.a, b: example.b, partner: example.partner });
  select.append(h("option", { value: "" }, t("compare.choose")));
  for (const group of new Set(examples.map((one) => one.group))) {
    const options = examples.flatMap((one, place) => (one.group === group ? [h("option", { value: String(place) }, one.name())] : []));
    select.append(h("optgroup", { label: t(`compare.group.${group}`) }, ...options));
  }
  return h("span", {}, h("label", { class: "field", for: "compare-example" }, t("compare.example")), select);
}

function actions({ a, b, partner }, change) {
  return h(
    "p",
    { class: "actions" },
    h("button", { type: "button", onclick: () => change({ a: b, b: a }) }, t("compare.swap")),
    a.length + b.length + partner.length ? h("button", { type: "button", class: "quiet", onclick: () => change({ a: [], b: [], partner: [] }) }, t("compare.clear")) : null,
  );
}

/** What can be picked as a group: theatres, blocs, kinds, groups of the study, and every node. */
function indexOf(api) {
  const { look, groups, nodes } = api.model;
  const thing = (kind, id, name) => ({ node: { id: `${kind}.${id}`, name, about: t(`compare.kinds.${kind}`), names: [[fold(name), name, true]] }, weight: FIRST / (1 + WHOM_KINDS.indexOf(kind)) });
  return [
    ...Object.keys(look.theatre).map((id) => thing("theatre", id, api.theatre(id))),
    ...Object.entries(look.bloc).map(([id, { name }]) => thing("bloc", id, term("blocs", id, name))),
    ...Object.keys(look.kind).map((id) => thing("kind", id, term("kinds", id))),
    ...[...groups].map(([id, { names }]) => thing("group", id, inLanguage(names) ?? id)),
    ...[...nodes.values()].filter((node) => node.drawn).map((node) => ({ node: { ...node, id: `node.${node.id}` }, weight: node.degree })),
  ];
}
