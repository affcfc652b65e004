// The first and the last day of a window, typed.

import { steppedDay, typedDay, windowMoved } from "./days.js";
import { h, replace } from "../dom.js";
import { phrases, t } from "../text.js";

const KEYS = { ArrowUp: ["day", 1], ArrowDown: ["day", -1], PageUp: ["month", 1], PageDown: ["month", -1] };

/**
 * Two fields and what is wrong with them. `ids`: of the fields; `change({from, to})` gets ISO days or null for an open
 * side; `ends()`: the days from which an open side is stepped; `of`: whose window it is. Returns {elements, note, show({from, to})}.
 */
export function dayFields(ids, change, ends, of = null) {
  let days = { from: null, to: null };
  const note = h("p", { class: "hint", role: "status", id: `${ids.from}-note` });
  const fields = Object.fromEntries(["from", "to"].map((side) => [side, field(side)]));

  function field(side) {
    const input = h("input", {
      type: "text", class: "day", id: ids[side], size: 11, autocomplete: "off", spellcheck: "false",
      placeholder: t(`days.${side}`), "aria-label": [t(`days.${side}Label`), of && `(${of})`].filter(Boolean).join(" "), title: t("days.help"), "aria-describedby": note.id,
      onchange: () => take(side), onkeydown: (event) => step(side, event),
    });
    return input;
  }

  function take(side) {
    const text = fields[side].value.trim();
    const day = text ? typedDay(text, side, phrases("date").months) : null;
    const wrong = Boolean(text) && day === null;
    fields[side].setAttribute("aria-invalid", String(wrong));
    replace(note, wrong ? t("days.wrong", { text }) : "");
    if (!wrong) change(windowMoved(days, side, day));
  }

  function step(side, event) {
    if (event.key === "Enter") {
      event.preventDefault();
      return take(side);
    }
    const way = KEYS[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    change(windowMoved(days, side, steppedDay(days[side] ?? ends()[side], ...way)));
  }

  function show(window) {
    days = { from: window.from, to: window.to };
    for (const side of ["from", "to"]) {
      fields[side].value = days[side] ?? "";
      fields[side].setAttribute("aria-invalid", "false");
    }
    replace(note);
  }

  return { elements: [fields.from, h("span", { "aria-hidden": "true" }, "–"), fields.to], note, show };
}
