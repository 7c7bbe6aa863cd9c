// Who, where and what about: the figures by agent, skill, channel or queue.

import { get, post } from "./api.js";
import { rest, sum } from "./distribution.js";
import { h, newId } from "./dom.js";
import { FEW, average, change, count, isFew, percent, points } from "./format.js";
import { filtered, filters } from "./filters.js";
import { loadInto } from "./load.js";
import { empty, loaded, panel } from "./panel.js";
import { name, valuesWithNames } from "./names.js";
import { bar } from "./scores.js";
import { go } from "./state.js";
import { table } from "./table.js";

const KINDS = {
  agent: { title: "Agent", path: "by-users", ask: (ids, body) => ({ ...body, userIds: ids }) },
  skill: { title: "Skill" },
  channel: { title: "Channel", path: "by-channels", ask: (ids, body) => ({ ...body, filters: { ...body.filters, channels: ids } }) },
  queue: { title: "Queue", path: "by-queues", ask: (ids, body) => ({ ...body, filters: { ...body.filters, queues: ids } }) },
};
const COUNT = "/reporting/v1.2/csat/distribution/count";
/** How many ids a report takes. */
const MOST = 2000;
const BUCKET = 5 * 60_000;
const NONE = "";
/** A rating without a skill, in LivePerson's contract. */
const NO_SKILL = "-1";

export function breakdown(state, context, range) {
  const by = KINDS[state.by] ? state.by : "agent";
  const kind = KINDS[by];
  const search = h("input", { id: "search", type: "search", className: "search", placeholder: `Search ${kind.title.toLowerCase()}s`, "aria-label": `Search ${kind.title.toLowerCase()}s`, value: state.q ?? "" });
  const save = h("button", { type: "button", className: "small", disabled: true }, "Download CSV");
  const { element, body, tools } = panel("Break-down");
  const bodyId = newId("break-down");
  body.id = bodyId;
  body.setAttribute("role", "tabpanel");
  body.setAttribute("aria-label", `By ${kind.title.toLowerCase()}`);
  tools.append(search, save);
  element.firstChild.after(tabs(by, bodyId));
  const shown = {};
  search.addEventListener("input", () => { shown.table?.search(search.value); go({ q: search.value }, true); });
  save.addEventListener("click", () => shown.table?.save());
  loadInto(body, context, (signal) => figures(by, kind, state, { ...context, signal }, range, (rows) => {
    show(by, kind, rows, { ...state, q: search.value }, body, shown);
    save.disabled = !rows || rows.length === 0;
  }), () => undefined);
  return element;
}

function tabs(by, bodyId) {
  const keys = Object.keys(KINDS);
  const move = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose(keys[(keys.indexOf(by) + step + keys.length) % keys.length]);
    }
  };
  return h("div", { className: "tabs drop", role: "tablist", "aria-label": "Break down by", onKeydown: move }, keys.map((key) => h("button", {
    type: "button", role: "tab", id: `by-${key}`, "aria-selected": String(key === by), "aria-controls": bodyId, tabindex: key === by ? null : "-1", onClick: () => choose(key),
  }, KINDS[key].title)));
}

/** The view is drawn anew; whoever came by keyboard goes on where they were. */
function choose(key) {
  window.addEventListener("hashchange", () => document.getElementById(`by-${key}`)?.focus({ preventScroll: true }), { once: true });
  go({ by: key, q: "", sort: "" });
}

async function figures(by, kind, state, context, range, show) {
  await valuesWithNames(by, context, async (values) => {
    const ids = values.map(({ id }) => id);
    if (ids.length === 0) {
      show(Object.assign([], { anyEver: false }));
    } else if (by === "skill") {
      show(filtered(state) ? null : await skills(ids, range, context));
    } else {
      show(await reported(by, kind, ids, state, context, range));
    }
  });
}

/** The whole is asked for first: what comes in meanwhile makes no rest of its own. */
async function reported(by, kind, ids, state, context, range) {
  const body = { timeZone: range.zone, previous: true, ...filters(state, { from: range.from, to: range.to }) };
  const whole = await post(COUNT, body, context.signal);
  const reports = await Promise.all(portions(state[by] ? [state[by]] : ids).map((some) => post(`${COUNT}/${kind.path}`, kind.ask(some, body), context.signal)));
  const groups = reports.flatMap((report) => report.groups.map((now, i) => ({ id: now.group, now, before: report.previous.groups[i] })));
  const none = { id: NONE, now: rest(whole.total, groups.map(({ now }) => now)), before: rest(whole.previous.total, groups.map(({ before }) => before)) };
  return answered([...groups, none]);
}

function portions(ids) {
  return Array.from({ length: Math.ceil(ids.length / MOST) }, (_, i) => ids.slice(i * MOST, (i + 1) * MOST));
}

function answered(rows) {
  return rows.filter(({ now }) => now.total_answers > 0);
}

/** Only LivePerson's contract counts by skill; which period is the one before, a report says. */
async function skills(ids, range, context) {
  const [{ account }, { previous }] = await Promise.all([get("/api/dashboard", context.signal),
    post(COUNT, { timeZone: range.zone, previous: true, filters: { from: range.from, to: range.to } }, context.signal)]);
  const [now, before] = await Promise.all([range, previous].map((span) => bySkill(account, span, context.signal)));
  return answered([...ids, NO_SKILL].map((id) => ({ id: id === NO_SKILL ? NONE : id, now: now(id), before: before(id) })));
}

/** In halves, which make the whole: its limit of 24 months is that of UTC's calendar, and a period of another zone, or the one before it, may be longer. */
async function bySkill(account, { from, to }, signal) {
  const middle = new Date(Math.floor((Date.parse(from) + Date.parse(to)) / 2 / BUCKET) * BUCKET).toISOString();
  const halves = await Promise.all([[from, middle], [middle, to]].map(([start, end]) =>
    get(`/operations/api/account/${encodeURIComponent(account)}/msgcsatdistribution?${new URLSearchParams({ from: start, to: end, skillIds: "all", v: "1" })}`, signal)));
  return (id) => sum(halves.map(({ skillsMetricsPerAgent }) => skillsMetricsPerAgent.metricsPerSkill[id]?.metricsTotals));
}

function show(by, kind, found, state, body, shown) {
  if (found === null) {
    empty(body, "Skills have no figures while a filter is on", "Take the filter away, or look at the queues: at Zendesk both are the group.");
    return;
  }
  if (found.length === 0) {
    empty(body, ...nobody(kind.title.toLowerCase(), found.anyEver ?? true));
    return;
  }
  const all = found.map((row) => ({ ...row, name: row.id === NONE ? `No ${kind.title.toLowerCase()}` : name(by, row.id) }));
  shown.table = table(columns(by, kind), all, {
    caption: `CSAT by ${kind.title.toLowerCase()}`, file: `csat-by-${by}.csv`, sort: state.sort || "-total", search: state.q, words: (row) => `${row.name} ${row.id}`,
    onSort: (sort) => go({ sort }, true), rowClass: (row) => (isFew(row.now) ? "is-few" : null),
  });
  loaded(body, shown.table.element, h("p", { className: "muted fine rise" }, `“few” marks fewer than ${FEW} answers: one more could change such a score a lot; * that the period before had fewer. Bars run from score 1 (orange) to 5 (blue).`));
}

function nobody(word, anyEver) {
  return anyEver ? [`No ${word} has an answer in this time`, "Choose a longer range."]
    : [`No rating has ${word === "agent" ? "an" : "a"} ${word}`, `The sources give none, so far. Zendesk's ratings come without a channel; the others have one where their mapping says so.`];
}

function columns(by, kind) {
  return [
    { key: "name", title: kind.title, show: (row) => label(by, row), value: (row) => row.name, csv: [["id", (row) => row.id], ["name", (row) => row.name]] },
    { key: "score", title: "CSAT", number: true, className: "csat", show: (row) => percent(row.now.csat_score), value: (row) => row.now.csat_score, csv: [["csat_score", (row) => row.now.csat_score]] },
    { key: "bar", title: "Scores", full: true, className: "bar-cell", label: false, show: (row) => bar(row.now), csv: [1, 2, 3, 4, 5].map((score) => [`csat_score${score}_answers`, (row) => row.now[`csat_score${score}_answers`]]) },
    { key: "change", title: "Change", number: true, show: changed, value: difference, csv: [["change_in_points", difference]] },
    { key: "total", title: "Answers", number: true, show: (row) => count(row.now.total_answers), value: (row) => row.now.total_answers, csv: [["total_answers", (row) => row.now.total_answers]] },
    { key: "average", title: "Average", number: true, show: (row) => average(row.now.average), value: (row) => row.now.average, csv: [["average", (row) => row.now.average]] },
  ];
}

/** Against fewer than 10 answers a change says little: it is marked, too. */
function changed(row) {
  const words = points(difference(row));
  return isFew(row.before) ? h("span", { className: "muted" }, `${words} *`, h("span", { className: "unseen" }, " few answers before")) : words;
}

function difference(row) {
  const difference = change(row.now.csat_score, row.before.csat_score);
  return difference === null ? null : Math.round(difference * 100) / 100;
}

/** The name, which also filters the whole view by it; skills cannot be filtered by. */
function label(by, row) {
  const plain = by === "skill" || row.id === NONE;
  return h("span", { className: "name" }, plain ? row.name : h("button", { type: "button", title: `Show only ${row.name}`, onClick: () => go({ [by]: row.id }) }, row.name),
    row.name !== row.id && row.id !== NONE && h("span", { className: "id" }, row.id),
    isFew(row.now) && h("span", { className: "few" }, "few", h("span", { className: "unseen" }, " answers")));
}
