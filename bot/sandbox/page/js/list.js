/** A list to choose from, moved through with the arrow keys while the focus stays in a field or on the list. */
import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {object} Item
 * @property {string} value
 * @property {string} title what it is called
 * @property {string} [note] a second, quieter line
 * @property {Node} [picture] drawn before the title
 * @property {Node} [titleNode] drawn instead of the title
 * @property {string} [group] a heading over this item and those after it
 * @property {boolean} [off] shown, but not to be chosen
 */

export class OptionList {
  /**
   * @param {{choose: (item: Item) => void, field?: HTMLElement, label: string, many?: boolean}} options
   */
  constructor({ choose, field = null, label, many = false }) {
    this.choose = choose;
    this.field = field;
    this.many = many;
    this.items = [];
    this.chosen = new Set();
    this.at = -1;
    this.id = freshId("list");
    this.element = h("ul", {
      class: "options",
      role: "listbox",
      id: this.id,
      "aria-label": label,
      "aria-multiselectable": many ? "true" : null,
      tabindex: field ? null : "0",
    });
    if (!field) this.element.addEventListener("keydown", (event) => this.key(event));
    field?.setAttribute("aria-controls", this.id);
  }

  /** Shows these items; the first that can be chosen is the one Enter takes, unless told otherwise. */
  show(items, { first = true } = {}) {
    this.items = items;
    this.rows = items.map((item, index) => this.row(item, index));
    const drawn = [];
    items.forEach((item, index) => {
      if (item.group) drawn.push(h("li", { class: "group", role: "presentation" }, item.group));
      drawn.push(this.rows[index]);
    });
    this.element.replaceChildren(...drawn);
    this.at = -1;
    this.point(first ? items.findIndex((item) => !item.off) : -1);
  }

  row(item, index) {
    return h(
      "li",
      {
        role: "option",
        id: `${this.id}-${index}`,
        class: item.off ? "option off" : "option",
        "aria-disabled": item.off ? "true" : null,
        "aria-selected": this.many ? String(this.chosen.has(item.value)) : "false",
        on: {
          // Keeps the focus in the field, so that its own handlers do not see it leave.
          pointerdown: (event) => event.preventDefault(),
          pointermove: () => this.at !== index && !item.off && this.point(index, false),
          click: () => this.take(item),
        },
      },
      this.many ? h("span", { class: "tick" }, icon("check", 14)) : null,
      item.picture ? h("span", { class: "picture" }, item.picture) : null,
      h(
        "span",
        { class: "words" },
        h("span", { class: "title", dir: "auto" }, item.titleNode ?? item.title),
        item.note ? h("span", { class: "note", dir: "auto" }, item.note) : null,
      ),
    );
  }

  point(index, scroll = true) {
    const before = this.rows[this.at];
    before?.classList.remove("active");
    if (!this.many) before?.setAttribute("aria-selected", "false");
    this.at = index;
    const row = this.rows[index];
    row?.classList.add("active");
    if (!this.many) row?.setAttribute("aria-selected", "true");
    if (scroll) row?.scrollIntoView({ block: "nearest" });
    const holder = this.field ?? this.element;
    if (row) holder.setAttribute("aria-activedescendant", row.id);
    else holder.removeAttribute("aria-activedescendant");
  }

  /** The item Enter would take. */
  get active() {
    return this.items[this.at];
  }

  take(item) {
    if (!item || item.off) return;
    this.choose(item);
  }

  /** Marks which values are chosen. */
  mark(values) {
    this.chosen = new Set(values);
    this.rows?.forEach((row, index) =>
      row.setAttribute("aria-selected", String(this.chosen.has(this.items[index].value))),
    );
  }

  move(step) {
    const open = this.items.map((item, index) => (item.off ? -1 : index)).filter((index) => index >= 0);
    if (!open.length) return;
    const here = open.indexOf(this.at);
    const next = here < 0 ? (step > 0 ? 0 : open.length - 1) : (here + step + open.length) % open.length;
    this.point(open[next]);
  }

  /** Handles a key meant for the list; true when it was one. */
  key(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) this.move(steps[event.key]);
    else if (event.key === "Enter" && this.active) this.take(this.active);
    else if (event.key === " " && !this.field && this.active) this.take(this.active);
    else if (event.key === "Home" && !this.field) this.point(0);
    else if (event.key === "End" && !this.field) this.point(this.items.length - 1);
    else return false;
    event.preventDefault();
    return true;
  }
}
