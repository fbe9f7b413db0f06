/** The right side: the members, or what happened. */
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { remember, remembered } from "./keeping.js";

const NARROW = "(max-width: 1000px)";

export class Panel {
  constructor(app) {
    this.app = app;
    const kept = remembered("panel") ?? "members";
    this.shown = matchMedia(NARROW).matches || kept === "none" ? null : kept;
    this.title = h("h2", {});
    this.closer = h(
      "button",
      { type: "button", class: "tool", on: { click: () => this.closed() } },
      icon("close", 18),
    );
    this.body = h("div", { class: "panel-body" });
    this.element = h(
      "aside",
      { class: "panel", id: "panel" },
      h("div", { class: "panel-head" }, this.title, this.closer),
      this.body,
    );
  }

  draw() {
    const { app, shown } = this;
    const { t } = app;
    this.element.hidden = !shown;
    this.closer.setAttribute("aria-label", t("panel.close"));
    if (!shown) return;
    this.title.textContent = t(`panel.${shown}`);
    this.element.setAttribute("aria-label", t(`panel.${shown}`));
    this.body.replaceChildren(shown === "log" ? app.log.element : app.members.element);
    if (shown === "log") app.log.arrive();
  }

  /** Shows one of the two, or nothing. */
  show(name) {
    this.shown = name;
    if (!matchMedia(NARROW).matches) remember("panel", name ?? "none");
    this.draw();
    this.app.drawer(name && matchMedia(NARROW).matches ? "panel" : null);
    if (name && matchMedia(NARROW).matches) this.closer.focus();
  }

  closed() {
    const { shown } = this;
    this.app.showPanel(null);
    this.app.heading.element.querySelector(`[data-key="${shown}"]`)?.focus();
  }
}
