// The frame of the network's picture: the canvas, or, where none is on the screen, a sheet that shows the whole.

const SHEET = { width: 1200, height: 760 };

/** What a saved picture shows; `wholeIn(frame)` gives the camera that sees everything. */
export function pictureView({ clientWidth: width, clientHeight: height }, network, wholeIn) {
  if (width) return { width, height, camera: network.camera() };
  return { ...SHEET, camera: wholeIn(SHEET) ?? [0, 0, 1] };
}

/** Of the frame's width to its height. */
export function ratioOf({ clientWidth, clientHeight }) {
  return clientWidth ? clientWidth / (clientHeight || 1) : SHEET.width / SHEET.height;
}
