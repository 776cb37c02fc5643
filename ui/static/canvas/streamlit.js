// The thin seam to Streamlit: payload in, actions out through one trigger. Also what tests may read, as window.__redstring.
//
// Every action carries a number and stays in the queue until the page says that it has dealt with it, so nothing is lost when two happen
// within one run of the script; the page leaves out what it knows already. With them goes the revision that is shown: while it is the wanted
// one, the page sends the scene no more. The last scene of each canvas is kept for when the canvas itself was away.
import { fold } from './address.js';
import { element } from './dom.js';
import { mount, paint, report } from './graph.js';
import { ABILITIES, helpElsewhere } from './help.js';
import { way, pointOn } from './geometry.js';
import { alive } from './network.js';
import { written } from './written.js';
import { when } from './words.js';

// once for the whole page
export const foldAddresses = fold;

const SLOW = 400;
const LINGER = 250;
const canvases = new Map();
const scenes = new Map();
const decode = (data) => JSON.parse(new TextDecoder().decode(data));

function makeEntry(data, setTrigger, environment) {
  const root = document.createElement('div');
  root.className = typeof data.height === 'number' ? 'redstring' : 'redstring flush';
  root.classList.toggle('plain', !!data.plain);
  root.style.setProperty('--height', typeof data.height === 'number' ? `${data.height}px` : '100%');
  const style = document.createElement('style');
  style.textContent = environment.css;
  const entry = { name: (data.canvas ?? 'canvas'), queue: [], last: 0, setTrigger, root, parts: [style, root], rev: null, label: null };
  const act = (action) => {
    entry.last = Math.max(entry.last + 1, Date.now());
    entry.queue.push({ ...action, seq: entry.last });
    tell(entry);
  };
  const search = () => focusSearch(entry.label);
  entry.sense = element('i', 'sense');
  root.append(entry.sense);
  entry.act = act;
  // the colour of the page's ground is a transition of no length here, so that its change is an event
  entry.sense.addEventListener('transitionend', () => followTheme(entry));
  entry.canvas = mount(root, { vis: environment.vis, look: environment.look, act, search, tall, can: new Set(entry.name === 'canvas' ? ABILITIES : ABILITIES.filter((one) => one !== 'path')) });
  return entry;
}

// the page's own style gives a canvas of full height the room of its tools
const tall = (on) => document.documentElement.toggleAttribute('data-tall', on);

function tell(entry) {
  entry.setTrigger('act', { rev: entry.rev, queue: entry.queue });
  if (entry.queue.length) entry.slow ??= setTimeout(() => entry.canvas.state({ busy: true }), SLOW);
}

function themeOf(ground) {
  const [red, green, blue] = ground.match(/[\d.]+/g).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light';
}

// the page's icon: from here, for Streamlit imports what pictures need before it looks at one
export function wear(icon) {
  const link = document.querySelector('link[rel~=icon]');
  if (link) link.href = icon;
}

// the list of keys where no canvas is: on the tables, on a page that says what is wrong
export function listenElsewhere({ css, look }) {
  helpElsewhere(css, () => [...canvases.values()].some((entry) => !entry.leaving), (root) => {
    const theme = themeOf(getComputedStyle(document.querySelector('.stApp') ?? document.body).backgroundColor);
    paint(root, theme, look.themes[theme].palette);
  });
}

// a person may choose another theme at any time, and the page hears of it with the next action only: so that is one
function followTheme(entry) {
  const shown = entry.canvas.view.data?.theme, theme = themeOf(getComputedStyle(entry.sense).color);
  if (shown && theme !== shown) entry.act({ type: 'theme' });
}

// by its accessible name, which is the page's own; the page's markup is not ours. Other components keep theirs in shadow trees
function focusSearch(label, root = document) {
  if (!label) return false;
  const found = [...root.querySelectorAll('input[aria-label]')].find((one) => one.getAttribute('aria-label').startsWith(label));
  if (found) { found.focus(); return true; }
  return [...root.querySelectorAll('*')].some((one) => one.shadowRoot && focusSearch(label, one.shadowRoot));
}

export function attach(component, environment) {
  const { parentElement, setTriggerValue } = component, data = decode(component.data);
  let entry = parentElement.redstring;
  const fresh = !entry;
  if (fresh) {
    entry = canvases.get((data.canvas ?? 'canvas')) ?? makeEntry(data, setTriggerValue, environment);
    canvases.set((data.canvas ?? 'canvas'), entry);
    settleIn(entry, parentElement);
  }
  entry.setTrigger = setTriggerValue;
  show(entry, component.data, data);
  // what was told in between was told to nobody
  if (fresh && entry.queue.length) tell(entry);
  return () => leave(entry, parentElement);
}

function settleIn(entry, parent) {
  clearTimeout(entry.leaving);
  entry.leaving = null;
  entry.parent = parent;
  parent.redstring = entry;
  parent.append(...entry.parts);
  entry.focused?.focus({ preventScroll: true });
  entry.focused = null;
}

// when runs of the script overtake each other, a component is taken away and put back at once: what is seen and has the focus stays
function leave(entry, parent) {
  delete parent.redstring;
  if (entry.parent !== parent) return;
  const active = entry.root.getRootNode().activeElement;
  entry.focused = entry.root.contains(active) ? active : null;
  entry.leaving = setTimeout(() => {
    entry.canvas.destroy();
    for (const part of entry.parts) part.remove();
    canvases.delete(entry.name);
  }, LINGER);
}

function show(entry, bytes, data) {
  acknowledge(entry, data.state.ack ?? 0);
  if (entry.rev !== data.rev) {
    if (data.nodes) scenes.set(entry.name, bytes);
    const kept = data.nodes ? data : scenes.has(entry.name) && decode(scenes.get(entry.name));
    // the page thought that the scene is here: say what is, and it will send it
    if (kept?.rev !== data.rev) { tell(entry); return; }
    entry.rev = data.rev;
    entry.canvas.update(kept);
  }
  applyState(entry, data.state);
}

// what the page has dealt with leaves the queue; what a person switched since then stays as it was switched
function acknowledge(entry, ack) {
  entry.queue = entry.queue.filter((action) => action.seq > ack);
  entry.last = Math.max(entry.last, ack);
  entry.canvas.view.wished = new Map(entry.queue.filter(({ type }) => type === 'filter').map(({ facet, value, shown }) => [`${facet} ${value}`, shown]));
}

function applyState(entry, state) {
  entry.label = state.search ?? null;
  if (!entry.queue.length) { clearTimeout(entry.slow); entry.slow = null; }
  const waiting = entry.queue, view = entry.canvas.view;
  if (!waiting.some((action) => action.type === 'moved')) view.held.clear();
  // what is still under way is newer than what the page knows
  const newer = waiting.some((action) => action.type === 'select' || action.type === 'expand');
  entry.canvas.state({ selected: newer ? undefined : (state.selected ?? null), notice: state.notice ?? null, busy: state.busy ?? (waiting.length ? undefined : false) });
}

const only = (name) => (name ? canvases.get(name) : [...canvases.values()].at(-1));

// read only: `report(name)`, `written(name)` (names, words on lines, crosses), `when(date)` in words, `edgePoint(id)` in DOM coordinates, `count` of canvases, `networks` not destroyed, `waiting` actions not yet acknowledged
export const hook = {
  get count() { return canvases.size; },
  get networks() { return alive.size; },
  report: (name) => { const entry = only(name); return entry ? { ...report(entry.canvas.view), waiting: entry.queue.length } : null; },
  when,
  written: (name) => written(only(name).canvas.view),
  edgePoint: (id, t = 0.5, name = undefined) => {
    const { view } = only(name).canvas, path = way(view, view.data.edgeById.get(id)), dom = view.net.canvasToDOM(pointOn(path, t)), bounds = view.host.getBoundingClientRect();
    return { x: dom.x + bounds.left, y: dom.y + bounds.top };
  },
};
