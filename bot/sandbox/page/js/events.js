/**
 * How each event changes what is seen: Discord's gateway events, and three of the page's own (CHANNELS, all that
 * can be seen now; COMMANDS, they may have changed; MODAL, a form). One that is not listed changes nothing here.
 */

function channelsKnown(world, channels) {
  world.setChannels(channels);
  world.tell("channels");
}

function memberKept(world, { guild_id: guildId, ...member }) {
  const known = world.member(guildId, member.user.id);
  world.addMember(guildId, { ...known, ...member });
  world.tell("members");
}

function roleKept(world, { guild_id: guildId, role }) {
  world.guilds.get(guildId)?.roles.set(role.id, role);
  world.tell("members");
}

function reaction(world, data, change) {
  const message = world.message(data.channel_id, data.message_id);
  if (!message) return;
  message.reactions = change([...(message.reactions ?? [])]);
  world.tell("message", { kind: "changed", message });
}

const sameEmoji = (a, b) => (a.id ?? a.name) === (b.id ?? b.name);

function reactionAdded(world, data) {
  const mine = data.user_id === world.you?.id;
  reaction(world, data, (reactions) => {
    const at = reactions.findIndex((one) => sameEmoji(one.emoji, data.emoji));
    if (at < 0) return [...reactions, { emoji: data.emoji, count: 1, me: mine }];
    const known = reactions[at];
    reactions[at] = { ...known, count: known.count + 1, me: known.me || mine };
    return reactions;
  });
}

function reactionRemoved(world, data) {
  const mine = data.user_id === world.you?.id;
  reaction(world, data, (reactions) =>
    reactions
      .map((one) =>
        sameEmoji(one.emoji, data.emoji) ? { ...one, count: one.count - 1, me: one.me && !mine } : one,
      )
      .filter((one) => one.count > 0),
  );
}

function messageCreated(world, message) {
  const fresh = world.keep(message);
  const channel = world.channel(message.channel_id);
  if (channel) channel.last_message_id = message.id;
  world.typing.get(message.channel_id)?.delete(message.author?.id);
  if (fresh && message.author?.id !== world.you?.id && world.callsYou(message)) {
    world.mentions.set(message.channel_id, (world.mentions.get(message.channel_id) ?? 0) + 1);
  }
  world.tell("message", { kind: fresh ? "new" : "changed", message });
  world.tell("typing", message.channel_id);
  world.tell("unread");
}

function messageUpdated(world, change) {
  const known = world.message(change.channel_id, change.id);
  if (!known) return;
  const { list } = world.log(change.channel_id);
  // An event is the same for everybody, so it does not say which reactions are ours.
  const message = { ...known, ...change, reactions: known.reactions };
  list[list.indexOf(known)] = message;
  world.tell("message", { kind: "changed", message });
}

function typingStarted(world, { channel_id: channelId, user_id: userId, member }) {
  if (userId === world.you?.id) return;
  if (member?.user) world.users.set(userId, member.user);
  if (!world.typing.has(channelId)) world.typing.set(channelId, new Map());
  world.typing.get(channelId).set(userId, Date.now() + 10_000);
  world.tell("typing", channelId);
}

function voiceChanged(world, state) {
  const voice = world.guilds.get(state.guild_id)?.voice;
  if (!voice) return;
  if (state.channel_id) voice.set(state.user_id, state);
  else voice.delete(state.user_id);
  world.tell("voice");
}

const EVENTS = {
  MESSAGE_CREATE: messageCreated,
  MESSAGE_UPDATE: messageUpdated,
  MESSAGE_DELETE: (world, data) => world.drop(data.channel_id, data.id),
  MESSAGE_DELETE_BULK: (world, data) => data.ids.forEach((id) => world.drop(data.channel_id, id)),
  MESSAGE_REACTION_ADD: reactionAdded,
  MESSAGE_REACTION_REMOVE: reactionRemoved,
  MESSAGE_REACTION_REMOVE_ALL: (world, data) => reaction(world, data, () => []),
  MESSAGE_REACTION_REMOVE_EMOJI: (world, data) =>
    reaction(world, data, (reactions) => reactions.filter((one) => !sameEmoji(one.emoji, data.emoji))),
  TYPING_START: typingStarted,
  CHANNELS: channelsKnown,
  GUILD_MEMBER_ADD: memberKept,
  GUILD_MEMBER_UPDATE: memberKept,
  GUILD_MEMBER_REMOVE: (world, data) => {
    world.guilds.get(data.guild_id)?.members.delete(data.user.id);
    world.tell("members");
  },
  GUILD_ROLE_CREATE: roleKept,
  GUILD_ROLE_UPDATE: roleKept,
  GUILD_ROLE_DELETE: (world, data) => {
    world.guilds.get(data.guild_id)?.roles.delete(data.role_id);
    world.tell("members");
  },
  GUILD_UPDATE: (world, data) => {
    const guild = world.guilds.get(data.id);
    if (guild) guild.name = data.name;
    world.tell("channels");
  },
  VOICE_STATE_UPDATE: voiceChanged,
  COMMANDS: (world) => world.tell("commands"),
  MODAL: (world, modal) => world.tell("modal", modal),
};

/** Applies one event to the world. */
export function happen(world, name, data) {
  EVENTS[name]?.(world, data);
}
