// What the colours and sizes of the picture say, and the choice of them.

import { byId, replace } from "../dom.js";
import { familyKeys } from "../network/families.js";
import { redrawn } from "./keeping.js";
import { lookControls, measureKeys } from "../network/lookcontrols.js";

export function renderKeys({ model, measures, shown, state, counts, editing, change }) {
  const turn = (family) => change({ hidden: { ...state.hidden, family } });
  redrawn(byId("keys"), () => replace(byId("keys"), familyKeys(model, state, counts, turn), measureKeys(model, measures, shown, state)));
  redrawn(byId("looks"), () => replace(byId("looks"), lookControls(model, measures, state, editing, change, byId("looks"))));
  byId("undo").disabled = !editing.any();
}
