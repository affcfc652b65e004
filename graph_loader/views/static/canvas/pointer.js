// What mouse, fingers and wheel do on a canvas: pull, pinch, turn, tap, point.

// A pointer that moves less than this, in pixels, only taps; a finger is less steady.
const STEADY = { mouse: 3, pen: 5, touch: 8 };
// What one line or page of a wheel is in pixels, and how much a pixel of it enlarges.
const WHEEL = [1, 16, 400];
const ZOOM = 0.001;

/**
 * `grip(spot)` is called when a pull begins, `pull(dx, dy)` at each step and `release()` at its end, `zoom(spot, factor)`
 * for wheel and pinch, `tap(spot)`, and `point(spot|null)` for a mouse that only points. Spots are pixels of the canvas.
 */
export function watchPointer(canvas, { grip, pull, release, zoom, tap, point }) {
  const down = new Map();
  let pulling = false;
  let wasPulled = false;

  const spotOf = ({ clientX, clientY }) => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (!down.size) wasPulled = false;
    down.set(event.pointerId, spotOf(event));
    if (down.size > 1) {
      wasPulled = true;
      stop();
    }
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    const spot = spotOf(event);
    if (!before) return point(event.pointerType === "touch" || event.buttons ? null : spot);
    const [dx, dy] = [spot.x - before.x, spot.y - before.y];
    if (!pulling && down.size === 1 && Math.hypot(dx, dy) < STEADY[event.pointerType]) return undefined;
    if (!pulling) start(event, before);
    pull(dx / down.size, dy / down.size);
    if (down.size > 1) pinch(event.pointerId, before, spot);
    down.set(event.pointerId, spot);
    return undefined;
  });
  for (const end of ["pointerup", "pointercancel"])
    canvas.addEventListener(end, (event) => {
      down.delete(event.pointerId);
      if (!down.size) stop();
    });
  canvas.addEventListener("pointerleave", () => point(null));
  canvas.addEventListener("click", (event) => !wasPulled && tap(spotOf(event)));
  canvas.addEventListener("wheel", (event) => {
    const pixels = Math.max(-240, Math.min(240, event.deltaY * WHEEL[event.deltaMode]));
    // Two fingers on a touchpad are told as a wheel with the control key, in small steps.
    zoom(spotOf(event), Math.exp(-pixels * ZOOM * (event.ctrlKey ? 10 : 1)));
    event.preventDefault();
  }, { passive: false });

  function stop() {
    if (pulling) release();
    pulling = false;
  }

  function start(event, spot) {
    canvas.setPointerCapture(event.pointerId);
    pulling = true;
    wasPulled = true;
    point(null);
    grip(down.size > 1 ? null : spot);
  }

  function pinch(id, before, spot) {
    const [other] = [...down].filter(([key]) => key !== id).map(([, place]) => place);
    const far = (one) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
    zoom({ x: (spot.x + other.x) / 2, y: (spot.y + other.y) / 2 }, far(spot) / far(before));
  }
}
