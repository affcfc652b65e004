// The reader's notes and links: the basket, its sheet, the button that opens it, and permalinks.

import { createBasket } from "./basket.js";
import { claimText } from "../panel/claims.js";
import { copyText, toast } from "../copy.js";
import { h, isDark } from "../dom.js";
import { noteFiles } from "./notefiles.js";
import { without } from "./notes.js";
import { createNotesView } from "./notesview.js";
import { encodeState, FACETS, initialState } from "../state.js";
import { t } from "../text.js";

/** Give `api` what claims need to be noted and linked to; returns {button(), forget}. `address(hash)` makes a link. */
export function createNoteDesk(api, { address, change }) {
  const { model } = api;
  const edition = { name: model.name, edition: model.edition };
  const line = (claim) => claimText(claim, api);
  const open = h("button", { type: "button", id: "notes-open" });
  const basket = createBasket(edition, { changed: label, failed: (what) => toast(t(`notes.${what}`)), sayIt: line });
  Object.assign(api, {
    noted: basket.has,
    note: (claims, on) => (on ? basket.add(claims) : basket.set(claims.reduce((notes, { id }) => without(notes, id), basket.notes))),
    link: (selected) => address(encodeState({ ...openState(), selected }, model.presets)),
    copyLink: (selected) => copyText(api.link(selected), t("page.linkCopied")),
    reveal: () => change({ ...openState(), view: api.state.view, selected: api.state.selected }),
  });
  const sheet = createNotesView(basket, {
    package_: edition,
    say: toast,
    open: (id) => api.select({ kind: "claim", ids: [id] }),
    claim: (id) => model.claim.get(id),
    line,
    files: noteFiles(api),
  });
  open.addEventListener("click", sheet.show);

  /** A state in which nothing is hidden. */
  function openState() {
    return { ...initialState(), hidden: Object.fromEntries(FACETS.map((facet) => [facet, []])), anyway: true, language: api.state.language };
  }

  function label() {
    const number = basket.notes.length;
    open.textContent = t("notes.title") + (number ? ` (${number})` : "");
    for (const button of document.querySelectorAll("[data-noted]")) button.setAttribute("aria-pressed", String(basket.has(button.dataset.noted)));
    return open;
  }

  return label;
}

/** Do something while the page is light; `setTheme(dark)`, `draw()` shows the view anew. */
export function inLight(act, setTheme, draw) {
  if (!isDark()) return act();
  setTheme(false);
  draw();
  const made = act();
  setTheme(true);
  draw();
  return made;
}
