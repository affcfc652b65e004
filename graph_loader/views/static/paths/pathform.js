// The two names between which paths are sought, and how.

import { createFinder } from "../search/finder.js";
import { searchNodes } from "../search/fold.js";
import { h, replace } from "../dom.js";
import { t, term } from "../text.js";

/**
 * Two search fields and what they find; `ends` are the nodes to start with, `allowed` the switches, `families` those
 * there are, as {id: look}, and `picked` those that paths keep to; `find(from, to)` gets ids.
 */
export function pathForm(container, index, { ends, allowed, families, picked, name, find, clear, allow }) {
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
    familyChoice(families, picked, allow),
    h("p", { class: "actions" },
      h("button", { type: "button", onclick: submit }, t("path.find")),
      h("button", { type: "button", class: "quiet", onclick: clear }, t("path.clear")),
    ),
    note,
  );
  const finders = fields.map(({ input, holds }) => createFinder(input, index, chosen, holds, submit));

  /** A pick finds at once if the other field is filled. */
  function chosen() {
    if (fields.every(({ input }) => input.value.trim())) submit();
    else replace(note);
  }

  function submit() {
    const found = finders.map((finder) => finder.meant());
    const problem = whyNot(fields.map(({ input }) => input.value.trim()), found, index);
    replace(note, problem ?? "");
    if (problem) return;
    fields.forEach(({ input }, place) => (input.value = name(found[place].id)));
    find(...found.map(({ id }) => id));
  }
}

/** The families that paths keep to; where none is ticked, they may run along all. */
function familyChoice(families, picked, allow) {
  const summary = h("summary", {});
  const boxes = Object.entries(families).map(([id, { name }]) => {
    const box = h("input", { type: "checkbox", value: id, onchange: turn });
    box.checked = picked.includes(id);
    return { id, box, text: term("families", id, name) };
  });
  const ticked = () => boxes.filter(({ box }) => box.checked);
  function say() {
    const names = ticked().map(({ text }) => text);
    replace(summary, t("path.along", { families: names.join(", ") || t("path.allFamilies") }));
  }
  function turn() {
    say();
    allow({ pathFamilies: ticked().map(({ id }) => id) });
  }
  say();
  if (boxes.length < 2) return null;
  const labels = boxes.map(({ box, text }) => h("label", { class: "check" }, box, h("span", { class: "entry" }, text)));
  return h("details", { class: "path-families", id: "path-families" }, summary, labels);
}

/** In a sentence, why two names and the nodes found for them make no question; null if they do. */
export function whyNot(names, found, index) {
  const typed = names.map((name, place) => ({ name, node: found[place] })).filter(({ name }) => name);
  const open = typed.filter(({ node }) => !node).map(({ name }) => ({ name, several: searchNodes(index, name, 1).length > 0 }));
  for (const several of [false, true]) {
    const these = open.filter((one) => one.several === several).map(({ name }) => `“${name}”`);
    if (these.length) return t(several ? "path.several" : "path.unknown", { names: these.join(", ") });
  }
  if (typed.length < names.length) return t("path.empty");
  return found[0].id === found[1].id ? t("path.same", { name: found[0].name }) : null;
}
