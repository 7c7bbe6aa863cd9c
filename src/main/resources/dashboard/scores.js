// How many gave each score, beside the period before.

import { h } from "./dom.js";
import { SCORES, answers, count, percent } from "./format.js";

export function scores(report) {
  const { total } = report;
  const before = report.previous.total;
  return [
    h("ul", { className: "scores" }, SCORES.map((score) => row(score, total, before))),
    h("p", { className: "muted fine rise" }, before.total_answers > 0 ? "The upright line is the share in the period before. Scores 4 and 5 are positive."
      : "Scores 4 and 5 are positive. Nobody answered in the period before."),
  ];
}

function row(score, total, before) {
  const share = answers(total, score) / total.total_answers;
  const earlier = before.total_answers > 0 ? answers(before, score) / before.total_answers : null;
  return h("li", { className: "row" },
    h("span", { className: "digit" }, h("span", { className: "unseen" }, "Score "), score),
    h("span", { className: "track", "aria-hidden": "true" }, h("i", { className: `s${score}`, vars: { share } }),
      earlier > 0 && h("em", { vars: { share: earlier } })),
    h("span", { className: "count number" }, h("b", {}, count(answers(total, score))), " ", h("span", { className: "muted" }, percent(share * 100)),
      earlier !== null && h("span", { className: "unseen" }, `, before ${percent(earlier * 100)}`)));
}

/** A whole distribution as one thin bar; its numbers are elsewhere. */
export function bar(figures) {
  return h("span", { className: "bar", "aria-hidden": "true" }, [1, 2, 3, 4, 5].filter((score) => answers(figures, score) > 0)
    .map((score) => h("i", { className: `s${score}`, vars: { share: answers(figures, score) / figures.total_answers } })));
}
