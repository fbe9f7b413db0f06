/** The commands a person may use: their local names, their sub-commands laid flat, and how they are found. */
import { folded } from "./choices.js";

const SUB = 1;
const GROUP = 2;

/** A localised text of a command, option or choice, in the page's language. */
export function local(thing, what, language) {
  const localizations = thing[`${what}_localizations`] ?? {};
  const keys = language === "ja" ? ["ja"] : ["en-US", "en-GB"];
  const found = keys.map((key) => localizations[key]).find(Boolean);
  return found ?? thing[what] ?? "";
}

/**
 * Slash commands with each sub-command as an entry of its own.
 * @returns {{command: object, path: object[], options: object[], name: string, note: string, words: string[]}[]}
 */
export function entries(commands, language) {
  const found = [];
  for (const command of commands.filter((one) => (one.type ?? 1) === 1)) {
    for (const path of paths(command)) found.push(entry(path, language));
  }
  return found.sort((a, b) => a.name.localeCompare(b.name, language));
}

function paths(command) {
  const subs = (command.options ?? []).filter((option) => option.type === SUB || option.type === GROUP);
  if (!subs.length) return [[command]];
  return subs.flatMap((sub) =>
    sub.type === SUB ? [[command, sub]] : (sub.options ?? []).map((leaf) => [command, sub, leaf]),
  );
}

function entry(path, language) {
  const leaf = path.at(-1);
  return {
    command: path[0],
    path,
    options: (leaf.options ?? []).filter((option) => option.type !== SUB && option.type !== GROUP),
    name: path.map((part) => local(part, "name", language)).join(" "),
    note: local(leaf, "description", language),
    words: everyName(path),
  };
}

/** Names and descriptions in every language, so that either finds the command. */
function everyName(path) {
  const names = path.map((part) => part.name).join(" ");
  const ja = path.map((part) => part.name_localizations?.ja ?? part.name).join(" ");
  const leaf = path.at(-1);
  return [names, ja, leaf.description, ...Object.values(leaf.description_localizations ?? {})].filter(
    Boolean,
  );
}

/** The entries that go with what was typed after the slash, best first. */
export function finding(all, typed) {
  const wanted = folded(typed.trim());
  if (!wanted) return all;
  const ranked = all.map((one) => {
    const names = [one.name, ...one.words.slice(0, 2)].map(folded);
    if (names.some((name) => name === wanted)) return { one, rank: 0 };
    if (names.some((name) => name.startsWith(wanted))) return { one, rank: 1 };
    if (names.some((name) => name.includes(wanted))) return { one, rank: 2 };
    return { one, rank: one.words.some((word) => folded(word).includes(wanted)) ? 3 : 4 };
  });
  return ranked
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

/** The entry whose name was typed out in full, in any language. */
export function named(all, typed) {
  const wanted = folded(typed.trim());
  return all.find((one) => [one.name, ...one.words.slice(0, 2)].some((name) => folded(name) === wanted));
}

/** The option list of an interaction: values under the sub-commands that lead to them. */
export function nested(path, values) {
  return path
    .slice(1)
    .reduceRight((inner, part) => [{ name: part.name, type: part.type, options: inner }], values);
}
