/** The fields of an app's form, each with its label, what is wrong with it, and its value. */
import { composing, freshId, h } from "./dom.js";
import { LARGEST, carried, fits } from "./files.js";
import { defaultsOf, selectButton } from "./picker.js";

const PARAGRAPH = 2;

/**
 * @param {object} app
 * @param {object} part the input component
 * @param {{label?: string, description?: string}} label what stands over it
 * @returns {{id?: string, element: HTMLElement, value?: () => any, wrong?: () => (string|null), focus?: () => void}}
 */
export function formField(app, part, label) {
  const make = MADE[part.type];
  if (!make) {
    const words = app.t("parts.unknown", { type: part.type });
    return { element: frame(app, { label, body: h("p", { class: "unknown-part" }, words) }).element };
  }
  return make(app, part, label);
}

/** The label, description and error around an input, wired together for screen readers. */
function frame(app, { label, body, target, required = false, group = false }) {
  const id = freshId("field");
  const error = h("p", { class: "wrong", id: `${id}-wrong`, role: "alert" });
  const words = [
    h("span", { dir: "auto" }, label.label ?? ""),
    required ? h("span", { class: "need" }, app.t("option.required")) : null,
  ];
  const note = label.description
    ? h("span", { class: "field-note", id: `${id}-note`, dir: "auto" }, label.description)
    : null;
  const describedBy = `${note ? `${id}-note ` : ""}${id}-wrong`;
  if (target) {
    target.id = id;
    target.setAttribute("aria-describedby", describedBy);
  }
  const element = group
    ? h(
        "fieldset",
        { class: "form-field", "aria-describedby": describedBy },
        h("legend", {}, words),
        note,
        body,
        error,
      )
    : h(
        "div",
        { class: "form-field" },
        h("label", { for: target ? id : null, class: "form-label" }, words),
        note,
        body,
        error,
      );
  const say = (wrong) => {
    error.textContent = wrong ?? "";
    target?.setAttribute("aria-invalid", String(Boolean(wrong)));
    return wrong;
  };
  element.addEventListener("input", () => error.textContent && say(null));
  return { element, say };
}

function text(app, part, label) {
  const required = part.required !== false;
  const { min_length: min = 0, max_length: max = 4000 } = part;
  const tall = part.style === PARAGRAPH;
  const input = tall
    ? h("textarea", { class: "box", rows: "4", dir: "auto" })
    : h("input", { type: "text", class: "box", dir: "auto", autocomplete: "off" });
  input.value = part.value ?? "";
  input.placeholder = part.placeholder ?? "";
  if (required) input.setAttribute("aria-required", "true");
  const count = h("span", { class: "left", "aria-live": "off" });
  const length = () => [...input.value].length;
  const draw = () => {
    count.textContent = app.t("modal.count", { count: length(), max });
    count.classList.toggle("bad", length() > max);
  };
  input.addEventListener("input", draw);
  draw();
  const { element, say } = frame(app, {
    label: { label: part.label, ...label },
    body: [input, count],
    target: input,
    required,
  });
  const wrong = () => {
    if (!input.value.trim()) return required ? app.t("modal.required") : null;
    if (length() < (min ?? 0)) return app.t("option.short", { min });
    return length() > max ? app.t("option.long", { max, count: length() }) : null;
  };
  if (tall) {
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !composing(event))
        input.form.requestSubmit();
    });
  }
  return {
    id: part.custom_id,
    element,
    value: () => input.value,
    wrong: () => say(wrong()),
    focus: () => input.focus(),
  };
}

function select(app, part, label) {
  const required = part.required !== false;
  let values = defaultsOf(part);
  const button = selectButton(
    app,
    { ...part, min_values: part.min_values ?? (required ? 1 : 0) },
    {
      channel: app.channel,
      values,
      label: label.label ?? null,
      changed: (chosen) => {
        values = chosen;
        say(null);
      },
    },
  );
  const { element, say } = frame(app, { label, body: button, target: button, required });
  const min = part.min_values ?? 1;
  const wrong = () => {
    if (!values.length && !required) return null;
    return values.length < Math.max(min, required ? 1 : 0) ? app.t("modal.choose") : null;
  };
  return {
    id: part.custom_id,
    element,
    value: () => values,
    wrong: () => say(wrong()),
    focus: () => button.focus(),
  };
}

/** Radio buttons or checkboxes under one heading. */
function group(app, part, label, many) {
  const required = part.required !== false;
  const name = freshId("group");
  const inputs = part.options.map((option) =>
    h("input", {
      type: many ? "checkbox" : "radio",
      name,
      value: option.value,
      checked: Boolean(option.default),
    }),
  );
  const rows = part.options.map((option, index) =>
    h("label", { class: "choice" }, inputs[index], choiceWords(option)),
  );
  const { element, say } = frame(app, {
    label,
    body: h("div", { class: "choices" }, rows),
    required,
    group: true,
  });
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const min = many ? (part.min_values ?? (required ? 1 : 0)) : required ? 1 : 0;
  const max = many ? (part.max_values ?? inputs.length) : 1;
  const wrong = () => {
    const { length } = chosen();
    if (!length && !required) return null;
    if (length < min) return app.t(min > 1 ? "pick.range" : "modal.choose", { min, max });
    return length > max ? app.t("pick.range", { min, max }) : null;
  };
  const value = many ? chosen : () => chosen()[0] ?? null;
  const focus = () => (inputs.find((input) => input.checked) ?? inputs[0]).focus();
  return { id: part.custom_id, element, value, wrong: () => say(wrong()), focus };
}

function choiceWords(option) {
  return h(
    "span",
    {},
    h("span", { dir: "auto" }, option.label),
    option.description ? h("span", { class: "field-note", dir: "auto" }, option.description) : null,
  );
}

function checkbox(app, part, label) {
  const input = h("input", { type: "checkbox", checked: Boolean(part.default) });
  const id = freshId("check");
  input.id = id;
  const words = h(
    "span",
    {},
    h("span", { dir: "auto" }, label.label ?? ""),
    label.description ? h("span", { class: "field-note", dir: "auto" }, label.description) : null,
  );
  const element = h("div", { class: "form-field" }, h("label", { class: "choice", for: id }, input, words));
  return {
    id: part.custom_id,
    element,
    value: () => input.checked,
    wrong: () => null,
    focus: () => input.focus(),
  };
}

function upload(app, part, label) {
  const required = part.required !== false;
  const min = part.min_values ?? (required ? 1 : 0);
  const max = part.max_values ?? 1;
  const input = h("input", { type: "file", multiple: max > 1 });
  let sent = [];
  input.addEventListener("change", async () => {
    say(null);
    sent = fits(input.files) ? await Promise.all([...input.files].map(carried)) : [];
  });
  const { element, say } = frame(app, { label, body: input, target: input, required });
  const wrong = () => {
    const { length } = input.files;
    if (!length && !required) return null;
    if (length < min || length > max) return app.t("modal.files", { min, max });
    return sent.length ? null : app.t("option.big", { max: LARGEST });
  };
  return {
    id: part.custom_id,
    element,
    value: () => sent,
    wrong: () => say(wrong()),
    focus: () => input.focus(),
  };
}

const MADE = {
  3: select,
  4: text,
  5: select,
  6: select,
  7: select,
  8: select,
  19: upload,
  21: (app, part, label) => group(app, part, label, false),
  22: (app, part, label) => group(app, part, label, true),
  23: checkbox,
};
