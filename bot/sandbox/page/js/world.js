/** What this person may see of the sandbox, kept up to date; tells whoever asked when a part changes. */
import { happen } from "./events.js";

/** Orders two snowflakes by age. */
export function older(a, b) {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

const NEVER = "0";
const THREADS = new Set([10, 11, 12]);
const VOICE = new Set([2, 13]);

/** Channel kinds by what can be done in them. */
export const isThread = (channel) => THREADS.has(channel?.type);
export const isVoice = (channel) => VOICE.has(channel?.type);
export const isPrivate = (channel) => channel?.type === 1 || channel?.type === 3;

export class World {
  constructor() {
    this.listeners = new Map();
    this.read = new Map(); // persona -> channel -> the newest message they had seen
    this.baseline = null; // channel -> the newest message when the page was opened
    this.fill({ you: null });
  }

  /** Calls `act` with the details whenever `topic` changes. */
  on(topic, act) {
    if (!this.listeners.has(topic)) this.listeners.set(topic, []);
    this.listeners.get(topic).push(act);
  }

  tell(topic, detail) {
    for (const act of this.listeners.get(topic) ?? []) act(detail);
  }

  /** Takes a whole new world: another person, or the same one after the line dropped. */
  fill({ you, personas = [], guilds = [], channels = [] }) {
    this.you = you;
    this.personas = new Map(personas.map((persona) => [persona.user.id, persona]));
    this.users = new Map(personas.map((persona) => [persona.user.id, persona.user]));
    this.guilds = new Map();
    this.channels = new Map();
    this.messages = new Map();
    this.typing = new Map();
    this.mentions = new Map();
    this.commands = [];
    for (const guild of guilds) this.addGuild(guild);
    this.setChannels(channels);
    if (you)
      this.baseline ??= new Map(channels.map((channel) => [channel.id, channel.last_message_id ?? NEVER]));
  }

  addGuild(guild) {
    const kept = {
      ...guild,
      roles: new Map((guild.roles ?? []).map((role) => [role.id, role])),
      members: new Map(),
      voice: new Map((guild.voice_states ?? []).map((state) => [state.user_id, state])),
    };
    this.guilds.set(guild.id, kept);
    for (const member of guild.members ?? []) this.addMember(guild.id, member);
  }

  addMember(guildId, member) {
    this.users.set(member.user.id, member.user);
    this.guilds.get(guildId)?.members.set(member.user.id, member);
  }

  /** Takes every channel there is to see, in place of those known before. */
  setChannels(channels) {
    this.channels = new Map(channels.map((channel) => [channel.id, channel]));
    for (const channel of channels)
      for (const user of channel.recipients ?? []) this.users.set(user.id, user);
    for (const id of this.messages.keys()) if (!this.channels.has(id)) this.messages.delete(id);
  }

  /** Applies one gateway-shaped event. */
  apply(name, data) {
    happen(this, name, data);
  }

  channel(id) {
    return this.channels.get(id);
  }

  guildOf(channel) {
    return channel?.guild_id ? this.guilds.get(channel.guild_id) : undefined;
  }

  member(guildId, userId) {
    return this.guilds.get(guildId)?.members.get(userId);
  }

  user(id) {
    return this.users.get(id);
  }

  persona(id) {
    return this.personas.get(id);
  }

  /** The people a channel's pickers offer: its server's members, or the two of a private conversation. */
  peopleOf(channel) {
    const guild = this.guildOf(channel);
    if (guild) return [...guild.members.values()].map((member) => member.user);
    return [...(channel?.recipients ?? []), this.you].filter(Boolean);
  }

  /** A channel's messages as far as they are known, oldest first. */
  log(channelId) {
    if (!this.messages.has(channelId)) {
      this.messages.set(channelId, { list: [], loaded: false, complete: false });
    }
    return this.messages.get(channelId);
  }

  message(channelId, id) {
    return this.messages.get(channelId)?.list.find((message) => message.id === id);
  }

  /** Puts a message in its place, or over the one with its id; true when it was not known before. */
  keep(message) {
    for (const user of [message.author, ...(message.mentions ?? [])]) {
      if (user && !this.users.has(user.id)) this.users.set(user.id, user);
    }
    const { list } = this.log(message.channel_id);
    let at = list.length;
    while (at > 0 && older(list[at - 1].id, message.id) > 0) at -= 1;
    if (list[at - 1]?.id === message.id) {
      list[at - 1] = { ...list[at - 1], ...message };
      return false;
    }
    list.splice(at, 0, message);
    return true;
  }

  drop(channelId, id) {
    const log = this.messages.get(channelId);
    if (log) log.list = log.list.filter((message) => message.id !== id);
    this.tell("message", { kind: "gone", channel: channelId, id });
  }

  /** True when this message calls the person we are. */
  callsYou(message) {
    if (!this.you) return false;
    if (message.mention_everyone) return true;
    if ((message.mentions ?? []).some((user) => user.id === this.you.id)) return true;
    const mine = this.member(this.channel(message.channel_id)?.guild_id, this.you.id)?.roles ?? [];
    return (message.mention_roles ?? []).some((role) => mine.includes(role));
  }

  /** The newest message of a channel that this person has seen; what was there when the page opened counts. */
  seenUntil(channel) {
    return this.read.get(this.you?.id)?.get(channel.id) ?? this.baseline?.get(channel.id) ?? NEVER;
  }

  unread(channel) {
    return Boolean(channel.last_message_id) && older(channel.last_message_id, this.seenUntil(channel)) > 0;
  }

  /** Notes that everything in the channel has been seen. */
  seen(channelId) {
    if (!this.you) return;
    if (!this.read.has(this.you.id)) this.read.set(this.you.id, new Map());
    this.read.get(this.you.id).set(channelId, this.channel(channelId)?.last_message_id ?? NEVER);
    this.mentions.delete(channelId);
    this.tell("unread");
  }

  /** Where this person is in voice, as their voice state, or undefined. */
  myVoice() {
    for (const guild of this.guilds.values()) {
      const state = guild.voice.get(this.you?.id);
      if (state?.channel_id) return state;
    }
    return undefined;
  }

  /** The voice states of everyone in a channel. */
  inVoice(channel) {
    const states = this.guildOf(channel)?.voice.values() ?? [];
    return [...states].filter((state) => state.channel_id === channel.id);
  }
}
