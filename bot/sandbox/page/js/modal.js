/** An app's form: its parts as labelled fields, checked before it is sent, kept when sending fails. */
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { formField } from "./inputs.js";
import { marks } from "./marks.js";
import { nameOf } from "./names.js";

export class Modals {
  constructor(app) {
    this.app = app;
    this.dialog = null;
    app.world.on("modal", (modal) => this.show(modal));
  }

  /** Shows a form; the one that was open, if any, goes. */
  show(modal) {
    this.dismiss();
    const { app } = this;
    const { t } = app;
    const fields = [];
    const by = app.world.user(modal.application_id);
    const inside = (modal.components ?? []).map((part) => drawPart(app, part, fields));
    const said = h("p", { class: "wrong", role: "alert" });
    const send = h("button", { type: "submit", class: "do" }, t("modal.submit"));
    const title = h("h2", { id: "modal-title", dir: "auto" }, modal.title);
    const form = h(
      "form",
      { novalidate: true, method: "dialog" },
      h(
        "header",
        {},
        title,
        h(
          "button",
          {
            type: "button",
            class: "tool",
            "aria-label": t("modal.close"),
            on: { click: () => this.dismiss() },
          },
          icon("close", 20),
        ),
      ),
      h(
        "div",
        { class: "modal-fields" },
        inside,
        by ? h("p", { class: "quiet small" }, t("modal.by", { name: nameOf(app.world, by.id) })) : null,
      ),
      said,
      h(
        "footer",
        {},
        h(
          "button",
          { type: "button", class: "text-button", on: { click: () => this.dismiss() } },
          t("modal.cancel"),
        ),
        send,
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit(modal, fields, said, send);
    });
    this.dialog = h("dialog", { class: "modal", "aria-labelledby": "modal-title" }, form);
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.dismiss();
    });
    this.opener = document.activeElement;
    document.body.append(this.dialog);
    this.dialog.showModal();
    (fields.find((field) => field.focus) ?? { focus: () => send.focus() }).focus();
  }

  async submit(modal, fields, said, send) {
    if (send.getAttribute("aria-busy") === "true") return;
    const wrong = fields.filter((field) => field.wrong());
    if (wrong.length) {
      wrong[0].focus();
      return;
    }
    said.textContent = "";
    send.setAttribute("aria-busy", "true");
    const values = Object.fromEntries(fields.map((field) => [field.id, field.value()]));
    const { dialog } = this;
    try {
      await this.app.ask("submit", { modal: modal.id, values });
      // The answer may already have been another form, which then stands in this one's place.
      if (this.dialog === dialog) this.dismiss();
    } catch (error) {
      said.textContent = error.code === "unanswered" ? this.app.t("modal.failed") : this.app.why(error);
    } finally {
      send.removeAttribute("aria-busy");
    }
  }

  /** Takes the form away and gives the focus back. */
  dismiss() {
    if (!this.dialog) return;
    this.dialog.remove();
    this.dialog = null;
    const back =
      this.opener?.isConnected && this.opener !== document.body ? this.opener : this.app.composer.box;
    back.focus();
  }
}

function drawPart(app, part, fields) {
  if (part.type === 10) return marks(app, part.content, { guild: app.channel?.guild_id });
  const pairs =
    part.type === 18
      ? [[part.component, part]]
      : (part.components ?? []).map((component) => [component, { label: component.label }]);
  if (!pairs.length) return h("p", { class: "unknown-part" }, app.t("parts.unknown", { type: part.type }));
  return pairs.map(([component, label]) => {
    const made = formField(app, component, label);
    if (made.id) fields.push(made);
    return made.element;
  });
}
