// The two names between which paths are sought.

import { createFinder } from "./finder.js";
import { h, replace } from "./dom.js";
import { t } from "./text.js";

/** Two search fields and what they find; `ends` are the nodes to start with, `allowed` the switches; `find(from, to)` gets ids. */
export function pathForm(container, index, { ends, allowed, name, find, clear, allow }) {
  const fields = ["from", "to"].map((side, place) => {
    const holds = ends[place] ?? null;
    const input = h("input", { type: "search", id: `path-${side}`, value: holds ? name(holds.id) : "" });
    return { side, holds, input, holder: h("div", { class: "finder" }, input) };
  });
  const switches = Object.entries(allowed).map(([what, on]) => {
    const box = h("input", { type: "checkbox", id: `path-${what}`, onchange: () => allow({ [what]: box.checked }) });
    box.checked = on;
    return h("label", { class: "check" }, box, h("span", { class: "entry" }, t(`path.${what}`)));
  });
  const note = h("p", { class: "hint", id: "path-note", role: "status" });
  replace(
    container,
    h("summary", {}, t("path.title")),
    fields.map(({ side, input, holder }) => [h("label", { class: "field", for: input.id }, t(`path.${side}`)), holder]),
    switches,
    h("p", { class: "actions" },
      h("button", { type: "button", onclick: submit }, t("path.find")),
      h("button", { type: "button", class: "quiet", onclick: clear }, t("path.clear")),
    ),
    note,
  );
  const finders = fields.map(({ input, holds }) => createFinder(input, index, chosen, holds));

  /** A pick finds at once if the other field is filled. */
  function chosen() {
    if (fields.every(({ input }) => input.value.trim())) submit();
    else replace(note);
  }

  function submit() {
    const found = finders.map((finder) => finder.meant());
    const problem = whyNot(fields.map(({ input }) => input.value.trim()), found);
    replace(note, problem ?? "");
    if (problem) return;
    fields.forEach(({ input }, place) => (input.value = name(found[place].id)));
    find(...found.map(({ id }) => id));
  }
}

/** In a sentence, why two names and the nodes found for them make no question; null if they do. */
export function whyNot(names, found) {
  if (!names.every(Boolean)) return t("path.empty");
  const unknown = names.filter((_, place) => !found[place]);
  if (unknown.length) return t("path.unknown", { names: unknown.map((one) => `“${one}”`).join(", ") });
  return found[0].id === found[1].id ? t("path.same", { name: found[0].name }) : null;
}
