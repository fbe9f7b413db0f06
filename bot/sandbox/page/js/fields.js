/** The fields of a slash command: one for each kind of option, each able to say what is wrong with it. */
import { channels, matching, people, roles } from "./choices.js";
import { local } from "./commands.js";
import { composing, freshId, h } from "./dom.js";
import { Combo } from "./combo.js";
import { LARGEST, carried, fits } from "./files.js";

const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const NUMBER = 10;
const ATTACHMENT = 11;
const UNSAID = "…"; // what discord.py registers where its author described nothing

/**
 * @typedef {object} Field
 * @property {HTMLElement} element
 * @property {object} option
 * @property {() => any} value the option's value, or undefined when it is empty
 * @property {() => (string|null)} problem what is wrong with it, in words
 * @property {() => (string|null)} wrong the same, and shown under the field
 * @property {() => void} focus
 */

/**
 * Makes the field for an option.
 * @param {object} app
 * @param {object} option the option as the app registered it
 * @param {{channel: object, complete: (option: object, typed: string) => Promise<object[]>, done: () => void, drop?: () => void}} form
 * @returns {Field}
 */
export function field(app, option, form) {
  const id = freshId("option");
  const name = local(option, "name", app.language);
  const input = control(app, option, form, id);
  const error = h("p", { class: "wrong", id: `${id}-wrong`, role: "alert" });
  const described = local(option, "description", app.language);
  const note = described === UNSAID ? "" : described;
  const element = h(
    "div",
    { class: "field", "data-option": option.name },
    h(
      "div",
      { class: "field-head" },
      h("label", { for: id, dir: "auto" }, name),
      h(
        "span",
        { class: option.required ? "need" : "quiet" },
        app.t(option.required ? "option.required" : "option.optional"),
      ),
      form.drop
        ? h(
            "button",
            {
              type: "button",
              class: "text-button",
              "aria-label": app.t("palette.drop", { name }),
              on: { click: form.drop },
            },
            "×",
          )
        : null,
    ),
    input.element,
    h("p", { class: "field-note", id: `${id}-note`, dir: "auto", hidden: !note }, note),
    error,
  );
  input.target.setAttribute("aria-describedby", `${id}-note ${id}-wrong`);
  if (option.required) input.target.setAttribute("aria-required", "true");
  const problem = () => {
    const empty = input.value() === undefined && !input.typed();
    if (empty) return option.required ? app.t("option.wait") : null;
    return input.wrong();
  };
  const wrong = () => {
    const words = problem();
    error.textContent = words ?? "";
    input.target.setAttribute("aria-invalid", String(Boolean(words)));
    return words;
  };
  // Says nothing before there was something to say it about: an error shows when the field is left, goes when mended.
  element.addEventListener(
    "focusout",
    (event) => !element.contains(event.relatedTarget) && input.typed() && wrong(),
  );
  element.addEventListener("input", () => error.textContent && wrong());
  return { element, option, value: input.value, problem, wrong, focus: () => input.target.focus() };
}

function control(app, option, form, id) {
  if (option.type === ATTACHMENT) return file(app, id);
  if (option.type === BOOLEAN) return picked(app, option, form, id, yesNo(app));
  if (option.choices?.length)
    return picked(
      app,
      option,
      form,
      id,
      option.choices.map((choice) => item(choice, app.language)),
    );
  if (option.type === 6) return picked(app, option, form, id, people(app, form.channel));
  if (option.type === 7)
    return picked(app, option, form, id, channels(app, form.channel, option.channel_types));
  if (option.type === 8) return picked(app, option, form, id, roles(app, form.channel));
  if (option.type === 9)
    return picked(app, option, form, id, [...people(app, form.channel), ...roles(app, form.channel)]);
  return written(app, option, form, id);
}

function item(choice, language) {
  return { value: choice.value, title: local(choice, "name", language), words: [choice.name] };
}

function yesNo(app) {
  return [
    { value: true, title: app.t("option.true"), words: ["true", "yes", "はい"] },
    { value: false, title: app.t("option.false"), words: ["false", "no", "いいえ"] },
  ];
}

/** A field whose value comes from a list. */
function picked(app, option, form, id, items) {
  const combo = new Combo(app, {
    id,
    find: (typed) => matching(items, typed),
    label: local(option, "name", app.language),
    done: form.done,
  });
  const raw = () =>
    option.type >= 6 && option.type <= 9 && /^\d{15,20}$/.test(combo.typed) ? combo.typed : undefined;
  return {
    element: combo.element,
    target: combo.input,
    typed: () => combo.typed,
    value: () => combo.item?.value ?? raw(),
    wrong: () => (combo.item || raw() ? null : app.t("option.pick")),
  };
}

/** A field that is written, with suggestions from the app where it offers them. */
function written(app, option, form, id) {
  const label = local(option, "name", app.language);
  const complete = (typed) =>
    form.complete(option, typed).then((choices) => choices.map((choice) => item(choice, app.language)));
  const combo = option.autocomplete
    ? new Combo(app, { id, find: complete, wait: 220, label, done: form.done })
    : null;
  const input =
    combo?.input ??
    h("input", {
      type: "text",
      id,
      autocomplete: "off",
      dir: "auto",
      inputmode: option.type === INTEGER ? "numeric" : option.type === NUMBER ? "decimal" : null,
    });
  const typed = () => input.value;
  const value = () => {
    if (combo?.item) return combo.item.value;
    if (typed().trim() === "") return undefined;
    return option.type === STRING ? typed() : (number(typed(), option.type) ?? typed());
  };
  if (!combo) {
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || composing(event)) return;
      event.preventDefault();
      form.done();
    });
  }
  return {
    element: combo?.element ?? input,
    target: input,
    typed,
    value,
    wrong: () => (combo?.item ? null : wrongIn(app, option, typed())),
  };
}

/** A number as people in both languages type it, or undefined. */
export function number(text, type) {
  const plain = text.normalize("NFKC").trim();
  const pattern = type === INTEGER ? /^[-+]?\d{1,16}$/ : /^[-+]?(\d{1,16}(\.\d*)?|\.\d+)$/;
  return pattern.test(plain) ? Number(plain) : undefined;
}

function wrongIn(app, option, text) {
  if (option.type === STRING) {
    const count = [...text].length;
    const { min_length: min = 0, max_length: max = 6000 } = option;
    if (count < min) return app.t("option.short", { min });
    return count > max ? app.t("option.long", { max, count }) : null;
  }
  const amount = number(text, option.type);
  if (amount === undefined) return app.t(option.type === INTEGER ? "option.integer" : "option.number");
  if (option.min_value !== undefined && amount < option.min_value)
    return app.t("option.min", { min: option.min_value });
  if (option.max_value !== undefined && amount > option.max_value)
    return app.t("option.max", { max: option.max_value });
  return null;
}

function file(app, id) {
  const input = h("input", { type: "file", id });
  let sent;
  input.addEventListener("change", async () => {
    sent = undefined;
    if (input.files.length && fits(input.files)) sent = await carried(input.files[0]);
  });
  return {
    element: input,
    target: input,
    typed: () => input.files.length > 0,
    value: () => sent,
    wrong: () => (sent ? null : app.t("option.big", { max: LARGEST })),
  };
}
