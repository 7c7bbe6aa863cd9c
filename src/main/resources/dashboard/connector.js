// The view of the connector: whether ratings arrive and are delivered, and what needs a person.

import { get } from "./api.js";
import { fill, h } from "./dom.js";
import { count, many } from "./format.js";
import { loadInto } from "./load.js";
import { empty, loaded, panel } from "./panel.js";
import { records } from "./records.js";
import { moment } from "./time.js";
import { lag, lastRun, quarantined, sum, tone, verdict } from "./words.js";

const FRESH = 10_000;
const OUTBOX = ["pending", "delivered", "refused", "unknown", "held", "replaced", "dismissed"];

export function connector(main, state, context) {
  const sub = h("p", { className: "sub" });
  const health = panel("Is anything wrong?");
  const sources = panel("Sources", "half");
  const delivery = panel("Delivery to MaestroQA", "half");
  const books = panel("The books");
  const list = records(state, context);
  fill(main, h("div", { className: "head" }, h("div", {}, h("h1", {}, "Connector"), sub)), health.element,
    h("div", { className: "grid" }, sources.element, delivery.element), list.element, books.element);
  const ask = (signal) => Promise.all([get("/api/status", signal), get("/api/dashboard", signal)]);
  const show = ([status, facts]) => {
    [sources, delivery, books].forEach(({ element }) => { element.hidden = false; });
    sub.textContent = `As of ${moment(Date.now(), state.zone)}, ${state.zone}`;
    healthy(health, status, state.zone);
    sourceList(sources.body, status.sources, state.zone);
    loaded(delivery.body, deliver(status, facts.ledger, state.zone));
    loaded(books.body, balance(status));
    list.counts({ ...status.outbox, quarantined: quarantined(status) });
  };
  loadInto(health.body, context, ask, show).then(() => {
    [sources, delivery, books].filter((one) => one.body.childElementCount === 0).forEach((one) => { one.element.hidden = true; });
  });
  const timer = setInterval(() => document.hidden || ask(context.signal).then(show).catch((failure) => {
    context.problem(failure) || (sub.textContent = `The connector did not answer at ${moment(Date.now(), state.zone)}; what is shown is older.`);
  }), FRESH);
  context.signal.addEventListener("abort", () => clearInterval(timer));
}

function healthy(panel, status, zone) {
  const findings = verdict(status, zone);
  loaded(panel.body, findings.length === 0 ? h("p", { className: "note good" }, "All is well: every source collects, everything owed is delivered or on its way, and the books balance.")
    : h("ul", { className: "findings" }, findings.map(([how, words]) => h("li", { className: `note ${how}` }, h("strong", {}, how === "bad" ? "Needs a person: " : "To know: "), words))));
}

function sourceList(body, sources, zone) {
  if (sources.length === 0) {
    empty(body, "There is no source", "A route file in ROUTES_DIR declares each one.");
    return;
  }
  const used = sources.filter((source) => !isUnused(source));
  const unused = sources.filter(isUnused);
  const open = body.querySelector("details")?.open ?? used.length === 0;
  loaded(body, h("ul", {}, used.map((source) => h("li", { className: "source" },
    h("h3", {}, source.id, " ", h("span", { className: `pill ${tone(source.state)}` }, source.state)),
    h("p", {}, lag(source), " ", lastRun(source, zone)),
    source.lastError && h("p", { className: `note ${source.state === "failing" ? "bad" : ""}` }, source.lastError)))),
    unused.length > 0 && h("details", { open, className: "rise" }, h("summary", {}, `${many(unused.length, "source")} off and never used`),
      h("ul", {}, unused.map(({ id, lastError }) => h("li", { className: "source" }, h("h3", {}, id), h("p", { className: "muted" }, lastError))))));
}

/** Nobody has set it up. One that is off and gave something once is another matter: it stays in sight. */
function isUnused({ state, bookmark, fetched }) {
  return state === "off" && bookmark === null && fetched === 0;
}

function deliver({ outbox, sink }, ledger, zone) {
  const until = sink.pausedUntil ? ` until ${moment(sink.pausedUntil, zone)}` : "";
  return [
    h("p", { className: "drop" }, h("span", { className: `pill ${tone(sink.state)}` }, sink.state), " ",
      sink.state === "ready" ? "Ratings go out as they come in." : `${sink.reason ?? ""}${until}`),
    h("dl", { className: "facts" }, OUTBOX.map((key) => h("div", {}, h("dt", {}, key), h("dd", {}, count(outbox[key]))))),
    sink.state !== "off" && ledger.map(budget),
  ];
}

function budget({ seconds, limit, free }) {
  const words = `${free} of ${limit} requests left in ${seconds === 1 ? "this second" : `these ${seconds} seconds`}`;
  return h("div", { className: "budget" }, h("span", { className: "muted fine" }, words),
    h("meter", { min: 0, max: limit, value: free, "aria-label": words }, words));
}

function balance({ balanced, sources, outbox }) {
  const owed = OUTBOX.map((key) => `${count(outbox[key])} ${key}`).join(" + ");
  return [
    h("p", { className: `note drop ${balanced ? "good" : "bad"}` }, balanced ? "The books balance: every record read and every rating owed is accounted for."
      : "The books do not balance. Keep the log, and compare the sums below."),
    h("dl", { className: "sums" }, sources.filter(({ fetched }) => fetched > 0).map((source) => h("div", { className: "source" }, h("dt", {}, h("strong", {}, source.id)), h("dd", { className: "balance muted" }, sum(source)))),
      h("div", { className: "source" }, h("dt", {}, h("strong", {}, "Owed to MaestroQA")), h("dd", { className: "balance muted" }, `${count(outbox.owed)} owed = ${owed}`))),
  ];
}
