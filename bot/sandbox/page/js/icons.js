/** The page's own line drawings, 20 by 20, in the colour of the text around them. */
import { svg } from "./dom.js";

const LINES = {
  hash: "M8 3.5 6.5 16.5M13.5 3.5 12 16.5M3.5 7.5h13M3 12.5h13",
  voice: "M4 8v4h3l4 3.5v-11L7 8zM14 7.2a4 4 0 0 1 0 5.6M16.3 5a7.2 7.2 0 0 1 0 10",
  stage: "M10 3.5v9M6.5 6v4a3.5 3.5 0 0 0 7 0V6a3.5 3.5 0 0 0-7 0zM4 10a6 6 0 0 0 12 0M10 16v1.5",
  news: "M4 8.5v3l9 3.5V5zM13 8a2.5 2.5 0 0 1 0 4M6 12.3l1 3.7h2",
  forum: "M3.5 4.5h10v7h-6l-3 2.5v-2.5h-1zM15.5 8h1v6h-1v2.5l-3-2.5H9",
  thread: "M4 4v7a3 3 0 0 0 3 3h9M13 11l3 3-3 3M8 5h8M8 9h6",
  lock: "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  letter: "M3 5h14v10H3zM3.5 5.5 10 11l6.5-5.5",
  people:
    "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c0-3 2.2-5 5-5s5 2 5 5M13 9a2.6 2.6 0 1 0 0-5M14.5 11.8c1.9.6 3 2.3 3 4.7",
  person: "M10 9.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM4 17c0-3.4 2.6-5.5 6-5.5s6 2.1 6 5.5",
  scroll: "M5 3.5h9v11a2 2 0 0 0 2 2H6.5a2 2 0 0 1-2-2M5 3.5a1.7 1.7 0 0 0-1.7 1.7V7H5M8 7h4M8 10h4M8 13h3",
  menu: "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
  more: "M4.6 9.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4zM10 9.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4zM15.4 9.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4z",
  close: "M5 5l10 10M15 5 5 15",
  down: "M4.5 7.5 10 13l5.5-5.5",
  up: "M4.5 12.5 10 7l5.5 5.5",
  right: "M7.5 4.5 13 10l-5.5 5.5",
  search: "M8.8 14a5.2 5.2 0 1 0 0-10.4 5.2 5.2 0 0 0 0 10.4zM12.6 12.6l4 4",
  check: "M4 10.5 8 14.5 16 6",
  plus: "M10 4v12M4 10h12",
  reply: "M8 5 3.5 9.5 8 14M4 9.5h7a5 5 0 0 1 5 5v1",
  smile: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM7.3 8.2h.01M12.7 8.2h.01M7 11.8a3.6 3.6 0 0 0 6 0",
  pencil: "M4 16l.8-3.3L13.5 4 16 6.5l-8.7 8.7zM12 5.5 14.5 8",
  bin: "M4 6h12M8 6V4h4v2M5.5 6l.8 10.5h7.4L14.5 6M8.5 9v4.5M11.5 9v4.5",
  send: "M3.5 10 16.5 4l-4 12.5-3-5zM9.5 11.5 16.5 4",
  slash: "M13 3.5 7 16.5",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.8 2",
  copy: "M7 7h9v9.5H7zM4 13V3.5h9",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  link: "M8.5 11.5l3-3M7 9 5 11a2.8 2.8 0 0 0 4 4l2-2M13 11l2-2a2.8 2.8 0 0 0-4-4L9 7",
  file: "M5.5 3h6l3.5 3.5V17h-9.5zM11 3v4h4",
  clip: "M15 9.5l-5.3 5.3a3.2 3.2 0 0 1-4.5-4.5l6-6a2.2 2.2 0 0 1 3 3l-5.9 5.9a1 1 0 0 1-1.5-1.5l5-5",
  mic: "M10 12a2.5 2.5 0 0 0 2.5-2.5v-4a2.5 2.5 0 0 0-5 0v4A2.5 2.5 0 0 0 10 12zM5 9.5a5 5 0 0 0 10 0M10 14.5V17",
  micOff:
    "M10 12a2.5 2.5 0 0 0 2.5-2.5v-4a2.5 2.5 0 0 0-5 0v4A2.5 2.5 0 0 0 10 12zM5 9.5a5 5 0 0 0 10 0M10 14.5V17M3.5 3.5l13 13",
  ear: "M4 12v-2a6 6 0 0 1 12 0v2M4 12h2.5v4H5a1 1 0 0 1-1-1zM16 12h-2.5v4H15a1 1 0 0 0 1-1z",
  earOff:
    "M4 12v-2a6 6 0 0 1 12 0v2M4 12h2.5v4H5a1 1 0 0 1-1-1zM16 12h-2.5v4H15a1 1 0 0 0 1-1zM3.5 3.5l13 13",
  leave: "M8 4H4v12h4M12.5 6.5 16 10l-3.5 3.5M16 10H8",
  sun: "M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7 6 6M14 14l1.3 1.3M15.3 4.7 14 6M6 14l-1.3 1.3",
  moon: "M15.5 12A6.5 6.5 0 0 1 8 4.5a6.5 6.5 0 1 0 7.5 7.5z",
  dusk: "M2.5 15.5h15M5 15.5a5 5 0 0 1 10 0M10 4v3M3.5 8.5l1.7 1.4M16.5 8.5l-1.7 1.4",
  tag: "M3.5 4h6l7 7-5.5 5.5-7.5-7.5zM6.7 7.2h.01",
  globe:
    "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c-2.4 2-3 4.6-3 7s.6 5 3 7c2.4-2 3-4.6 3-7s-.6-5-3-7z",
  half: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 3v14M12 5.5v9M14.5 8v4",
  info: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.2V13.5M10 6.6h.01",
};

/** A small drawing by name; it says nothing to screen readers, the words beside it do. */
export function icon(name, size = 20) {
  return svg(
    "svg",
    {
      viewBox: "0 0 20 20",
      width: size,
      height: size,
      class: "icon",
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("path", { d: LINES[name] ?? LINES.info }),
  );
}

/** The mark of the house: an eave over three boards of a porch, and the sun behind. */
export function mark(size = 32) {
  return svg(
    "svg",
    {
      viewBox: "0 0 32 32",
      width: size,
      height: size,
      class: "mark",
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("circle", { cx: 21.5, cy: 13.5, r: 4.6, class: "mark-sun" }),
    svg("path", { d: "M2.5 12.2C8 10.8 12.6 8 16 4c3.4 4 8 6.8 13.5 8.2", class: "mark-eave" }),
    svg("path", { d: "M7 12.2V20M25 12.2V20", class: "mark-post" }),
    svg("path", { d: "M4.5 20.5h23M3.5 24h25M2.5 27.5h27", class: "mark-board" }),
  );
}
