// All that is doubtful, as a page to read and to print: where the sources disagree, then the other doubts by their kind.

import { annotation, claimItem } from "../panel/claims.js";
import { h, replace } from "../dom.js";
import { byKind, disagreements, doubtsOf } from "./doubt.js";
import { byDate } from "../model.js";
import { fieldName } from "./readings.js";
import { count, figure, t, term } from "../text.js";

// So many entries of a section at first; the others when they are asked for.
const MOST = 60;
// Both stand in pairs.
const PAIRED = ["contradiction", "opposed"];
const STANDINGS = ["disputed", "inferred", "reported"];

export function renderDoubt(container, shown, api) {
  const claims = new Set(shown.claims);
  const isShown = (thing) => claims.has(thing) || shown.nodes.has(thing.id);
  const all = disagreements(api.model);
  const pairs = all.filter(({ one, others }) => [one, ...others].some(isShown));
  const open = new Set([...container.querySelectorAll("details.doubts[open]")].map(({ dataset }) => dataset.section));
  const part = (key, title, members, item) => section(key, title, members, item, open.has(key));
  const node = (id) => api.model.nodes.get(id);
  const nodes = [...shown.nodes].map(node).filter(({ annotations }) => annotations.length);
  const kinds = [...new Set([...shown.claims.flatMap(doubtsOf), ...nodes.flatMap(({ annotations }) => doubtsOf({ doubts: annotations.map(({ kind }) => kind ?? "note") }))])];
  const item = (thing) => (claims.has(thing) ? claimItem(thing, api) : nodeItem(thing, api));
  const noted = (kind) => [...nodes.filter(({ annotations }) => annotations.some((note) => note.kind === kind)), ...shown.claims.filter(({ doubts }) => doubts.includes(kind)).sort(byDate)];
  const others = kinds.filter((kind) => !PAIRED.includes(kind)).sort(byKind);
  const standings = STANDINGS.map((standing) => [standing, shown.claims.filter((claim) => claim.standing === standing).sort(byDate)]);
  replace(
    container,
    h("div", { class: "doubt-page" },
      h("h2", {}, t("disagree.title")),
      h("p", { class: "hint" }, t("disagree.lead"), " ", t("disagree.counted", { n: figure(pairs.length), all: count("unit.place", all.length) })),
      long(pairs, (pair) => pairItem(pair, isShown, api), "pairs"),
      others.length || standings.some(([, members]) => members.length) ? h("h2", {}, t("disagree.others")) : null,
      others.map((kind) => part(kind, term("annotations", kind), noted(kind), item)),
      standings.filter(([, members]) => members.length).map(([standing, members]) => part(standing, t(`disagree.${standing}`), members, item)),
    ),
  );
}

/** A section that is filled when it is opened. */
function section(key, title, members, item, isOpen) {
  const body = h("div", {});
  const made = h("details", { class: "doubts", "data-section": key }, h("summary", {}, `${title} `, h("span", { class: "number" }, figure(members.length))), body);
  const fill = () => made.open && !body.firstChild && replace(body, long(members, item, "claims"));
  made.addEventListener("toggle", fill);
  made.open = isOpen;
  fill();
  return made;
}

/** A list of which the rest comes when it is asked for, and on paper. */
function long(members, item, name) {
  const list = h("ul", { class: name }, members.slice(0, MOST).map(item));
  if (members.length <= MOST) return [list];
  const more = h("button", { type: "button", class: "more" }, t("table.all", { n: figure(members.length) }));
  more.addEventListener("click", () => {
    list.append(...members.slice(MOST).map(item));
    more.remove();
  });
  return [list, more];
}

/** Both sides of a disagreement beside each other, under what is said of it. */
function pairItem({ how, one, others, note }, isShown, api) {
  const title = note ? [term("annotations", note.kind), note.field && fieldName(note.field)].filter(Boolean).join(": ") : term("annotations", how);
  const [first, ...rest] = others;
  return h(
    "li",
    { class: "pair", "data-note": note?.id, "data-claim": note ? null : one.id },
    h("h3", {}, title),
    note ? h("p", { class: "annotation" }, h("span", { lang: "en" }, note.note ?? ""), note.suggested ? [" ", h("em", {}, t("claim.suggested", { value: note.suggested }))] : null) : h("p", { class: "annotation" }, t("disagree.opposed")),
    h("div", { class: "sides" },
      h("div", { class: "one-side" }, entry(one, isShown, api)),
      h("div", { class: "one-side" },
        first ? entry(first, isShown, api) : h("p", { class: "hint" }, t("disagree.alone")),
        rest.length ? h("details", {}, h("summary", {}, count("panel.more", rest.length)), rest.map((other) => entry(other, isShown, api))) : null,
      ),
    ),
  );
}

/** One side, without the contradictions of it: each of them is a pair of its own. */
function entry(thing, isShown, api) {
  const isTold = ({ kind }) => kind === "contradiction";
  const isClaim = api.model.claim.get(thing.id) === thing;
  return [
    isShown(thing) ? null : h("p", { class: "hint" }, t("disagree.hidden")),
    h("ul", { class: "claims" }, isClaim ? claimItem(thing, api, isTold) : nodeItem(thing, api, isTold)),
  ];
}

function nodeItem(node, api, isTold = () => false) {
  return h(
    "li",
    { class: "claim" },
    h("p", { class: "claim-tie" }, h("button", { class: "link", type: "button", onclick: () => api.go(node.id) }, api.name(node.id))),
    node.description ? h("p", { class: "claim-summary", lang: "en" }, node.description) : null,
    node.annotations.filter((note) => !isTold(note)).map((note) => annotation(note)),
  );
}
