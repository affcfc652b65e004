// What a pick is called, and the chip that says that all views show it alone.

import { h } from "../dom.js";
import { count, t, term } from "../text.js";

/** "north → south", "one – other", or what a claim, an end or a mark is called. */
export function titleOf({ kind, ids }, api) {
  if (kind === "claim") return t("panel.claim", { id: ids[0] });
  if (kind === "tie") return ids.map(api.name).join(" – ");
  return ids.map((id) => groupName(id, api)).join(kind === "cell" ? " → " : " – ");
}

/** The name of "region/north", "side/league", "label/State", "state/norway" or "spot/oslo". */
export function groupName(group, api) {
  const cut = group.indexOf("/");
  const [by, key] = [group.slice(0, cut), group.slice(cut + 1)];
  if (!key) return t(`brush.none.${by}`);
  if (by === "region") return api.theatre(key);
  if (by === "side") return term("blocs", key, api.model.look.bloc[key]?.name);
  if (by === "label") return term("kinds", key);
  return key.startsWith("@") ? api.theatre(key.slice(1)) : api.name(key);
}

/** What a pick leaves, and the way out of it. */
export function brushChip(shown, api, clear) {
  const { brush } = api.state;
  if (!brush) return null;
  return h("span", { class: "strip" }, count("brush.these", shown.claims.length).replace("{what}", () => titleOf(brush, api)), h("button", { type: "button", onclick: clear }, t("brush.clear")));
}
