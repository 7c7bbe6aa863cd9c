// What takes a moment: loading a part of a view into its card, and what a button does.

import { h } from "./dom.js";
import { failed, loading } from "./panel.js";

/**
 * @param body where
 * @param context of the view
 * @param load gives what is to be shown
 * @param show shows it
 */
export async function loadInto(body, context, load, show) {
  loading(body);
  try {
    const content = await load(context.signal);
    if (!context.signal.aborted) {
      show(content);
    }
  } catch (failure) {
    if (!context.problem(failure)) {
      failed(body, failure, () => { body.replaceChildren(); loadInto(body, context, load, show); });
    }
  }
}

/** Does what a button is for: once at a time, and what went wrong is said beside it. */
export async function press(button, context, work) {
  button.disabled = true;
  button.parentElement.querySelector("[role=alert]")?.remove();
  try {
    await work();
  } catch (failure) {
    context.problem(failure) || button.after(h("span", { className: "note bad", role: "alert" }, `${failure.message} ${failure.advice ?? ""}`));
  } finally {
    button.disabled = false;
  }
}
