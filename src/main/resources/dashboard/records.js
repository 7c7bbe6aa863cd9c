// Ratings and records that need a person: why, and a way to try them again.

import { get, post } from "./api.js";
import { announce, fill, h, newId } from "./dom.js";
import { count, many } from "./format.js";
import { loadInto, press } from "./load.js";
import { empty, loaded, panel } from "./panel.js";
import { csv, save } from "./csv.js";
import { go } from "./state.js";
import { ticket } from "./comments.js";
import { moment } from "./time.js";

const KINDS = {
  refused: { title: "Refused", retry: true, none: "MaestroQA refused nothing", why: "Ratings that it will not take would be here, with its reason." },
  quarantined: { title: "Quarantined", retry: true, none: "No record is in quarantine", why: "Vendor records that could not become a rating would be here, with the reason." },
  unknown: { title: "Unknown", retry: true, none: "No answer was lost", why: "Ratings that were sent and got no answer would be here." },
  held: { title: "Held", retry: false, none: "No rating is held back", why: "Ratings without a ticket or an agent would be here; a later version releases them by itself." },
};

export function records(state, context) {
  const kind = KINDS[state.records] ? state.records : "refused";
  const all = h("button", { type: "button", id: "retry-all", className: "small", disabled: true }, "Retry all");
  const file = h("button", { type: "button", className: "small", disabled: true }, "Download CSV");
  const admin = context.who.access === "admin";
  const { element, body, tools } = panel("What needs a person");
  if (admin && KINDS[kind].retry) {
    tools.append(all);
  }
  tools.append(file);
  const bodyId = newId("records");
  body.id = bodyId;
  body.setAttribute("role", "tabpanel");
  body.setAttribute("aria-label", KINDS[kind].title);
  const bar = h("div", { className: "tabs drop", role: "tablist", "aria-label": "Kind of record" });
  const counts = new Map();
  const tabs = () => fill(bar, Object.entries(KINDS).map(([key, { title }]) => h("button", {
    type: "button", role: "tab", id: `records-${key}`, "aria-selected": String(key === kind), "aria-controls": bodyId, tabindex: key === kind ? null : "-1", onClick: () => choose(key),
  }, title, counts.get(key) > 0 && ` ${count(counts.get(key))}`)));
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const keys = Object.keys(KINDS);
    if (step) {
      event.preventDefault();
      choose(keys[(keys.indexOf(kind) + step + keys.length) % keys.length]);
    }
  });
  tabs();
  element.firstChild.after(bar);
  const view = { kind, state, admin, context, body, items: [], next: null };
  all.addEventListener("click", () => retry(view, null, all));
  file.addEventListener("click", () => press(file, context, async () => save(`${kind}.csv`, csv([["id", "source", "external_id", "ticket_id", "reason", "at"],
    ...(await whole(view)).map((item) => [item.id, item.source, item.externalId, item.ticketId, item.reason, item.at])]))));
  view.ready = () => { all.disabled = view.items.length === 0; file.disabled = view.items.length === 0; };
  open(view);
  return { element, counts: (now) => { Object.keys(KINDS).forEach((key) => counts.set(key, now[key])); redraw(); } };

  function redraw() {
    const focused = bar.contains(document.activeElement) ? document.activeElement.id : null;
    tabs();
    focused && document.getElementById(focused)?.focus();
  }
}

function choose(key) {
  window.addEventListener("hashchange", () => document.getElementById(`records-${key}`)?.focus({ preventScroll: true }), { once: true });
  go({ records: key });
}

function open(view) {
  loadInto(view.body, view.context, (signal) => Promise.all([page(view, 100, null, signal), get("/api/dashboard", signal)]), ([page, { ticketUrls }]) => {
    Object.assign(view, { items: page.items, next: page.next, ticketUrls });
    show(view);
  });
}

function page(view, limit, after, signal) {
  return get(`/api/${view.kind}?${new URLSearchParams({ limit, ...(after ? { after } : {}) })}`, signal);
}

/** The whole list, of which only the first pages may be shown. */
async function whole(view) {
  const items = [];
  let after = null;
  do {
    const { items: some, next } = await page(view, 1000, after, view.context.signal);
    items.push(...some);
    after = next;
  } while (after);
  return items;
}

function show(view, said) {
  view.ready();
  const { none, why } = KINDS[view.kind];
  if (view.items.length === 0) {
    empty(view.body, said ?? none, said ? "The list is empty now. What fails again comes back." : why);
    return;
  }
  loaded(view.body, said && h("p", { className: "note good drop" }, said),
    !view.admin && KINDS[view.kind].retry && h("p", { className: "muted drop" }, "Sign in with the admin token to retry."),
    h("table", { className: "stack", role: "table" }, h("caption", { className: "unseen" }, KINDS[view.kind].title),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ["Record", "Why", "When", ...(can(view) ? ["Retry"] : [])].map((title) => h("th", { scope: "col", role: "columnheader" }, title)))),
      h("tbody", { role: "rowgroup" }, view.items.map((item) => row(view, item)))),
    view.next && h("p", { className: "more" }, h("button", { type: "button", className: "small", onClick: (event) => press(event.target, view.context, () => more(view)) }, "Show more")));
}

function can(view) {
  return view.admin && KINDS[view.kind].retry;
}

function row(view, item) {
  const button = can(view) && h("button", { type: "button", className: "small", "aria-label": `Retry ${item.source} ${item.externalId}`, onClick: () => retry(view, [item.id], button) }, "Retry");
  return h("tr", { role: "row" },
    h("th", { scope: "row", role: "rowheader" }, h("span", { className: "name" }, ticket(item, view.ticketUrls), h("span", { className: "id" }, `${item.source} ${item.externalId}`))),
    h("td", { role: "cell", className: "full" }, item.reason),
    h("td", { role: "cell", className: "muted fine" }, moment(item.at, view.state.zone)),
    button && h("td", { role: "cell" }, button));
}

async function more(view) {
  const { items, next } = await page(view, 100, view.next, view.context.signal);
  Object.assign(view, { items: [...view.items, ...items], next });
  show(view);
}

async function retry(view, ids, button) {
  await press(button, view.context, async () => {
    const { retried } = await post("/api/retry", { kind: view.kind, ...(ids ? { ids } : {}) });
    view.items = ids ? view.items.filter(({ id }) => !ids.includes(id)) : [];
    const words = `${many(retried, "record")} will be tried again.`;
    show(view, words);
    announce(words);
    view.body.closest("section").querySelector("[role=tab][aria-selected=true]").focus();
  });
  view.ready();
}
