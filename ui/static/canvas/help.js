// The list of keys, on the graph and where there is none.
import { button, element, icon } from './dom.js';

export const ABILITIES = ['expand', 'collapse', 'path', 'pin', 'hide', 'undo'];
// key, what it does, and the ability that it needs or stands in for
const ON_GRAPH = [
  ['Arrow keys', 'Go to the neighbour in that direction'],
  ['Enter', 'Expand the entity; open or close a group; read the card of a relationship', 'expand'],
  ['Enter', 'Read the card; open or close a group', '!expand'],
  ['E', 'Go through the relationships of the selected entity'],
  ['Delete', 'Hide what is selected', 'hide'],
  ['P', 'Pin or unpin', 'pin'],
  ['C', 'Collapse what hangs on it alone', 'collapse'],
  ['T', 'Paths: from the selected entity, and once more to another', 'path'],
  ['Esc', 'Clear the selection; from the card back to the graph'],
  ['F', 'Fit everything'],
  ['H', 'Full height'],
  ['+ and −', 'Zoom'],
];
const EVERYWHERE = [
  ['Ctrl + Z', 'Undo', 'undo'],
  ['Ctrl + Shift + Z', 'Redo', 'undo'],
  ['/', 'Search'],
  ['?', 'This list'],
];
// where a key belongs to what has the focus
export const TYPED = 'input, textarea, select, [contenteditable], dialog, [role=dialog], [role=grid], [role=listbox], [role=menu], [role=radiogroup], [role=slider], [data-testid=stPopoverBody]';

function listed(keys, can) {
  const list = element('dl');
  for (const [key, does, needs = ''] of keys) {
    if (needs && can.has(needs.replace('!', '')) === needs.startsWith('!')) continue;
    const term = element('dt');
    term.append(element('kbd', '', key));
    list.append(term, element('dd', '', does));
  }
  return list;
}

export function makeHelp(root, can, closed) {
  const dialog = element('dialog', 'help'), close = button('shut', 'Close', 'Close (Esc)', () => dialog.close());
  dialog.setAttribute('aria-label', 'Keys');
  close.append(icon('close'));
  dialog.append(element('h2', '', 'Keys'), close, element('h3', '', 'On the graph'), listed(ON_GRAPH, can), element('h3', '', 'Everywhere'), listed(EVERYWHERE, can));
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', closed);
  root.append(dialog);
  return () => { if (!dialog.open) dialog.showModal(); };
}

// on a page without a canvas, in a shadow tree of its own; `dress(root)` gives it the colours of the page
export function helpElsewhere(css, isCanvas, dress) {
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key !== '?' || ctrlKey || metaKey || altKey || event.defaultPrevented || isCanvas() || event.composedPath()[0]?.closest?.(TYPED)) return;
    event.preventDefault();
    const host = element('div'), style = element('style', '', css), root = element('div', 'redstring bare');
    host.attachShadow({ mode: 'open' }).append(style, root);
    document.body.append(host);
    dress(root);
    makeHelp(root, new Set(ABILITIES), () => host.remove())();
  });
}
