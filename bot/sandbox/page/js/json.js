/** JSON as a coloured text that can be selected and copied. */
import { h } from "./dom.js";

const LONGEST = 20_000; // characters; a history of a hundred messages is not read on screen

const TOKENS = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

/** Draws any JSON value. */
export function json(value) {
  let text = JSON.stringify(value, null, 2) ?? "";
  if (text.length > LONGEST) text = `${text.slice(0, LONGEST)}\n…`;
  const code = h("code", {});
  let from = 0;
  for (const match of text.matchAll(TOKENS)) {
    if (match.index > from) code.append(text.slice(from, match.index));
    const [whole, string, colon] = match;
    const kind = string ? (colon ? "key" : "string") : "plain-value";
    code.append(h("span", { class: kind }, string ?? whole), colon ?? "");
    from = match.index + whole.length;
  }
  code.append(text.slice(from));
  return h("pre", { tabindex: "0" }, code);
}
