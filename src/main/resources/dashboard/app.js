// Begins: who is there, which view the address names, and what happens when either changes.

import { ApiError } from "./api.js";
import { connector } from "./connector.js";
import { fill, h } from "./dom.js";
import { failed } from "./panel.js";
import { ratings } from "./ratings.js";
import { account, session, signIn } from "./session.js";
import { link, read } from "./state.js";
import { tiles } from "./tiles.js";

const VIEWS = { ratings: ["Ratings", ratings], connector: ["Connector", connector], tiles: ["Gnatta tiles", tiles] };
const main = document.getElementById("main");
const nav = document.getElementById("nav");
let who = null;
let leave = null;

async function start(why) {
  try {
    who = await session();
  } catch (failure) {
    failed(main, failure, () => start());
    return;
  }
  enter(who, why);
}

function enter(visitor, why) {
  who = visitor;
  account(document.getElementById("account"), who, () => start("You have signed out."));
  nav.hidden = who.access === null;
  if (who.access === null) {
    close();
    document.title = "Sign in · CSAT Relay";
    signIn(main, (signedIn) => { enter(signedIn); main.focus(); }, why);
  } else {
    show();
  }
}

function close() {
  leave?.abort();
  leave = null;
}

/** Draws the view that the address names. What belonged to the one before, its requests and timers, ends; the focus stays. */
function show() {
  close();
  leave = new AbortController();
  const focused = main.contains(document.activeElement) ? document.activeElement.id : "";
  const state = read();
  const [title, draw] = VIEWS[state.view];
  document.title = `${title} · CSAT Relay`;
  fill(nav, h("ul", {}, Object.entries(VIEWS).map(([view, [words]]) => h("li", {},
    h("a", { href: link({ view, zone: state.zone, ...(view === state.view ? state : {}) }), "aria-current": view === state.view ? "page" : null }, words)))));
  draw(main, state, { who, signal: leave.signal, problem });
  document.getElementById(focused)?.focus({ preventScroll: true });
}

/** What a part may do with a failure: true when it was a session that ended, and the sign-in is shown. */
function problem(failure) {
  if (failure.name === "AbortError") {
    return true;
  }
  if (failure instanceof ApiError && failure.status === 401 && who.signIn) {
    enter({ signIn: true, access: null }, "Your session has ended. Sign in again to go on where you were.");
    return true;
  }
  return false;
}

window.addEventListener("hashchange", () => who?.access && show());
start();
