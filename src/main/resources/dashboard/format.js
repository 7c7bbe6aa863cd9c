// Numbers in words.

const whole = new Intl.NumberFormat("en-GB");
const two = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const one = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Fewer answers than this say little. */
export const FEW = 10;

export const SCORES = [5, 4, 3, 2, 1];

export function count(n) {
  return whole.format(n);
}

/** A score in percent; nobody answered is no zero. */
export function percent(score) {
  return score === null || score === undefined ? "–" : `${one.format(score)} %`;
}

export function average(value) {
  return value === null || value === undefined ? "–" : two.format(value);
}

/** 1 answer, 2 answers */
export function many(n, word) {
  return `${count(n)} ${word}${n === 1 ? "" : "s"}`;
}

/** Answers of a score in M. */
export function answers(figures, score) {
  return figures[`csat_score${score}_answers`];
}

export function isFew(figures) {
  return figures.total_answers > 0 && figures.total_answers < FEW;
}

/** Points between two scores; null when one of them is missing. */
export function change(now, before) {
  return now === null || now === undefined || before === null || before === undefined ? null : now - before;
}

/** +1.2 points */
export function points(difference) {
  return difference === null ? "–" : `${difference > 0 ? "+" : difference < 0 ? "−" : "±"}${one.format(Math.abs(difference))}`;
}
