/** Three sentences for somebody who sees the page for the first time. */
import { h } from "./dom.js";
import { remember, remembered } from "./keeping.js";

export class Hint {
  constructor(app) {
    this.app = app;
    this.element = h("aside", { class: "hint", hidden: remembered("hint") === "seen" });
  }

  draw() {
    const { t } = this.app;
    this.element.setAttribute("aria-label", t("hint.title"));
    this.element.replaceChildren(
      h("b", {}, t("hint.title")),
      h(
        "ul",
        {},
        ["slash", "person", "clock"].map((name) => h("li", {}, t(`hint.${name}`))),
      ),
      h(
        "button",
        { type: "button", class: "text-button", on: { click: () => this.close() } },
        t("hint.close"),
      ),
    );
  }

  close() {
    remember("hint", "seen");
    this.element.hidden = true;
    this.app.composer.focus();
  }
}
