/** What people, roles and channels a picker offers, filtered by what was typed. */
import { channelIcon, channelName, colourOf, hex, nameOf, portrait, roleStyle } from "./names.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** Lower case and width folded, so that ｶﾅ finds かな's likes and Aoi finds aoi. */
export function folded(text) {
  return String(text ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** Keeps the items whose title, note or `words` hold the typed text; those that begin with it first. */
export function matching(items, typed) {
  const wanted = folded(typed.trim());
  if (!wanted) return items;
  const ranked = items.map((item) => {
    const words = [item.title, ...(item.words ?? []), item.note].filter(Boolean).map(folded);
    const begins = words.some((word) => word.startsWith(wanted));
    return { item, rank: begins ? 0 : words.some((word) => word.includes(wanted)) ? 1 : 2 };
  });
  return ranked
    .filter(({ rank }) => rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** The people who can be picked in a channel. */
export function people(app, channel) {
  const { world } = app;
  const guild = channel?.guild_id;
  return world
    .peopleOf(channel)
    .map((user) => {
      const name = nameOf(world, user.id, guild, user);
      const you = user.id === world.you.id ? ` (${app.t("member.you")})` : "";
      return {
        value: user.id,
        kind: "user",
        title: name,
        titleNode: h("bdi", { class: "role-ink", style: roleStyle(colourOf(world, guild, user.id)) }, name),
        note: `${user.username}${you}`,
        words: [user.global_name],
        picture: portrait(user, name, 28),
        bot: Boolean(user.bot),
      };
    })
    .sort((a, b) => a.bot - b.bot || a.title.localeCompare(b.title, app.language));
}

/** The roles that can be picked in a channel's server. */
export function roles(app, channel) {
  const guild = app.world.guilds.get(channel?.guild_id);
  return [...(guild?.roles.values() ?? [])]
    .filter((role) => role.id !== guild.id)
    .sort((a, b) => b.position - a.position)
    .map((role) => ({
      value: role.id,
      kind: "role",
      title: role.name,
      titleNode: h(
        "bdi",
        { class: "role-ink", style: roleStyle(role.color ? hex(role.color) : null) },
        role.name,
      ),
      note: app.t("option.role"),
      picture: icon("tag", 18),
    }));
}

/** The channels that can be picked in a channel's server, of the allowed kinds if there are any. */
export function channels(app, channel, types = null) {
  return [...app.world.channels.values()]
    .filter(
      (one) =>
        one.guild_id === channel?.guild_id && (types?.length ? types.includes(one.type) : one.type !== 4),
    )
    .map((one) => ({
      value: one.id,
      kind: "channel",
      title: channelName(app.world, one, app.t),
      note: one.topic ?? "",
      picture: channelIcon(one, 18),
    }));
}
