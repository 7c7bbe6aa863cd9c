// Makes elements. Every word goes in as text: nothing that a customer wrote is ever read as markup.

const LISTENER = /^on[A-Z]/;

/** An element. In `props`: onX a listener, vars CSS variables, data data attributes, the rest attributes; null and false leave one out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    set(element, name, value);
  }
  return put(element, ...children);
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    return;
  }
  if (LISTENER.test(name)) {
    element.addEventListener(name.slice(2).toLowerCase(), value);
  } else if (name === "vars") {
    Object.entries(value).forEach(([key, of]) => element.style.setProperty(`--${key}`, of));
  } else if (name === "data") {
    Object.assign(element.dataset, value);
  } else {
    element.setAttribute(name === "className" ? "class" : name, value === true ? "" : String(value));
  }
}

/** Adds children: elements, texts, lists of both; null and false are nothing. */
export function put(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return element;
}

/** Puts children in place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren();
  return put(element, ...children);
}

/** Says something to those who listen instead of look. */
export function announce(words) {
  document.getElementById("announce").textContent = words;
}

let ids = 0;

/** An id that nothing else has. */
export function newId(name) {
  ids += 1;
  return `${name}-${ids}`;
}
