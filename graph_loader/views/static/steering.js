// What the keys do on the canvas: move it, enlarge it, and edit what is chosen.

const MOVES = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
const ZOOMS = { "+": 1.3, "=": 1.3, "-": 1 / 1.3 };

/** A listener to keys; `showAll()` brings everything into sight. */
export function steerBy(network, editing, showAll) {
  return (event) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (MOVES[key]) network.moveBy(...MOVES[key]);
    else if (ZOOMS[key]) network.zoomBy(ZOOMS[key]);
    else if (key === "0") showAll();
    else if (!editing.steer(key, network.screenPosition)) return;
    event.preventDefault();
  };
}
