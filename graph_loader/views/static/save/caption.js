// What is shown, in words, for whoever reads a picture or a page without the explorer.

import { overviewInWords } from "../filters/overviewstrip.js";
import { filtersInWords } from "../filters/words.js";
import { partInWords } from "../panel/part.js";
import { spanInWords } from "../time/spanwords.js";
import { count, figure, t } from "../text.js";

/** [sentence, …]: figures, years, filters, edition and its day, and the address where others have it too. `now`: {model, shown, state, api, link}. */
export function captionOf({ model, shown, state, api, link }) {
  const figures = t("caption.figures", {
    nodes: t("caption.of", { n: count("unit.node", shown.nodes.size), all: figure(drawnNodes(model)) }),
    claims: t("caption.of", { n: count("unit.claim", shown.claims.length), all: figure(model.claims.length) }),
  });
  const years = state.from || state.to ? `${spanInWords(state)} (${t(`slider.${state.reading}`)})` : t("slider.all");
  const edition = model.created && model.edition ? t("caption.edition", { edition: model.edition, day: model.created }) : model.edition;
  const overview = state.view === "network" ? overviewInWords(shown, api).replace(/\.$/, "") : "";
  return [partInWords(model).replace(/\.$/, ""), figures, overview, years, ...filtersInWords(state, api), edition, /^https?:/.test(link) && link].filter(Boolean);
}

function drawnNodes(model) {
  return [...model.nodes.values()].filter(({ drawn }) => drawn).length;
}
