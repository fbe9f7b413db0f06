/** The line over the messages: which channel this is, what it is for, and who is in its room. */
import { h, redraw } from "./dom.js";
import { icon } from "./icons.js";
import { channelIcon, channelName, nameOf, portrait } from "./names.js";
import { isPrivate, isThread, isVoice } from "./world.js";

export class Heading {
  constructor(app) {
    this.app = app;
    this.line = h("div", { class: "heading-line" });
    this.room = h("div", { class: "room-voice", hidden: true });
    this.element = h("div", { class: "heading-place" }, this.line, this.room);
    app.world.on("voice", () => this.draw());
    app.world.on("channels", () => this.draw());
  }

  draw() {
    const { app } = this;
    const { channel, t, world } = app;
    const parent = isThread(channel) ? world.channel(channel.parent_id) : null;
    redraw(
      this.line,
      channel ? channelIcon(channel, 20) : null,
      h(
        "h2",
        { dir: "auto" },
        parent
          ? [
              h(
                "button",
                {
                  type: "button",
                  class: "text-button parent",
                  "data-key": "parent",
                  on: { click: () => app.open(parent.id) },
                },
                channelName(world, parent, t),
              ),
              " › ",
            ]
          : null,
        h("bdi", {}, channel ? channelName(world, channel, t) : t("channel.pick")),
      ),
      channel?.topic
        ? h("p", { class: "topic", dir: "auto", title: channel.topic }, channel.topic)
        : h("span", { class: "spring" }),
      this.tab("members", "people"),
      this.tab("log", "scroll"),
    );
    this.drawRoom();
  }

  tab(name, drawing) {
    const { app } = this;
    const words = app.t(`panel.${name}`);
    const shown = app.panelShown === name;
    return h(
      "button",
      {
        type: "button",
        class: "panel-switch",
        "data-key": name,
        "aria-pressed": String(shown),
        "aria-controls": "panel",
        title: words,
        "aria-label": words,
        on: { click: () => app.showPanel(shown ? null : name) },
      },
      icon(drawing, 19),
      h("span", { class: "panel-word" }, words),
    );
  }

  drawRoom() {
    const { app } = this;
    const { channel, t, world } = app;
    this.room.hidden = !isVoice(channel) || isPrivate(channel);
    if (this.room.hidden) {
      this.room.replaceChildren();
      return;
    }
    const states = world.inVoice(channel);
    const inside = states.some((state) => state.user_id === world.you.id);
    redraw(
      this.room,
      states.length
        ? h(
            "ul",
            { "aria-label": t("voice.room") },
            states.map((state) => this.visitor(state)),
          )
        : h("p", { class: "quiet" }, t("voice.nobody")),
      h(
        "button",
        {
          type: "button",
          class: inside ? "press secondary" : "do",
          "data-key": "enter",
          on: {
            click: () =>
              app.try(inside ? "leave_voice" : "join_voice", {
                channel: channel.id,
                guild: channel.guild_id,
              }),
          },
        },
        icon(inside ? "leave" : "voice", 17),
        t(inside ? "voice.leave" : "voice.join"),
      ),
    );
  }

  visitor(state) {
    const { app } = this;
    const user = app.world.user(state.user_id);
    const name = nameOf(app.world, state.user_id, app.channel.guild_id, user);
    const still =
      state.self_deaf || state.deaf
        ? ["earOff", "voice.deafened"]
        : state.self_mute || state.mute
          ? ["micOff", "voice.muted"]
          : null;
    return h(
      "li",
      {},
      portrait(user, name, 36),
      h("bdi", {}, name),
      still
        ? h(
            "span",
            { class: "still", role: "img", "aria-label": app.t(still[1]), title: app.t(still[1]) },
            icon(still[0], 14),
          )
        : null,
    );
  }
}
