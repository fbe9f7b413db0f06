/**
 * Building the page out of nodes. Data only ever becomes text nodes and checked attributes:
 * nothing on this page goes through innerHTML.
 */

const SVG = "http://www.w3.org/2000/svg";

/** An address a link may lead to, or null. */
export function safeLink(url) {
  if (typeof url !== "string") return null;
  if (url.startsWith("#")) return url;
  try {
    const parsed = new URL(url);
    return ["http:", "https:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/**
 * An address a picture or file may be loaded from (this server or memory), or null: nothing is fetched from
 * elsewhere. This server's other names for itself are turned into the one this page was opened with.
 */
export function ownAddress(url) {
  if (typeof url !== "string") return null;
  try {
    const parsed = new URL(url, location.href);
    if (parsed.protocol === "blob:" || /^data:image\/(png|jpeg|gif|webp);/.test(url)) return parsed.href;
    const here = parsed.protocol === location.protocol && parsed.port === location.port;
    if (!here || !(parsed.hostname === location.hostname || LOOPBACK.test(parsed.hostname))) return null;
    return location.origin + parsed.pathname + parsed.search;
  } catch {
    return null;
  }
}

function put(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, act] of Object.entries(value)) if (act) element.addEventListener(event, act);
  } else if (name === "style") {
    for (const [property, setting] of Object.entries(value)) element.style.setProperty(property, setting);
  } else if (name === "href") {
    const link = safeLink(value);
    if (link) element.setAttribute("href", link);
  } else if (name === "src") {
    const picture = ownAddress(value);
    if (picture) element.setAttribute("src", picture);
  } else if (["value", "checked", "disabled", "indeterminate", "hidden", "inert"].includes(name)) {
    element[name] = value;
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

function fill(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** Builds an element; attributes that are null or false are left out, `on` holds listeners. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) put(element, name, value);
  fill(element, children);
  return element;
}

/** Builds an SVG element in the same way. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  fill(element, children);
  return element;
}

/** Replaces what a container holds, and gives the focus back to the part with the same `data-key`. */
export function redraw(container, ...children) {
  const held = container.contains(document.activeElement)
    ? document.activeElement.closest("[data-key]")?.dataset.key
    : undefined;
  container.replaceChildren();
  fill(container, children);
  if (held !== undefined) container.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
}

let count = 0;

/** A fresh id for wiring labels to fields. */
export function freshId(stem) {
  count += 1;
  return `${stem}-${count}`;
}

/** True while an input method is composing, when Enter belongs to it and not to us. */
export function composing(event) {
  return event.isComposing || event.keyCode === 229;
}
