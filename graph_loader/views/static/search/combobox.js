// A text field with a list of choices: an ARIA combobox that works with the keyboard alone.

import { h, replace } from "../dom.js";
import { t } from "../text.js";

/**
 * Furnish an <input>. `fill(option)` returns what the list holds for the text that stands in the field, its options
 * made by `option(act, text, about, look)`: `act(place)` is what choosing it does, and without one it cannot be chosen.
 * `enter(marked)` is called on Enter with the option that is marked, if one is. Returns {show, choose, refresh, resume, options}.
 */
export function createCombobox(input, { fill, enter }) {
  const id = `${input.id}-results`;
  const list = h("div", { id, class: "results", role: "listbox" });
  list.hidden = true;
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", id], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["autocomplete", "off"]]) input.setAttribute(name, value);
  let options = [];
  let active = -1;

  input.addEventListener("input", show);
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) show();
      mark(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") enter(options[active]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function show() {
    forget();
    list.hidden = !input.value.trim();
    list.setAttribute("aria-label", t("search.results"));
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (!list.hidden) replace(list, fill(option));
  }

  function option(act, text, about = "", look = "") {
    const parts = [h("span", {}, text), about ? h("small", {}, about) : null];
    if (!act) return h("div", { class: "hint option", role: "option", "aria-disabled": "true" }, parts);
    const element = h("div", { id: `${id}-${options.length}`, class: `option ${look}`, role: "option", "aria-selected": "false" }, parts);
    const made = { act, element };
    element.addEventListener("mousedown", (event) => (event.preventDefault(), choose(made)));
    options.push(made);
    return element;
  }

  function mark(number) {
    if (!options.length) return;
    options[active]?.element.setAttribute("aria-selected", "false");
    active = (number + options.length) % options.length;
    const { element } = options[active];
    element.setAttribute("aria-selected", "true");
    element.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", element.id);
  }

  function choose(chosen) {
    const place = options.indexOf(chosen);
    close();
    chosen.act(place);
  }

  function close() {
    forget();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function forget() {
    options = [];
    active = -1;
    input.removeAttribute("aria-activedescendant");
  }

  return {
    show,
    choose,
    /** List anew where the list is open; what is marked stays so. */
    refresh() {
      const place = active;
      if (list.hidden) return;
      show();
      if (place >= 0) mark(place);
    },
    /** List anew, and mark the option that now stands in a place. */
    resume(place) {
      show();
      mark(place);
    },
    /** The options that are listed; they are looked for where the list is closed. */
    options() {
      if (list.hidden) show();
      return options;
    },
  };
}
