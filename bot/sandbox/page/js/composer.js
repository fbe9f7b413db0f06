/** The box at the foot: writing, replying, mentioning, and the way into commands. */
import { CommandForm } from "./command.js";
import { entries } from "./commands.js";
import { composing, h, redraw } from "./dom.js";
import { pickEmoji } from "./emoji.js";
import { LARGEST, carried, fits } from "./files.js";
import { icon } from "./icons.js";
import { size } from "./media.js";
import { authorName } from "./message.js";
import { channelMark, nameOf } from "./names.js";
import { Suggest } from "./suggest.js";

const LONGEST = 2000;
const SEND_MESSAGES = 1n << 11n;

export class Composer {
  constructor(app) {
    this.app = app;
    this.reply = null;
    this.drafts = new Map(); // person and channel -> what was being written there
    this.typedAt = 0;
    this.box = h("textarea", {
      rows: "1",
      class: "box",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      dir: "auto",
      maxlength: "6000",
    });
    this.suggest = new Suggest(app, this.box, { command: (entry) => this.start(entry) });
    this.replyBar = h("div", { class: "reply-bar", hidden: true });
    this.left = h("span", { class: "left" });
    this.said = h("p", { class: "wrong", role: "alert" });
    this.typing = h("p", { class: "typing", role: "status" });
    this.write = h("div", { class: "write" });
    this.place = h("div", { class: "form-place" });
    this.files = [];
    this.chooser = h("input", {
      type: "file",
      multiple: true,
      hidden: true,
      on: { change: () => this.attach(this.chooser.files) },
    });
    this.attached = h("ul", { class: "attached", hidden: true });
    this.element = h(
      "div",
      { class: "composer" },
      this.suggest.element,
      this.replyBar,
      this.attached,
      this.place,
      this.write,
      this.chooser,
      h("div", { class: "under" }, this.typing, this.left),
      this.said,
    );
    this.box.addEventListener("input", () => this.changed());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener(
      "paste",
      (event) => event.clipboardData.files.length && this.attach(event.clipboardData.files),
    );
    this.box.addEventListener("blur", () =>
      setTimeout(() => document.activeElement !== this.box && this.suggest.close(), 100),
    );
    app.world.on("typing", (channel) => channel === app.channel?.id && this.drawTyping());
    app.world.on("channels", () => this.draw());
  }

  /** Draws the box for the open channel; what was being written in a channel waits there. */
  open(channel) {
    const key = channel ? `${this.app.world.you.id} ${channel.id}` : null;
    if (key === this.at) {
      // The line dropped and is back: whatever was being written goes on.
      this.draw();
      return;
    }
    if (this.at) this.drafts.set(this.at, this.box.value);
    this.at = key;
    this.box.value = this.drafts.get(key) ?? "";
    this.answer(null);
    this.leave(false);
    this.said.textContent = "";
    this.draw();
    this.grow();
    this.drawTyping();
  }

  draw() {
    const { app } = this;
    const { channel, t } = app;
    this.element.hidden = !channel;
    if (!channel) return;
    const shown = channelMark(app.world, channel, t);
    const may = channel.permissions === undefined || (BigInt(channel.permissions) & SEND_MESSAGES) !== 0n;
    this.box.setAttribute("aria-label", t("composer.label", { name: shown }));
    this.box.placeholder = t(innerWidth < 560 ? "composer.placeholder.short" : "composer.placeholder", {
      name: shown,
    });
    const parts = may
      ? [
          tool(app, "slash", "composer.commands", () => this.palette()),
          this.box,
          tool(app, "clip", "composer.attach", () => this.chooser.click()),
          tool(app, "smile", "composer.emoji", (event) =>
            pickEmoji(app, event.currentTarget, (emoji) => this.insert(emoji)),
          ),
          tool(app, "send", "composer.send", () => this.send()),
        ]
      : [h("p", { class: "readonly" }, icon("lock", 16), t("composer.readonly"))];
    if (document.activeElement !== this.box || !may) redraw(this.write, parts);
    this.suggest.close();
  }

  focus() {
    this.form ? this.form.focus() : this.box.focus();
  }

  insert(text) {
    this.box.setRangeText(text, this.box.selectionStart, this.box.selectionEnd, "end");
    this.box.focus();
    this.changed();
  }

  /** Opens the list of commands, as typing a slash would. */
  palette() {
    this.box.focus();
    if (!/^[/／]/.test(this.box.value)) this.box.value = "/";
    this.box.setSelectionRange(this.box.value.length, this.box.value.length);
    this.changed();
  }

  mention(userId) {
    const name = `@${nameOf(this.app.world, userId, this.app.channel?.guild_id)}`;
    this.leave(false);
    this.suggest.put(name, `<@${userId}>`);
  }

  changed() {
    this.grow();
    this.suggest.look();
    this.said.textContent = "";
    const over = this.over();
    this.left.textContent = over > -200 ? String(-over) : "";
    this.left.classList.toggle("bad", over > 0);
    if (this.box.value && !this.box.value.startsWith("/") && Date.now() - this.typedAt > 8000) {
      this.typedAt = Date.now();
      this.app.ask("typing", { channel: this.app.channel.id }).catch(() => {});
    }
  }

  over() {
    return this.suggest.sent(this.box.value.trim()).length - LONGEST;
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, innerHeight * 0.4)}px`;
  }

  key(event) {
    if (composing(event)) return;
    if (this.suggest.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.reply) this.answer(null);
    else if (event.key === "ArrowUp" && !this.box.value) this.editLast(event);
  }

  editLast(event) {
    const { app } = this;
    const list = app.world.log(app.channel.id).list;
    const last = list.findLast(
      (message) =>
        message.author.id === app.world.you.id && !(message.flags & 64) && [0, 19].includes(message.type),
    );
    if (!last) return;
    event.preventDefault();
    app.edit(last);
  }

  /** Sends what is written; it stays in the box when it could not be sent. */
  async send() {
    const { app, box } = this;
    const text = box.value.trim();
    const over = this.over();
    if ((!text && !this.files.length) || this.sending) return;
    if (this.reply && this.files.length) {
      this.said.textContent = app.t("composer.attach.reply");
      return;
    }
    if (over > 0) {
      this.said.textContent = app.t("composer.long", { count: over });
      return;
    }
    this.sending = true;
    this.suggest.close();
    try {
      const files = await Promise.all(this.files.map(carried));
      const reply_to = this.reply?.id ?? null;
      await app.ask("say", {
        channel: app.channel.id,
        content: this.suggest.sent(text),
        files,
        reply_to,
        ping: this.ping,
      });
      if (box.value.trim() === text) box.value = "";
      this.files = [];
      this.drawFiles();
      this.answer(null);
      this.typedAt = 0;
      this.changed();
    } catch (error) {
      this.said.textContent = app.why(error);
    } finally {
      this.sending = false;
    }
  }

  /** Answers a message with what is written next; null takes that back. */
  answer(message) {
    const { app } = this;
    this.reply = message;
    this.ping = true;
    this.replyBar.hidden = !message;
    if (!message) {
      this.replyBar.replaceChildren();
      return;
    }
    const ping = h("input", {
      type: "checkbox",
      checked: true,
      on: { change: () => (this.ping = ping.checked) },
    });
    this.replyBar.replaceChildren(
      icon("reply", 16),
      h("span", { dir: "auto" }, app.t("composer.reply", { name: authorName(app, message) })),
      h("span", { class: "spring" }),
      h("label", { class: "ping" }, ping, app.t("composer.reply.ping")),
      tool(app, "close", "composer.reply.cancel", () => this.answer(null)),
    );
    this.leave(false);
    this.box.focus();
  }

  // --- files

  attach(files) {
    const all = [...this.files, ...files].slice(0, 10);
    this.chooser.value = "";
    this.said.textContent = fits(all) ? "" : this.app.t("option.big", { max: LARGEST });
    if (fits(all)) this.files = all;
    this.drawFiles();
    this.box.focus();
  }

  drawFiles() {
    const { t } = this.app;
    this.attached.hidden = !this.files.length;
    this.attached.setAttribute("aria-label", t("composer.attached"));
    this.attached.replaceChildren(
      ...this.files.map((file) => {
        const away = () => {
          this.files = this.files.filter((one) => one !== file);
          this.drawFiles();
          this.box.focus();
        };
        const button = h(
          "button",
          {
            type: "button",
            class: "tool",
            "aria-label": t("composer.detach", { name: file.name }),
            on: { click: away },
          },
          icon("close", 14),
        );
        return h(
          "li",
          {},
          icon("file", 16),
          h("bdi", {}, file.name),
          h("span", { class: "quiet" }, size(file.size)),
          button,
        );
      }),
    );
  }

  // --- commands

  /** Puts a command's form in place of the box. */
  start(entry) {
    this.suggest.close();
    this.box.value = "";
    this.grow();
    this.form = new CommandForm(this.app, entry, {
      leave: () => this.leave(true),
      ran: () => this.leave(true),
    });
    this.place.replaceChildren(this.form.element);
    this.write.hidden = true;
    this.form.focus();
  }

  /** Starts the command with this id, or this name where it has sub-commands. */
  startById(id, name) {
    const all = entries(this.app.world.commands, this.app.language).filter((one) => one.command.id === id);
    const wanted = name.replace(/^\//, "");
    const entry = all.find((one) => one.path.map((part) => part.name).join(" ") === wanted) ?? all[0];
    if (entry) this.start(entry);
  }

  leave(focus) {
    if (!this.form) return;
    this.form = null;
    this.place.replaceChildren();
    this.write.hidden = false;
    if (focus) this.box.focus();
  }

  // --- who is typing

  drawTyping() {
    const { app } = this;
    const now = Date.now();
    const people = [...(app.world.typing.get(app.channel?.id) ?? [])].filter(([, until]) => until > now);
    const [a, b] = people.map(([id]) => nameOf(app.world, id, app.channel.guild_id));
    const key = people.length > 2 ? "many" : ["", "one", "two"][people.length];
    this.typing.textContent = key ? app.t(`typing.${key}`, { a, b }) : "";
    clearTimeout(this.later);
    if (people.length)
      this.later = setTimeout(
        () => this.drawTyping(),
        Math.min(...people.map(([, until]) => until - now)) + 50,
      );
  }
}

function tool(app, name, key, act) {
  return h(
    "button",
    {
      type: "button",
      class: "tool",
      "data-key": key,
      "aria-label": app.t(key),
      title: app.t(key),
      on: { click: act },
    },
    icon(name, 20),
  );
}
