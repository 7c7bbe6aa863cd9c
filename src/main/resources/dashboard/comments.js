// What customers wrote last, each beside its ticket. Their words are text and nothing else.

import { download, get, post } from "./api.js";
import { h } from "./dom.js";
import { save } from "./csv.js";
import { filters } from "./filters.js";
import { count } from "./format.js";
import { loadInto, press } from "./load.js";
import { empty, loaded, panel } from "./panel.js";
import { learn, name, onNames } from "./names.js";
import { moment } from "./time.js";

const STEP = 10;

export function comments(state, context, range) {
  const button = h("button", { type: "button", className: "small" }, "Download CSV");
  const { element, body } = panel("Latest comments", "", button);
  const asked = () => {
    const { filters: inner, ...top } = filters(state, { from: range.from, to: range.to });
    return { filters: { ...inner, ...top, timeZone: range.zone }, orderBy: "Descending", orderByField: "Timestamp", contexts: ["User", "Queue", "Data"] };
  };
  button.addEventListener("click", () => press(button, context, async () => save("csat-ratings.csv", await download("/reporting/export/v1.2/csat/ratings", asked()))));
  loadInto(body, context, (signal) => Promise.all([post("/reporting/v1.2/csat/ratings", asked(), signal), get("/api/dashboard", signal),
    ...["agent", "queue", "survey"].map((kind) => learn(kind, signal))]),
    ([{ ratings, truncated }, { ticketUrls }]) => {
      const view = { found: ratings.filter(({ comment }) => comment), newest: truncated ? ratings.length : null, ticketUrls, zone: range.zone, most: STEP };
      show(body, view);
      onNames(() => show(body, view), context.signal);
    });
  return element;
}

function show(body, view) {
  const { found, newest, ticketUrls, zone, most } = view;
  if (found.length === 0) {
    empty(body, ...nobody(newest));
    return;
  }
  const more = () => {
    view.most += 4 * STEP;
    show(body, view);
  };
  loaded(body, h("ul", { className: "comments" }, found.slice(0, most).map((rating) => comment(rating, ticketUrls, zone))),
    found.length > most ? h("p", { className: "more" }, h("button", { type: "button", className: "small", onClick: more }, "Show more"))
      : newest !== null && h("p", { className: "muted fine rise" }, `These are all among the newest ${count(newest)} ratings. Older ones: choose days that end earlier, or download the CSV.`));
}

function nobody(newest) {
  return newest === null ? ["Nobody wrote a comment in this time", "Choose a longer range. Many customers give a score alone."]
    : [`None of the newest ${count(newest)} ratings has a comment`, "There are older ones in this time: choose days that end earlier, or download the CSV, which has all of them."];
}

function comment(rating, ticketUrls, zone) {
  return h("li", {},
    h("span", { className: "score number", vars: { mark: `var(--score-${rating.score})` } }, h("span", { className: "unseen" }, "Score "), rating.score),
    h("blockquote", {}, rating.comment),
    h("p", { className: "meta" }, h("span", {}, moment(rating.timestamp, zone)), ticket(rating, ticketUrls),
      rating.agent && h("span", {}, name("agent", rating.agent)), rating.queue && h("span", {}, name("queue", rating.queue)), rating.survey && h("span", {}, name("survey", rating.survey)), rating.channel && h("span", {}, rating.channel)));
}

/** A link only where the ticket's number is one, and where its source's tickets are is known. */
export function ticket({ source, ticketId }, ticketUrls) {
  if (!ticketId) {
    return h("span", {}, "no ticket");
  }
  const url = ticketUrls[source];
  if (!url || !/^[0-9]+$/.test(ticketId)) {
    return h("span", {}, `Ticket ${ticketId}`);
  }
  return h("a", { href: url + ticketId, target: "_blank", rel: "noopener noreferrer" }, `Ticket ${ticketId}`, h("span", { className: "unseen" }, " (opens in a new tab)"));
}
