/** The top of the page: who we are, what time it is, which language, how light. */
import { h, redraw } from "./dom.js";
import { icon, mark } from "./icons.js";
import { nameOf, portrait } from "./names.js";
import { openMenu } from "./menu.js";
import { openBeside } from "./popover.js";

const THEMES = { auto: "half", light: "sun", dark: "moon" };

export class TopBar {
  constructor(app) {
    this.app = app;
    this.element = h("header", { class: "top" });
    this.hand = h("span", { class: "hand" });
    this.sky = h("span", { class: "sky", "aria-hidden": "true" });
    app.world.on("clock", () => this.tick());
  }

  draw() {
    const { app } = this;
    const { t } = app;
    redraw(
      this.element,
      h(
        "button",
        {
          type: "button",
          class: "tool only-narrow",
          "data-key": "side",
          "aria-label": t("side.open"),
          "aria-controls": "side",
          on: { click: () => app.drawer("side") },
        },
        icon("menu", 22),
      ),
      h(
        "h1",
        { class: "brand", title: t("page.about") },
        mark(34),
        h("span", { class: "brand-name" }, t("page.title")),
        h("span", { class: "brand-where" }, t("page.where")),
      ),
      h("span", { class: "spring" }),
      this.clock(),
      this.persona(),
      this.settings(),
    );
    this.tick();
  }

  clock() {
    const { t } = this.app;
    // So that the next tick labels the new button, in the same minute too.
    this.hand.textContent = "";
    this.clockButton = h(
      "button",
      {
        type: "button",
        class: "clock",
        "data-key": "clock",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        title: t("clock.title"),
        on: { click: () => this.openClock() },
      },
      this.sky,
      this.hand,
      icon("down", 14),
    );
    return this.clockButton;
  }

  /** Shows the sandbox's time as it goes on. */
  tick() {
    const { clock, t } = this.app;
    const now = clock.now();
    const words = clock.moment(now, matchMedia("(max-width: 760px)").matches);
    if (this.hand.textContent === words) return;
    this.hand.textContent = words;
    this.clockButton?.setAttribute("aria-label", t("clock.label", { time: words }));
    const hour = clock.hour(now);
    const name = hour >= 7 && hour < 17 ? "sun" : hour >= 5 && hour < 19 ? "dusk" : "moon";
    if (this.sky.dataset.hour !== name) {
      this.sky.dataset.hour = name;
      this.sky.replaceChildren(icon(name, 20));
    }
  }

  openClock() {
    const { app } = this;
    const { t } = app;
    const steps = [
      ["clock.ten", { seconds: 600 }],
      ["clock.hour", { seconds: 3600 }],
      ["clock.morning", { to: "morning" }],
      ["clock.due", { to: "due" }],
    ];
    const items = steps.map(([key, args]) => ({
      words: t(key),
      icon: "clock",
      act: () => this.advance(args),
    }));
    openMenu(app, this.clockButton, items, {
      label: t("clock.title"),
      head: h("p", { class: "menu-note" }, t("clock.hint")),
    });
  }

  async advance(args) {
    const { app } = this;
    const done = await app.try("to" in args ? "advance_to" : "advance", args);
    if (!done) return;
    if (done.moved === false) app.toast(app.t("clock.still"));
    else app.toast(app.t("clock.moved", { time: app.clock.moment(done.now) }));
  }

  persona() {
    const { app } = this;
    const { t, world } = app;
    const name = nameOf(world, world.you.id);
    this.personaButton = h(
      "button",
      {
        type: "button",
        class: "persona",
        "data-key": "persona",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": t("persona.label", { name }),
        on: { click: () => this.openPersonas() },
      },
      portrait(world.you, name, 30),
      h("bdi", { class: "persona-name" }, name),
      icon("down", 14),
    );
    return this.personaButton;
  }

  openPersonas() {
    const { app } = this;
    const { t } = app;
    const buttons = [...app.world.personas.values()].map((persona) =>
      this.personaRow(persona, () => panel.close()),
    );
    const menu = h(
      "div",
      { role: "menu", "aria-label": t("persona.title"), class: "menu personas" },
      buttons,
    );
    const panel = openBeside(
      this.personaButton,
      [
        h(
          "div",
          { class: "menu-note" },
          h("b", {}, t("persona.title")),
          h("p", { class: "quiet" }, t("persona.hint")),
        ),
        menu,
      ],
      { kind: "menu-panel persona-panel", role: "dialog", label: t("persona.title") },
    );
    menu.addEventListener("keydown", (event) => {
      const at = buttons.indexOf(document.activeElement);
      const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 };
      if (event.key === "Tab") panel.close();
      else if (event.key in steps) buttons[steps[event.key] % buttons.length].focus();
      else return;
      event.preventDefault();
    });
    (buttons.find((button) => button.getAttribute("aria-checked") === "true") ?? buttons[0])?.focus();
  }

  personaRow({ user, zone, about }, close) {
    const { app } = this;
    const { t, clock } = app;
    const you = user.id === app.world.you.id;
    const name = nameOf(app.world, user.id, undefined, user);
    return h(
      "button",
      {
        type: "button",
        role: "menuitemradio",
        "aria-checked": String(you),
        class: "persona-row",
        tabindex: "-1",
        on: {
          click: () => {
            close();
            if (!you) app.become(user.id);
          },
        },
      },
      portrait(user, name, 40),
      h(
        "span",
        { class: "words" },
        h(
          "span",
          { class: "title" },
          h("bdi", {}, name),
          you ? h("span", { class: "badge" }, t("persona.you")) : null,
        ),
        h("span", { class: "note" }, about?.[app.language] ?? ""),
        h("span", { class: "note zone" }, `${zone} · ${clock.timeIn(zone, clock.now())}`),
      ),
    );
  }

  settings() {
    const { app } = this;
    const { t } = app;
    this.settingsButton = h(
      "button",
      {
        type: "button",
        class: "tool settings",
        "data-key": "settings",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": t("settings.open"),
        title: t("settings.open"),
        on: { click: () => this.openSettings() },
      },
      icon("globe", 20),
      h("span", { class: "settings-word", "aria-hidden": "true" }, app.language === "ja" ? "あ" : "A"),
    );
    return this.settingsButton;
  }

  openSettings() {
    const { app } = this;
    const { t } = app;
    const languages = ["ja", "en"].map((language, index) => ({
      heading: index === 0 ? t("language.label") : null,
      words: t(`language.${language}`),
      checked: app.language === language,
      act: () => app.speak(language),
    }));
    const themes = Object.keys(THEMES).map((theme, index) => ({
      heading: index === 0 ? t("theme.label") : null,
      words: t(`theme.${theme}`),
      icon: THEMES[theme],
      checked: app.theme === theme,
      act: () => app.light(theme),
    }));
    openMenu(app, this.settingsButton, [...languages, ...themes], { label: t("settings.open") });
  }
}
