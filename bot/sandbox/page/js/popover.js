/** Small panels that stand beside what opened them, in the top layer, and leave at Escape or a press elsewhere. */
import { h } from "./dom.js";

const standing = [];
const GAP = 6;
const MARGIN = 8;

/**
 * Opens a panel beside `anchor`.
 * @param {Element} anchor what it belongs to; gets the focus back when the panel closes by key
 * @param {Node|Node[]} content
 * @param {{label?: string, role?: string, kind?: string, above?: boolean, wide?: boolean, clear?: Element, point?: object,
 *   closed?: () => void}} options `clear` is not covered when the panel stands above; `point` is where it stands
 *   instead of beside the anchor
 * @returns {{element: HTMLElement, close: (back?: boolean) => void, place: () => void}}
 */
export function openBeside(anchor, content, options = {}) {
  for (const other of [...standing]) if (!other.element.contains(anchor)) other.close(false);
  const element = h(
    "div",
    {
      class: `beside ${options.kind ?? ""}`,
      popover: "manual",
      role: options.role ?? null,
      "aria-label": options.label ?? null,
    },
    content,
  );
  // Within the same part of the page, where screen readers and the tab key look for it next.
  (anchor.closest("dialog, main, aside, nav, header") ?? document.body).append(element);
  const panel = {
    element,
    anchor,
    place: () => place(element, anchor, options),
    close: (back = true) => {
      const at = standing.indexOf(panel);
      if (at < 0) return;
      standing.splice(at, 1);
      element.remove();
      anchor.setAttribute?.("aria-expanded", "false");
      if (back && anchor.isConnected) anchor.focus?.();
      options.closed?.();
    },
  };
  standing.push(panel);
  element.showPopover();
  anchor.setAttribute?.("aria-expanded", "true");
  panel.place();
  return panel;
}

function place(element, anchor, { above = false, wide = false, point = null, clear = null }) {
  const box = point
    ? { left: point.x, right: point.x, top: point.y, bottom: point.y, width: 0 }
    : anchor.getBoundingClientRect();
  const room = { width: innerWidth - 2 * MARGIN, height: innerHeight - 2 * MARGIN };
  element.style.minWidth = wide ? `${Math.min(box.width, room.width)}px` : "";
  element.style.maxWidth = `${room.width}px`;
  element.style.maxHeight = "";
  const size = element.getBoundingClientRect();
  const ceiling = clear?.getBoundingClientRect().top ?? box.top;
  const over = ceiling - GAP - MARGIN;
  const under = innerHeight - box.bottom - GAP - MARGIN;
  const up = above ? over >= size.height || over > under : under < size.height && over > under;
  const height = Math.min(size.height, Math.max(up ? over : under, 120));
  element.style.maxHeight = `${Math.max(up ? over : under, 120)}px`;
  const left = Math.max(MARGIN, Math.min(box.left, innerWidth - MARGIN - size.width));
  const top = up ? ceiling - GAP - height : box.bottom + GAP;
  element.style.left = `${left}px`;
  element.style.top = `${Math.max(MARGIN, Math.min(top, innerHeight - MARGIN - height))}px`;
}

/** Closes every panel; after a change that takes away what they stood beside. */
export function closeAll() {
  for (const panel of [...standing]) panel.close(false);
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !standing.length || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    standing.at(-1).close();
  },
  true,
);

document.addEventListener(
  "pointerdown",
  (event) => {
    for (const panel of [...standing].reverse()) {
      if (panel.element.contains(event.target) || panel.anchor.contains(event.target)) return;
      panel.close(false);
    }
  },
  true,
);

addEventListener("resize", () => standing.forEach((panel) => panel.place()));

// What a panel stands beside moves when the list it is in scrolls; a panel's own list scrolling moves nothing.
document.addEventListener(
  "scroll",
  (event) => {
    for (const panel of standing)
      if (!panel.element.contains(event.target) && panel.anchor.isConnected) panel.place();
  },
  { capture: true, passive: true },
);
