/** The framed cards a message may carry. */
import { h, ownAddress, safeLink } from "./dom.js";
import { marks } from "./marks.js";
import { picture } from "./media.js";
import { hex } from "./names.js";
import { unixOf } from "./clock.js";

/** Draws one embed with everything it may hold. */
export function embed(app, data, where) {
  const main = h(
    "div",
    { class: "embed-main" },
    data.provider?.name ? h("p", { class: "embed-provider" }, data.provider.name) : null,
    author(app, data.author),
    title(app, data, where),
    data.description ? marks(app, data.description, where) : null,
    data.fields?.length
      ? h(
          "dl",
          { class: "embed-fields" },
          data.fields.map((field) => one(app, field, where)),
        )
      : null,
  );
  return h(
    "div",
    { class: "embed", style: data.color ? { "--edge": hex(data.color) } : {} },
    h(
      "div",
      { class: "embed-top" },
      main,
      data.thumbnail ? picture(app, data.thumbnail, { kind: "thumb" }) : null,
    ),
    data.image ? picture(app, data.image) : null,
    footer(app, data),
  );
}

function linked(url, words) {
  return safeLink(url) ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words) : words;
}

function author(app, data) {
  if (!data?.name) return null;
  return h("p", { class: "embed-author", dir: "auto" }, portraitOf(data), linked(data.url, data.name));
}

/** The small picture before an author or a footer, where this server has it. */
function portraitOf({ icon_url: url, proxy_icon_url: proxy }) {
  const source = ownAddress(proxy) ?? ownAddress(url);
  return source ? h("img", { src: source, alt: "", class: "embed-icon" }) : null;
}

function title(app, data, where) {
  if (!data.title) return null;
  const words = marks(app, data.title, where);
  return h("p", { class: "embed-title" }, linked(data.url, words));
}

function one(app, field, where) {
  return h(
    "div",
    { class: field.inline ? "embed-field inline" : "embed-field" },
    h("dt", {}, marks(app, field.name, where)),
    h("dd", {}, marks(app, field.value, where)),
  );
}

function footer(app, { footer: foot, timestamp }) {
  const when = timestamp ? unixOf(timestamp) : NaN;
  const parts = [foot?.text ? h("span", {}, portraitOf(foot), h("bdi", {}, foot.text)) : null];
  if (!Number.isNaN(when)) parts.push(h("time", { datetime: timestamp }, app.clock.stamp(when, "s")));
  const said = parts.filter(Boolean);
  if (!said.length) return null;
  return h("p", { class: "embed-footer" }, said.length > 1 ? [said[0], " · ", said[1]] : said);
}
