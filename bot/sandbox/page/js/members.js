/** The right side's list of members, and what is shown of one person. */
import { unixOf } from "./clock.js";
import { h, redraw } from "./dom.js";
import { openMenu } from "./menu.js";
import { colourOf, hex, nameOf, portrait, roleStyle } from "./names.js";
import { isPrivate } from "./world.js";

export class Members {
  constructor(app) {
    this.app = app;
    this.element = h("div", { class: "members" });
    for (const topic of ["members", "channels"]) app.world.on(topic, () => this.draw());
  }

  draw() {
    const { app } = this;
    const guild = app.world.guildOf(app.channel);
    const people = app.world.peopleOf(app.channel);
    redraw(
      this.element,
      groups(app, guild, people).map(([name, users]) => this.group(name, users, guild)),
    );
  }

  group(name, users, guild) {
    const { app } = this;
    const heading = `${name} (${users.length})`;
    return h(
      "section",
      { class: "member-group", "aria-label": heading },
      h("h3", { dir: "auto" }, heading),
      h(
        "ul",
        {},
        users.map((user) => this.row(user, guild?.id)),
      ),
    );
  }

  row(user, guild) {
    const { app } = this;
    const name = nameOf(app.world, user.id, guild, user);
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: "member",
          "data-key": user.id,
          "aria-haspopup": "dialog",
          on: {
            click: (event) => app.person(user.id, event.currentTarget),
            contextmenu: (event) => app.personMenu(event, user.id),
          },
        },
        portrait(user, name, 34),
        h(
          "span",
          { class: "role-ink", style: roleStyle(colourOf(app.world, guild, user.id)) },
          h("bdi", {}, name),
        ),
        user.bot ? h("span", { class: "badge" }, app.t("member.bot")) : null,
        user.id === app.world.you.id ? h("span", { class: "quiet" }, app.t("member.you")) : null,
      ),
    );
  }
}

/** The people under the headings they belong to: hoisted roles from the highest, the rest, apps last. */
function groups(app, guild, people) {
  const byName = (a, b) =>
    nameOf(app.world, a.id, guild?.id, a).localeCompare(nameOf(app.world, b.id, guild?.id, b), app.language);
  const hoisted = [...(guild?.roles.values() ?? [])]
    .filter((role) => role.hoist)
    .sort((a, b) => b.position - a.position);
  const headings = new Map([...hoisted.map((role) => [role.id, { name: role.name, users: [] }])]);
  const rest = { name: app.t("members.rest"), users: [] };
  const apps = { name: app.t("members.apps"), users: [] };
  for (const user of [...people].sort(byName)) {
    const roles = guild?.members.get(user.id)?.roles ?? [];
    const under = hoisted.find((role) => roles.includes(role.id));
    if (user.bot) apps.users.push(user);
    else (under ? headings.get(under.id) : rest).users.push(user);
  }
  return [...headings.values(), rest, apps]
    .filter(({ users }) => users.length)
    .map(({ name, users }) => [name, users]);
}

/** Opens what is known of a person, and what can be done, beside `anchor`. */
export function openPerson(app, userId, anchor, point = null) {
  const { world, t } = app;
  const user = world.user(userId);
  if (!user) return;
  const guild = world.guildOf(app.channel);
  const name = nameOf(world, userId, guild?.id, user);
  const you = userId === world.you.id;
  const items = [
    !you && { words: t("act.dm"), icon: "letter", act: () => app.openDm(userId) },
    !isPrivate(app.channel) && { words: t("act.mention"), icon: "person", act: () => app.mention(userId) },
    { words: t("act.copyid"), icon: "tag", act: () => app.copy(userId) },
    ...app.commandsOf(2).map((command, index) => ({
      heading: index === 0 ? t("act.apps") : null,
      words: app.localName(command),
      icon: "slash",
      act: () => app.useMenu(command, { channel: app.channel.id, user: userId }),
    })),
  ].filter(Boolean);
  openMenu(app, anchor, items, {
    label: t("member.open", { name }),
    point,
    head: card(app, user, name, guild),
  });
}

function card(app, user, name, guild) {
  const { world, t, clock } = app;
  const member = guild?.members.get(user.id);
  const persona = world.persona(user.id);
  const roles = (member?.roles ?? []).map((id) => guild.roles.get(id)).filter(Boolean);
  roles.sort((a, b) => b.position - a.position);
  return h(
    "div",
    { class: "person-card" },
    h(
      "div",
      { class: "person-top" },
      portrait(user, name, 56),
      h(
        "div",
        {},
        h("p", { class: "person-name" }, h("bdi", {}, name)),
        h(
          "p",
          { class: "quiet" },
          h("bdi", {}, user.username),
          user.bot ? h("span", { class: "badge" }, t("member.bot")) : null,
        ),
      ),
    ),
    persona ? h("p", {}, persona.about?.[app.language] ?? "") : null,
    persona
      ? h(
          "p",
          { class: "quiet" },
          t("member.local", { time: clock.timeIn(persona.zone, clock.now()), zone: persona.zone }),
        )
      : null,
    guild && !member ? h("p", { class: "quiet" }, t("member.left")) : null,
    member?.joined_at
      ? h("p", { class: "quiet" }, t("member.joined", { date: clock.date(unixOf(member.joined_at)) }))
      : null,
    roles.length
      ? h(
          "ul",
          { class: "role-chips", "aria-label": t("member.roles") },
          roles.map((role) =>
            h("li", { style: roleStyle(role.color ? hex(role.color) : null) }, h("bdi", {}, role.name)),
          ),
        )
      : null,
  );
}
