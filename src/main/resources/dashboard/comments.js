// What customers wrote last, each beside its ticket. Their words are text and nothing else.

import { download, get, post } from "./api.js";
import { h } from "./dom.js";
import { save } from "./csv.js";
import { filters } from "./filters.js";
import { loadInto } from "./load.js";
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
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      save("csat-ratings.csv", await download("/reporting/export/v1.2/csat/ratings", asked()));
    } catch (failure) {
      context.problem(failure) || button.after(h("span", { className: "note bad", role: "alert" }, `${failure.message} ${failure.advice ?? ""}`));
    } finally {
      button.disabled = false;
    }
  });
  loadInto(body, context, (signal) => Promise.all([post("/reporting/v1.2/csat/ratings", asked(), signal), get("/api/dashboard", signal),
    ...["agent", "queue", "survey"].map((kind) => learn(kind, signal))]),
    ([found, { ticketUrl }]) => {
      const view = { found: found.ratings.filter(({ comment }) => comment), ticketUrl, zone: range.zone, most: STEP };
      show(body, view);
      onNames(() => show(body, view), context.signal);
    });
  return element;
}

function show(body, view) {
  const { found, ticketUrl, zone, most } = view;
  if (found.length === 0) {
    empty(body, "Nobody wrote a comment in this time", "Choose a longer range. Many customers give a score alone.");
    return;
  }
  const more = () => {
    view.most += 4 * STEP;
    show(body, view);
  };
  loaded(body, h("ul", { className: "comments" }, found.slice(0, most).map((rating) => comment(rating, ticketUrl, zone))),
    found.length > most && h("p", { className: "more" }, h("button", { type: "button", className: "small", onClick: more }, "Show more")));
}

function comment(rating, ticketUrl, zone) {
  return h("li", {},
    h("span", { className: "score number", vars: { mark: `var(--score-${rating.score})` } }, h("span", { className: "unseen" }, "Score "), rating.score),
    h("blockquote", {}, rating.comment),
    h("p", { className: "meta" }, h("span", {}, moment(rating.timestamp, zone)), ticket(rating, ticketUrl),
      rating.agent && h("span", {}, name("agent", rating.agent)), rating.queue && h("span", {}, name("queue", rating.queue)), rating.survey && h("span", {}, name("survey", rating.survey)), rating.channel && h("span", {}, rating.channel)));
}

/** A link only where the ticket's number is one, and its address is known. */
export function ticket(rating, ticketUrl) {
  const id = rating.ticketId ?? rating.reference;
  if (!id) {
    return h("span", {}, "no ticket");
  }
  if (!ticketUrl || !/^[0-9]+$/.test(id)) {
    return h("span", {}, `Ticket ${id}`);
  }
  return h("a", { href: ticketUrl + id, target: "_blank", rel: "noopener noreferrer" }, `Ticket ${id}`, h("span", { className: "unseen" }, " (opens in a new tab)"));
}
