// Dragging and zooming an SVG picture by its viewBox.

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
    const [x, y, scale] = wanted ?? [home.x + home.width / 2, home.y + home.height / 2, 1];
    const [width, height] = [home.width / scale, home.height / scale];
    set({ x: x - width / 2, y: y - height / 2, width, height });
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
      const size = Math.min(home.width * 1.5, Math.max(home.width / 16, box.width * factor)) / box.width;
      const [x, y] = centre;
      set({ x: x - (x - box.x) * size, y: y - (y - box.y) * size, width: box.width * size, height: box.height * size });
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
    set({ ...grip.box, x: grip.box.x - (event.clientX - grip.x) * size, y: grip.box.y - (event.clientY - grip.y) * size });
  });
  addEventListener("pointerup", () => {
    if (grip && (grip.box.x !== box.x || grip.box.y !== box.y)) changed();
    grip = null;
  });
  set(box);
  return { zoom, unit, camera, setCamera, box: seen };
}
