// The bar above the picture and the buttons on it.

import { h, isDark } from "./dom.js";
import { VIEWS } from "./state.js";
import { language, languages, t } from "./text.js";

export function tabs(open) {
  return VIEWS.map((view) =>
    h(
      "button",
      { id: `tab-${view}`, type: "button", role: "tab", "data-view": view, "aria-controls": `view-${view}`, onclick: () => open(view) },
      t(`views.${view}`),
    ),
  );
}

/** Arrow keys open the next view, or the one before. */
export function turnTabs(event, view, open) {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!way) return;
  const next = VIEWS[(VIEWS.indexOf(view) + way + VIEWS.length) % VIEWS.length];
  open(next);
  document.getElementById(`tab-${next}`).focus();
}

/** Zoom in, out, and back to all of it; `zoom(factor)` gets 0 for the last. */
export function zoomButtons(zoom) {
  const signs = [["in", "+", 1.3], ["out", "−", 1 / 1.3], ["fit", "⤢", 0]];
  return signs.map(([key, sign, factor]) => button(sign, t(`network.${key}`), () => zoom(factor)));
}

/** The way back to the gallery, where the page is a part of one. */
export function showWayBack(link, page) {
  link.hidden = !page;
  if (!page) return;
  link.href = page;
  link.textContent = `← ${t("page.gallery")}`;
}

/** Takes back what the reader last did to the picture. */
export function undoButton(undo) {
  const made = button("↶", t("network.undo"), undo);
  made.id = "undo";
  return made;
}

export function helpButton(show) {
  return button("?", t("keys.title"), show);
}

/** Everything that concerns the page as a whole; `acts` says what each button does, `menu` is the one for saving. */
export function toolbar({ menu, notes, showChoices, copyLink, startAgain, turnTheme, speak }) {
  const choices = button(t("page.choices"), t("page.choose"), showChoices);
  choices.id = "choices";
  choices.setAttribute("aria-controls", "side");
  const theme = t(isDark() ? "page.light" : "page.dark");
  return [
    choices,
    button("←", t("page.back"), () => history.back()),
    button("→", t("page.forward"), () => history.forward()),
    menu,
    notes,
    button(t("page.link"), t("page.linkHelp"), copyLink),
    button(t("page.reset"), t("page.reset"), startAgain),
    button(theme, theme, turnTheme),
    tongues(speak),
  ];
}

function tongues(speak) {
  const options = languages().map((code) => h("option", { value: code }, t(`language.${code}`)));
  const select = h("select", { id: "language", "aria-label": t("page.language"), onchange: () => speak(select.value) }, options);
  select.value = language();
  return select;
}

function button(text, label, act) {
  return h("button", { type: "button", title: label, "aria-label": label, onclick: act }, text);
}
