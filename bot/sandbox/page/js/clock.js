/** The sandbox's time, as the viewer's zone and language tell it. */

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

const TIME = { hour: "numeric", minute: "2-digit" };

// Each unit's length in seconds, and the number of them that is better said in the next.
const UNITS = [
  ["second", 1, 60],
  ["minute", 60, 60],
  ["hour", 3_600, 24],
  ["day", 86_400, 30],
  ["month", 2_629_800, 12],
  ["year", 31_557_600, Infinity],
];

/** How far `unix` is from `now`, in words: "in 15 minutes", 「3日前」. */
export function distance(unix, now, locale) {
  const seconds = unix - now;
  const [unit, length] = UNITS.find(([, size, most]) => Math.abs(Math.round(seconds / size)) < most);
  const number = Math.round(seconds / length);
  // Numbers, not "yesterday": a deadline two midnights away should not read as one day.
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "always" }).format(number, unit);
  // Browsers put a space into 「3 日前」, which nobody writes.
  return locale.startsWith("ja") ? words.replace(" ", "") : words;
}

export class Clock {
  constructor() {
    this.offset = 0;
    this.zone = "UTC";
    this.locale = "en";
    this.formats = new Map();
  }

  /** Takes the server's word for what time it is. */
  set(now) {
    this.offset = now - Date.now() / 1000;
  }

  /** Tells times the way this person would read them. */
  read(zone, locale) {
    this.zone = zone || "UTC";
    this.locale = locale;
    this.formats.clear();
  }

  /** The sandbox's time in seconds since 1970. */
  now() {
    return Date.now() / 1000 + this.offset;
  }

  format(unix, options, zone = this.zone) {
    const key = JSON.stringify([zone, options]);
    if (!this.formats.has(key)) {
      this.formats.set(key, new Intl.DateTimeFormat(this.locale, { timeZone: zone, ...options }));
    }
    return this.formats.get(key).format(unix * 1000);
  }

  /** What `<t:unix:style>` shows; a moment no calendar can hold stays as the number it is. */
  stamp(unix, style = "f") {
    if (Math.abs(unix) > 8.64e12) return String(unix);
    if (style === "R") return distance(unix, this.now(), this.locale);
    return this.format(unix, STYLES[style] ?? STYLES.f);
  }

  time(unix) {
    return this.format(unix, TIME);
  }

  /** Hours and minutes in somebody else's zone, with the weekday. */
  timeIn(zone, unix) {
    return this.format(unix, { weekday: "short", ...TIME }, zone);
  }

  /** Weekday, date and time, short enough for the top of the page; without the date where there is no room. */
  moment(unix, narrow = false) {
    const date = narrow ? {} : { month: "short", day: "numeric" };
    return this.format(unix, { ...date, weekday: "short", ...TIME });
  }

  /** A key that differs between any two local days. */
  day(unix) {
    return this.format(unix, { year: "numeric", month: "2-digit", day: "2-digit" });
  }

  /** The local day in full. */
  dayName(unix) {
    return this.format(unix, { year: "numeric", month: "long", day: "numeric", weekday: "long" });
  }

  date(unix) {
    return this.format(unix, { dateStyle: "medium" });
  }

  /** The local hour, 0 to 23. */
  hour(unix) {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone: this.zone,
      hour: "2-digit",
      hourCycle: "h23",
    });
    return Number(parts.format(unix * 1000));
  }
}

/** Seconds since 1970 of an ISO instant. */
export function unixOf(iso) {
  return Date.parse(iso) / 1000;
}
