// The choices that are not facets: preset, focus, and how things are shown.

import { h } from "./dom.js";
import { count, language, paragraphs, t } from "./text.js";

/** The presets as a select, grouped. `choose(preset)`. */
export function presetField(presets, current, choose) {
  const groups = new Map();
  for (const preset of presets) {
    if (!groups.has(preset.group)) groups.set(preset.group, []);
    groups.get(preset.group).push(preset);
  }
  const select = h("select", { id: "preset", onchange: () => choose(presets.find(({ id }) => id === select.value)) });
  for (const [group, members] of groups) {
    const options = members.map((preset) => h("option", { value: preset.id }, presetName(preset)));
    select.append(group === "all" ? fragment(options) : h("optgroup", { label: t(`preset.group.${group}`) }, options));
  }
  select.value = current;
  return h("div", { class: "row" }, h("label", { class: "field", for: "preset" }, t("preset.label")), select);
}

function presetName(preset) {
  return preset.names[language()];
}

function fragment(children) {
  const all = document.createDocumentFragment();
  all.append(...children);
  return all;
}

/** What is in focus, how far it reaches, at most so many steps, and the way out of it. */
export function focusStrip({ focus, steps, most, claims, name, change }) {
  if (!focus.length) return null;
  const one = focus.length === 1;
  const common = claims.some((claim) => !focus.includes(claim.from) || !focus.includes(claim.to));
  const title = one
    ? t("focus.one", { name: name(focus[0]) })
    : t(common ? "focus.two" : "focus.none", { a: name(focus[0]), b: name(focus[1]) });
  const step = (number) =>
    h("button", { type: "button", "aria-pressed": String(number === steps), onclick: () => change({ steps: number }) }, count("focus.step", number));
  return h(
    "span",
    { class: "strip" },
    title,
    one ? h("span", { role: "group", "aria-label": t("focus.steps") }, [1, 2, 3].filter((number) => number <= most).map(step)) : null,
    h("button", { type: "button", onclick: () => change({ focus: [], steps: 1 }) }, t("focus.clear")),
  );
}

/** Switches of the display: unconnected nodes, undated claims, suggested values, original script. */
export function displaySwitches(state, { claims, changes }, change) {
  const box = (key, on, patch) => {
    const input = h("input", { type: "checkbox", id: `switch-${key}`, onchange: () => change(patch(input.checked)) });
    input.checked = on;
    return h("li", {}, h("label", { for: input.id }, input, h("span", { class: "entry" }, t(`display.${key}`))));
  };
  return h(
    "details",
    { class: "facet", open: true },
    h("summary", {}, t("display.title")),
    h("ul", {},
      box("connected", state.connected, (connected) => ({ connected })),
      claims.some(({ date }) => !date) ? box("undated", state.undated, (undated) => ({ undated })) : null,
      changes.length || claims.some(({ annotations }) => annotations.some(({ suggested }) => suggested)) ? box("suggested", state.suggested, (suggested) => ({ suggested })) : null,
      box("anyway", state.anyway, (anyway) => ({ anyway })),
      box("original", state.original, (original) => ({ original })),
    ),
  );
}

/** How to read the picture, in the words of the gallery. */
export function readingGuide() {
  return [h("summary", {}, t("gallery.read")), paragraphs("gallery.readText").map((text) => h("p", { class: "hint" }, text))];
}
