// The notes as a sheet over the page: comments, order, files.

import { h, replace } from "../dom.js";
import { save } from "../save/download.js";
import { joined, commented, moved, read, without, written } from "./notes.js";
import { count, t } from "../text.js";

/** `basket` as basket.js; `package_`: {name, edition}; `say(text)`; `open(id)`; `claim(id)`; `line(claim)`; `files`: [[key, name, type, make(notes)], …]. */
export function createNotesView(basket, { package_, say, open, claim, line, files }) {
  const sheet = h("dialog", { class: "notes", id: "notes", "aria-labelledby": "notes-title" });
  document.body.append(sheet);
  // Escape closes the sheet and nothing under it.
  sheet.addEventListener("keydown", (event) => event.key === "Escape" && event.stopPropagation());

  function update(focus = null) {
    const { notes } = basket;
    replace(
      sheet,
      h("h2", { id: "notes-title", tabindex: "-1" }, t("notes.title"), " ", h("span", { class: "number" }, count("unit.claim", notes.length))),
      h("button", { type: "button", class: "quiet close", "aria-label": t("notes.close"), onclick: () => sheet.close() }, "✕"),
      notes.length ? h("ol", {}, notes.map(item)) : h("p", { class: "hint" }, t("notes.none")),
      h("p", { class: "actions" },
        notes.length ? files.map(([key, name, type, make]) => h("button", { type: "button", "data-file": key, onclick: () => save(name, make(basket.notes), type) }, t(`notes.${key}`))) : null,
        notes.length ? h("button", { type: "button", "data-file": "json", onclick: () => save("coldwar-notes.json", written(basket.notes, package_), "application/json") }, t("notes.save")) : null,
        opener(),
      ),
    );
    if (focus) sheet.querySelector(focus)?.focus();
  }

  function item(note, place) {
    const known = claim(note.id);
    const label = t("panel.claim", { id: note.id });
    const field = h("textarea", { rows: 2, "aria-label": `${t("notes.comment")}: ${label}`, placeholder: t("notes.comment"), onchange: () => basket.set(commented(basket.notes, note.id, field.value)) });
    field.value = note.comment;
    return h(
      "li",
      { "data-note": note.id },
      h("p", {}, known ? line(known) : note.said, known ? null : h("strong", { class: "hint" }, ` ${t("notes.unknown", { id: note.id })}`)),
      field,
      h("p", { class: "actions" },
        tool("↑", "up", label, place === 0, () => shift(note.id, -1)),
        tool("↓", "down", label, place === basket.notes.length - 1, () => shift(note.id, 1)),
        known ? tool(t("notes.open"), "open", label, false, () => (sheet.close(), open(note.id))) : null,
        tool(t("notes.remove"), "remove", label, false, () => (basket.set(without(basket.notes, note.id)), update("#notes-title"))),
      ),
    );
  }

  function tool(text, key, label, disabled, act) {
    return h("button", { type: "button", class: "quiet", "data-act": key, "aria-label": `${t(`notes.${key}`)}: ${label}`, title: t(`notes.${key}`), disabled, onclick: act }, text);
  }

  function shift(id, way) {
    basket.set(moved(basket.notes, id, way));
    const row = `[data-note="${CSS.escape(id)}"]`;
    update(`${row} [data-act="${way < 0 ? "up" : "down"}"]:enabled, ${row} [data-act]:enabled`);
  }

  function opener() {
    const field = h("input", { type: "file", accept: ".json,application/json", class: "unseen", tabindex: "-1", "aria-hidden": "true" });
    field.addEventListener("change", async () => {
      const found = field.files.length ? read(await field.files[0].text(), package_) : null;
      if (found) basket.set(joined(basket.notes, found));
      update("#notes-title");
      say(found ? t("notes.opened", { claims: count("unit.claim", found.length) }) : t("notes.refused"));
    });
    return [field, h("button", { type: "button", onclick: () => field.click() }, t("notes.load"))];
  }

  return {
    show() {
      update();
      sheet.showModal();
      sheet.querySelector("#notes-title").focus();
    },
  };
}
