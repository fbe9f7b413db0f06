/** Changing one's own message where it stands. */
import { composing, h } from "./dom.js";

/** Puts a box with the message's text in place of its body. */
export function editMessage(app, message) {
  const article = document.getElementById(`m-${message.id}`);
  const body = article?.querySelector(".body");
  if (!body || article.querySelector(".editing")) return;
  const { t } = app;
  const box = h("textarea", {
    class: "box",
    "aria-label": t("composer.editing"),
    maxlength: "2000",
    dir: "auto",
  });
  box.value = message.content;
  const said = h("p", { class: "wrong", role: "alert" });
  const end = () => {
    editing.remove();
    body.hidden = false;
    article.focus();
  };
  const save = async () => {
    const content = box.value.trim();
    if (!content || content === message.content) {
      end();
      return;
    }
    try {
      await app.ask("edit", { channel: message.channel_id, message: message.id, content });
      end();
    } catch (error) {
      said.textContent = app.why(error);
    }
  };
  const editing = h(
    "div",
    { class: "editing" },
    box,
    h(
      "div",
      { class: "editing-foot" },
      h("button", { type: "button", class: "do", on: { click: save } }, t("composer.save")),
      h("button", { type: "button", class: "text-button", on: { click: end } }, t("composer.cancel")),
      h("span", { class: "quiet" }, t("composer.edit.hint")),
    ),
    said,
  );
  box.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    if (event.key === "Escape") end();
    else if (event.key === "Enter" && !event.shiftKey) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  body.hidden = true;
  body.after(editing);
  box.style.height = `${Math.min(box.scrollHeight + 4, 260)}px`;
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}
