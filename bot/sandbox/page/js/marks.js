/** Draws what markdown.js has read: words, mentions, times, spoilers. */
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { plain, read } from "./markdown.js";
import { channelIcon, channelName, hex, nameOf, roleStyle } from "./names.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strike: "s", quote: "blockquote" };
const JUMP =
  /^https:\/\/(?:(?:canary|ptb)\.)?discord(?:app)?\.com\/channels\/(@me|\d+)\/(\d+)(?:\/(\d+))?\/?$/;
// What is shown as a picture: emoji by nature or by the selector after them, with their joiners, skins and flags.
const EMOJI =
  /(?:\p{Regional_Indicator}{2}|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)(?:[\u{1F3FB}-\u{1F3FF}\uFE0F\u20E3]|\u200D\p{Extended_Pictographic})*)+/gu;
const PICTOGRAPHS = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u;

/**
 * Draws a message text.
 * @param {object} app the page: world, clock, words and what can be opened
 * @param {string} source the markdown
 * @param {{guild?: string, message?: object, jumbo?: boolean}} where what mentions are looked up in
 */
export function marks(app, source, where = {}) {
  const tree = read(source);
  const text = tree.every((node) => ["words", "break"].includes(node.is)) ? String(source).trim() : "";
  const big =
    where.jumbo &&
    text &&
    /\p{Extended_Pictographic}/u.test(text) &&
    PICTOGRAPHS.test(text) &&
    [...text].length <= 40;
  return h("div", { class: big ? "marks jumbo" : "marks", dir: "auto" }, draw(app, tree, where));
}

/** A message text in a few plain words, for a preview. */
export function summary(app, source, guild) {
  const { world, clock, t } = app;
  const called = {
    user: ({ id }) => world.user(id) && `@${nameOf(world, id, guild)}`,
    role: ({ id }) => `@${world.guilds.get(guild)?.roles.get(id)?.name ?? t("role.unknown")}`,
    channel: ({ id }) => `#${channelName(world, world.channel(id), t)}`,
    time: ({ unix, style }) => clock.stamp(unix, style),
  };
  return plain(read(source), (node) => called[node.is]?.(node));
}

function draw(app, nodes, where) {
  return nodes.map((node) => (DRAWN[node.is] ?? wrapped)(app, node, where));
}

function wrapped(app, node, where) {
  return h(TAGS[node.is] ?? "span", {}, draw(app, node.children ?? [], where));
}

function spoiler(app, node, where) {
  const inside = h("span", { class: "spoiler-inside" }, draw(app, node.children, where));
  const cover = h(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: "0",
      "aria-label": app.t("spoiler.show"),
      "aria-expanded": "false",
    },
    inside,
  );
  const show = (event) => {
    if (cover.classList.contains("shown")) return;
    event.preventDefault();
    event.stopPropagation();
    cover.classList.add("shown");
    inside.inert = false;
    for (const name of ["role", "tabindex", "aria-label", "aria-expanded"]) cover.removeAttribute(name);
  };
  inside.inert = true;
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") show(event);
  });
  return cover;
}

function link(app, node, where) {
  const jump = JUMP.exec(node.href);
  const target = jump && app.world.channel(jump[2]);
  if (target) return place(app, target, jump[3], node.children && draw(app, node.children, where));
  const inside = node.children ? draw(app, node.children, where) : node.text;
  return h("a", { href: node.href, target: "_blank", rel: "noopener noreferrer", title: node.href }, inside);
}

/** A channel, or one of its messages, that opens here. */
function place(app, channel, messageId, words) {
  return h(
    "button",
    { type: "button", class: "mention place", on: { click: () => app.open(channel.id, messageId) } },
    words ?? [
      channelIcon(channel, 15),
      channelName(app.world, channel, app.t),
      messageId ? [" › ", icon("reply", 13)] : null,
    ],
  );
}

function user(app, node, { guild }) {
  const known = app.world.user(node.id);
  if (!known) return h("span", { class: "mention" }, node.raw);
  const you = node.id === app.world.you?.id;
  return h(
    "button",
    {
      type: "button",
      class: you ? "mention you" : "mention",
      on: { click: (event) => app.person(node.id, event.currentTarget) },
    },
    "@",
    h("bdi", {}, nameOf(app.world, node.id, guild)),
  );
}

function role(app, node, { guild }) {
  const known = app.world.guilds.get(guild)?.roles.get(node.id);
  const mine = app.world.member(guild, app.world.you?.id)?.roles ?? [];
  return h(
    "span",
    {
      class: `mention role${mine.includes(node.id) ? " you" : ""}`,
      style: roleStyle(known?.color ? hex(known.color) : null),
    },
    "@",
    h("bdi", {}, known?.name ?? app.t("role.unknown")),
  );
}

function channel(app, node) {
  const known = app.world.channel(node.id);
  if (known) return place(app, known);
  return h("span", { class: "mention" }, "#", app.t("channel.unknown"));
}

function command(app, node) {
  return h(
    "button",
    { type: "button", class: "mention", on: { click: () => app.startCommand(node.id, node.text) } },
    node.text,
  );
}

function everyone(app, node, { message }) {
  // Shown as a call only where it called: an @everyone that pinged nobody is just words.
  return message?.mention_everyone ? h("span", { class: "mention you" }, node.text) : node.text;
}

function time(app, node) {
  const { clock } = app;
  if (Math.abs(node.unix) > 8.64e12) return node.raw;
  const live = node.style === "R" ? { "data-live": String(node.unix) } : {};
  return h(
    "time",
    {
      class: "stamp",
      datetime: new Date(node.unix * 1000).toISOString(),
      title: clock.stamp(node.unix, "F"),
      ...live,
    },
    clock.stamp(node.unix, node.style),
  );
}

function list(app, node, where) {
  const items = node.children.map((item) => h("li", {}, draw(app, item.children, where)));
  return node.ordered ? h("ol", { start: node.start }, items) : h("ul", {}, items);
}

/** Words, with their emoji in the emoji font: other fonts have some of them too, in black and white. */
function words(app, node) {
  const parts = [];
  let from = 0;
  for (const match of node.text.matchAll(EMOJI)) {
    parts.push(node.text.slice(from, match.index), h("span", { class: "emoji" }, match[0]));
    from = match.index + match[0].length;
  }
  return [...parts, node.text.slice(from)];
}

const DRAWN = {
  words,
  break: () => h("br"),
  code: (app, node) => h("code", {}, node.text),
  codeblock: (app, node) =>
    h("pre", { tabindex: "0", "data-language": node.language || null }, h("code", {}, node.text)),
  heading: (app, node, where) =>
    h(
      "p",
      { class: `heading h${node.level}`, role: "heading", "aria-level": node.level + 2 },
      draw(app, node.children, where),
    ),
  subtext: (app, node, where) => h("small", { class: "subtext" }, draw(app, node.children, where)),
  emoji: (app, node) => h("span", { class: "custom-emoji", title: node.text }, node.text),
  spoiler,
  link,
  user,
  role,
  channel,
  command,
  everyone,
  time,
  list,
};

/** Tells the relative times on the page anew; called as the sandbox's clock goes on. */
export function freshen(clock, root = document) {
  for (const element of root.querySelectorAll("time[data-live]")) {
    const words = clock.stamp(Number(element.dataset.live), "R");
    if (element.textContent !== words) element.textContent = words;
  }
}
