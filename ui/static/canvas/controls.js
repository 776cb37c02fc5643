// The floating buttons, and the bar of what can be done with the selected node.
import { button, element, icon } from './dom.js';
import { nodeAt } from './geometry.js';
import { fit, zoom } from './camera.js';

export function makeControls(view) {
  const bar = element('div', 'tools');
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', 'Canvas');
  const tool = (name, label, key, press) => {
    const made = button('tool', label, key ? `${label} (${key})` : label, press);
    made.append(icon(name));
    bar.append(made);
    return made;
  };
  tool('closer', 'Zoom in', '+', () => zoom(view, 1.3));
  tool('farther', 'Zoom out', '−', () => zoom(view, 1 / 1.3));
  tool('fit', 'Fit everything', 'F', () => fit(view));
  view.tall = tool('tall', 'Full height', 'H', () => toggleHeight(view));
  view.tall.setAttribute('aria-pressed', 'false');
  tool('help', 'Keys', '?', () => view.help());
  view.context = element('div', 'context');
  view.context.setAttribute('role', 'toolbar');
  view.context.setAttribute('aria-label', 'Selected entity');
  view.context.hidden = true;
  view.does = {};
  const action = (name, label, key, press) => {
    if (!view.can.has(name)) return;
    const made = button('tool', label, `${label} (${key})`, () => { if (view.selected?.node) press(view.selected.node); });
    made.append(icon(name));
    view.context.append(made);
    view.does[name] = made;
  };
  action('expand', 'Expand', 'Enter', (id) => view.expand(id));
  action('collapse', 'Collapse', 'C', (id) => view.collapse(id));
  action('path', 'Paths from or to it', 'T', (id) => view.path(id));
  action('pin', 'Pin', 'P', (id) => view.pin(id));
  action('hide', 'Hide', 'Delete', (id) => view.hide({ node: id }));
  view.tools = bar;
  view.root.append(bar, view.context);
}

export function toggleHeight(view, tall = !view.root.classList.contains('tall')) {
  view.root.classList.toggle('tall', tall);
  view.tall.setAttribute('aria-pressed', String(tall));
  view.onTall?.(tall);
  if (tall) view.root.scrollIntoView({ block: 'start' });
}

export function fillContext(view) {
  const node = view.selected?.node && view.data.nodeById.get(view.selected.node);
  view.context.hidden = !node || !!view.dragging || !view.context.childElementCount;
  if (view.context.hidden) return;
  const { expand, pin } = view.does, label = node.more ? `Expand: ${node.more} more` : 'Expand';
  if (expand) {
    expand.title = `${label} (Enter)`;
    expand.setAttribute('aria-label', label);
    expand.disabled = !node.more && !node.folded;
  }
  if (pin) {
    pin.setAttribute('aria-pressed', String(!!node.fixed));
    pin.title = `${node.fixed ? 'Unpin' : 'Pin'} (P)`;
  }
  placeContext(view, node);
}

// above the node, inside the canvas
export function placeContext(view, node) {
  const body = nodeAt(view, node.id);
  if (!body) return;
  const dom = view.net.canvasToDOM({ x: body.x, y: body.y }), lift = node.size * view.net.getScale() + 14;
  const width = view.context.offsetWidth, height = view.context.offsetHeight, wide = view.host.clientWidth, high = view.host.clientHeight;
  view.context.classList.toggle('away', dom.x < 0 || dom.y < 0 || dom.x > wide || dom.y > high);
  const above = dom.y - lift - height;
  const x = Math.max(6, Math.min(wide - width - 6, dom.x - width / 2)), y = above > 6 ? above : Math.min(high - height - 6, dom.y + lift);
  view.context.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
