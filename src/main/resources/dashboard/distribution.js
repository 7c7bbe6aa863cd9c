// Distributions that no report has as such: made of those that it has, with the same figures.

const SCORES = [1, 2, 3, 4, 5];

/** Of so many answers with each score, from 1 on. */
function distribution(counts) {
  const total = counts.reduce((all, n) => all + n, 0);
  const positive = counts[3] + counts[4];
  return {
    ...Object.fromEntries(counts.map((n, i) => [key(i + 1), n])), total_answers: total, positive_answers: positive,
    csat_score: share(100 * positive, total), average: share(counts.reduce((all, n, i) => all + n * (i + 1), 0), total),
  };
}

function key(score) {
  return `csat_score${score}_answers`;
}

/** Rounded half up to two decimals, as reports are; nobody answered is no zero. */
function share(sum, total) {
  return total === 0 ? null : Math.floor((200 * sum + total) / (2 * total)) / 100;
}

function of(all, score) {
  return all.reduce((sum, one) => sum + (one?.[key(score)] ?? 0), 0);
}

/** All of them together; a missing one has no answers. */
export function sum(all) {
  return distribution(SCORES.map((score) => of(all, score)));
}

/** What a whole has beyond its parts; they may have been counted a moment later, and have more. */
export function rest(whole, parts) {
  return distribution(SCORES.map((score) => Math.max(0, of([whole], score) - of(parts, score))));
}
