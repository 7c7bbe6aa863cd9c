// Signing in and out. The token goes into one request's body; after that the browser keeps a cookie that no script can read.

import { ApiError, get, post, remove } from "./api.js";
import { fill, h } from "./dom.js";

/** `{signIn, access}`: whether a sign-in is needed at all, and what this visitor may do: null, "read" or "admin". */
export function session() {
  return get("/session");
}

/** Shows the form. @param done is called with the session @param why in words, when a session ended */
export function signIn(main, done, why) {
  const problem = h("p", { className: "note bad", role: "alert", hidden: true });
  const input = h("input", { id: "token", type: "password", autocomplete: "current-password", required: true, spellcheck: "false", "aria-describedby": "token-help" });
  const button = h("button", { className: "primary" }, "Sign in");
  // Without JavaScript it would be a POST without a field: the token cannot end up in an address.
  const form = h("form", { method: "post", action: "/session", onSubmit: submit },
    why && h("p", { className: "note" }, why), problem,
    h("div", { className: "field" }, h("label", { for: "token" }, "Access token"), input),
    button,
    h("p", { id: "token-help", className: "muted fine" },
      "Whoever runs this connector set it as API_READ_TOKEN, or as API_ADMIN_TOKEN for those who may also retry. You stay signed in for 12 hours, in this browser only."));
  fill(main, h("section", { className: "card sign-in", "aria-labelledby": "sign-in" },
    h("h1", { id: "sign-in" }, "Sign in"), h("p", { className: "muted" }, "Customer satisfaction, as this connector collected it."), form));
  input.focus();

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    problem.hidden = true;
    try {
      done(await post("/session", { token: input.value }));
    } catch (failure) {
      problem.hidden = false;
      problem.textContent = words(failure);
      input.select();
      input.focus();
    } finally {
      button.disabled = false;
    }
  }
}

function words(failure) {
  if (failure instanceof ApiError && failure.status === 401) {
    return "That is not a token of this connector. Check that you copied all of it.";
  }
  return `${failure.message} ${failure.advice ?? ""}`;
}

/** The corner of the page: whether someone is signed in, and the way out. @param out is called afterwards */
export function account(corner, session, out) {
  if (!session.signIn || !session.access) {
    fill(corner);
    return;
  }
  const leave = async () => {
    await remove("/session").catch(() => undefined);
    out();
  };
  fill(corner, h("span", { className: "muted fine" }, session.access === "admin" ? "Signed in as admin" : "Signed in to read"),
    h("button", { type: "button", className: "small", onClick: leave }, "Sign out"));
}
