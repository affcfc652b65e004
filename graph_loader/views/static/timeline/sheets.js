// The timeline on paper: as many drawings as it takes, each low enough for any sheet and with the years above, no row cut.

import { HEAD, NAME, ROW } from "./scene.js";

// How high a drawing may be beside its width, so that it fits upright and lying; the first stands under the heading of the page.
const FIRST = 0.4;
const FURTHER = 0.62;

/** The views, as in draw.js, through which a scene is drawn piece by piece. */
export function sheetsOf({ lanes }, view) {
  const end = view.top + view.height;
  const rowEnds = lanes.flatMap(({ top, rows }) => rows.map((_, number) => top + NAME + (number + 1) * ROW));
  const sheets = [];
  let from = view.top + HEAD;
  while (from < end) {
    const most = from - HEAD + view.width * (sheets.length ? FURTHER : FIRST);
    const below = from;
    const to = most < end ? (rowEnds.findLast((y) => y > below && y <= most) ?? most) : end;
    sheets.push({ ...view, top: from - HEAD, height: HEAD + to - from });
    from = to;
  }
  return sheets;
}
