// The four figures that matter, each beside the period before.

import { h } from "./dom.js";
import { average, change, count, isFew, many, percent, points } from "./format.js";

export function summary(report) {
  const { total } = report;
  const before = report.previous.total;
  return h("dl", { className: "figures" },
    figure("CSAT score", percent(total.csat_score), versus(change(total.csat_score, before.csat_score), " points", points), isFew(total)),
    figure("Answers", count(total.total_answers), beside(count(before.total_answers))),
    figure("Positive answers", count(total.positive_answers), beside(count(before.positive_answers))),
    figure("Average score", [average(total.average), h("small", {}, " of 5")], beside(average(before.average))));
}

function figure(words, value, more, few) {
  return h("div", {}, h("dt", {}, words), h("dd", { className: "value number" }, value), h("dd", { className: "change" }, more),
    few && h("dd", {}, h("span", { className: "few" }, "few answers")));
}

function beside(value) {
  return value === "–" ? "none in the period before" : `${value} in the period before`;
}

function versus(difference, unit, words) {
  if (difference === null) {
    return "no answers in the period before";
  }
  const way = difference > 0.05 ? "up" : difference < -0.05 ? "down" : "same";
  const sign = { up: "▲ ", down: "▼ ", same: "" }[way];
  return [h("b", { className: way }, h("span", { "aria-hidden": "true" }, sign), words(difference), unit), " vs the period before"];
}

/** In one sentence, for whoever does not see the chart. */
export function sentence(report, range) {
  const { total } = report;
  return `${range.words}: CSAT ${percent(total.csat_score)} of ${many(total.total_answers, "answer")}; the period before ${percent(report.previous.total.csat_score)}.`;
}
