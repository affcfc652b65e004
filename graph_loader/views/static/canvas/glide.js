// Nodes and camera go from where they were to where they are now, unless the reader wants no motion.

// In milliseconds.
const LASTS = 280;

/** `draw(camera)` is called at each step, `rested()` after the last. */
export function createGlide({ draw, rested }) {
  let moves = [];
  let cameras = null;
  let began = null;
  let frame = null;

  /** Begin at the next frame; `changed`: [[place, {x, y} of before], …], `camera`: where one looks now. */
  function start(changed, camera) {
    if (!changed.length || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    moves = changed.map(([place, before]) => ({ place, before, after: { x: place.x, y: place.y } }));
    cameras = [camera, camera];
    began = null;
    frame = requestAnimationFrame(step);
  }

  function step(now) {
    began ??= now;
    const share = Math.min(1, (now - began) / LASTS);
    put(share * share * (3 - 2 * share));
    frame = share < 1 ? requestAnimationFrame(step) : null;
    if (frame === null) rested();
  }

  function put(share) {
    const between = (one, other) => one + (other - one) * share;
    for (const { place, before, after } of moves) Object.assign(place, { x: between(before.x, after.x), y: between(before.y, after.y) });
    const [from, to] = cameras;
    draw([between(from[0], to[0]), between(from[1], to[1]), from[2] * (to[2] / from[2]) ** share]);
  }

  /** Put all where it goes. */
  function end() {
    if (frame === null) return;
    cancelAnimationFrame(frame);
    frame = null;
    put(1);
    rested();
  }

  return {
    start,
    end,
    isMoving: () => frame !== null,
    /** The nodes are where they go; at the next step they are under way again. */
    arrive: () => frame !== null && moves.forEach(({ place, after }) => Object.assign(place, after)),
    aim: (camera) => (cameras[1] = camera),
    aimed: () => cameras[1],
  };
}
