// Loads a part of a view into its card.

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
