/** The left side: servers, channels by category, who is in voice, private conversations. */
import { h, redraw } from "./dom.js";
import { icon } from "./icons.js";
import { channelIcon, channelName, nameOf, portrait } from "./names.js";
import { isPrivate, isThread, isVoice, older } from "./world.js";

export class Sidebar {
  constructor(app) {
    this.app = app;
    this.folded = new Set();
    this.body = h("div", { class: "side-body" });
    this.voice = h("div", { class: "voice-bar", hidden: true });
    this.element = h("nav", { class: "side", id: "side" }, this.body, this.voice);
    for (const topic of ["channels", "voice", "unread", "members"]) app.world.on(topic, () => this.draw());
  }

  draw() {
    const { app } = this;
    this.element.setAttribute("aria-label", app.t("side.label"));
    const guilds = [...app.world.guilds.values()];
    redraw(
      this.body,
      guilds.map((guild) => this.guild(guild)),
      guilds.length || app.world.channels.size ? null : h("p", { class: "quiet pad" }, app.t("side.nothing")),
      this.private(),
    );
    this.drawVoice();
  }

  /** Takes the focus to the open channel. */
  enter() {
    (this.body.querySelector("[aria-current]") ?? this.body.querySelector("button"))?.focus();
  }

  guild(guild) {
    const channels = [...this.app.world.channels.values()].filter((one) => one.guild_id === guild.id);
    const place = (a, b) => isVoice(a) - isVoice(b) || a.position - b.position || older(a.id, b.id);
    const categories = channels.filter((one) => one.type === 4).sort(place);
    const under = (parent) =>
      channels
        .filter((one) => one.type !== 4 && !isThread(one) && (one.parent_id ?? null) === parent)
        .sort(place);
    const known = new Set(categories.map((one) => one.id));
    const loose = channels
      .filter((one) => one.type !== 4 && !isThread(one) && !known.has(one.parent_id))
      .sort(place);
    const threads = channels
      .filter((one) => isThread(one) && !one.thread_metadata?.archived)
      .sort((a, b) => older(a.id, b.id));
    return h(
      "section",
      { class: "guild", "aria-label": guild.name },
      h("h2", { class: "guild-name", dir: "auto" }, guild.name),
      h(
        "ul",
        { class: "channels" },
        loose.map((one) => this.channel(one, threads)),
      ),
      categories.map((one) => this.category(one, under(one.id), threads)),
    );
  }

  category(category, channels, threads) {
    if (!channels.length) return null;
    const folded = this.folded.has(category.id);
    const shown = folded ? channels.filter((one) => this.open(one) || this.app.world.unread(one)) : channels;
    const fold = () => {
      if (folded) this.folded.delete(category.id);
      else this.folded.add(category.id);
      this.draw();
    };
    return h(
      "div",
      { class: "category" },
      h(
        "h3",
        {},
        h(
          "button",
          {
            type: "button",
            class: "fold",
            "aria-expanded": String(!folded),
            "data-key": `c-${category.id}`,
            on: { click: fold },
          },
          icon(folded ? "right" : "down", 12),
          h("bdi", {}, category.name),
        ),
      ),
      h(
        "ul",
        { class: "channels" },
        shown.map((one) => this.channel(one, threads)),
      ),
    );
  }

  open(channel) {
    return this.app.channel?.id === channel.id;
  }

  channel(channel, threads) {
    const inside = isVoice(channel) ? this.app.world.inVoice(channel) : [];
    const hanging = threads.filter((thread) => thread.parent_id === channel.id);
    return h(
      "li",
      {},
      this.row(channel),
      inside.length
        ? h(
            "ul",
            { class: "inside" },
            inside.map((state) => this.visitor(channel, state)),
          )
        : null,
      hanging.length
        ? h(
            "ul",
            { class: "threads" },
            hanging.map((thread) => h("li", {}, this.row(thread))),
          )
        : null,
    );
  }

  row(channel) {
    const { app } = this;
    const name = channelName(app.world, channel, app.t);
    const open = this.open(channel);
    const unread = !open && app.world.unread(channel);
    const mentions = app.world.mentions.get(channel.id) ?? 0;
    const inside = isVoice(channel) ? app.world.inVoice(channel).length : 0;
    const notes = [
      inside && app.t("channel.inside", { count: inside }),
      unread && app.t("side.unread"),
      mentions && app.t("side.mentions", { count: mentions }),
    ].filter(Boolean);
    const person = isPrivate(channel)
      ? channel.recipients?.find((user) => user.id !== app.world.you.id)
      : null;
    return h(
      "button",
      {
        type: "button",
        class: `channel${open ? " open" : ""}${unread ? " unread" : ""}`,
        "data-key": channel.id,
        "aria-current": open ? "page" : null,
        "aria-label": notes.length ? `${name} (${notes.join(", ")})` : null,
        on: { click: () => app.open(channel.id) },
      },
      person ? portrait(person, name, 24) : channelIcon(channel, 18),
      h("bdi", { class: "channel-name" }, name),
      locked(app, channel) ? still(app, "lock", "channel.private", 13) : null,
      mentions ? h("span", { class: "count" }, mentions) : null,
    );
  }

  visitor(channel, state) {
    const { app } = this;
    const user = app.world.user(state.user_id);
    const name = nameOf(app.world, state.user_id, channel.guild_id, user);
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: "visitor",
          "data-key": `v-${state.user_id}`,
          on: { click: (event) => app.person(state.user_id, event.currentTarget) },
        },
        portrait(user, name, 20),
        h("bdi", {}, name),
        state.self_mute || state.mute ? still(app, "micOff", "voice.muted") : null,
        state.self_deaf || state.deaf ? still(app, "earOff", "voice.deafened") : null,
      ),
    );
  }

  private() {
    const { app } = this;
    const channels = [...app.world.channels.values()].filter(isPrivate);
    channels.sort((a, b) => older(b.last_message_id ?? b.id, a.last_message_id ?? a.id));
    return h(
      "section",
      { class: "dms", "aria-label": app.t("side.dms") },
      h("h2", { class: "dms-name" }, icon("letter", 17), app.t("side.dms")),
      channels.length
        ? h(
            "ul",
            { class: "channels" },
            channels.map((one) => h("li", {}, this.row(one))),
          )
        : h("p", { class: "quiet pad" }, app.t("side.nodms")),
    );
  }

  drawVoice() {
    const { app } = this;
    const state = app.world.myVoice();
    this.voice.hidden = !state;
    if (!state) {
      this.voice.replaceChildren();
      return;
    }
    const name = channelName(app.world, app.world.channel(state.channel_id), app.t);
    const flip = (what, on) => () => app.try(what, { on: !on });
    redraw(
      this.voice,
      h(
        "button",
        {
          type: "button",
          class: "voice-where",
          "data-key": "where",
          on: { click: () => app.open(state.channel_id) },
        },
        icon("voice", 18),
        h("span", { dir: "auto" }, app.t("voice.here", { name })),
      ),
      control(
        app,
        state.self_mute ? "micOff" : "mic",
        state.self_mute ? "voice.unmute" : "voice.mute",
        state.self_mute,
        flip("mute", state.self_mute),
      ),
      control(
        app,
        state.self_deaf ? "earOff" : "ear",
        state.self_deaf ? "voice.undeafen" : "voice.deafen",
        state.self_deaf,
        flip("deaf", state.self_deaf),
      ),
      control(app, "leave", "voice.leave", null, () => app.try("leave_voice", { guild: state.guild_id })),
    );
  }
}

/** True when not everybody in the server sees the channel. */
function locked(app, channel) {
  const everyone = channel.permission_overwrites?.find((one) => one.id === channel.guild_id);
  return Boolean(everyone) && (BigInt(everyone.deny ?? "0") & 1024n) !== 0n;
}

function still(app, name, key, size = 14) {
  return h(
    "span",
    { class: "still", role: "img", "aria-label": app.t(key), title: app.t(key) },
    icon(name, size),
  );
}

function control(app, name, key, pressed, act) {
  return h(
    "button",
    {
      type: "button",
      class: "tool",
      "data-key": name.replace("Off", ""),
      "aria-label": app.t(key),
      title: app.t(key),
      "aria-pressed": pressed === null ? null : String(Boolean(pressed)),
      on: { click: act },
    },
    icon(name, 18),
  );
}
