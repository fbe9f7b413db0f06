/** The line to the sandbox: requests with answers, and everything that happens, in order. */

const RETRY = [300, 800, 2000, 4000];

/** What a request ended with when it did not end well; `code` is Discord's, or a word of ours. */
export class Refused extends Error {
  constructor({ code, message, errors }) {
    super(message ?? String(code));
    this.code = code;
    this.errors = errors ?? null;
  }
}

export class Line {
  /**
   * @param {(packet: object) => void} receive called with every packet that is not an answer
   * @param {(open: boolean) => void} changed called when the line opens or drops
   */
  constructor(receive, changed) {
    this.receive = receive;
    this.changed = changed;
    this.waiting = new Map();
    this.count = 0;
    this.tries = 0;
    this.wish = {};
  }

  /** Opens the line, and opens it again whenever it drops. */
  open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new WebSocket(`${scheme}://${location.host}/page/socket`);
    this.socket.addEventListener("open", () => {
      this.tries = 0;
      this.changed(true);
      this.send({ op: "be", ...this.wish });
    });
    this.socket.addEventListener("message", (event) => this.take(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => this.dropped());
  }

  dropped() {
    for (const { reject } of this.waiting.values()) reject(new Refused({ code: "lost" }));
    this.waiting.clear();
    this.changed(false);
    setTimeout(() => this.open(), RETRY[Math.min(this.tries, RETRY.length - 1)]);
    this.tries += 1;
  }

  send(packet) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(packet));
    return true;
  }

  /** Asks to see the world as this person, reading this language; remembered for the next connection. */
  be(persona, language) {
    this.wish = { persona, language };
    this.send({ op: "be", ...this.wish });
  }

  /** Asks for something to be done; resolves with the result, rejects with `Refused`. */
  ask(what, args = {}) {
    this.count += 1;
    const id = this.count;
    return new Promise((resolve, reject) => {
      if (!this.send({ op: "do", id, what, args })) {
        reject(new Refused({ code: "lost" }));
        return;
      }
      this.waiting.set(id, { resolve, reject });
    });
  }

  take(packet) {
    if (packet.op !== "done") {
      this.receive(packet);
      return;
    }
    const waiting = this.waiting.get(packet.id);
    this.waiting.delete(packet.id);
    if (packet.error) waiting?.reject(new Refused(packet.error));
    else waiting?.resolve(packet.result ?? null);
  }
}
