/** How people, roles and channels are called and drawn. */
import { h, svg } from "./dom.js";
import { icon, mark } from "./icons.js";
import { isThread } from "./world.js";

// Marks that take no room or show nothing, the Hangul fillers among them: a name of these alone can't be read.
const INVISIBLE = /[\p{C}\p{Z}\p{M}\u115f\u1160\u3164\uffa0\u2800]/gu;

/** What somebody is called here: nickname, shown name, account name, in that order, if it can be read at all. */
export function nameOf(world, userId, guildId, user = world.user(userId)) {
  const member = world.member(guildId, userId);
  const choices = [member?.nick, user?.global_name, user?.username];
  return choices.find((name) => name?.replace(INVISIBLE, "")) ?? `@${userId}`;
}

const TONES = [
  "#7a5c3a",
  "#3f6b57",
  "#3d5a8a",
  "#8f4a3a",
  "#6a5683",
  "#55692a",
  "#8a5a16",
  "#32687c",
  "#8a4766",
  "#52606d",
  "#6b4f8a",
];

/** The colour that goes with an id, always the same one. */
function tone(id) {
  // The lowest digits tell apart those who came in the same millisecond.
  return TONES[Number(BigInt(id) % BigInt(TONES.length))];
}

function firstLetter(name) {
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name);
  for (const { segment } of segments)
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment)) return segment.toUpperCase();
  return "?";
}

/** A drawn portrait: a disc with the first letter, a board with the house's mark for apps. */
export function portrait(user, name, size = 40) {
  const frame = h("span", {
    class: user?.bot ? "portrait app" : "portrait",
    "aria-hidden": "true",
    style: { "--size": `${size}px`, "--tone": tone(user?.id ?? "0") },
  });
  if (user?.bot) frame.append(mark(Math.round(size * 0.78)));
  else {
    frame.append(
      svg(
        "svg",
        { viewBox: "0 0 40 40", width: size, height: size, focusable: "false" },
        svg("circle", { cx: 20, cy: 20, r: 20, class: "disc" }),
        svg("path", { d: "M0 31c7-5 13-5 20 0s13 5 20 0v9H0z", class: "wave" }),
      ),
      h("span", { class: "letter", "data-letter": firstLetter(name) }),
    );
  }
  return frame;
}

/** The colour of somebody's highest coloured role as `#rrggbb`, or null. */
export function colourOf(world, guildId, userId) {
  const guild = world.guilds.get(guildId);
  const roles = (world.member(guildId, userId)?.roles ?? []).map((id) => guild.roles.get(id));
  const coloured = roles.filter((role) => role?.color).sort((a, b) => b.position - a.position);
  return coloured.length ? hex(coloured[0].color) : null;
}

/** A colour number as CSS. */
export function hex(colour) {
  return `#${colour.toString(16).padStart(6, "0")}`;
}

/** The style that shows a role's colour; the sheet mixes it with the ink so that it stays readable. */
export function roleStyle(colour) {
  return colour ? { "--role": colour } : {};
}

const CHANNEL_ICONS = {
  1: "person",
  2: "voice",
  3: "people",
  5: "news",
  13: "stage",
  15: "forum",
  16: "forum",
};

export function channelIcon(channel, size) {
  return icon(isThread(channel) ? "thread" : (CHANNEL_ICONS[channel?.type] ?? "hash"), size);
}

/** How a channel is written where it is spoken of: `#name`, a person `@name`, a voice channel by its name. */
export function channelMark(world, channel, t) {
  const mark =
    channel?.type === 1 || channel?.type === 3 ? "@" : channel?.type === 2 || channel?.type === 13 ? "" : "#";
  return mark + channelName(world, channel, t);
}

/** What a channel is called: its name, or the other people's in a private conversation. */
export function channelName(world, channel, t) {
  if (!channel) return t("channel.unknown");
  if (channel.name) return channel.name;
  const others = (channel.recipients ?? []).filter((user) => user.id !== world.you?.id);
  return others.map((user) => nameOf(world, user.id, undefined, user)).join(", ") || t("channel.unknown");
}
