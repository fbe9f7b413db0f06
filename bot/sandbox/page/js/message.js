/** One message, whole: who, when, what, its parts, its reactions and what can be done with it. */
import { h } from "./dom.js";
import { embed } from "./embeds.js";
import { unixOf } from "./clock.js";
import { icon } from "./icons.js";
import { marks, summary } from "./marks.js";
import { attachment } from "./media.js";
import { colourOf, nameOf, portrait, roleStyle } from "./names.js";
import { parts } from "./parts.js";
import { reactions, tools } from "./doing.js";

export const EPHEMERAL = 64;
const LOADING = 128;
const LAYOUT = 1 << 15;
const SILENT_EMBEDS = 4;
const SAID = new Set([0, 19, 20, 21, 23]);

/** What a message's author is called where it stands. */
export function authorName(app, message) {
  const guild = app.world.channel(message.channel_id)?.guild_id;
  return nameOf(app.world, message.author.id, guild, app.world.user(message.author.id) ?? message.author);
}

/** True when a message can stand under the one before it without naming its author again. */
export function follows(app, message, before) {
  if (!before || !SAID.has(before.type) || message.type !== 0) return false;
  if (before.author.id !== message.author.id || used(message)) return false;
  if ((before.flags ^ message.flags) & EPHEMERAL) return false;
  return unixOf(message.timestamp) - unixOf(before.timestamp) < 420;
}

/** Draws a message; `compact` leaves out the name and portrait. */
export function drawMessage(app, message, compact) {
  const { world } = app;
  const guild = world.channel(message.channel_id)?.guild_id;
  const ephemeral = Boolean(message.flags & EPHEMERAL);
  const called = world.callsYou(message) && message.author.id !== world.you.id;
  const classes = ["message", compact && "compact", ephemeral && "ephemeral", called && "called"].filter(
    Boolean,
  );
  const said = SAID.has(message.type);
  const article = h("article", {
    class: classes.join(" "),
    id: `m-${message.id}`,
    "data-id": message.id,
    tabindex: "-1",
    "aria-label": [
      authorName(app, message),
      app.clock.time(unixOf(message.timestamp)),
      called && app.t("message.mentions.you"),
    ]
      .filter(Boolean)
      .join(", "),
  });
  const where = { guild, message, jumbo: true };
  article.append(
    ...[
      compact || !said ? null : context(app, message),
      gutter(app, message, compact, said),
      h("div", { class: "content" }, said ? said_(app, message, compact, where) : system(app, message)),
      tools(app, message),
    ].filter(Boolean),
  );
  return article;
}

function said_(app, message, compact, where) {
  return [
    compact ? null : head(app, message, where.guild),
    body(app, message, where),
    reactions(app, message),
    threadLink(app, message),
    message.flags & EPHEMERAL ? onlyYou(app, message) : null,
  ];
}

/** The line over a message that answers another one, or a command. */
function context(app, message) {
  const use = used(message);
  if (use) return usedLine(app, message, use);
  if (message.type !== 19) return null;
  const target = message.referenced_message;
  if (!target)
    return h(
      "div",
      { class: "context" },
      icon("reply", 15),
      h("span", { class: "quiet" }, app.t("message.reply.gone")),
    );
  const guild = app.world.channel(message.channel_id)?.guild_id;
  const words = summary(app, target.content, guild) || app.t("message.reply.blank");
  const name = authorName(app, target);
  return h(
    "div",
    { class: "context" },
    icon("reply", 15),
    h(
      "button",
      {
        type: "button",
        class: "quoted",
        "data-tool": "",
        tabindex: "-1",
        on: { click: () => app.open(target.channel_id, target.id) },
      },
      h("span", { class: "unseen" }, app.t("message.reply.to")),
      portrait(target.author, name, 16),
      h("b", {}, h("bdi", {}, name)),
      h("span", { class: "quiet", dir: "auto" }, words),
    ),
  );
}

/** The command use that brought a message about, through a form or not. */
function used(message) {
  const made = message.interaction_metadata;
  const origin = made?.type === 5 ? made.triggering_interaction_metadata : made;
  if (origin?.type !== 2) return null;
  const name = message.interaction?.name ?? origin.name ?? made.name;
  return name ? { name, user: made.user ?? message.interaction?.user } : null;
}

function usedLine(app, message, { name, user }) {
  const who = nameOf(app.world, user.id, app.world.channel(message.channel_id)?.guild_id, user);
  const menu = message.type === 23;
  const shown = app.commandName(name, menu ? 2 : 1);
  const [before, between, after] = app
    .t(menu ? "message.used.menu" : "message.used", { name: "\u0000", command: "\u0001" })
    .split(/[\u0000\u0001]/);
  return h(
    "div",
    { class: "context used" },
    portrait(user, who, 16),
    h(
      "span",
      {},
      before,
      h("b", {}, h("bdi", {}, who)),
      between,
      h("b", { class: "command-name" }, menu ? shown : `/${shown}`),
      after,
    ),
  );
}

function gutter(app, message, compact, said) {
  const unix = unixOf(message.timestamp);
  if (!said) return h("div", { class: "gutter system" }, icon("right", 16));
  if (compact)
    return h("div", { class: "gutter" }, h("time", { datetime: message.timestamp }, app.clock.time(unix)));
  const name = authorName(app, message);
  return h(
    "div",
    { class: "gutter" },
    h(
      "button",
      {
        type: "button",
        class: "plain-portrait",
        tabindex: "-1",
        "aria-hidden": "true",
        on: { click: (event) => app.person(message.author.id, event.currentTarget) },
      },
      portrait(message.author, name, 40),
    ),
  );
}

function head(app, message, guild) {
  const { author } = message;
  const name = authorName(app, message);
  const unix = unixOf(message.timestamp);
  return h(
    "header",
    { class: "head" },
    h(
      "button",
      {
        type: "button",
        class: "name role-ink",
        "data-tool": "",
        tabindex: "-1",
        style: roleStyle(colourOf(app.world, guild, author.id)),
        on: {
          click: (event) => app.person(author.id, event.currentTarget),
          contextmenu: (event) => app.personMenu(event, author.id),
        },
      },
      h("bdi", {}, name),
    ),
    author.bot ? h("span", { class: "badge" }, app.t("member.bot")) : null,
    h("time", { datetime: message.timestamp, title: app.clock.stamp(unix, "F") }, app.clock.time(unix)),
  );
}

function body(app, message, where) {
  if (message.flags & LOADING && !message.content && !message.components?.length)
    return thinking(app, message);
  const edited = message.edited_timestamp ? h("span", { class: "edited" }, app.t("message.edited")) : null;
  const text = message.content ? marks(app, message.content, where) : null;
  if (text && edited) text.append(" ", edited);
  const embeds = message.flags & SILENT_EMBEDS ? [] : (message.embeds ?? []);
  const shown = [
    text,
    message.flags & LAYOUT ? null : (message.attachments ?? []).map((file) => attachment(app, file)),
    embeds.map((one) => embed(app, one, where)),
    message.components?.length ? h("div", { class: "parts" }, parts(app, message.components, where)) : null,
    edited && !text ? edited : null,
  ];
  const nothing = !text && shown.every((part) => !part || (Array.isArray(part) && !part.length));
  return h("div", { class: "body" }, nothing ? h("span", { class: "quiet" }, app.t("message.blank")) : shown);
}

function thinking(app, message) {
  return h(
    "p",
    { class: "thinking", role: "status" },
    h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    app.t("message.thinking", { name: authorName(app, message) }),
  );
}

function threadLink(app, message) {
  const thread = message.thread && (app.world.channel(message.thread.id) ?? message.thread);
  if (!thread) return null;
  return h(
    "button",
    { type: "button", class: "thread-link", on: { click: () => app.open(thread.id) } },
    icon("thread", 16),
    h("bdi", {}, thread.name),
    h("span", { class: "quiet" }, app.t("message.thread")),
  );
}

function onlyYou(app, message) {
  return h(
    "p",
    { class: "only-you" },
    icon("eye", 15),
    app.t("message.only"),
    h(
      "button",
      { type: "button", class: "text-button", on: { click: () => app.dismiss(message) } },
      app.t("message.dismiss"),
    ),
  );
}

function system(app, message) {
  const name = authorName(app, message);
  const keys = {
    1: "added",
    4: "renamed",
    6: "pinned",
    7: "joined",
    8: "boost",
    9: "boost",
    10: "boost",
    11: "boost",
    18: "thread",
  };
  const key = `system.${keys[message.type] ?? "other"}`;
  const unix = unixOf(message.timestamp);
  return [
    h(
      "p",
      { class: "system-words", dir: "auto" },
      app.t(key, { name, thread: message.content, type: message.type }),
      " ",
      h("time", { datetime: message.timestamp }, app.clock.time(unix)),
    ),
    message.type === 18 && message.message_reference
      ? threadLink(app, { thread: app.world.channel(message.message_reference.channel_id) })
      : null,
    reactions(app, message),
  ];
}
