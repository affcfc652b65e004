// Where one looks: [x, y, scale], the spot of the picture amid the frame and how many pixels a unit of it takes.

/** A spot of the picture in pixels of the frame. */
export function toScreen([cx, cy, scale], { width, height }, { x, y }) {
  return { x: (x - cx) * scale + width / 2, y: (y - cy) * scale + height / 2 };
}

/** A spot of the frame in units of the picture. */
export function toPicture([cx, cy, scale], { width, height }, { x, y }) {
  return { x: (x - width / 2) / scale + cx, y: (y - height / 2) / scale + cy };
}

/** The camera after the picture was pulled so many pixels. */
export function pulled([x, y, scale], dx, dy) {
  return [x - dx / scale, y - dy / scale, scale];
}

/** The camera at another scale; what lies under the spot of the frame stays there. */
export function scaledAt(camera, { width, height }, spot, scale) {
  const { x, y } = toPicture(camera, { width, height }, spot);
  return [x - (spot.x - width / 2) / scale, y - (spot.y - height / 2) / scale, scale];
}

/** What puts a picture that was drawn for one view where another sees it: enlarged, then moved so many pixels. */
export function between(drawn, seen) {
  const corner = toPicture(drawn.camera, drawn, { x: 0, y: 0 });
  return { scale: seen.camera[2] / drawn.camera[2], ...toScreen(seen.camera, seen, corner) };
}

/** What of the picture is in the frame: {left, top, right, bottom}. */
export function inFrame([x, y, scale], { width, height }) {
  const [across, down] = [width / 2 / scale, height / 2 / scale];
  return { left: x - across, top: y - down, right: x + across, bottom: y + down };
}

/** From here on the context draws in the picture's units. */
export function toUnits(context, { camera: [x, y, scale], width, height }, ratio = devicePixelRatio) {
  context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * (width / 2 - x * scale), ratio * (height / 2 - y * scale));
}
