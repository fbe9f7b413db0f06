/** The panel a select menu opens: search, choose one or several, confirm. */
import { composing, h, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { channels, matching, people, roles } from "./choices.js";
import { OptionList } from "./list.js";
import { openBeside } from "./popover.js";

/** The items behind a select component of any of the five kinds. */
export function itemsOf(app, select, channel) {
  switch (select.type) {
    case 5:
      return people(app, channel);
    case 6:
      return roles(app, channel);
    case 7:
      return [...people(app, channel), ...roles(app, channel)];
    case 8:
      return channels(app, channel, select.channel_types);
    default:
      return (select.options ?? []).map((option) => ({
        value: option.value,
        title: option.label,
        note: option.description,
        picture: option.emoji ? h("span", { class: "emoji" }, emojiText(option.emoji)) : null,
      }));
  }
}

/** An emoji as text; a custom one by its name. */
export function emojiText(emoji) {
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}

/** The values a select begins with. */
export function defaultsOf(select) {
  if (select.type === 3)
    return (select.options ?? []).filter((option) => option.default).map((option) => option.value);
  return (select.default_values ?? []).map((value) => value.id);
}

/**
 * A select menu as a button that opens the panel.
 * @param {object} app
 * @param {object} select the component
 * @param {{channel: object, changed: (values: string[]) => void, values?: string[], label?: string}} use
 */
export function selectButton(app, select, { channel, changed, values = defaultsOf(select), label = null }) {
  const words = h("span", { class: "chosen" });
  const button = h(
    "button",
    {
      type: "button",
      class: "select",
      disabled: Boolean(select.disabled),
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      "aria-label": label,
      on: { click: () => openPicker(app, select, { button, channel, chosen, done }) },
    },
    words,
    icon("down", 16),
  );
  let chosen = values;
  const draw = () => {
    const items = itemsOf(app, select, channel);
    const shown = chosen.map((value) => items.find((item) => item.value === value)?.title ?? value);
    const empty = select.placeholder || app.t("parts.select");
    words.classList.toggle("empty", !shown.length);
    words.replaceChildren(...(shown.length ? shown.map((one) => h("bdi", {}, one)) : [empty]));
    if (label) button.setAttribute("aria-label", `${label}: ${shown.join(", ") || empty}`);
  };
  const done = (picked) => {
    chosen = picked;
    draw();
    changed(picked);
  };
  draw();
  return button;
}

function openPicker(app, select, { button, channel, chosen, done }) {
  if (button.getAttribute("aria-expanded") === "true") return;
  const items = itemsOf(app, select, channel);
  const min = select.min_values ?? 1;
  const max = Math.min(select.max_values ?? 1, Math.max(items.length, 1));
  const many = max > 1 || min === 0;
  const search = searchField(app, items.length > 7 || select.type !== 3);
  const state = new Set(chosen);
  const list = new OptionList({
    field: search,
    many,
    label: select.placeholder || app.t("parts.select"),
    choose: (item) => {
      if (!many) finish([item.value]);
      else toggle(item.value);
    },
  });
  const confirm = h("button", { type: "button", class: "do", on: { click: () => finish([...state]) } });
  const none = h("p", { class: "none", role: "status" });
  const finish = (picked) => {
    panel.close();
    done(picked);
  };
  const toggle = (value) => {
    if (state.has(value)) state.delete(value);
    else if (max === 1) {
      state.clear();
      state.add(value);
    } else if (state.size < max) state.add(value);
    mark();
  };
  const mark = () => {
    list.mark(state);
    confirm.textContent = app.t("pick.done", { count: state.size });
    confirm.disabled = state.size < min;
  };
  const refill = () => {
    list.show(matching(items, search.value));
    none.textContent = list.items.length ? "" : app.t("option.none");
    if (many) mark();
    else list.mark(chosen);
  };
  const range = min === max ? app.t("pick.exact", { min }) : app.t("pick.range", { min, max });
  const panel = openBeside(
    button,
    [
      search,
      list.element,
      none,
      many ? h("div", { class: "foot" }, h("span", { class: "quiet" }, range), confirm) : null,
    ],
    { kind: "picker", role: "dialog", label: select.placeholder || app.t("pick.title"), wide: true },
  );
  search.addEventListener("input", refill);
  search.addEventListener("keydown", (event) => {
    if (!composing(event)) list.key(event);
  });
  panel.element.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && leaves(panel.element, event)) panel.close(true);
  });
  refill();
  panel.place();
  search.focus();
}

function leaves(element, event) {
  const stops = [...element.querySelectorAll("input, button:not(:disabled)")];
  return event.target === (event.shiftKey ? stops[0] : stops.at(-1));
}

/** The search field; where there is little to search it only holds the focus for the keys. */
function searchField(app, shown) {
  return h("input", {
    type: "text",
    id: freshId("search"),
    class: shown ? "search" : "search unseen",
    readonly: shown ? null : true,
    placeholder: app.t("pick.search"),
    "aria-label": app.t("pick.search"),
    role: "combobox",
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    autocomplete: "off",
  });
}
