// Shapes and scales, drawn in the page's own pixels so that no text is ever scaled.
const SHAPES = {
  dot: "M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0-4.5 0Z",
  square: "M-4.5-4.5H4.5V4.5H-4.5Z",
  diamond: "M0-6L6 0L0 6L-6 0Z",
  triangle: "M0-5.5L5.5 4.5H-5.5Z",
  triangleDown: "M0 5.5L5.5-4.5H-5.5Z",
  hexagon: "M-3-5.2H3L6 0L3 5.2H-3L-6 0Z",
  star: "M0-6.5L1.7-2L6.4-2L2.7.9L4 5.6L0 2.8L-4 5.6L-2.7.9L-6.4-2L-1.7-2Z",
  check: "M-4.5.5L-1.5 4L5-4.5",
  bar: "M-6-4V4M-6 0H6M6-4V4",
};
const glyph = (shape, x, y, look, size = 1) => svg("path", { d: SHAPES[shape], transform: `translate(${x} ${y})${size === 1 ? "" : ` scale(${size})`}`, class: shape === "check" || shape === "bar" ? "rod" : look });
const kindGlyph = kind => svg("svg", { class: `gl ${D.kinds[kind]?.[0] ?? "grey"}`, viewBox: "-8 -8 16 16", "aria-hidden": "true" }, glyph(D.kinds[kind]?.[1] ?? "dot", 0, 0, "full"));
const nice = most => [10, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400, 600, 1000].find(end => end >= most) ?? Math.ceil(most / 500) * 500;
const steps = (low, high, room) => {
  const size = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find(one => (high - low) / one <= Math.max(2, room / 56)) ?? 1000;
  const first = Math.ceil(low / size) * size;
  return Array.from({ length: Math.floor((high - first) / size) + 1 }, (_, place) => first + place * size);
};
const linear = (low, high, left, right) => ({ low, high, left, right, at: day => left + (day - low) / (high - low) * (right - left), ticks: () => steps(low, high, right - left) });
// Even near day 0, logarithmic beyond, as in the printed figure.
const bent = (low, high, left, right, near = [-7, 42]) => {
  const put = day => day < near[0] ? near[0] - 14 * Math.log10(1 + (near[0] - day) / 14) : day > near[1] ? near[1] + 14 * Math.log10(1 + (day - near[1]) / 14) : day;
  const base = linear(put(low), put(high), left, right);
  const days = [-1000, -300, -100, -30, 0, 10, 20, 30, 42, 100, 300, 1000].filter(day => day >= low && day <= high);
  return { low, high, left, right, at: day => base.at(put(Math.max(low, Math.min(high, day)))), ticks: () => days };
};
const minus = number => String(number).replace("-", "−");
const room = (node, otherwise = 900) => Math.floor(node.getBoundingClientRect().width) || otherwise;
