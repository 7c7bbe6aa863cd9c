// Figures of a tile: what belongs together, and what they look like.

import { percent } from "./format.js";

const plain = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** A figure in its tile's unit. */
export function figure(value, unit) {
  if (unit === "percentage") {
    return percent(value);
  }
  return unit === "duration" || unit === "average duration" ? clock(value) : plain.format(value);
}

/** 3903 s → 1:05:03; less than a minute in seconds. */
function clock(seconds) {
  if (Math.abs(seconds) < 60) {
    return `${plain.format(seconds)} s`;
  }
  const [hours, minutes, left] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.round(seconds) % 60].map((n) => String(n).padStart(2, "0"));
  return hours === "00" ? `${Number(minutes)}:${left}` : `${Number(hours)}:${minutes}:${left}`;
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
