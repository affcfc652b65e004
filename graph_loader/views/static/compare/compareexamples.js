// Comparisons to start from: contrasts and periods of the study, sources, blocs.

import { inLanguage } from "./comparewords.js";
import { windowOf } from "../time/periods.js";
import { t, term } from "../text.js";

// More pairs than these are no help in a list.
const FEW = 6;

/** [{group, name(), a, b, partner}, …]. */
export function examplesOf(model) {
  const sources = [...new Set(model.claims.flatMap((claim) => claim.evidence.map((row) => row.source)))].filter((id) => id).sort();
  const blocs = Object.keys(model.look.bloc);
  return [
    ...model.contrasts.map(({ names, partner, sides }) => ({
      group: "contrast",
      name: () => inLanguage(names),
      ...named(sides.map(({ from, to, whom }) => [...whom.map((id) => `node.${id}`), ...(from || to ? [`y.${from ?? ""}~${to ?? ""}`] : [])])),
      partner: model.groups.has(partner) ? [`group.${partner}`] : [],
    })),
    ...model.periods.slice(1).map((period, place) => {
      const two = [model.periods[place], period];
      return { group: "period", name: () => against(two.map(({ first, last }) => `${first}–${last}`)), ...named(two.map((one) => [`y.${spanOf(one)}`])), partner: [] };
    }),
    ...pairsOf([...model.packages.keys()]).map((two) => ({ group: "package", name: () => against(two.map((id) => model.packages.get(id))), ...named(two.map((id) => [`package.${id}`])), partner: [] })),
    ...pairsOf(sources).map((two) => ({ group: "source", name: () => against(two.map((id) => model.nodes.get(id)?.name ?? id)), ...named(two.map((id) => [`source.${id}`])), partner: [] })),
    ...pairsOf(blocs).map((two) => ({ group: "bloc", name: () => against(two.map((id) => term("blocs", id, model.look.bloc[id].name))), ...named(two.map((id) => [`bloc.${id}`])), partner: [] })),
  ];
}

function named([a, b]) {
  return { a, b };
}

function spanOf(period) {
  const { from, to } = windowOf(period);
  return `${from}~${to}`;
}

function against([a, b]) {
  return t("compare.against", { a, b });
}

function pairsOf(things) {
  const pairs = things.flatMap((one, place) => things.slice(place + 1).map((other) => [one, other]));
  return pairs.length <= FEW ? pairs : [];
}
