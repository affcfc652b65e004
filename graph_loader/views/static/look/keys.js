// What the colours and sizes of the picture say, and the choice of them.

import { byId, replace } from "../dom.js";
import { familyKeys } from "../network/families.js";
import { lookControls, measureKeys } from "../network/lookcontrols.js";
import { language } from "../text.js";

export function renderKeys({ model, measures, shown, state, counts, editing, change }) {
  const turn = (family) => change({ hidden: { ...state.hidden, family } });
  replace(byId("keys"), familyKeys(model, state, counts, turn), measureKeys(model, measures, shown, state));
  // The choices are made anew only when they would be others.
  const chosen = JSON.stringify([language(), state.colour, state.size, state.shut, state.open, Boolean(shown.overview), [...measures.keys()]]);
  if (byId("looks").dataset.chosen !== chosen) replace(byId("looks"), lookControls(model, measures, state, editing, change, byId("looks")));
  byId("looks").dataset.chosen = chosen;
  byId("undo").disabled = !editing.any();
}
