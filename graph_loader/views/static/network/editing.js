// The ways to edit the picture: by the menu beside the pointer, by the panel's buttons, by keys; and to take it back.

import { actsOn, createEdits, placed } from "./edits.js";
import { openMenu } from "./nodemenu.js";
import { t } from "../text.js";

// Keys on the canvas that do something to the chosen node.
const KEYS = { e: ["expand", "fold"], p: ["pin", "unpin"], h: ["hide", "bring"] };
// Where Ctrl+Z takes back what was typed.
const TYPED = "input:not([type=checkbox], [type=range]), textarea";

/** `page`: {state(), isOverview(), change(patch), focus(id), name(id), theatre(id), canvas}. */
export function createEditing(model, page) {
  const edits = createEdits();

  function edit(patch) {
    edits.note(page.state());
    page.change(patch);
  }

  function undo() {
    const before = edits.undo();
    if (before) page.change(before);
  }

  /** A node was dragged; the picture stays as it is seen, in the link too. */
  function put(id, place, camera) {
    edit({ ...placed(page.state(), id, place), camera });
  }

  /** Open or close a theatre; what is in none opens with all of an overview. */
  function turnTheatre(theatre) {
    const [key, turned] = page.isOverview() ? ["open", page.state().open] : ["shut", page.state().shut];
    if (theatre === "") return edit({ whole: true });
    return edit({ [key]: turned.includes(theatre) ? turned.filter((one) => one !== theatre) : [...turned, theatre] });
  }

  function isShut(theatre) {
    return page.isOverview() ? !page.state().open.includes(theatre) : page.state().shut.includes(theatre);
  }

  /** Close all theatres, or open them. */
  function turnAll(shut) {
    if (page.isOverview()) edit({ open: shut ? [] : [...model.theatres] });
    else edit({ shut: shut ? [...model.theatres] : [] });
  }

  /** What one can do to a node: [{key, text, act}]. */
  function actsFor(id) {
    const acts = actsOn(model.nodes.get(id), page.state(), model.places.get(id));
    return acts.map(({ key, patch }) => ({ key, text: t(`act.${key}`), act: () => edit(patch) }));
  }

  /** The menu of a node or a theatre at a spot of the canvas; false if there is nothing to be done there. */
  function showMenu({ node, theatre }, spot) {
    const items = node ? [{ text: t("panel.focus"), act: () => page.focus(node) }, ...actsFor(node)] : [];
    if (theatre) {
      items.push({ text: t(isShut(theatre) ? "act.open" : "act.shut", { theatre: page.theatre(theatre) }), act: () => turnTheatre(theatre) });
    }
    if (!items.length) return false;
    openMenu(page.canvas.parentElement, spot, node ? page.name(node) : page.theatre(theatre), items, (held) => held && page.canvas.focus());
    return true;
  }

  /** Obey a key pressed on the canvas, about the chosen node; false if it means nothing. */
  function steer(key, placeOf) {
    const { selected } = page.state();
    if (selected?.kind !== "node") return false;
    const [chosen] = selected.ids;
    if (key === "m") return placeOf(chosen) !== null && showMenu({ node: chosen }, placeOf(chosen));
    const act = KEYS[key] && actsFor(chosen).find((one) => KEYS[key].includes(one.key));
    act?.act();
    return Boolean(act);
  }

  addEventListener("keydown", (event) => {
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.target.closest(TYPED)) return;
    event.preventDefault();
    undo();
  });

  return { edit, undo, put, turnTheatre, isShut, turnAll, actsFor, showMenu, steer, any: edits.any, forget: () => edits.forget(page.state()) };
}
