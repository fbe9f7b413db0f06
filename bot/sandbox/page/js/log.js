/** "What happened": every event the bot received and every call it made, with its JSON. */
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { folded } from "./choices.js";
import { json } from "./json.js";

const KEPT = 500;
const KINDS = ["gateway", "rest", "interaction"];
const PARTS = ["data", "request", "files", "answer", "to"]; // of an entry's detail, as they are shown

export class Log {
  constructor(app) {
    this.app = app;
    this.entries = [];
    this.waiting = [];
    this.paused = false;
    this.shown = new Set(KINDS);
    this.typed = "";
    this.behind = true;
    this.day = null; // of the row above the next one
    this.list = h("ol", { class: "happenings" });
    this.none = h("p", { class: "quiet pad", role: "status" });
    this.element = h("div", { class: "log-panel" });
  }

  /** Draws the whole panel; for a new language. */
  draw() {
    const { t } = this.app;
    this.field = h("input", {
      type: "search",
      class: "search",
      value: this.typed,
      placeholder: t("log.filter"),
      "aria-label": t("log.filter"),
      on: { input: () => this.filter(this.field.value) },
    });
    this.pauseButton = h("button", {
      type: "button",
      class: "text-button",
      on: { click: () => this.pause() },
    });
    this.element.replaceChildren(
      h("p", { class: "quiet pad" }, t("log.hint")),
      h(
        "div",
        { class: "log-tools" },
        this.field,
        h(
          "div",
          { class: "log-kinds" },
          KINDS.map((kind) => this.kind(kind)),
          h("span", { class: "spring" }),
          this.pauseButton,
          h(
            "button",
            { type: "button", class: "text-button", on: { click: () => this.clear() } },
            t("log.clear"),
          ),
        ),
      ),
      this.none,
      this.list,
    );
    this.refill();
  }

  kind(kind) {
    const button = h(
      "button",
      {
        type: "button",
        class: `kind ${kind}`,
        "aria-pressed": String(this.shown.has(kind)),
        on: { click: () => this.toggle(kind, button) },
      },
      this.app.t(`log.${kind}`),
    );
    return button;
  }

  toggle(kind, button) {
    if (this.shown.has(kind)) this.shown.delete(kind);
    else this.shown.add(kind);
    button.setAttribute("aria-pressed", String(this.shown.has(kind)));
    this.refill();
  }

  pause() {
    this.paused = !this.paused;
    if (!this.paused) this.waiting.splice(0).forEach((entry) => this.add(entry));
    this.status();
  }

  clear() {
    this.entries = [];
    this.waiting = [];
    this.refill();
  }

  filter(typed) {
    this.typed = typed;
    this.refill();
  }

  /** Takes in one happening. */
  add(entry) {
    if (this.paused) {
      this.waiting.push(entry);
      if (this.waiting.length > KEPT) this.waiting.shift();
      this.status();
      return;
    }
    this.entries.push(entry);
    if (this.entries.length > KEPT) {
      this.entries.shift();
      // What is shown may be fewer than what is kept: only drop the row of the entry that went.
      if (this.list.childElementCount > KEPT) this.list.firstElementChild.remove();
    }
    if (!this.list.isConnected) {
      this.behind = true;
      return;
    }
    if (this.passes(entry)) {
      const end = this.atEnd();
      this.list.append(this.row(entry));
      if (end) this.list.scrollTop = this.list.scrollHeight;
    }
    this.status();
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
  }

  passes(entry) {
    if (!this.shown.has(entry.kind)) return false;
    const wanted = folded(this.typed.trim());
    if (!wanted) return true;
    return folded(entry.title).includes(wanted) || folded(JSON.stringify(entry.detail)).includes(wanted);
  }

  /** To be called when it has come onto the page: while nobody looks no rows are made. */
  arrive() {
    if (this.behind) this.refill();
    else this.list.scrollTop = this.list.scrollHeight;
  }

  refill() {
    this.behind = !this.list.isConnected;
    if (this.behind) return;
    this.day = null;
    this.list.replaceChildren(
      ...this.entries.filter((entry) => this.passes(entry)).map((entry) => this.row(entry)),
    );
    this.list.scrollTop = this.list.scrollHeight;
    this.status();
  }

  status() {
    const { t } = this.app;
    this.none.hidden = this.list.childElementCount > 0;
    this.none.textContent = t(this.entries.length ? "log.none" : "log.empty");
    if (this.pauseButton)
      this.pauseButton.textContent = this.paused
        ? t("log.resume", { count: this.waiting.length })
        : t("log.pause");
  }

  row(entry) {
    const { status } = entry.detail;
    const details = h(
      "details",
      { class: `happening ${entry.kind}` },
      h(
        "summary",
        {},
        h(
          "time",
          { datetime: new Date(entry.at * 1000).toISOString() },
          this.app.clock.format(entry.at, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
        ),
        h("span", { class: "what" }, entry.title),
        status ? h("span", { class: status >= 400 ? "status bad" : "status" }, status) : null,
      ),
    );
    // The JSON is drawn when it is asked for: hundreds of trees nobody opens would cost more than the page.
    details.addEventListener(
      "toggle",
      () => details.open && details.childElementCount === 1 && details.append(...this.inside(entry)),
    );
    // The clock is moved by days: without them a later hour would stand above an earlier one.
    const day = this.app.clock.day(entry.at);
    const heading = day === this.day ? null : h("h3", {}, this.app.clock.dayName(entry.at));
    this.day = day;
    return h("li", {}, heading, details);
  }

  inside(entry) {
    const { t } = this.app;
    const copy = h(
      "button",
      {
        type: "button",
        class: "text-button copy",
        on: { click: () => this.app.copy(JSON.stringify(entry.detail, null, 2)) },
      },
      icon("copy", 14),
      t("log.copy"),
    );
    const parts = PARTS.filter((name) => entry.detail[name] !== undefined && entry.detail[name] !== null);
    return [
      copy,
      ...parts.map((name) =>
        h("div", { class: "json" }, h("h4", {}, t(`log.${name}`)), json(entry.detail[name])),
      ),
    ];
  }
}
