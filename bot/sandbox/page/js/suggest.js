/** What the box where messages are written offers while one types: commands after /, people after @, channels after #. */
import { channels, matching, people, roles } from "./choices.js";
import { entries, finding, named } from "./commands.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { portrait } from "./names.js";
import { OptionList } from "./list.js";

const MOST = 30;
const COMMAND = /^[/／]([^\n]*)$/;
const CALL = /(?:^|[^\w@＠])([@＠])([^\s@＠]{0,32})$/;
const PLACE = /(?:^|[^\w#＃])([#＃])([^\s#＃]{0,32})$/;

export class Suggest {
  /**
   * @param {object} app
   * @param {HTMLTextAreaElement} box
   * @param {{command: (entry: object) => void}} takes
   */
  constructor(app, box, { command }) {
    this.app = app;
    this.box = box;
    this.command = command;
    this.tokens = new Map(); // what stands in the box -> what is sent for it
    this.hint = h("p", { class: "suggest-hint quiet", role: "status" });
    this.list = new OptionList({ field: box, label: "", choose: (item) => item.act() });
    this.element = h("div", { class: "suggest", hidden: true }, this.list.element, this.hint);
  }

  get open() {
    return !this.element.hidden;
  }

  close() {
    this.element.hidden = true;
    this.box.removeAttribute("aria-activedescendant");
  }

  /** Looks at what is written before the caret and offers what goes with it. */
  look() {
    const { box } = this;
    const before = box.value.slice(0, box.selectionStart);
    const command = COMMAND.exec(box.value);
    if (command) {
      this.offerCommands(command[1]);
      return;
    }
    const call = CALL.exec(before);
    const place = PLACE.exec(before);
    if (call) this.offer(this.peopleItems(call[2]), call[2].length + 1);
    else if (place) this.offer(this.channelItems(place[2]), place[2].length + 1);
    else this.close();
  }

  offerCommands(typed) {
    const { app } = this;
    const all = entries(app.world.commands, app.language);
    const exact = /\s$/.test(typed) && named(all, typed);
    if (exact && !all.some((one) => one !== exact && one.name.startsWith(`${exact.name} `))) {
      this.close();
      this.command(exact);
      return;
    }
    const found = finding(all, typed);
    // A whole sentence after a slash is a sentence: the list steps aside so that Enter sends it.
    if (!found.length && typed.includes(" ")) {
      this.close();
      return;
    }
    this.list.show(found.slice(0, MOST).map((one) => this.commandItem(one)));
    this.hint.textContent = all.length
      ? found.length
        ? app.t("palette.hint")
        : app.t("palette.none", { query: typed })
      : app.t("palette.empty");
    this.reveal(app.t("palette.title"));
  }

  commandItem(entry) {
    const { app } = this;
    const bot = app.world.user(entry.command.application_id);
    const other = entry.words.slice(0, 2).find((name) => name !== entry.name);
    const options = entry.options.filter((option) => option.required).length;
    return {
      value: entry.command.id,
      title: `/${entry.name}`,
      titleNode: h(
        "span",
        {},
        h("b", { class: "command-name" }, `/${entry.name}`),
        other ? h("span", { class: "quiet other-name" }, `/${other}`) : null,
        options ? h("span", { class: "dots-count", "aria-hidden": "true" }, "•".repeat(options)) : null,
      ),
      note: entry.note,
      picture: bot ? portrait(bot, bot.username, 28) : icon("slash", 20),
      act: () => {
        this.close();
        this.command(entry);
      },
    };
  }

  peopleItems(typed) {
    const { app } = this;
    const all = [...people(app, app.channel), ...roles(app, app.channel)];
    return matching(all, typed)
      .slice(0, MOST)
      .map((item) => ({
        ...item,
        written: `@${item.title}`,
        token: item.kind === "role" ? `<@&${item.value}>` : `<@${item.value}>`,
      }));
  }

  channelItems(typed) {
    const { app } = this;
    return matching(channels(app, app.channel), typed)
      .slice(0, MOST)
      .map((item) => ({ ...item, written: `#${item.title}`, token: `<#${item.value}>` }));
  }

  offer(items, length) {
    if (!items.length) {
      this.close();
      return;
    }
    this.list.show(items.map((item) => ({ ...item, act: () => this.put(item.written, item.token, length) })));
    this.hint.textContent = "";
    this.reveal(this.app.t("composer.suggest"));
  }

  reveal(label) {
    this.list.element.setAttribute("aria-label", label);
    this.element.hidden = false;
    this.list.point(this.list.at);
  }

  /** Writes a mention in place of the `length` characters before the caret. */
  put(written, token, length = 0) {
    const { box } = this;
    this.tokens.set(written, token);
    box.setRangeText(`${written} `, box.selectionStart - length, box.selectionEnd, "end");
    this.close();
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** The text as it is sent: written names become mentions again, the longest first. */
  sent(text) {
    const names = [...this.tokens.keys()].sort((a, b) => b.length - a.length);
    return names.reduce((so_far, name) => so_far.replaceAll(name, this.tokens.get(name)), text);
  }

  /** Handles a key while the list is open; true when it was taken. */
  key(event) {
    if (!this.open) return false;
    if (event.key === "Escape") {
      this.close();
      event.preventDefault();
      return true;
    }
    if (event.key === "Tab" && this.list.active) {
      this.list.take(this.list.active);
      event.preventDefault();
      return true;
    }
    return this.list.key(event);
  }
}
