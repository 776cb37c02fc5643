// The keyboard.
import { nodeAt, pointOn, way } from './geometry.js';
import { fit, reveal, zoom } from './camera.js';
import { toggleHeight } from './controls.js';
import { TYPED } from './help.js';

const PRESSED = 'button, a, summary';
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// true if the key meant something here
function press(view, event) {
  const { key } = event, letter = key.length === 1 ? key.toLowerCase() : key;
  if (event.ctrlKey || event.metaKey) return history(view, letter, event.shiftKey);
  if (event.altKey) return false;
  if (key in DIRECTIONS) return step(view, DIRECTIONS[key]);
  const node = view.selected?.node ?? null;
  const does = {
    Enter: () => enter(view),
    Delete: () => remove(view),
    Backspace: () => remove(view),
    Escape: () => view.escape(),
    p: () => node && view.can.has('pin') && view.pin(node),
    t: () => node && view.can.has('path') && view.path(node),
    c: () => node && view.can.has('collapse') && view.collapse(node),
    e: () => nextEdge(view, event.shiftKey ? -1 : 1),
    f: () => fit(view),
    h: () => toggleHeight(view),
    '+': () => zoom(view, 1.3),
    '=': () => zoom(view, 1.3),
    '-': () => zoom(view, 1 / 1.3),
    '/': () => view.search(),
    '?': () => view.help(),
  }[letter];
  if (!does) return false;
  does();
  return true;
}

const remove = (view) => view.selected && view.can.has('hide') && view.hide(view.selected);

function history(view, letter, shift) {
  if (!view.can.has('undo')) return false;
  if (letter === 'z') view.act({ type: shift ? 'redo' : 'undo' });
  else if (letter === 'y') view.act({ type: 'redo' });
  else return false;
  return true;
}

export function listenToKeys(view) {
  const down = (event) => {
    if (event.defaultPrevented || !view.net || !press(view, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  // elsewhere on the page: what the place itself does not need
  const anywhere = (event) => {
    const at = event.composedPath()[0];
    if (event.defaultPrevented || !view.net || !view.root.isConnected || event.altKey || at?.closest?.(TYPED)) return;
    if (!(event.ctrlKey || event.metaKey) && !'/?'.includes(event.key)) {
      if (!event.composedPath().some((one) => one === view.root || one.classList?.contains('panel')) && at !== document.body && at?.localName !== 'main') return;
      // a button is pressed, a panel is scrolled
      if ((event.key === 'Enter' || event.key === ' ') && at.closest(PRESSED)) return;
      if (event.key.startsWith('Arrow') && at !== document.body && at.localName !== 'main') return;
    }
    if (press(view, event)) event.preventDefault();
  };
  const focus = () => view.board.focus({ preventScroll: true });
  view.board.addEventListener('keydown', down);
  document.addEventListener('keydown', anywhere);
  // from the search and from the panel: what was chosen there is now looked at here
  document.addEventListener('redstring:graph', focus);
  return () => {
    view.board.removeEventListener('keydown', down);
    document.removeEventListener('keydown', anywhere);
    document.removeEventListener('redstring:graph', focus);
  };
}

// the next deeper look: neighbours, the lines of a group and back, the card
function enter(view) {
  const { selected, unfolded } = view, edge = selected?.edge && view.data.edgeById.get(selected.edge);
  if (selected?.node && view.can.has('expand')) view.expand(selected.node);
  else if (edge?.n) view.unfold(edge.id);
  else if (edge || selected?.node) document.dispatchEvent(new Event('redstring:panel'));
  else if (unfolded) view.fold(unfolded);
}

// from an entity to a neighbour, from a relationship to its ends or the next one; without a selection to the node nearest to the middle
function step(view, towards) {
  const { data, selected } = view;
  if (!data.nodes.length) return true;
  if (selected?.node && data.nodeById.has(selected.node)) stepFromNode(view, selected.node, towards);
  else if (selected?.edge && data.edgeById.has(selected.edge)) stepFromEdge(view, data.edgeById.get(selected.edge), towards);
  else {
    const middle = view.net.getViewPosition();
    pickFrom(view, data.nodes.map((node) => node.id), (body) => Math.hypot(body.x - middle.x, body.y - middle.y));
  }
  return true;
}

// how far something lies from `here` in a direction, and how much beside it
function bearing(here, [dx, dy], { x, y }) {
  return { along: (x - here.x) * dx + (y - here.y) * dy, across: Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx) };
}

// the neighbour that lies best in that direction; without one any node there
function stepFromNode(view, from, towards) {
  const here = nodeAt(view, from);
  const cost = (body) => {
    const { along, across } = bearing(here, towards, body);
    return along > 1 ? along + 2.2 * across : Infinity;
  };
  const near = view.data.edgesOf.get(from).map((edge) => (edge.from === from ? edge.to : edge.from)).filter((id) => id !== from);
  if (!pickFrom(view, near, cost)) pickFrom(view, view.data.nodes.map((node) => node.id).filter((id) => id !== from), cost);
}

// along the line to its end; across it to the next relationship of the same entity
function stepFromEdge(view, edge, towards) {
  const here = pointOn(way(view, edge), 0.5);
  const cost = (body) => {
    const { along, across } = bearing(here, towards, body);
    return along > 1 && along >= across ? along : Infinity;
  };
  if (pickFrom(view, [edge.from, edge.to], cost)) return;
  view.around ??= edge.from;
  nextEdge(view, towards[0] + towards[1]);
}

function pickFrom(view, ids, cost) {
  let best = null, least = Infinity;
  for (const id of ids) {
    const much = cost(nodeAt(view, id));
    if (much < least) { least = much; best = id; }
  }
  if (best) { view.select({ node: best }); reveal(view, [best]); }
  return best;
}

function nextEdge(view, by) {
  const from = view.selected?.node ?? view.around, list = from && view.data.edgesOf.get(from);
  if (!list?.length) return;
  const at = list.findIndex((edge) => edge.id === view.selected?.edge);
  const edge = list[(at + (at < 0 && by < 0 ? 0 : by) + list.length) % list.length];
  view.select({ edge: edge.id });
  view.around = from;
  reveal(view, [edge.from, edge.to]);
}
