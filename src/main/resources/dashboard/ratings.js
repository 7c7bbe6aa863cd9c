// The view of the ratings: how satisfied customers are.

import { post } from "./api.js";
import { breakdown } from "./breakdown.js";
import { comments } from "./comments.js";
import { fill, h } from "./dom.js";
import { filters, chips } from "./filters.js";
import { loadInto } from "./load.js";
import { empty, failed, loaded, panel } from "./panel.js";
import { pickers } from "./pickers.js";
import { scores } from "./scores.js";
import { summary } from "./summary.js";
import { moment, span } from "./time.js";
import { trend } from "./trend.js";

const FRESH = 60_000;

export function ratings(main, state, context) {
  const head = h("div", { className: "head" });
  const sub = h("p", { className: "sub" });
  fill(head, h("div", {}, h("h1", {}, "Customer satisfaction"), sub), pickers(state));
  let range;
  try {
    range = span(state);
  } catch (wrong) {
    const body = h("div", { className: "card" });
    fill(main, head, body);
    empty(body, wrong.message, "Choose the days above.");
    return;
  }
  draw(main, state, context, range, head, sub);
}

function draw(main, state, context, range, head, sub) {
  const figures = panel("At a glance");
  const over = panel("CSAT over time", "wide");
  const distribution = panel("Score distribution", "slim");
  fill(main, head, chips(state), figures.element, h("div", { className: "grid" }, over.element, distribution.element),
    breakdown(state, context, range), comments(state, context, range));
  sub.textContent = `${range.words}, ${range.zone}`;
  const ask = (signal) => post("/reporting/v1.2/csat/distribution/by-date", {
    timeZone: range.zone, previous: true, ...filters(state, { groupBy: range.groupBy, from: range.from, to: range.to }),
  }, signal);
  const show = (report) => {
    sub.textContent = `${range.words}, ${range.zone} · ${freshness(report, range)}`;
    [over, distribution].forEach(({ element }) => { element.hidden = false; });
    if (report.total.total_answers === 0) {
      nothing(report, state, figures.body, over.body, distribution.body);
      return;
    }
    loaded(figures.body, summary(report));
    trend(over, report, range, context.signal);
    loaded(distribution.body, scores(report));
  };
  loadInto(figures.body, context, ask, show).then(() => {
    [over, distribution].filter((one) => one.body.childElementCount === 0).forEach((one) => one.element.hidden = true);
  });
  refresh(context, async () => show(await ask(context.signal)));
}

/** Sources that are pushed to, and files, say no time up to which they are collected. */
function freshness(report, range) {
  if (report.dataThrough !== null) {
    return `collected to ${moment(report.dataThrough, range.zone)}`;
  }
  return report.total.total_answers > 0 ? "what was pushed or dropped so far" : "nothing came in";
}

function nothing(report, state, figures, over, distribution) {
  const filtered = ["agent", "queue", "channel"].some((key) => state[key]);
  const advice = report.dataThrough === null ? "No source that asks its vendor has run yet; what is pushed or dropped is counted once it comes in. The connector's view says what each source waits for."
    : filtered ? "Take a filter away, or choose a longer range." : "Choose a longer range, or look at the connector's view whether its sources run.";
  empty(figures, "Nobody answered in this time", advice);
  empty(over, "Nothing to draw", "There is no period with an answer.");
  empty(distribution, "No scores", "There are no answers to count.");
}

/** Once a minute, while somebody looks. What fails then fails silently: the figures before it still stand, with their time. */
function refresh(context, again) {
  const timer = setInterval(() => {
    if (!document.hidden) {
      again().catch((failure) => context.problem(failure));
    }
  }, FRESH);
  context.signal.addEventListener("abort", () => clearInterval(timer));
}
