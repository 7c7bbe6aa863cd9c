// A card with something that is loaded: it says so while it loads, when there is nothing, and when it failed, and what to do then.

import { fill, h, newId } from "./dom.js";

/** `{element, body, tools}` */
export function panel(title, className = "", ...tools) {
  const id = newId("card");
  const body = h("div");
  const bar = h("div", { className: "tools" }, tools);
  const element = h("section", { className: `card ${className}`, "aria-labelledby": id },
    h("div", { className: "card-head" }, h("h2", { id }, title), bar), body);
  return { element, body, tools: bar };
}

export function loading(body, words = "Loading…") {
  if (body.childElementCount === 0) {
    fill(body, h("p", { className: "state", role: "status" }, words));
  }
  body.setAttribute("aria-busy", "true");
}

/** What was loaded. */
export function loaded(body, ...content) {
  body.removeAttribute("aria-busy");
  fill(body, ...content);
}

export function empty(body, title, advice) {
  loaded(body, h("div", { className: "state" }, h("h3", {}, title), h("p", {}, advice)));
}

/** @param again tries once more */
export function failed(body, failure, again) {
  loaded(body, h("div", { className: "state", role: "alert" }, h("h3", {}, failure.message),
    h("p", {}, failure.advice ?? "Reload the page. If it happens again, tell whoever runs the connector."),
    h("button", { type: "button", onClick: again }, "Try again")));
}
