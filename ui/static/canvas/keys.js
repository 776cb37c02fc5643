// The keyboard, and the list of what it does.
import { button, element, icon } from './dom.js';
import { nodeAt } from './geometry.js';
import { fit, reveal, zoom } from './camera.js';
import { toggleHeight } from './controls.js';

const KEYS = [
  ['Arrow keys', 'Go to the neighbour in that direction'],
  ['Enter', 'Expand the selected entity'],
  ['E', 'Go through the relationships of the selected entity'],
  ['Delete', 'Hide what is selected'],
  ['P', 'Pin or unpin'],
  ['C', 'Collapse what hangs on it alone'],
  ['Esc', 'Clear the selection'],
  ['F', 'Fit everything'],
  ['H', 'Full height'],
  ['+ and −', 'Zoom'],
  ['Ctrl + Z', 'Undo'],
  ['Ctrl + Shift + Z', 'Redo'],
  ['/', 'Search'],
  ['?', 'This list'],
];
const TYPED = 'input, textarea, select, [contenteditable], dialog, [role=dialog], [role=grid], [role=listbox], [role=menu], [role=radiogroup], [role=slider], [data-testid=stPopoverBody]';
const PRESSED = 'button, a, summary';
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function makeHelp(view) {
  const dialog = element('dialog', 'help'), table = element('dl'), close = button('shut', 'Close', 'Close (Esc)', () => dialog.close());
  dialog.setAttribute('aria-label', 'Keys');
  for (const [keys, does] of KEYS) {
    const term = element('dt');
    term.append(element('kbd', '', keys));
    table.append(term, element('dd', '', does));
  }
  close.append(icon('close'));
  dialog.append(element('h2', '', 'Keys'), close, table);
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => view.board.focus({ preventScroll: true }));
  view.root.append(dialog);
  view.help = () => { if (!dialog.open) dialog.showModal(); };
}

// true if the key meant something here
function press(view, event) {
  const { key } = event, letter = key.length === 1 ? key.toLowerCase() : key;
  if (event.ctrlKey || event.metaKey) return history(view, letter, event.shiftKey);
  if (event.altKey) return false;
  if (key in DIRECTIONS) return step(view, DIRECTIONS[key]);
  const node = view.selected?.node ?? null;
  const does = {
    Enter: () => node && view.expand(node),
    Delete: () => view.selected && view.hide(view.selected),
    Backspace: () => view.selected && view.hide(view.selected),
    Escape: () => view.escape(),
    p: () => node && view.pin(node),
    c: () => node && view.collapse(node),
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

function history(view, letter, shift) {
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
    if (event.defaultPrevented || !view.net || event.altKey || at?.closest?.(TYPED)) return;
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

// the neighbour that lies best in that direction; without a selection the node nearest to the middle; without such a neighbour any node there
function step(view, [dx, dy]) {
  const { data } = view;
  if (!data.nodes.length) return true;
  const from = view.selected?.node ?? null;
  if (!from || !data.nodeById.has(from)) {
    const middle = view.net.getViewPosition();
    pickFrom(view, data.nodes.map((node) => node.id), (body) => Math.hypot(body.x - middle.x, body.y - middle.y));
    return true;
  }
  const here = nodeAt(view, from);
  const cost = (body) => {
    const x = body.x - here.x, y = body.y - here.y, along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
    return along > 1 ? along + 2.2 * across : Infinity;
  };
  const near = data.edgesOf.get(from).map((edge) => (edge.from === from ? edge.to : edge.from)).filter((id) => id !== from);
  if (!pickFrom(view, near, cost)) pickFrom(view, data.nodes.map((node) => node.id).filter((id) => id !== from), cost);
  return true;
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
