/** A small chest of emoji, to react with and to write. */
import { h } from "./dom.js";
import { folded } from "./choices.js";
import { openBeside } from "./popover.js";

const CHEST = [
  ["👍", "いいね 親指", "thumbs up yes"],
  ["🙏", "ありがとう お願い", "thanks please"],
  ["❤️", "ハート 好き", "heart love"],
  ["😊", "にこにこ 笑顔", "smile happy"],
  ["😂", "笑う 泣き笑い", "joy laugh"],
  ["🎉", "おめでとう お祝い", "party congratulations"],
  ["👏", "拍手", "clap"],
  ["🙌", "ばんざい やった", "hooray"],
  ["💪", "がんばる 力", "strong"],
  ["✨", "きらきら", "sparkles"],
  ["👀", "見てます 目", "eyes looking"],
  ["✅", "完了 チェック", "done check"],
  ["🙇", "おじぎ すみません", "bow sorry"],
  ["🤝", "握手 協力", "handshake together"],
  ["💡", "ひらめき 電球", "idea bulb"],
  ["🔥", "火 すごい", "fire"],
  ["🥹", "感動 うるうる", "touched moved"],
  ["😭", "泣く", "cry"],
  ["🤔", "考え中", "thinking"],
  ["😮", "びっくり", "surprised"],
  ["😅", "汗 苦笑い", "sweat phew"],
  ["😴", "ねむい 睡眠", "sleepy"],
  ["🥳", "パーティー お祝い", "celebrate"],
  ["😌", "ほっとした", "relieved"],
  ["🫶", "ハートの手 ありがとう", "heart hands"],
  ["👋", "こんにちは またね 手を振る", "wave hello bye"],
  ["🌱", "芽 はじまり", "seedling start"],
  ["🌸", "桜 花", "blossom flower"],
  ["🍀", "クローバー 幸運", "clover luck"],
  ["🌙", "月 夜", "moon night"],
  ["☀️", "太陽 晴れ", "sun"],
  ["☕", "コーヒー 休憩", "coffee break"],
  ["🍵", "お茶 休憩", "tea break"],
  ["🍡", "だんご おやつ", "dango snack"],
  ["🍙", "おにぎり ごはん", "rice ball meal"],
  ["📚", "本 勉強", "books study"],
  ["✏️", "鉛筆 書く", "pencil write"],
  ["💻", "パソコン 仕事", "laptop work"],
  ["⏰", "時計 時間", "alarm time"],
  ["📌", "ピン 大事", "pin"],
  ["🎵", "音楽", "music"],
  ["🎨", "絵 デザイン", "art design"],
  ["🐈", "猫", "cat"],
  ["🐕", "犬", "dog"],
  ["👶", "赤ちゃん 育児", "baby"],
  ["🏠", "家", "house home"],
  ["🚶", "散歩", "walk"],
  ["❓", "質問 はてな", "question"],
];

/** Opens the chest beside `anchor`; `choose` gets the emoji. */
export function pickEmoji(app, anchor, choose) {
  const grid = h("div", { class: "emoji-grid", role: "group", "aria-label": app.t("emoji.title") });
  const search = h("input", {
    type: "text",
    class: "search",
    placeholder: app.t("emoji.search"),
    "aria-label": app.t("emoji.search"),
    autocomplete: "off",
  });
  const panel = openBeside(anchor, [search, grid], {
    kind: "emoji-panel",
    role: "dialog",
    label: app.t("emoji.title"),
    above: true,
  });
  const take = (emoji) => {
    panel.close();
    choose(emoji);
  };
  const fill = () => {
    const wanted = folded(search.value.trim());
    const found = CHEST.filter(
      ([emoji, ja, en]) => emoji === search.value.trim() || folded(`${ja} ${en}`).includes(wanted),
    );
    grid.replaceChildren(...found.map((one) => cell(one, app.language, take)));
    if (!found.length) grid.append(h("p", { class: "none" }, app.t("option.none")));
  };
  search.addEventListener("input", fill);
  search.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") grid.querySelector("button")?.click();
    else if (event.key === "ArrowDown") grid.querySelector("button")?.focus();
    else return;
    event.preventDefault();
  });
  grid.addEventListener("keydown", (event) => walk(event, grid, search));
  fill();
  panel.place();
  search.focus();
}

function cell([emoji, ja, en], language, take) {
  const words = language === "ja" ? ja : en;
  return h(
    "button",
    {
      type: "button",
      class: "emoji-cell",
      "aria-label": `${emoji} ${words}`,
      title: words,
      on: { click: () => take(emoji) },
    },
    emoji,
  );
}

function walk(event, grid, search) {
  const cells = [...grid.querySelectorAll("button")];
  const at = cells.indexOf(document.activeElement);
  const across = Math.max(1, cells.filter((one) => one.offsetTop === cells[0].offsetTop).length);
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const next = at + steps[event.key];
  if (next < 0) search.focus();
  else cells[Math.min(next, cells.length - 1)].focus();
}
