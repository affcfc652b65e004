// The shapes of nodes: corners around (0, 0) for a radius of 1; a dot has none.

const CORNERS = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, 1], [1, 0], [0, -1], [-1, 0]],
  triangle: triangle(1),
  triangleDown: triangle(-1),
  hexagon: around(6, () => 1, 0),
  star: around(10, (n) => 0.82 * (n % 2 === 0 ? 1.3 : 0.5), -Math.PI / 2),
  box: [[-1, -0.7], [1, -0.7], [1, 0.7], [-1, 0.7]],
};

/** The corners of a shape; null for a dot, as which unknown shapes are drawn. */
export function cornersOf(shape) {
  return Object.hasOwn(CORNERS, shape) ? CORNERS[shape] : null;
}

function triangle(way) {
  const side = 1.15;
  const low = (Math.sqrt(3) / 3) * side;
  const high = Math.sqrt(3) * side;
  return [[0, low - high], [side, low], [-side, low]].map(([x, y]) => [x, way * (y + 0.275)]);
}

function around(number, radius, turn) {
  return Array.from({ length: number }, (_, n) => {
    const angle = turn + (2 * Math.PI * n) / number;
    return [radius(n) * Math.cos(angle), radius(n) * Math.sin(angle)];
  });
}
