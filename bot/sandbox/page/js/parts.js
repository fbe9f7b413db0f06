/** The parts an app puts in a message: buttons, select menus, and the layouts of components v2. */
import { h, safeLink } from "./dom.js";
import { icon } from "./icons.js";
import { marks } from "./marks.js";
import { fileCard, picture } from "./media.js";
import { hex } from "./names.js";
import { emojiText, selectButton } from "./picker.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };

/**
 * Draws a message's parts.
 * @param {object} app
 * @param {object[]} components
 * @param {{message: object, guild?: string}} where
 */
export function parts(app, components, where) {
  return components.map((part) => draw(app, part, where));
}

function draw(app, part, where) {
  return (DRAWN[part.type] ?? unknown)(app, part, where);
}

function unknown(app, part) {
  return h("p", { class: "unknown-part" }, app.t("parts.unknown", { type: part.type }));
}

function row(app, part, where) {
  return h("div", { class: "row" }, parts(app, part.components ?? [], where));
}

function button(app, part, where) {
  const style = STYLES[part.style] ?? "secondary";
  const words = [
    part.emoji
      ? h("span", { class: "emoji", "aria-hidden": part.label ? "true" : null }, emojiText(part.emoji))
      : null,
    part.label ? h("span", { dir: "auto" }, part.label) : null,
  ];
  if (style === "link" && !part.disabled && safeLink(part.url)) {
    return h(
      "a",
      { class: "press link", href: part.url, target: "_blank", rel: "noopener noreferrer", title: part.url },
      words,
      icon("link", 15),
      h("span", { class: "unseen" }, app.t("parts.link")),
    );
  }
  const control = h(
    "button",
    {
      type: "button",
      class: `press ${style}`,
      disabled: Boolean(part.disabled),
      "data-custom-id": part.custom_id,
    },
    words,
  );
  control.addEventListener("click", () =>
    act(app, where.message, control, "click", { custom_id: part.custom_id }),
  );
  return control;
}

function select(app, part, where) {
  const channel = app.world.channel(where.message.channel_id);
  const control = selectButton(app, part, {
    channel,
    changed: (values) => act(app, where.message, control, "choose", { custom_id: part.custom_id, values }),
  });
  control.dataset.customId = part.custom_id;
  return control;
}

/** Tells the app, shows that its answer is awaited, and says so when none came in time. */
async function act(app, message, control, what, args) {
  if (control.getAttribute("aria-busy") === "true") return;
  const article = control.closest("article");
  article?.querySelector(".failure")?.remove();
  control.setAttribute("aria-busy", "true");
  try {
    await app.ask(what, { channel: message.channel_id, message: message.id, ...args });
  } catch (error) {
    const now = document.getElementById(`m-${message.id}`) ?? article;
    now?.querySelector(".failure")?.remove();
    now?.querySelector(".content")?.append(failure(app, error));
  } finally {
    control.removeAttribute("aria-busy");
  }
}

/** The line under what an app did not answer. */
export function failure(app, error) {
  const unanswered = error.code === "unanswered";
  return h(
    "p",
    { class: "failure", role: "alert" },
    icon("info", 15),
    h(
      "span",
      {},
      app.t("message.failed"),
      h("span", { class: "quiet" }, unanswered ? app.t("message.failed.note") : app.why(error)),
    ),
  );
}

function section(app, part, where) {
  return h(
    "div",
    { class: "section" },
    h("div", { class: "section-texts" }, parts(app, part.components ?? [], where)),
    part.accessory ? h("div", { class: "section-side" }, draw(app, part.accessory, where)) : null,
  );
}

function thumbnail(app, part) {
  return picture(app, part.media, { alt: part.description, spoiler: part.spoiler, kind: "thumb" });
}

function gallery(app, part) {
  const items = part.items ?? [];
  return h(
    "div",
    { class: `gallery of-${Math.min(items.length, 4)}` },
    items.map((item) => picture(app, item.media, { alt: item.description, spoiler: item.spoiler })),
  );
}

function file(app, part) {
  const card = fileCard(app, {
    url: part.file?.url,
    name: part.name ?? nameIn(part.file?.url),
    bytes: part.size,
  });
  return part.spoiler ? veiled(app, card) : card;
}

function nameIn(url) {
  return decodeURIComponent(
    String(url ?? "")
      .split(/[?#]/)[0]
      .split("/")
      .at(-1) ?? "",
  );
}

function separator(app, part) {
  const wide = part.spacing === 2 ? " wide" : "";
  return part.divider === false ? h("div", { class: `gap${wide}` }) : h("hr", { class: `gap${wide}` });
}

function container(app, part, where) {
  const box = h(
    "div",
    {
      class: "container",
      style:
        part.accent_color !== null && part.accent_color !== undefined
          ? { "--edge": hex(part.accent_color) }
          : {},
    },
    parts(app, part.components ?? [], where),
  );
  return part.spoiler ? veiled(app, box) : box;
}

function veiled(app, inside) {
  const cover = h("div", { class: "veiled-block" }, inside);
  const show = h(
    "button",
    {
      type: "button",
      class: "veil",
      on: {
        click: () => {
          show.remove();
          inside.inert = false;
          cover.classList.add("shown");
        },
      },
    },
    app.t("spoiler.show"),
  );
  inside.inert = true;
  cover.append(show);
  return cover;
}

const DRAWN = {
  1: row,
  2: button,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  9: section,
  10: (app, part, where) => marks(app, part.content, where),
  11: thumbnail,
  12: gallery,
  13: file,
  14: separator,
  17: container,
};
