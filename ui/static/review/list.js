// The list of proposals as a component of Streamlit: rows in, what a person does out. What was pressed shows at once; the page follows.
//
// Every action carries a number and stays in the queue until the page says that it has dealt with it, so that keys pressed faster than the
// page answers are all done, in their order, each with the claim that was the current one when it was pressed.
import { make } from '../panel/pieces.js';
import { TYPED } from '../canvas/help.js';

const SIGNS = { proposed: ["○", "not decided yet"], accepted: ["✓", "accepted"], rejected: ["✕", "rejected"], corrected: ["✎", "accepted as corrected"] };
const KEYS = { a: "accept", r: "reject", u: "undo", e: "edit", n: "note", m: "merge", j: "down", k: "up", arrowdown: "down", arrowup: "up" };
const DECIDES = { accept: "accepted", reject: "rejected" };

const stateOf = (S, row) => S.wished.get(row.id) ?? row.state;
const element = (name, cls = "", text = "") => Object.assign(document.createElement(name), { className: cls, textContent: text });

// the next one that nobody has decided, from here on and then from the beginning
function after(S, claim) {
  const rows = S.data.rows, at = rows.findIndex(row => row.id === claim);
  const open = row => row.id !== claim && stateOf(S, row) === "proposed";
  return (rows.slice(at + 1).find(open) ?? rows.find(open))?.id ?? claim;
}

function step(S, by) {
  const rows = S.data.rows, at = rows.findIndex(row => row.id === S.current), next = rows[at + by];
  if (next) act(S, "select", next.id);
}

function act(S, type, claim = S.current) {
  const sent = { type, claim, document: S.data.document };
  if (DECIDES[type]) {
    sent.then = after(S, claim);
    if (S.data.named) {
      S.wished.set(claim, DECIDES[type]);
      S.current = sent.then;
    }
  }
  if (type === "select") S.current = claim;
  S.last = Math.max(S.last + 1, Date.now());
  S.queue.push({ ...sent, seq: S.last });
  S.tell();
  draw(S);
}

function press(S, event) {
  const { key, ctrlKey, metaKey, altKey } = event, does = KEYS[key.toLowerCase()], from = event.composedPath();
  if (!does || ctrlKey || metaKey || altKey || event.defaultPrevented || from[0]?.closest?.(TYPED)) return;
  // the text scrolls by the arrows when somebody reads there
  if (key.startsWith("Arrow") && from.some(one => one.classList?.contains("text"))) return;
  event.preventDefault();
  if (does === "down" || does === "up") step(S, does === "down" ? 1 : -1);
  else act(S, does);
}

function head(S, left) {
  const total = S.data.rows.length, line = element("div", "line"), count = element("strong", "left", left ? `${left} of ${total} left` : "All reviewed");
  const undo = element("button", "action undo", "Undo ");
  undo.append(element("small", "key", "U"));
  undo.disabled = !S.data.undo;
  undo.title = S.data.undo ? `Take back: ${S.data.undo}` : "Nothing to take back";
  undo.onclick = () => act(S, "undo");
  line.append(count, undo);
  const bar = element("div", "progress"), done = element("span");
  done.style.width = `${total ? 100 * (total - left) / total : 0}%`;
  bar.append(done);
  const parts = [line, bar];
  if (S.data.said) parts.push(element("p", S.data.wrong ? "told wrong" : "told", S.data.said));
  if (!left && S.data.onward) {
    const next = element("button", "action next", `Next document: ${S.data.onward}`);
    next.onclick = () => act(S, "next");
    parts.push(next);
  }
  S.head.replaceChildren(...parts);
}

function item(S, row) {
  let known = S.rows.get(row.id);
  const text = JSON.stringify(row.piece);
  if (known?.text !== text) {
    const li = element("li"), sign = element("span", "sign");
    li.append(sign, make(row.piece, S));
    li.onclick = event => { if (S.current !== row.id && !event.target.closest(".detail")) act(S, "select", row.id); };
    known?.li.remove();
    known = { text, li, sign };
    S.rows.set(row.id, known);
  }
  const state = stateOf(S, row), [mark, told] = SIGNS[state];
  known.li.className = state;
  known.sign.textContent = mark;
  known.sign.title = told;
  known.sign.setAttribute("role", "img");
  known.sign.setAttribute("aria-label", told);
  known.li.querySelector(":scope > .detail")?.remove();
  known.li.toggleAttribute("aria-current", row.id === S.current);
  if (row.id === S.current && S.data.current === S.current && S.data.detail) known.li.append(make(S.data.detail, S));
  return known.li;
}

function draw(S) {
  const rows = S.data.rows, wanted = rows.map(row => item(S, row));
  for (const [id, { li }] of S.rows) if (!wanted.includes(li)) { li.remove(); S.rows.delete(id); }
  if (wanted.some((li, place) => S.list.children[place] !== li)) S.list.replaceChildren(...wanted);
  head(S, rows.filter(row => stateOf(S, row) === "proposed").length);
  const current = S.rows.get(S.current)?.li;
  if (current) keepInSight(S, current);
  globalThis.redstringReview = { current: S.current, states: Object.fromEntries(rows.map(row => [row.id, stateOf(S, row)])) };
  document.dispatchEvent(new Event("redstring:review"));
}

// only the list scrolls, never the page around it
function keepInSight(S, li) {
  const box = S.root.getBoundingClientRect(), one = li.getBoundingClientRect(), above = S.head.getBoundingClientRect().bottom;
  if (one.top < above) S.root.scrollTop -= above - one.top + 8;
  else if (one.bottom > box.bottom) S.root.scrollTop += Math.min(one.bottom - box.bottom + 12, one.top - above - 8);
}

// where another document was chosen, a name written or a form closed, the keys mean the list again
function takeKeys(S) {
  const told = `${S.data.document} ${S.data.named}`;
  if (told !== S.told) S.root.focus({ preventScroll: true });
  S.told = told;
}

function begin(root) {
  const S = { root, queue: [], last: 0, wished: new Map(), rows: new Map(), head: element("header"), list: element("ol"), current: null };
  S.head.setAttribute("role", "status");
  S.keys = element("p", "keys", "A accept · R reject · J K or ↓ ↑ next, previous · U undo · E correct · M merge · N note");
  root.tabIndex = -1;
  root.setAttribute("role", "region");
  root.append(S.head, S.list, S.keys);
  S.act = what => act(S, what.type);
  return S;
}

export function attach(component) {
  const { data, parentElement, setTriggerValue } = component, root = parentElement.querySelector(".review");
  const S = root.redstring ??= begin(root);
  S.tell = () => setTriggerValue("act", { queue: S.queue });
  S.data = JSON.parse(new TextDecoder().decode(data));
  root.setAttribute("aria-label", `Proposals of ${S.data.title}`);
  S.queue = S.queue.filter(({ seq }) => seq > S.data.ack);
  S.last = Math.max(S.last, S.data.ack);
  const waiting = new Set(S.queue.map(({ claim }) => claim));
  for (const claim of S.wished.keys()) if (!waiting.has(claim)) S.wished.delete(claim);
  // what is still under way is newer than what the page knows
  if (!S.queue.length) S.current = S.data.current;
  draw(S);
  takeKeys(S);
  const onKey = event => press(S, event), onPick = event => act(S, "select", event.detail);
  document.addEventListener("keydown", onKey);
  document.addEventListener("redstring:review-pick", onPick);
  S.leave?.();
  S.leave = () => {
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("redstring:review-pick", onPick);
    S.leave = null;
  };
  return () => S.leave?.();
}
