/** A field with a list under it: type to search, arrows to move, Enter or Tab to take. */
import { composing, h } from "./dom.js";
import { OptionList } from "./list.js";
import { openBeside } from "./popover.js";

export class Combo {
  /**
   * @param {object} app
   * @param {{id: string, label: string, find: (typed: string) => object[]|Promise<object[]>, done: () => void, wait?: number}} options
   * `find` gives the items for what is typed; `wait` milliseconds pass first when it has to ask somebody;
   * `done` is called by Enter when there is nothing to take from the list.
   */
  constructor(app, { id, label, find, done, wait = 0 }) {
    this.app = app;
    this.find = find;
    this.wait = wait;
    this.done = done;
    this.item = null;
    this.asked = 0;
    this.input = h("input", {
      type: "text",
      id,
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      autocomplete: "off",
      dir: "auto",
      placeholder: app.t("option.search"),
    });
    this.list = new OptionList({ field: this.input, label, choose: (item) => this.take(item, true) });
    this.status = h("p", { class: "none", role: "status" });
    this.element = h("div", { class: "combo" }, this.input);
    this.input.addEventListener("focus", () => this.open());
    this.input.addEventListener("click", () => this.open());
    this.input.addEventListener("input", () => this.edited());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.panel?.close(false));
  }

  get typed() {
    return this.input.value;
  }

  open() {
    if (this.panel) return;
    this.panel = openBeside(this.input, [this.list.element, this.status], {
      kind: "combo-panel",
      wide: true,
      above: true,
      clear: this.ceiling(),
      closed: () => (this.panel = null),
    });
    this.refill();
  }

  /** What the list must not cover: the label, and for the first fields the form's head as well. */
  ceiling() {
    const own = this.element.closest(".field");
    const form = this.element.closest(".command");
    const near = form && own.getBoundingClientRect().top - form.getBoundingClientRect().top < 90;
    return near ? form : own;
  }

  edited() {
    this.item = null;
    this.open();
    this.refill();
  }

  /** Asks for the items of what is typed now; an answer to an earlier question is dropped. */
  async refill() {
    this.asked += 1;
    const turn = this.asked;
    const typed = this.item ? "" : this.typed;
    let items = [];
    let words = this.app.t("option.none");
    if (this.wait) {
      this.say(this.app.t("option.loading"));
      await new Promise((resolve) => setTimeout(resolve, this.wait));
      if (turn !== this.asked || !this.panel) return;
    }
    try {
      items = await this.find(typed);
    } catch {
      words = this.app.t("option.unloaded");
    }
    if (turn !== this.asked || !this.panel) return;
    this.list.show(items, { first: !this.wait || typed !== "" });
    this.say(items.length ? "" : words);
    this.panel.place();
  }

  say(words) {
    this.status.textContent = words;
    this.status.hidden = !words;
  }

  take(item, onward) {
    this.item = item;
    this.input.value = item.title;
    this.panel?.close(false);
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    if (onward) this.input.dispatchEvent(new CustomEvent("taken", { bubbles: true }));
  }

  key(event) {
    if (composing(event)) return;
    const open = Boolean(this.panel);
    if (event.key === "Tab" && open && this.list.active && !this.item && this.typed) {
      this.take(this.list.active, false);
      return;
    }
    if (event.key === "Enter" && !(open && this.list.active && !this.item)) {
      event.preventDefault();
      this.done();
      return;
    }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !open) {
      event.preventDefault();
      this.open();
      return;
    }
    if (open) this.list.key(event);
  }
}
