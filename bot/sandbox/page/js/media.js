/** Pictures and files. Only what this server holds is loaded; anything else is named, not fetched. */
import { h, ownAddress } from "./dom.js";
import { icon } from "./icons.js";

const UNITS = ["B", "KB", "MB", "GB"];

/** A size in bytes as people read it. */
export function size(bytes) {
  let amount = bytes ?? 0;
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${unit && amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[unit]}`;
}

/**
 * A picture that opens large.
 * @param {object} app
 * @param {{url: string, width?: number, height?: number}} media
 * @param {{alt?: string|null, spoiler?: boolean, kind?: string}} how
 */
export function picture(app, media, { alt = "", spoiler = false, kind = "" } = {}) {
  const source = ownAddress(media?.proxy_url) ?? ownAddress(media?.url);
  if (!source) return elsewhere(app, media?.url, alt);
  const image = h("img", {
    src: source,
    alt: alt || "",
    width: media.width ?? null,
    height: media.height ?? null,
    loading: "lazy",
    decoding: "async",
  });
  const frame = h(
    "button",
    {
      type: "button",
      class: `picture-frame ${kind}${spoiler ? " veiled" : ""}`,
      "aria-label": spoiler ? app.t("spoiler.show") : [app.t("media.open"), alt].filter(Boolean).join(": "),
      on: {
        click: () => {
          if (frame.classList.contains("veiled")) frame.classList.remove("veiled");
          else enlarge(app, source, alt);
        },
      },
    },
    image,
    spoiler ? h("span", { class: "veil" }, app.t("spoiler.part")) : null,
  );
  return frame;
}

function elsewhere(app, url, alt) {
  return h(
    "span",
    { class: "elsewhere" },
    icon("eye", 18),
    h("span", {}, alt ? h("b", {}, alt) : null, h("span", { class: "quiet" }, app.t("media.elsewhere"))),
    url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "address" }, url) : null,
  );
}

function enlarge(app, source, alt) {
  const dialog = h(
    "dialog",
    { class: "lightbox", "aria-label": alt || app.t("media.open"), on: { close: () => dialog.remove() } },
    h("img", { src: source, alt: alt || "" }),
    alt ? h("p", {}, alt) : null,
    h(
      "button",
      { type: "button", class: "plain", on: { click: () => dialog.close() } },
      icon("close"),
      app.t("media.close"),
    ),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

/** A file to be downloaded. */
export function fileCard(app, { url, name, bytes }) {
  const address = ownAddress(url);
  const words = h("bdi", {}, name || app.t("media.file"));
  return h(
    "div",
    { class: "file-card" },
    icon("file", 26),
    h(
      "span",
      {},
      address ? h("a", { href: address, download: name ?? "" }, words) : words,
      bytes ? h("span", { class: "quiet" }, size(bytes)) : null,
    ),
  );
}

/** One attachment of a message. */
export function attachment(app, file) {
  const spoiler = file.filename.startsWith("SPOILER_");
  if (/^image\/(png|jpe?g|gif|webp|avif|bmp)/.test(file.content_type ?? "")) {
    return picture(app, file, { alt: file.description ?? file.filename, spoiler });
  }
  return fileCard(app, { url: file.url, name: file.title ?? file.filename, bytes: file.size });
}
