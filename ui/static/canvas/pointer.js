// Mouse and touch: click, double click, drag, hover with its tooltip.
import { planned } from './edges.js';
import { nodeAt } from './geometry.js';
import { drawLabels } from './labels.js';
import { drawOverlay } from './overlay.js';
import { pick } from './pick.js';
import { element } from './dom.js';
import { about } from './words.js';

const DOUBLE = 320;

export function listenToNetwork(view) {
  const { net } = view;
  let last = { at: 0, key: '' }, pressed = null;
  const clicked = (dom) => {
    const found = pick(view, dom), key = JSON.stringify(found), now = performance.now();
    const second = found?.node && now - last.at < DOUBLE && key === last.key;
    last = second ? { at: 0, key: '' } : { at: now, key };
    view.board.focus({ preventScroll: true });
    view.tooltip.hidden = true;
    if (second && view.can.has('expand')) view.expand(found.node);
    else choose(view, found);
  };
  // a long press counts when it ends, as it may still become a drag
  net.on('click', ({ pointer, event }) => {
    if (event.type === 'press') pressed = pointer.DOM;
    else clicked(pointer.DOM);
  });
  net.on('release', () => {
    if (pressed) clicked(pressed);
    pressed = null;
  });
  net.on('dragStart', () => { pressed = null; });
  net.on('dragStart', ({ nodes }) => {
    clearHover(view);
    view.dragging = new Set(nodes.filter((id) => !view.data.nodeById.get(id)?.fixed));
  });
  net.on('dragging', () => { if (view.dragging?.size) view.spots.clear(); });
  net.on('dragEnd', () => {
    const ids = [...(view.dragging || [])].filter((id) => nodeAt(view, id));
    view.dragging = null;
    net.unselectAll();
    if (ids.length) view.moved(Object.fromEntries(ids.map((id) => [id, settled(nodeAt(view, id))])));
  });
  net.on('afterDrawing', (ctx) => {
    // labels of a large view rest while it moves, as its edges do
    if (!view.data.large || (!net.renderer.dragging && !net.renderer.zooming)) drawLabels(view, ctx, planned(view, ctx).names);
    drawOverlay(view);
    view.onDrawn();
    view.drawn = performance.now();
  });
}

// whole units, as in the payload, so that the answer moves nothing
function settled(body) {
  body.x = Math.round(body.x);
  body.y = Math.round(body.y);
  return [body.x, body.y];
}

// a click on a group's line opens it; on nothing, it clears the selection
function choose(view, found) {
  const edge = found?.edge && view.data.edgeById.get(found.edge);
  if (edge?.n) view.unfold(edge.id);
  else view.select(found);
}

export function listenToPointer(view) {
  const { host } = view;
  view.tooltip = element('div', 'tooltip');
  view.tooltip.setAttribute('role', 'tooltip');
  view.tooltip.hidden = true;
  view.root.append(view.tooltip);
  let waiting = 0;
  const move = (event) => {
    if (event.pointerType === 'touch' || event.buttons) { clearHover(view); return; }
    const bounds = host.getBoundingClientRect(), dom = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => hover(view, dom));
  };
  const leave = () => { cancelAnimationFrame(waiting); clearHover(view); };
  host.addEventListener('pointermove', move);
  host.addEventListener('pointerleave', leave);
  return () => { host.removeEventListener('pointermove', move); host.removeEventListener('pointerleave', leave); cancelAnimationFrame(waiting); };
}

function hover(view, dom) {
  if (!view.net || view.dragging) return;
  const found = pick(view, dom), same = JSON.stringify(found) === JSON.stringify(view.hover);
  view.host.style.cursor = found ? 'pointer' : '';
  if (!same) {
    view.hover = found;
    drawOverlay(view);
    fill(view, found);
  }
  if (found) place(view, dom);
}

export function clearHover(view) {
  if (!view.hover) return;
  view.hover = null;
  view.tooltip.hidden = true;
  if (view.net) drawOverlay(view);
}

function fill(view, found) {
  // the card says all of what is selected
  view.tooltip.hidden = !found || JSON.stringify(found) === JSON.stringify(view.selected);
  if (view.tooltip.hidden) return;
  const lines = about(view, found);
  view.tooltip.replaceChildren(...lines.map((line, number) => element('div', number === 0 ? 'first' : number === 1 && found.edge ? 'status' : '', line)));
}

function place(view, dom) {
  const { tooltip, host } = view, width = tooltip.offsetWidth, height = tooltip.offsetHeight;
  const x = dom.x + 16 + width > host.clientWidth ? dom.x - width - 12 : dom.x + 16, y = dom.y + 18 + height > host.clientHeight ? dom.y - height - 12 : dom.y + 18;
  tooltip.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
}
