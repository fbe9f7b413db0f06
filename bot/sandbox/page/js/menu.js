/** A menu of things to do, with arrow keys, letters, and a second press for what can't be undone. */
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openBeside } from "./popover.js";

/**
 * @param {object} app
 * @param {Element} anchor
 * @param {{words: string, icon?: string, act: () => void, heading?: string, danger?: boolean, sure?: string, checked?: boolean}[]} items
 * @param {{label: string, point?: {x: number, y: number}, head?: Node}} options
 */
export function openMenu(app, anchor, items, { label, point = null, head = null }) {
  const buttons = items.map((item) => entry(item, () => panel.close()));
  const menu = h(
    "div",
    { role: "menu", "aria-label": label, class: "menu" },
    items.flatMap((item, index) => [
      item.heading ? h("p", { class: "menu-heading", role: "presentation" }, item.heading) : null,
      buttons[index],
    ]),
  );
  const panel = openBeside(anchor, [head, menu], {
    kind: "menu-panel",
    label: head ? label : null,
    role: head ? "dialog" : null,
    point,
  });
  menu.addEventListener("keydown", (event) => move(event, buttons, panel));
  buttons[0]?.focus();
  return panel;
}

function entry(item, close) {
  const words = h("span", { dir: "auto" }, item.words);
  let asked = !item.sure;
  return h(
    "button",
    {
      type: "button",
      role: item.checked === undefined ? "menuitem" : "menuitemradio",
      "aria-checked": item.checked === undefined ? null : String(item.checked),
      class: item.danger ? "menu-item danger" : "menu-item",
      tabindex: "-1",
      on: {
        click: () => {
          if (!asked) {
            asked = true;
            words.textContent = item.sure;
            return;
          }
          close();
          item.act();
        },
      },
    },
    item.icon ? icon(item.icon, 17) : null,
    words,
    item.checked ? icon("check", 16) : null,
  );
}

function move(event, buttons, panel) {
  const at = buttons.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 };
  if (event.key in steps) buttons[steps[event.key] % buttons.length].focus();
  else if (event.key === "Tab") panel.close();
  else if (event.key.length === 1 && event.key !== " ") {
    const letter = event.key.toLowerCase();
    const order = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
    order.find((button) => button.textContent.trim().toLowerCase().startsWith(letter))?.focus();
  } else return;
  event.preventDefault();
}
