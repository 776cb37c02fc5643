// The panel as a component of Streamlit: a card in, what is clicked in it out.
import { make } from './pieces.js';

// the card is read by keys: from the graph to it, and back with Escape
function listen(root, S) {
  if (S.deaf) return;
  const enter = () => { root.tabIndex = -1; root.focus(); };
  root.onkeydown = event => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    document.dispatchEvent(new Event("redstring:graph"));
  };
  document.addEventListener("redstring:panel", enter);
  S.deaf = () => document.removeEventListener("redstring:panel", enter);
}

export function attach(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".panel"), S = root.redstring ??= { tab: 0, flipped: false, count: 0 };
  S.act = act => setTriggerValue("act", { ...act, seq: `${Date.now()}-${S.count++}` });
  const text = new TextDecoder().decode(data);
  if (S.text !== text) {
    const { card, piece } = JSON.parse(text), focused = root.contains(parentElement.activeElement ?? null);
    if (S.card !== card) Object.assign(S, { tab: 0, flipped: false });
    // asking for it would lay the page out once more before it is drawn for the first time
    const top = S.text === undefined ? 0 : root.scrollTop;
    root.replaceChildren(make(piece, S));
    if (top) root.scrollTop = S.card === card ? top : 0;
    if (focused && S.card !== card) { root.tabIndex = -1; root.focus(); }
    Object.assign(S, { text, card });
  }
  listen(root, S);
  return () => { S.deaf(); delete root.redstring; };
}
