// Degrees to the plane: the Natural Earth projection (T. Patterson, B. Šavrič, B. Jenny 2011), in units of a radian.

export function project(longitude, latitude) {
  const lambda = (longitude * Math.PI) / 180;
  const phi = (latitude * Math.PI) / 180;
  const p2 = phi * phi;
  const p4 = p2 * p2;
  const x = lambda * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)));
  const y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)));
  return [x, -y];
}

/** Rings of [lon, lat, lon, lat, …] as one SVG path. */
export function outlinePath(rings, scale) {
  return rings
    .map((ring) => {
      const points = [];
      for (let place = 0; place < ring.length; place += 2) {
        const [x, y] = project(ring[place], ring[place + 1]);
        points.push(`${(x * scale).toFixed(1)},${(y * scale).toFixed(1)}`);
      }
      return `M${points.join("L")}Z`;
    })
    .join("");
}

/** The outline of the earth. */
export function globePath(scale) {
  const side = (longitude) => Array.from({ length: 37 }, (_, step) => [longitude, (step * 5 - 90) * Math.sign(longitude)]);
  return outlinePath([[...side(180), ...side(-180)].flat()], scale);
}

/**
 * The shorter way around the earth between two points of longitude and latitude, each piece as [from, to]: one, or two
 * where it crosses the line of 180 degrees, of which the first holds the middle.
 */
export function waysBetween(from, to) {
  const turn = Math.abs(to[0] - from[0]) > 180 ? Math.sign(from[0] - to[0]) * 360 : 0;
  if (!turn) return [[from, to]];
  const moved = ([longitude, latitude], by) => [longitude + by, latitude];
  const pieces = [[from, moved(to, turn)], [moved(from, -turn), to]];
  return Math.abs(from[0] + to[0] + turn) / 2 <= 180 ? pieces : pieces.reverse();
}

const RISE = 0.18;

/** An arc that rises to the left of its way, so that there and back do not coincide. */
export function arcPath([x1, y1], [x2, y2]) {
  const [cx, cy] = [(x1 + x2) / 2 + (y2 - y1) * RISE, (y1 + y2) / 2 - (x2 - x1) * RISE];
  return `M${x1.toFixed(1)},${y1.toFixed(1)}Q${cx.toFixed(1)},${cy.toFixed(1)} ${x2.toFixed(1)},${y2.toFixed(1)}`;
}

/** The point amid an arc. */
export function arcMiddle([x1, y1], [x2, y2]) {
  return [(x1 + x2) / 2 + ((y2 - y1) * RISE) / 2, (y1 + y2) / 2 - ((x2 - x1) * RISE) / 2];
}
