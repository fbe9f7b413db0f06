/** What can be done with a message: reacting, replying, editing, deleting, the apps' message commands. */
import { h } from "./dom.js";
import { pickEmoji } from "./emoji.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { emojiText } from "./picker.js";

const EPHEMERAL = 64;

/** The reactions under a message, each a switch. */
export function reactions(app, message) {
  if (!message.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map((one) => {
      const emoji = emojiText(one.emoji);
      return h(
        "button",
        {
          type: "button",
          class: one.me ? "reaction mine" : "reaction",
          "aria-pressed": String(Boolean(one.me)),
          "data-key": `r-${emoji}`,
          "aria-label": app.t(one.me ? "reaction.mine" : "reaction.toggle", { emoji, count: one.count }),
          on: { click: () => react(app, message, one.emoji, one.me) },
        },
        h("span", { class: "emoji" }, emoji),
        h("span", { class: "count" }, one.count),
      );
    }),
  );
}

function react(app, message, emoji, mine) {
  const named = emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name;
  app.try(mine ? "unreact" : "react", { channel: message.channel_id, message: message.id, emoji: named });
}

function tool(app, name, key, act) {
  return h(
    "button",
    {
      type: "button",
      class: "tool",
      "data-tool": "",
      "data-key": key,
      tabindex: "-1",
      "aria-label": app.t(key),
      title: app.t(key),
      on: { click: act },
    },
    icon(name, 18),
  );
}

/** The small bar that appears over a message that is pointed at or has the focus. */
export function tools(app, message) {
  const ephemeral = message.flags & EPHEMERAL;
  const mine = message.author.id === app.world.you.id;
  const bar = h("div", { class: "tools", role: "group", "aria-label": app.t("message.tools") });
  if (!ephemeral) {
    bar.append(
      tool(app, "smile", "act.react", (event) => askReaction(app, message, event.currentTarget)),
      tool(app, "reply", "act.reply", () => app.replyTo(message)),
    );
    if (mine) bar.append(tool(app, "pencil", "act.edit", () => app.edit(message)));
  }
  bar.append(tool(app, "more", "act.more", (event) => messageMenu(app, message, event.currentTarget)));
  return bar;
}

function askReaction(app, message, anchor) {
  pickEmoji(app, anchor, (emoji) => react(app, message, { name: emoji, id: null }, false));
}

/** Everything that can be done with a message, as a menu beside `anchor` or at the pointer. */
export function messageMenu(app, message, anchor, point = null) {
  const { t, world } = app;
  const ephemeral = message.flags & EPHEMERAL;
  const mine = message.author.id === world.you.id;
  const channel = world.channel(message.channel_id);
  const link = `https://discord.com/channels/${channel?.guild_id ?? "@me"}/${message.channel_id}/${message.id}`;
  const items = [
    !ephemeral && { words: t("act.reply"), icon: "reply", act: () => app.replyTo(message) },
    !ephemeral && { words: t("act.react"), icon: "smile", act: () => askReaction(app, message, anchor) },
    mine && !ephemeral && { words: t("act.edit"), icon: "pencil", act: () => app.edit(message) },
    mine &&
      !ephemeral && {
        words: t("act.delete"),
        icon: "bin",
        sure: t("act.delete.sure"),
        danger: true,
        act: () => remove(app, message),
      },
    { words: t("act.copy"), icon: "copy", act: () => app.copy(message.content) },
    !ephemeral && { words: t("act.link"), icon: "link", act: () => app.copy(link) },
    { words: t("act.copyid"), icon: "tag", act: () => app.copy(message.id) },
  ].filter(Boolean);
  const commands = ephemeral ? [] : app.commandsOf(3);
  openMenu(
    app,
    anchor,
    [
      ...items,
      ...commands.map((command, index) => ({
        heading: index === 0 ? t("act.apps") : null,
        words: app.localName(command),
        icon: "slash",
        act: () => app.useMenu(command, { channel: message.channel_id, message: message.id }),
      })),
    ],
    { label: t("message.tools"), point },
  );
}

function remove(app, message) {
  app.try("delete", { channel: message.channel_id, message: message.id });
}
