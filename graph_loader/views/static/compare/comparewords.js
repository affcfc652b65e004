// What is compared, in words: the names of items, and the exact filters of each side.

import { valueName } from "../filters/words.js";
import { itemOf, valuesOf } from "./items.js";
import { endsInWords } from "../time/dates.js";
import { count, language, phrases, t } from "../text.js";

/** The name of an item that says whom. */
export function itemName(text, api) {
  const [kind, value] = itemOf(text);
  if (kind === "node") return api.name(value);
  if (kind === "group") return inLanguage(api.model.groups.get(value)?.names) ?? value;
  return valueName(kind, value, api);
}

export function inLanguage(names = {}) {
  return names[language()] ?? names.en ?? Object.values(names)[0];
}

export function windowInWords(window, reading) {
  if (!window.from && !window.to) return t("slider.all");
  const { whole, first, last } = endsInWords(window, phrases("date"));
  return `${[first ?? "…", last ?? "…"].join(whole ? "–" : " – ")} (${t(`slider.${reading}`)})`;
}

/** Whom, when and by which sources a side is, and how much of it is left out and why. */
export function sideInWords(items, side, state, api) {
  const whom = items.filter((text) => !["y", "source", "package"].includes(itemOf(text)[0]));
  const names = (list) => list.map((text) => itemName(text, api)).join(", ");
  const sources = ["source", "package"].flatMap((kind) => valuesOf(items, kind).map((id) => valueName(kind, id, api)));
  return [
    t(tiesKey(whom, state.partner), { whom: names(whom), partner: names(state.partner) }),
    windowInWords(side.window, state.reading),
    sources.length ? t("compare.saidBy", { sources: sources.join(", ") }) : t("compare.allSources"),
  ];
}

function tiesKey(whom, partner) {
  if (whom.length && partner.length) return "compare.tiesBetween";
  return whom.length ? "compare.tiesOf" : partner.length ? "compare.tiesOfPartner" : "compare.tiesOfAll";
}

/** "n nodes and m claims", and what the window leaves out; `undated`: claims without a date are shown too. */
export function numbersOf(side, { undated }) {
  const parts = [t("summary.shown", { nodes: count("unit.node", side.nodes.size), claims: count("unit.claim", side.claims.length) })];
  if (side.undated.length) parts.push(t(undated ? "summary.undatedToo" : "summary.undated", { claims: count("unit.claim", side.undated.length) }));
  if (side.untimely) parts.push(count("summary.untimely", side.untimely));
  return `${parts.join("; ")}.`;
}
