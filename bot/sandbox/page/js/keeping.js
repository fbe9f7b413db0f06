/** What the page remembers: light and language in the browser, person and channel in the address. */

/** Reads what was remembered under a name; null when there is nothing, or the browser keeps nothing. */
export function remembered(name) {
  try {
    return localStorage.getItem(`engawa.${name}`);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`engawa.${name}`, value);
  } catch {
    // A browser that keeps nothing still shows the page; it only forgets.
  }
}

/** Who we are and where, as the address says: a reload, or a second tab, begins there. */
export function place() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

export function setPlace(changes) {
  const next = new URLSearchParams({
    ...place(),
    ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value)),
  });
  history.replaceState(null, "", `#${next}`);
}
