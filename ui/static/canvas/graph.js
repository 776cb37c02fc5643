// The canvas: a graph with its chips, legend and keys inside one element. Knows nothing of the page around it.
//
//   const canvas = mount(root, {vis, look, act, search, tall, can});
//   canvas.update(payload); canvas.state({selected, notice, busy}); canvas.destroy();
//
// `tall(on)` makes room for the canvas on the page around it; `can` are the actions that the page carries out: expand, collapse, path, pin, hide, undo; `act(action)` is told what a person did; the caller decides and comes back with a payload. `look` and payload: graph/render.py.
import { element } from './dom.js';
import { fit, resize, revealSoon } from './camera.js';
import { fillContext, makeControls, placeContext } from './controls.js';
import { nodeAt } from './geometry.js';
import { palette } from './look.js';
import { build, change, destroy, prepare, rebuild } from './network.js';
import { drawOverlay } from './overlay.js';
import { fillNotice, fillPanels, makePanels } from './panels.js';
import { clearHover, listenToNetwork, listenToPointer } from './pointer.js';
import { makeHelp } from './help.js';
import { listenToKeys } from './keys.js';
import { about } from './words.js';

const NARROW = 620;
const UPRIGHT = 0.85;

export function mount(root, { vis, look, act, search, tall, can }) {
  const view = { root, vis, look, search, can, data: null, net: null, selected: null, hover: null, plan: null, spots: new Map(), held: new Map(), wished: new Map(), drawn: 0 };
  Object.assign(view, { act, onTall: tall });
  const motion = window.matchMedia('(prefers-reduced-motion: reduce)');
  Object.defineProperty(view, 'still', { get: () => motion.matches });
  makeBoard(view);
  makePanels(view);
  makeControls(view);
  view.help = makeHelp(root, can, () => isIdle(root) && view.board.focus({ preventScroll: true }));
  giveActions(view);
  const stop = [listenToPointer(view), listenToKeys(view), watchSize(view)];
  return {
    view,
    update: (payload) => update(view, payload),
    state: (state) => applyState(view, state),
    destroy: () => {
      for (const one of stop) one();
      if (view.net) destroy(view);
      tall?.(false);
      root.replaceChildren();
    },
  };
}

// true if the focus is on no field elsewhere: the event of closing comes after the key that closed, and the next key may have moved the focus
function isIdle(root) {
  const at = document.activeElement;
  return !at || at === document.body || at === root.getRootNode().host || root.contains(at);
}

function makeBoard(view) {
  view.board = element('div', 'board');
  view.board.tabIndex = 0;
  view.board.setAttribute('role', 'application');
  view.board.setAttribute('aria-label', 'Graph. Arrow keys go from entity to entity, question mark lists all keys.');
  view.host = element('div', 'host');
  view.overlay = element('canvas', 'overlay');
  view.overlay.setAttribute('aria-hidden', 'true');
  view.live = element('div', 'live');
  view.live.setAttribute('aria-live', 'polite');
  view.board.append(view.host, view.overlay);
  view.root.append(view.board, view.live);
}

function giveActions(view) {
  view.badge = (kind) => view.data.badges?.[`other:${kind}`] ?? view.look.themes[view.data.theme].badges[kind];
  view.select = (thing) => {
    const same = JSON.stringify(thing) === JSON.stringify(view.selected);
    view.around = view.unfolded = null;
    setSelection(view, thing);
    if (!same) view.act({ type: 'select', node: thing?.node ?? null, edge: thing?.edge ?? null });
  };
  view.expand = (node) => { view.expanded = node; view.act({ type: 'expand', node }); };
  view.unfold = (group) => {
    view.act({ type: 'open', group });
    view.select({ edge: group });
    view.unfolded = group;
  };
  view.fold = (group) => { view.unfolded = null; view.act({ type: 'close', group }); };
  view.collapse = (node) => view.act({ type: 'collapse', node });
  view.path = (node) => view.act({ type: 'path', node });
  view.hide = (thing) => view.act({ type: 'hide', ids: [thing.node ?? thing.edge] });
  view.pin = (node) => view.act({ type: 'pin', ids: [node], on: !view.data.nodeById.get(node).fixed });
  view.moved = (positions) => {
    for (const [id, place] of Object.entries(positions)) view.held.set(id, place);
    for (const [id, [x, y]] of Object.entries(positions)) Object.assign(view.data.nodeById.get(id), { x, y });
    view.spots.clear();
    view.net.redraw();
    view.act({ type: 'moved', positions });
  };
  view.escape = () => {
    if (view.root.classList.contains('tall') && !view.selected) view.tall.click();
    else view.select(null);
  };
  view.onDrawn = () => {
    const node = view.selected?.node && view.data.nodeById.get(view.selected.node);
    if (node && !view.context.hidden) placeContext(view, node);
  };
  // the legend tells what a cross means while there is one
  view.onPlanned = ({ marks }) => { view.root.classList.toggle('crossed', marks.crossed.length > 0); };
  view.onSettled = () => { view.spots.clear(); view.net.redraw(); };
}

function setSelection(view, thing) {
  view.selected = thing;
  if (view.net) drawOverlay(view);
  if (view.data) {
    fillContext(view);
    const known = thing && (thing.node ? view.data.nodeById.has(thing.node) : view.data.edgeById.has(thing.edge));
    view.live.textContent = known ? `Selected: ${about(view, thing).join(', ')}` : 'Nothing selected';
  }
}

export function paint(root, theme, colours) {
  for (const [name, colour] of Object.entries(colours)) root.style.setProperty(`--${name}`, colour);
  root.style.colorScheme = theme;
}

function update(view, payload) {
  const before = view.data;
  view.data = prepare(payload);
  view.spots.clear();
  // what a person dragged and the other side has not heard of yet stays where it was dropped
  for (const [id, [x, y]] of view.held) if (view.data.nodeById.has(id)) Object.assign(view.data.nodeById.get(id), { x, y });
  paint(view.root, view.data.theme, palette(view));
  fillPanels(view);
  if (!before) { build(view); listenToNetwork(view); tellShape(view); }
  else if (before.theme !== payload.theme || before.large !== payload.large || strangers(before) !== strangers(payload)) { rebuild(view); listenToNetwork(view); }
  else {
    clearHover(view);
    const { added, moves } = change(view, before), { length } = view.data.nodes;
    if (length && added.length === length) fit(view, false);
    // laid out anew
    else if (moves > 1 && moves > length / 2) fit(view);
    // with the one that they came out of, if it is selected
    else if (added.length) revealSoon(view, [...added, ...ends(view, view.selected)]);
  }
  setSelection(view, thingOf(view, view.selected?.node ?? view.selected?.edge ?? null));
}

function ends(view, thing) {
  if (!thing) return [];
  if (thing.node) return view.data.nodeById.has(thing.node) ? [thing.node] : [];
  const edge = view.data.edgeById.get(thing.edge);
  return edge ? [edge.from, edge.to] : [];
}

const strangers = (data) => Object.keys(data.groups || {}).join('\u0000');

function thingOf(view, id) {
  if (id === null || id === undefined) return null;
  if (view.data.nodeById.has(id)) return { node: id };
  return view.data.edgeById.has(id) ? { edge: id } : null;
}

function applyState(view, { selected, notice, busy }) {
  if (selected !== undefined && view.data) {
    const thing = thingOf(view, selected);
    if (JSON.stringify(thing) !== JSON.stringify(view.selected)) {
      setSelection(view, thing);
      // chosen elsewhere on the page; at the start everything is in sight
      if (view.drawn) revealSoon(view, ends(view, thing));
    }
  }
  if (notice !== undefined && JSON.stringify(notice) !== view.noticed) {
    view.noticed = JSON.stringify(notice);
    fillNotice(view, notice);
    view.told = notice?.focus ? { nodes: notice.focus } : null;
    if (view.net) drawOverlay(view);
    if (view.told) revealSoon(view, notice.focus);
  }
  if (busy !== undefined) {
    view.busy.hidden = !busy;
    view.busy.textContent = typeof busy === 'string' ? busy : 'Loading';
  }
}

function watchSize(view) {
  const watcher = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = view.root;
    view.root.classList.toggle('narrow', width > 0 && width < NARROW);
    if (!view.net || !width || !height) return;
    if (view.size?.width === width && view.size?.height === view.host.clientHeight) return;
    view.size = { width, height: view.host.clientHeight };
    resize(view);
    tellShape(view);
    view.net.redraw();
  });
  watcher.observe(view.root);
  return () => watcher.disconnect();
}

// a layout takes the canvas for wider than high until it hears that it is not, and hears again when that changes
function tellShape(view) {
  const { clientWidth: width, clientHeight: height } = view.host, upright = width < UPRIGHT * height;
  if (!width || !height || upright === !!view.upright) return;
  view.upright = upright;
  view.act({ type: 'shape', aspect: Math.round((10 * width) / height) / 10 });
}

// what tests may look at: plain figures, nothing to change
export function report(view) {
  const bounds = view.host.getBoundingClientRect();
  const positions = {};
  for (const node of view.data?.nodes ?? []) {
    const body = nodeAt(view, node.id), dom = body && view.net.canvasToDOM({ x: body.x, y: body.y });
    if (dom) positions[node.id] = { x: dom.x + bounds.left, y: dom.y + bounds.top, drawnX: body.x, drawnY: body.y };
  }
  return { rev: view.data?.rev ?? null, theme: view.data?.theme ?? null, nodes: view.data?.nodes.length ?? 0, edges: view.data?.edges.length ?? 0,
    selected: view.selected, hover: view.hover, told: view.told?.nodes ?? null, drawn: view.drawn, scale: view.net?.getScale() ?? null, positions };
}
