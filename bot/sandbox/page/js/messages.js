/** The open channel's messages: loading, grouping, days, staying at the end, moving through with the keys. */
import { unixOf } from "./clock.js";
import { messageMenu } from "./doing.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessage, follows } from "./message.js";
import { channelIcon, channelMark, channelName, portrait } from "./names.js";
import { isPrivate, older } from "./world.js";

const PAGE = 50;
const NEAR = 90; // pixels from the end that still count as "at the end"

export class Messages {
  constructor(app) {
    this.app = app;
    this.channel = null;
    this.drawn = new Map(); // key -> {node, message, compact}
    this.newFrom = null;
    this.missed = 0;
    this.list = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions" });
    this.scroller = h("div", { class: "scroller" }, this.list);
    this.latest = h("button", {
      type: "button",
      class: "latest",
      hidden: true,
      on: { click: () => this.toEnd() },
    });
    this.element = h(
      "section",
      { class: "messages", id: "messages", tabindex: "-1" },
      this.scroller,
      this.latest,
    );
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("focusin", (event) => this.focused(event.target.closest("article")));
    this.list.addEventListener("contextmenu", (event) => this.menu(event));
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.list);
    app.world.on("message", (change) => this.changed(change));
    app.world.on("members", () => this.redraw());
  }

  /**
   * Shows a channel, once what it needs is there (`ready`); loads its newest messages when it has not been open
   * before.
   */
  async open(channel, ready = null) {
    this.channel = channel;
    this.drawn.clear();
    this.list.replaceChildren();
    this.missed = 0;
    this.stuck = true;
    if (!channel) return;
    const { app } = this;
    this.newFrom = app.world.unread(channel) ? app.world.seenUntil(channel) : null;
    const name = channelName(app.world, channel, app.t);
    this.element.setAttribute("aria-label", app.t("messages.label", { name }));
    this.list.setAttribute("aria-label", app.t("messages.label", { name }));
    await Promise.all([ready, app.world.log(channel.id).loaded || this.load(channel)]);
    if (this.channel?.id !== channel.id) return;
    this.quietly(() => this.sync());
    this.toEnd();
    app.world.seen(channel.id);
  }

  /** Fetches a page of older messages; true when there were any. */
  async load(channel) {
    const log = this.app.world.log(channel.id);
    if (log.complete || log.loading) return false;
    log.loading = true;
    this.list.setAttribute("aria-busy", "true");
    try {
      const before = log.loaded ? log.list[0]?.id : undefined;
      const found = await this.app.ask("messages", { channel: channel.id, before, limit: PAGE });
      for (const message of found) this.app.world.keep(message);
      log.loaded = true;
      log.complete = found.length < PAGE;
      return found.length > 0;
    } catch (error) {
      this.app.complain(error);
      return false;
    } finally {
      log.loading = false;
      this.list.removeAttribute("aria-busy");
    }
  }

  changed({ kind, message, channel }) {
    const id = message?.channel_id ?? channel;
    if (id !== this.channel?.id) return;
    const fresh = kind === "new";
    const stuck = this.atEnd();
    const own = message?.author?.id === this.app.world.you.id;
    this.sync();
    if (fresh && (stuck || own)) this.toEnd();
    else if (fresh) this.missed += 1;
    if (fresh && this.stuck && !document.hidden) this.app.world.seen(id);
    this.showLatest();
  }

  /** Draws everything anew: names or words have changed. */
  redraw() {
    this.drawn.clear();
    this.quietly(() => this.sync());
  }

  /** Changes the list without its being read out: these are no news. */
  quietly(change) {
    this.list.setAttribute("aria-live", "off");
    change();
    clearTimeout(this.loud);
    this.loud = setTimeout(() => this.list.setAttribute("aria-live", "polite"), 300);
  }

  rows() {
    const { app, channel } = this;
    const log = app.world.log(channel.id);
    const rows = [];
    if (log.complete) rows.push({ key: "start", make: () => this.start() });
    let before = null;
    let marked = this.newFrom === null;
    for (const message of log.list) {
      const day = app.clock.day(unixOf(message.timestamp));
      const newDay = !before || app.clock.day(unixOf(before.timestamp)) !== day;
      if (newDay) rows.push({ key: `day-${day}`, make: () => this.day(message) });
      const first = !marked && older(message.id, this.newFrom) > 0 && message.author.id !== app.world.you.id;
      if (first) {
        marked = true;
        rows.push({
          key: "new",
          make: () => h("div", { class: "since", role: "separator" }, h("span", {}, app.t("messages.since"))),
        });
      }
      const compact = !newDay && !first && follows(app, message, before);
      rows.push({ key: `m-${message.id}`, message, compact, make: () => drawMessage(app, message, compact) });
      before = message;
    }
    return rows;
  }

  /** Brings the list in step with what is known, touching only what differs. */
  sync() {
    if (!this.channel) return;
    const kept = new Map();
    const focus = heldFocus(this.list);
    let cursor = this.list.firstChild;
    for (const row of this.rows()) {
      const old = this.drawn.get(row.key);
      const same =
        old &&
        old.message === row.message &&
        old.version === versionOf(row.message) &&
        old.compact === row.compact;
      const node = same ? old.node : row.make();
      kept.set(row.key, {
        node,
        message: row.message,
        version: versionOf(row.message),
        compact: row.compact,
      });
      if (node === cursor) cursor = cursor.nextSibling;
      else if (old && old.node === cursor) {
        cursor = cursor.nextSibling;
        old.node.replaceWith(node);
      } else this.list.insertBefore(node, cursor);
    }
    while (cursor) {
      const next = cursor.nextSibling;
      cursor.remove();
      cursor = next;
    }
    this.drawn = kept;
    this.focused(this.current() ?? this.list.querySelector("article:last-of-type"), false);
    focus?.restore();
  }

  start() {
    const { app, channel } = this;
    const name = channelName(app.world, channel, app.t);
    const direct = isPrivate(channel);
    const other = direct ? channel.recipients?.find((user) => user.id !== app.world.you.id) : null;
    return h(
      "div",
      { class: "start" },
      h("div", { class: "start-mark" }, other ? portrait(other, name, 64) : channelIcon(channel, 34)),
      h(
        "h2",
        { dir: "auto" },
        app.t(direct ? "dm.start" : "channel.start", {
          name: direct ? name : channelMark(app.world, channel, app.t),
        }),
      ),
      h("p", { class: "quiet" }, app.t(direct ? "dm.start.note" : "channel.start.note")),
      channel.topic ? h("p", { class: "quiet", dir: "auto" }, channel.topic) : null,
    );
  }

  day(message) {
    const { clock } = this.app;
    const unix = unixOf(message.timestamp);
    return h(
      "div",
      { class: "day", role: "separator" },
      h("time", { datetime: message.timestamp }, clock.dayName(unix)),
    );
  }

  // --- scrolling

  atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.top = this.scroller.scrollTop;
    this.stuck = true;
    this.missed = 0;
    this.showLatest();
  }

  async scrolled() {
    const { scrollHeight, clientHeight, scrollTop } = this.scroller;
    const size = `${scrollHeight} ${clientHeight}`;
    // When the page itself moved things (a panel opened, a picture came), that was nobody scrolling away.
    const away = scrollTop < this.top && !this.atEnd();
    if (size === this.size || away) this.stuck = this.atEnd();
    else if (this.stuck) this.toEnd();
    this.size = size;
    this.top = this.scroller.scrollTop;
    if (this.stuck && this.channel && this.app.world.unread(this.channel))
      this.app.world.seen(this.channel.id);
    if (this.stuck) this.missed = 0;
    this.showLatest();
    if (this.scroller.scrollTop > 200 || !this.channel || !this.app.world.log(this.channel.id).loaded) return;
    const { channel } = this;
    const height = scrollHeight;
    if (!(await this.load(channel)) || this.channel !== channel) return;
    const top = this.scroller.scrollTop;
    this.quietly(() => this.sync());
    // Older messages came in above: keep the same ones in view.
    this.scroller.scrollTop = top + this.scroller.scrollHeight - height;
  }

  showLatest() {
    this.latest.hidden = this.stuck;
    const words = this.missed
      ? this.app.t("messages.new", { count: this.missed })
      : this.app.t("messages.latest");
    this.latest.replaceChildren(words, icon("down", 16));
  }

  /** Goes to one message, fetching older ones until it is there. */
  async jump(id) {
    const { channel } = this;
    let tries = 20;
    while (!this.app.world.message(channel.id, id) && tries > 0 && (await this.load(channel))) tries -= 1;
    if (this.channel?.id !== channel.id) return;
    this.sync();
    const article = document.getElementById(`m-${id}`);
    if (!article) {
      this.app.toast(this.app.t("message.gone"));
      return;
    }
    this.stuck = false;
    article.scrollIntoView({ block: "center" });
    this.focused(article);
    article.focus({ preventScroll: true });
    article.classList.add("found");
    setTimeout(() => article.classList.remove("found"), 2000);
  }

  // --- keys

  current() {
    return this.list.querySelector('article[tabindex="0"]');
  }

  /** Makes one message the list's tab stop, and its small buttons reachable. */
  focused(article, tools = true) {
    if (!article) return;
    for (const other of this.list.querySelectorAll('article[tabindex="0"]'))
      if (other !== article) stop(other, false);
    article.tabIndex = 0;
    if (tools) stop(article, true);
  }

  key(event) {
    const article = event.target.closest("article");
    if (event.target !== article) return;
    const articles = [...this.list.querySelectorAll("article")];
    const at = articles.indexOf(article);
    const steps = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: articles.length - 1 };
    if (event.key in steps) articles[Math.max(0, Math.min(steps[event.key], articles.length - 1))].focus();
    else if (event.key === "r" && !event.ctrlKey && !event.metaKey) this.app.replyTo(this.messageOf(article));
    else if (event.key === "Escape") this.app.composer.focus();
    else return;
    event.preventDefault();
  }

  messageOf(article) {
    return this.app.world.message(this.channel.id, article.dataset.id);
  }

  menu(event) {
    const article = event.target.closest("article");
    if (event.defaultPrevented || !article || event.target.closest("a, img, input, textarea")) return;
    if (String(getSelection()) !== "") return;
    event.preventDefault();
    const point = event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : null;
    messageMenu(this.app, this.messageOf(article), article, point);
  }
}

/** Reactions and threads change within a message that stays the same object. */
function versionOf(message) {
  return message?.reactions;
}

function stop(article, on) {
  article.tabIndex = on ? 0 : -1;
  for (const control of article.querySelectorAll("[data-tool]")) control.tabIndex = on ? 0 : -1;
}

/** Remembers which message, and which control in it, has the focus, in case it is drawn anew. */
function heldFocus(list) {
  const active = document.activeElement;
  const article = active?.closest?.("article");
  if (!article || !list.contains(article)) return null;
  const key = active.dataset.key ?? null;
  const customId = active.dataset.customId ?? null;
  return {
    restore() {
      if (active.isConnected) return;
      const now = document.getElementById(article.id);
      const controls = [...(now?.querySelectorAll("[data-key], [data-custom-id]") ?? [])];
      const control = controls.find(
        (one) =>
          (key !== null && one.dataset.key === key) ||
          (customId !== null && one.dataset.customId === customId),
      );
      (control && !control.disabled ? control : now)?.focus({ preventScroll: true });
    },
  };
}
