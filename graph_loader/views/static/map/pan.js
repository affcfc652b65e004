// Dragging and zooming an SVG picture by its viewBox.

import { SCALES, clamp } from "../state.js";

/** The box around a middle, enlarged so many times; never out of the picture's sight. */
export function boxAround(home, [x, y, scale]) {
  const enlarged = clamp(scale, ...SCALES.map);
  const [width, height] = [home.width / enlarged, home.height / enlarged];
  const middle = [clamp(x, home.x, home.x + home.width), clamp(y, home.y, home.y + home.height)];
  return { x: middle[0] - width / 2, y: middle[1] - height / 2, width, height };
}

/** `home`: {x, y, width, height}; `changed()` is called after every move. */
export function makePannable(svg, home, changed) {
  let box = { ...home };
  let grip = null;

  function set(next) {
    box = next;
    svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
  }

  /** The middle of the picture and how many times it is enlarged; null for home. */
  function camera() {
    if (box.x === home.x && box.y === home.y && box.width === home.width) return null;
    return [box.x + box.width / 2, box.y + box.height / 2, home.width / box.width];
  }

  function setCamera(wanted) {
    set(wanted ? boxAround(home, wanted) : { ...home });
  }

  /** How much of the picture's units one pixel of the screen is. */
  function unit() {
    const { width, height } = svg.getBoundingClientRect();
    return Math.max(box.width / (width || 1000), box.height / (height || 600));
  }

  /** What is seen: the box, and what the screen adds at its sides. */
  function seen() {
    const { width, height } = svg.getBoundingClientRect();
    const size = unit();
    const [wide, high] = [(width || 1000) * size, (height || 600) * size];
    return { x: box.x - (wide - box.width) / 2, y: box.y - (high - box.height) / 2, width: wide, height: high };
  }

  function zoom(factor, centre = [box.x + box.width / 2, box.y + box.height / 2]) {
    if (factor === 0) set({ ...home });
    else {
      const scale = clamp(home.width / (box.width * factor), ...SCALES.map);
      const size = home.width / scale / box.width;
      const place = (middle, fixed) => fixed + (middle - fixed) * size;
      setCamera([place(box.x + box.width / 2, centre[0]), place(box.y + box.height / 2, centre[1]), scale]);
    }
    changed();
  }

  svg.addEventListener("wheel", (event) => {
    const place = seen();
    const { left, top } = svg.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, [place.x + (event.clientX - left) * unit(), place.y + (event.clientY - top) * unit()]);
    event.preventDefault();
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => (grip = { x: event.clientX, y: event.clientY, box }));
  addEventListener("pointermove", (event) => {
    if (!grip) return;
    const size = unit();
    const middle = (start, length, moved) => start + length / 2 - moved * size;
    const { x, y, width, height } = grip.box;
    setCamera([middle(x, width, event.clientX - grip.x), middle(y, height, event.clientY - grip.y), home.width / width]);
  });
  const release = () => {
    if (grip && (grip.box.x !== box.x || grip.box.y !== box.y)) changed();
    grip = null;
  };
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release);
  set(box);
  return { zoom, unit, camera, setCamera, box: seen };
}
