// The periods of the study, as bands over the years of the slider; each sets the window.

import { h, replace } from "../dom.js";
import { language, t } from "../text.js";

/** The window that a period is. */
export function windowOf({ first, last }) {
  return { from: `${fourDigits(first)}-01-01`, to: `${fourDigits(last)}-12-31` };
}

function fourDigits(year) {
  return String(year).padStart(4, "0");
}

/** "1815–1847, from: the congress", so far as the study says what begins it. */
export function periodInWords({ first, last, begins }) {
  const said = begins[language()] ?? begins.en ?? Object.values(begins)[0];
  return said ? t("slider.period", { from: first, to: last, begins: said }) : `${first}–${last}`;
}

/** Draw the bands over `years`, the steps of the slider; that of the window is pressed, and then gives it up. */
export function showPeriods(container, periods, years, window, change) {
  const seen = periods.map((period) => ({ period, ...placeOf(period, years) })).filter(({ width }) => width > 0);
  container.hidden = !seen.length;
  if (container.hidden) return;
  const key = `${language()} ${years[0]} ${years.length} ${seen.length}`;
  if (container.dataset.key !== key) {
    container.dataset.key = key;
    replace(container, seen.map((one) => band(one, change)));
  }
  seen.forEach(({ period }, place) => {
    const { from, to } = windowOf(period);
    container.children[place].setAttribute("aria-pressed", String(window.from === from && window.to === to));
  });
}

/** Where a period begins among the years, and how wide it is, in shares of them all. */
export function placeOf({ first, last }, years) {
  const inside = years.filter((year) => year >= first && year <= last).length;
  return { left: years.findIndex((year) => year >= first) / years.length, width: inside / years.length };
}

function band({ period, left, width }, change) {
  const text = periodInWords(period);
  const button = h(
    "button",
    { type: "button", class: "period", title: text, "aria-label": text },
    h("span", {}, String(period.first), h("span", { class: "until" }, `–${period.last}`)),
  );
  button.addEventListener("click", () => change(button.getAttribute("aria-pressed") === "true" ? { from: null, to: null } : windowOf(period)));
  button.style.left = `${left * 100}%`;
  button.style.width = `${width * 100}%`;
  return button;
}
