/** The form of one slash command: its fields, what is wrong with them, and running it. */
import { local, nested } from "./commands.js";
import { h } from "./dom.js";
import { field } from "./fields.js";
import { icon } from "./icons.js";

export class CommandForm {
  /**
   * @param {object} app
   * @param {object} entry what commands.js laid out
   * @param {{leave: () => void, ran: () => void}} ends
   */
  constructor(app, entry, { leave, ran }) {
    this.app = app;
    this.entry = entry;
    this.channel = app.channel;
    this.leave = leave;
    this.ran = ran;
    this.busy = false;
    this.fields = [];
    this.rows = h("div", { class: "fields" });
    this.more = h("div", { class: "more-fields" });
    this.said = h("p", { class: "wrong", role: "alert" });
    this.button = h("button", { type: "submit", class: "do" }, icon("send", 16), app.t("palette.run"));
    this.element = this.frame();
    for (const option of entry.options.filter((one) => one.required)) this.add(option);
    this.drawMore();
  }

  frame() {
    const { app, entry } = this;
    const form = h(
      "form",
      { class: "command", novalidate: true, "aria-label": `/${entry.name}` },
      h(
        "div",
        { class: "command-head" },
        h("b", { class: "command-name" }, `/${entry.name}`),
        h("span", { class: "quiet", dir: "auto" }, entry.note),
        h(
          "button",
          {
            type: "button",
            class: "tool",
            "aria-label": app.t("palette.back"),
            title: app.t("palette.back"),
            on: { click: () => this.leave() },
          },
          icon("close", 18),
        ),
      ),
      this.rows,
      h("div", { class: "command-foot" }, this.more, this.said, this.button),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.leave();
    });
    form.addEventListener("taken", (event) => this.onward(event.target));
    return form;
  }

  add(option) {
    const made = field(this.app, option, {
      channel: this.channel,
      complete: (which, typed) => this.complete(which, typed),
      done: () => this.run(),
      drop: option.required ? null : () => this.drop(made),
    });
    this.fields.push(made);
    this.rows.append(made.element);
    return made;
  }

  drop(made) {
    this.fields = this.fields.filter((one) => one !== made);
    made.element.remove();
    this.drawMore();
    this.focus();
  }

  drawMore() {
    const { app, entry } = this;
    const left = entry.options.filter((option) => !this.fields.some((one) => one.option === option));
    this.more.replaceChildren(
      ...left.map((option) =>
        h(
          "button",
          {
            type: "button",
            class: "chip",
            title: local(option, "description", app.language),
            on: {
              click: () => {
                const made = this.add(option);
                this.drawMore();
                made.focus();
              },
            },
          },
          icon("plus", 13),
          h("span", { dir: "auto" }, local(option, "name", app.language)),
        ),
      ),
    );
    if (left.length) this.more.prepend(h("span", { class: "quiet" }, app.t("palette.optional")));
  }

  focus() {
    (this.fields.find((one) => one.value() === undefined) ?? this.fields.at(-1))?.focus();
    if (!this.fields.length) this.button.focus();
  }

  /** After a choice: to the next field that is still empty, or to the button. */
  onward(input) {
    const at = this.fields.findIndex((one) => one.element.contains(input));
    const next = this.fields.slice(at + 1).find((one) => one.value() === undefined);
    if (next) next.focus();
    else this.button.focus();
  }

  values(fields = this.fields) {
    return fields
      .map(({ option, value }) => ({ name: option.name, type: option.type, value: value() }))
      .filter((one) => one.value !== undefined);
  }

  async complete(option, typed) {
    const sound = this.fields.filter((one) => one.option !== option && !one.problem());
    const others = this.values(sound);
    const focused = { name: option.name, type: option.type, value: typed, focused: true };
    const { command, path } = this.entry;
    const asked = {
      channel: this.channel.id,
      command: command.id,
      options: nested(path, [...others, focused]),
    };
    return (await this.app.ask("autocomplete", asked)).choices ?? [];
  }

  async run() {
    if (this.busy) return;
    const wrong = this.fields.filter((one) => one.wrong());
    if (wrong.length) {
      wrong[0].focus();
      return;
    }
    this.busy = true;
    this.said.textContent = "";
    this.button.setAttribute("aria-busy", "true");
    const { command, path } = this.entry;
    try {
      await this.app.ask("slash", {
        channel: this.channel.id,
        command: command.id,
        options: nested(path, this.values()),
      });
      this.ran();
    } catch (error) {
      this.said.textContent = this.app.why(error);
    } finally {
      this.busy = false;
      this.button.removeAttribute("aria-busy");
    }
  }
}
