// Pairs that may be the same, as a component of Streamlit: rows and the current pair in, what a person does out.
//
// Every action carries a number and stays in the queue until the page says that it has dealt with it, so that keys pressed faster than the
// page answers are all done, in their order, each with the pair that was the current one when it was pressed.
import { make } from '../panel/pieces.js';
import { TYPED } from '../canvas/help.js';

const KEYS = { s: "same", d: "different", u: "unsure", z: "undo", n: "down", p: "up", arrowdown: "down", arrowup: "up", arrowright: "down", arrowleft: "up" };
const DECIDES = ["same", "different", "unsure", "withdraw"];
const element = (name, cls = "", text = "") => Object.assign(document.createElement(name), { className: cls, textContent: text });
const left = S => S.data.rows.filter(row => !S.gone.has(row.id));

function step(S, by) {
  const rows = left(S), next = rows[rows.findIndex(row => row.id === S.current) + by];
  if (next) act(S, "select", next.id);
}

function act(S, type, pair = S.current) {
  if (type !== "undo" && !pair) return;
  const sent = { type, pair };
  if (DECIDES.includes(type)) {
    const rows = left(S), at = rows.findIndex(row => row.id === pair);
    sent.then = (rows[at + 1] ?? rows[at - 1])?.id;
    if (S.data.named && S.data.list === "open") {
      S.gone.add(pair);
      S.current = sent.then ?? null;
    }
  }
  if (type === "select") S.current = pair;
  S.last = Math.max(S.last + 1, Date.now());
  S.queue.push({ ...sent, seq: S.last });
  S.tell();
  draw(S);
}

function press(S, event) {
  const { key, ctrlKey, metaKey, altKey } = event, does = KEYS[key.toLowerCase()];
  if (!does || ctrlKey || metaKey || altKey || event.defaultPrevented || event.composedPath()[0]?.closest?.(TYPED)) return;
  event.preventDefault();
  if (does === "down" || does === "up") step(S, does === "down" ? 1 : -1);
  else act(S, does);
}

function head(S, number) {
  const line = element("div", "line"), what = S.data.list === "open" ? "to decide" : "decided";
  const undo = element("button", "action undo", "Undo ");
  undo.append(element("small", "key", "Z"));
  undo.disabled = !S.data.undo;
  undo.title = S.data.undo ? `Take back: ${S.data.undo}` : "Nothing to take back";
  undo.onclick = () => act(S, "undo");
  line.append(element("strong", "left", `${number} ${what}`), undo);
  const parts = [line];
  if (S.data.said) parts.push(element("p", S.data.wrong ? "told wrong" : "told", S.data.said));
  S.head.replaceChildren(...parts);
}

function item(S, row) {
  const li = element("li");
  li.append(make(row.piece, S));
  li.toggleAttribute("aria-current", row.id === S.current);
  li.onclick = () => act(S, "select", row.id);
  return li;
}

function draw(S) {
  const rows = left(S);
  S.list.replaceChildren(...rows.map(row => item(S, row)));
  head(S, rows.length);
  const there = S.data.detail && S.data.current === S.current;
  S.stage.replaceChildren(there ? make(S.data.detail, S) : rows.length ? element("p", "quiet", "…") : make(S.data.empty, S));
  S.list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

// where a name was written or another list chosen, the keys mean the pairs again
function takeKeys(S) {
  const told = `${S.data.list} ${S.data.named}`;
  if (told !== S.told) S.root.focus({ preventScroll: true });
  S.told = told;
}

function begin(root) {
  const S = { root, queue: [], last: 0, gone: new Set(), head: element("header"), list: element("ol"), stage: element("div", "stage"), current: null };
  const side = element("div", "queue"), keys = element("p", "keys", "S same · D different · U not sure · N P or ↓ ↑ next, previous · Z undo");
  S.head.setAttribute("role", "status");
  side.append(S.head, S.list, keys);
  root.tabIndex = -1;
  root.append(side, S.stage);
  S.act = what => act(S, what.type);
  return S;
}

export function attach(component) {
  const { data, parentElement, setTriggerValue } = component, root = parentElement.querySelector(".duplicates");
  const S = root.redstring ??= begin(root);
  S.tell = () => setTriggerValue("act", { queue: S.queue });
  S.data = JSON.parse(new TextDecoder().decode(data));
  S.queue = S.queue.filter(({ seq }) => seq > S.data.ack);
  S.last = Math.max(S.last, S.data.ack);
  const waiting = new Set(S.queue.map(({ pair }) => pair));
  for (const pair of S.gone) if (!waiting.has(pair)) S.gone.delete(pair);
  // what is still under way is newer than what the page knows
  if (!S.queue.length) S.current = S.data.current;
  draw(S);
  takeKeys(S);
  const onKey = event => press(S, event);
  document.addEventListener("keydown", onKey);
  S.leave?.();
  S.leave = () => {
    document.removeEventListener("keydown", onKey);
    S.leave = null;
  };
  return () => S.leave?.();
}
