// The keys that move the picture, and those that walk it.

import { showKeys } from "./keyhelp.js";

const MOVES = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
const ZOOMS = { "+": 1.3, "=": 1.3, "-": 1 / 1.3 };

/** What to do with a key that is pressed on the canvas; `walk` is a walking (walking.js), `edits` an editing (editing.js). */
export function steering(network, walk, edits, fit) {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (MOVES[event.key]) network.moveBy(...MOVES[event.key]);
    else if (ZOOMS[event.key]) network.zoomBy(ZOOMS[event.key]);
    else if (event.key === "0") fit();
    else if (event.key === "?") showKeys();
    else if (!edits.steer(event.key, network.screenPosition) && !walk.press(event)) return;
    event.preventDefault();
  };
}
