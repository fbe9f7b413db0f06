/** The page as a whole: what is open, who we are, and the acts every part shares. */
import { Clock } from "./clock.js";
import { local } from "./commands.js";
import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { editMessage } from "./editing.js";
import { Heading } from "./heading.js";
import { Hint } from "./hint.js";
import { Log } from "./log.js";
import { freshen } from "./marks.js";
import { Members, openPerson } from "./members.js";
import { Messages } from "./messages.js";
import { Modals } from "./modal.js";
import { Panel } from "./panel.js";
import { closeAll } from "./popover.js";
import { Sidebar } from "./sidebar.js";
import { Line } from "./socket.js";
import { TopBar } from "./topbar.js";
import { place, remember, remembered, setPlace } from "./keeping.js";
import { languageOf, speaker } from "./words.js";
import { World, isPrivate, isThread, isVoice } from "./world.js";

export class App {
  constructor() {
    this.world = new World();
    this.clock = new Clock();
    this.channel = null;
    this.theme = remembered("theme") ?? "auto";
    this.chosenLanguage = place().language ?? remembered("language");
    this.learn(this.chosenLanguage ?? languageOf(navigator.language));
    this.line = new Line(
      (packet) => this.take(packet),
      (open) => this.lineChanged(open),
    );
    this.top = new TopBar(this);
    this.side = new Sidebar(this);
    this.heading = new Heading(this);
    this.messages = new Messages(this);
    this.composer = new Composer(this);
    this.members = new Members(this);
    this.log = new Log(this);
    this.panel = new Panel(this);
    this.modals = new Modals(this);
    this.hint = new Hint(this);
    this.light(this.theme);
  }

  /** Puts the page up and opens the line. */
  begin(root) {
    this.toasts = h("div", { class: "toasts", role: "status" });
    this.skip = h("a", { class: "skip", href: "#messages", on: { click: (event) => this.skipTo(event) } });
    this.banner = h("p", { class: "banner", role: "status", hidden: true });
    this.veil = h("div", { class: "veil-drawer", hidden: true, on: { click: () => this.drawer(null) } });
    const room = h(
      "main",
      { class: "room" },
      this.heading.element,
      this.messages.element,
      this.hint.element,
      this.composer.element,
    );
    root.replaceChildren(
      this.skip,
      this.top.element,
      this.banner,
      h("div", { class: "rooms" }, this.side.element, room, this.panel.element, this.veil),
      this.toasts,
    );
    this.line.wish = { persona: place().as ?? null, language: this.chosenLanguage ?? null };
    this.line.open();
    setInterval(() => this.tick(), 1000);
    document.addEventListener("keydown", (event) => this.key(event));
    this.world.on("commands", () => this.askCommands());
    this.world.on("channels", () => this.rooms());
  }

  // --- what arrives

  take(packet) {
    if (packet.op === "world") this.fill(packet);
    else if (packet.op === "event") this.world.apply(packet.name, packet.data);
    else if (packet.op === "log") packet.entries.forEach((entry) => this.log.add(entry));
    else if (packet.op === "clock") this.setClock(packet.now);
  }

  fill(packet) {
    const before = this.channel?.id ?? place().channel;
    const again = this.world.you?.id === packet.you.id;
    const persona = packet.personas.find((one) => one.user.id === packet.you.id);
    this.world.fill(packet);
    this.learn(this.chosenLanguage ?? packet.language ?? languageOf(persona?.locale));
    this.zone = persona?.zone;
    this.locale =
      languageOf(persona?.locale) === this.language ? (persona?.locale ?? this.language) : this.language;
    this.clock.read(this.zone, this.locale);
    this.clock.set(packet.now);
    closeAll();
    if (!again) this.modals.dismiss();
    this.channel = null;
    this.drawAll();
    this.open((this.world.channel(before) ?? this.firstChannel())?.id);
    document.body.dataset.ready = packet.you.id;
  }

  /** The rooms have changed: what is offered in this one too, and it may be gone. */
  rooms() {
    if (!this.channel) return;
    const still = this.world.channel(this.channel.id);
    if (!still) {
      this.open(this.firstChannel()?.id);
      return;
    }
    this.channel = still;
    this.askCommands();
  }

  firstChannel() {
    const channels = [...this.world.channels.values()].filter(
      (one) => one.type !== 4 && !isVoice(one) && !isThread(one) && !isPrivate(one),
    );
    const category = (one) => this.world.channel(one.parent_id)?.position ?? -1;
    return channels.sort((a, b) => category(a) - category(b) || a.position - b.position)[0];
  }

  setClock(now) {
    this.clock.set(now);
    this.tick();
  }

  tick() {
    this.world.tell("clock");
    freshen(this.clock);
  }

  lineChanged(open) {
    if (open && !this.banner.hidden) this.toast(this.t("line.back"));
    this.banner.hidden = open;
    this.banner.textContent = open ? "" : this.t("line.lost");
  }

  // --- drawing

  learn(language) {
    this.language = languageOf(language);
    this.t = speaker(this.language);
    document.documentElement.lang = this.language;
  }

  drawAll() {
    document.title = `${this.t("page.title")} · ${this.t("page.where")}`;
    this.skip.textContent = this.t("page.skip");
    for (const part of [this.top, this.side, this.heading, this.members, this.log, this.panel, this.hint])
      part.draw();
  }

  /** Opens a channel, at one of its messages if one is named. */
  async open(channelId, messageId = null) {
    const channel = this.world.channel(channelId);
    this.drawer(null);
    if (channel?.type === 4) return;
    if (channel?.id !== this.channel?.id || !channel) {
      this.channel = channel ?? null;
      setPlace({ as: this.world.you.id, channel: channelId });
      this.heading.draw();
      this.side.draw();
      this.members.draw();
      this.composer.open(this.channel);
      await this.messages.open(this.channel, this.askCommands());
    }
    if (messageId) await this.messages.jump(messageId);
    else if (channel && matchMedia("(hover: hover)").matches) this.composer.focus();
  }

  get panelShown() {
    return this.panel.shown;
  }

  showPanel(name) {
    this.panel.show(name);
    this.heading.draw();
  }

  /** On narrow screens: brings one side in over the messages, or puts it away. */
  drawer(name) {
    this.side.element.classList.toggle("in", name === "side");
    this.panel.element.classList.toggle("in", name === "panel");
    this.veil.hidden = !name;
    if (name === "side") this.side.enter();
  }

  key(event) {
    if (event.key === "Escape" && !this.veil.hidden) {
      const back = this.side.element.classList.contains("in") ? ".only-narrow" : ".panel-switch";
      this.drawer(null);
      if (this.panelShown && matchMedia("(max-width: 1000px)").matches) this.showPanel(null);
      document.querySelector(back)?.focus();
    }
    const typing = event.target.closest?.("input, textarea, select, dialog, [popover], [role=log]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && this.channel) {
      event.preventDefault();
      this.composer.palette();
    }
  }

  skipTo(event) {
    event.preventDefault();
    (this.messages.current() ?? this.messages.element).focus();
  }

  // --- asking the sandbox

  ask(what, args) {
    return this.line.ask(what, args);
  }

  /** Asks, and says so when it did not work; answers what came back, or null. */
  async try(what, args) {
    try {
      return (await this.ask(what, args)) ?? {};
    } catch (error) {
      this.complain(error);
      return null;
    }
  }

  /** What went wrong, in words. */
  why(error) {
    if (error.code === "lost") return this.t("line.unsent");
    if (error.code === "unanswered") return `${this.t("message.failed")} — ${this.t("message.failed.note")}`;
    return this.t("failed", { message: error.message });
  }

  complain(error) {
    this.toast(this.why(error));
  }

  toast(words) {
    const one = h("p", { class: "toast" }, words);
    this.toasts.append(one);
    setTimeout(() => one.remove(), 5000);
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast(this.t("log.copied"));
    } catch {
      this.toast(this.t("log.uncopied"));
    }
  }

  // --- who and how

  /** Becomes somebody else: the sandbox answers with the world as they see it. */
  become(persona) {
    this.line.be(persona, this.chosenLanguage ?? null);
    setPlace({ as: persona, channel: this.channel?.id });
  }

  /** Speaks another language from now on; the apps are told so too, as a Discord client would. */
  speak(language) {
    this.chosenLanguage = language;
    remember("language", language);
    this.composer.leave(false);
    this.line.be(this.world.you.id, language);
  }

  light(theme) {
    this.theme = theme;
    remember("theme", theme);
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  // --- what parts do to each other

  person(userId, anchor) {
    openPerson(this, userId, anchor);
  }

  personMenu(event, userId) {
    event.preventDefault();
    const point = event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : null;
    openPerson(this, userId, event.currentTarget, point);
  }

  mention(userId) {
    this.composer.mention(userId);
  }

  replyTo(message) {
    if (!(message.flags & 64)) this.composer.answer(message);
  }

  edit(message) {
    editMessage(this, message);
  }

  dismiss(message) {
    this.world.drop(message.channel_id, message.id);
    this.ask("dismiss", { channel: message.channel_id, message: message.id }).catch(() => {});
    this.composer.focus();
  }

  async openDm(userId) {
    const channel = await this.try("open_dm", { user: userId });
    if (channel) this.open(channel.id);
  }

  // --- commands

  /** Learns which commands are offered in the open channel. */
  async askCommands() {
    const { channel } = this;
    if (!channel) return;
    const commands = await this.ask("commands", { channel: channel.id }).catch(() => null);
    if (!commands || this.channel?.id !== channel.id) return;
    const before = this.world.commands.map((one) => one.version).join();
    this.world.commands = commands;
    // Messages name the commands that made them, in this page's language.
    if (before && before !== commands.map((one) => one.version).join()) this.messages.redraw();
  }

  commandsOf(type) {
    return this.world.commands.filter((command) => (command.type ?? 1) === type);
  }

  localName(command) {
    return local(command, "name", this.language);
  }

  /** A used command's name as this language calls it. */
  commandName(name, type) {
    const root = name.split(" ")[0];
    const known = this.world.commands.find((one) =>
      type === 1 ? (one.type ?? 1) === 1 && one.name === root : one.type !== 1 && one.name === name,
    );
    if (!known) return name;
    if (type !== 1) return this.localName(known);
    const names = [];
    let at = known;
    for (const part of name.split(" ")) {
      at = part === known.name && !names.length ? known : at?.options?.find((option) => option.name === part);
      names.push(at ? this.localName(at) : part);
    }
    return names.join(" ");
  }

  startCommand(id, name) {
    this.composer.startById(id, name);
  }

  useMenu(command, target) {
    this.try("menu", { command: command.id, ...target });
  }
}
