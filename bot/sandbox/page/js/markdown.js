/**
 * Discord's dialect of markdown, read into a tree of plain objects: `{ is, text | children, … }`.
 * Knows nothing of the page; marks.js draws the tree.
 */

const DEEPEST = 12; // nested marks past this are shown as typed, so that no message can exhaust the stack
const LIST = /^( *)([-*]|\d{1,9}\.) +(?=\S)/;
const FENCE = /```(?:([\w+#.-]+)\n)?\n*([\s\S]+?)\n*```/y;

/** Reads a whole message text. */
export function read(source) {
  return blocks(String(source ?? "").replace(/\r\n?/g, "\n"), 0);
}

/** The tree as plain words, for labels and previews; `call` names what has an id: people, roles, channels, times. */
export function plain(nodes, call) {
  return nodes
    .map((node) => {
      if (node.is === "break") return " ";
      if (node.is === "spoiler") return "▮▮▮";
      if (node.raw) return call(node) ?? node.raw;
      return node.children ? plain(node.children, call) : (node.text ?? "");
    })
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

// --- blocks -----------------------------------------------------------------------------------------

/** Cuts the text at code fences, which nothing else may look into, and reads the lines between them. */
function blocks(text, depth) {
  const found = [];
  let from = 0;
  let at = text.indexOf("```");
  while (at >= 0) {
    FENCE.lastIndex = at;
    const fence = FENCE.exec(text);
    const quoted = /^> /.test(text.slice(text.lastIndexOf("\n", at - 1) + 1, at));
    if (!fence || quoted || escaped(text, at)) {
      at = text.indexOf("```", at + 3);
      continue;
    }
    const before = text.slice(from, at).replace(/\n$/, "");
    if (before) found.push(...lines(before, depth));
    found.push({ is: "codeblock", language: fence[1] ?? "", text: fence[2] });
    from = FENCE.lastIndex;
    if (text[from] === "\n") from += 1;
    at = text.indexOf("```", from);
  }
  if (from < text.length) found.push(...lines(text.slice(from), depth));
  return found;
}

function escaped(text, at) {
  let slashes = 0;
  while (text[at - 1 - slashes] === "\\") slashes += 1;
  return slashes % 2 === 1;
}

function lines(text, depth) {
  const rows = text.split("\n");
  const found = [];
  let at = 0;
  while (at < rows.length) {
    const [node, next] = block(rows, at, depth);
    found.push(node);
    at = next;
  }
  return joined(found);
}

/** Reads the block that begins at a row; answers it and the row after it. */
function block(rows, at, depth) {
  const row = rows[at];
  if (depth < DEEPEST) {
    if (row.startsWith(">>> ")) {
      const rest = [row.slice(4), ...rows.slice(at + 1)].join("\n");
      return [{ is: "quote", children: blocks(rest, depth + 1) }, rows.length];
    }
    if (row.startsWith("> ")) return quote(rows, at, depth);
    if (LIST.test(row)) return list(rows, at, depth);
  }
  const heading = /^(#{1,3}) +(\S.*?)(?: +#+)? *$/.exec(row);
  if (heading)
    return [{ is: "heading", level: heading[1].length, children: inline(heading[2], depth) }, at + 1];
  const small = /^-# +(\S.*)$/.exec(row);
  if (small) return [{ is: "subtext", children: inline(small[1], depth) }, at + 1];
  return paragraph(rows, at, depth);
}

function startsBlock(row) {
  return /^(?:>>> |> |#{1,3} +\S|-# +\S)/.test(row) || LIST.test(row);
}

/** Rows up to the next block stay together, so that marks may span lines. */
function paragraph(rows, at, depth) {
  let end = at + 1;
  while (end < rows.length && !startsBlock(rows[end])) end += 1;
  return [{ is: "text", children: inline(rows.slice(at, end).join("\n"), depth) }, end];
}

function quote(rows, at, depth) {
  let end = at;
  while (end < rows.length && rows[end].startsWith("> ")) end += 1;
  const inside = rows.slice(at, end).map((row) => row.slice(2));
  return [{ is: "quote", children: blocks(inside.join("\n"), depth + 1) }, end];
}

function list(rows, at, depth) {
  const [, indent, bullet] = LIST.exec(rows[at]);
  const ordered = /\d/.test(bullet);
  const items = [];
  let row = at;
  while (row < rows.length) {
    const match = LIST.exec(rows[row]);
    if (!match || match[1].length < indent.length || /\d/.test(match[2]) !== ordered) break;
    let end = row + 1;
    while (end < rows.length && deeper(rows[end], indent.length)) end += 1;
    const inner = rows
      .slice(row + 1, end)
      .map((line) => line.replace(new RegExp(`^ {0,${indent.length + 2}}`), ""));
    const head = inline(rows[row].slice(match[0].length), depth + 1);
    const rest = inner.length ? blocks(inner.join("\n"), depth + 1) : [];
    items.push({ is: "item", children: [{ is: "text", children: head }, ...rest] });
    row = end;
  }
  return [{ is: "list", ordered, start: ordered ? Number.parseInt(bullet, 10) : 1, children: items }, row];
}

function deeper(row, indent) {
  const match = /^( *)\S/.exec(row);
  return Boolean(match) && match[1].length > indent + (LIST.test(row) ? 0 : 1);
}

/** Paragraphs are told apart from blocks here; neighbouring ones keep the line break between them. */
function joined(nodes) {
  return nodes.flatMap((node, index) => {
    if (node.is !== "text") return [node];
    const follows = index > 0 && nodes[index - 1].is === "text";
    return follows ? [{ is: "break" }, ...node.children] : node.children;
  });
}

// --- inline -----------------------------------------------------------------------------------------

const wrap = (is) => (match, depth) => ({ is, children: inline(match[1] ?? match[2], depth + 1) });

const RULES = [
  [/\\([^0-9A-Za-z\s])/y, (match) => ({ is: "words", text: match[1] })],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, (match) => ({ is: "code", text: trimmed(match[2]) })],
  [/\|\|([\s\S]+?)\|\|/y, wrap("spoiler")],
  [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, wrap("bold")],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, wrap("underline")],
  [
    /\b_((?:__|\\[\s\S]|[^\\_])+?)_\b|\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y,
    wrap("italic"),
  ],
  [/~~((?:\\[\s\S]|[^\\])+?)~~(?!_)/y, wrap("strike")],
  [
    /\[((?:\\.|[^\][\\\n]|\[[^\][\n]*\])+)\]\(\s*<?(https?:\/\/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+"[^"\n]*")?\s*\)/y,
    masked,
  ],
  [/<(https?:\/\/[^\s<>]+)>/y, (match) => ({ is: "link", href: match[1], text: match[1] })],
  [/https?:\/\/[^\s<「」『』（）。、]*[^\s<「」『』（）。、.,:;"'\]]/y, bare],
  [/<@!?(\d{5,25})>/y, (match) => ({ is: "user", id: match[1], raw: match[0] })],
  [/<@&(\d{5,25})>/y, (match) => ({ is: "role", id: match[1], raw: match[0] })],
  [/<#(\d{5,25})>/y, (match) => ({ is: "channel", id: match[1], raw: match[0] })],
  [/<\/([^:<>\n]{1,100}):(\d{1,25})>/y, (match) => ({ is: "command", text: `/${match[1]}`, id: match[2] })],
  [/<(a?):(\w{2,32}):(\d{5,25})>/y, (match) => ({ is: "emoji", text: `:${match[2]}:`, id: match[3] })],
  [
    /<t:(-?\d{1,17})(?::([tTdDfFsSR]))?>/y,
    (match) => ({ is: "time", unix: Number(match[1]), style: match[2] ?? "f", raw: match[0] }),
  ],
  [/@(everyone|here)\b/y, (match) => ({ is: "everyone", text: match[0] })],
  [/\n/y, () => ({ is: "break" })],
];

// Where one of the rules could begin; everything before it is words.
const WORDS = /[\s\S][^\\`|*_~[<@\nh]*/y;

function trimmed(code) {
  return /^ .*[^ ].* $/s.test(code) ? code.slice(1, -1) : code;
}

function masked(match, depth) {
  return { is: "link", href: match[2], children: inline(match[1], depth + 1, true) };
}

/** A bare address ends before a closing bracket that was opened outside of it. */
function bare(match, depth, at) {
  let url = match[0];
  while (url.endsWith(")") && url.split("(").length < url.split(")").length) url = url.slice(0, -1);
  return { node: { is: "link", href: url, text: url }, end: at + url.length };
}

/** Reads a run of text; inside a link there are no further links. */
function inline(text, depth, linked = false) {
  if (depth >= DEEPEST) return [{ is: "words", text }];
  const found = [];
  const dead = new Set(); // rules that found no end once find none further on either
  let at = 0;
  while (at < text.length) {
    const [node, next] = mark(text, at, depth, linked, dead);
    const last = found.at(-1);
    if (node.is === "words" && last?.is === "words") last.text += node.text;
    else found.push(node);
    at = next;
  }
  return found;
}

const CLOSERS = new Map([
  [2, "||"],
  [3, "**"],
  [4, "__"],
  [6, "~~"],
]);

function mark(text, at, depth, linked, dead) {
  for (const [index, [pattern, make]] of RULES.entries()) {
    if (dead.has(index)) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) {
      const closer = CLOSERS.get(index);
      if (closer && text.startsWith(closer, at) && text.indexOf(closer, at + 2) < 0) dead.add(index);
      continue;
    }
    const end = pattern.lastIndex;
    const made = make(match, depth, at);
    if (made.node) return linked ? [{ is: "words", text: match[0] }, end] : [made.node, made.end];
    if (linked && made.is === "link") return [{ is: "words", text: match[0] }, end];
    return [made, end];
  }
  WORDS.lastIndex = at;
  const words = WORDS.exec(text)[0];
  return [{ is: "words", text: words }, at + words.length];
}
