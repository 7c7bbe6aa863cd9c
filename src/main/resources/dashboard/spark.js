// Figures of a tile: what belongs together, and what they look like.

import { percent } from "./format.js";
import { duration } from "./time.js";

const plain = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** A figure in its tile's unit. */
export function figure(value, unit) {
  if (unit === "percentage") {
    return percent(value);
  }
  return unit === "duration" || unit === "average duration" ? (value < 60 ? `${plain.format(value)} s` : duration(value)) : plain.format(value);
}

/** `[{name, points: [{period, value}]}]`: what has the same group and the same name, in the order in which it came. */
export function seriesOf(figures) {
  const series = new Map();
  const names = new Set(figures.map(({ name }) => name));
  for (const { label, name, period, value } of figures) {
    const words = [label, (names.size > 1 || label === "") && name].filter(Boolean).join(": ");
    if (!series.has(words)) {
      series.set(words, { name: words, points: [] });
    }
    series.get(words).points.push({ period, value });
  }
  return [...series.values()];
}
