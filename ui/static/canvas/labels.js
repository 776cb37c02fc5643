// The names of the nodes, drawn by us: never smaller than can be read. Where there is little room the selected and the most connected come
// first, beside or above their node if need be, and a name that would cover another is left out.
import { strike } from './change.js';
import { nodeAt } from './geometry.js';
import { palette } from './look.js';
import { BY, inside, scaled, take, taken } from './room.js';

const FACE = "Inter, system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif";
const LETTERS = 13;
const LEAST = 9.2;
const MOST = 400;
const LINE = 1.2;
const GAP = 4;
const APART = 10;
// so many of the most important have their name, whatever it covers
const DEAR = 8;

const widths = new Map();

// letter size of a node's label in units of the drawing
const lettersOf = (node, scale) => (node.font?.size ?? LETTERS) * Math.max(1, LEAST / (LETTERS * scale));

function widthOf(ctx, label) {
  let width = widths.get(label);
  if (width === undefined) {
    ctx.font = `${LETTERS}px ${FACE}`;
    width = Math.max(...label.split('\n').map((line) => ctx.measureText(line).width)) / LETTERS;
    if (widths.size > 20_000) widths.clear();
    widths.set(label, width);
  }
  return width;
}

// where a name may stand, best first: `x` is the side or the middle that `align` says
const SIDES = [
  ({ x, y }, size) => ({ align: 'center', x, top: y + size + GAP }),
  ({ x, y }, size, high) => ({ align: 'left', x: x + size + GAP, top: y - high / 2 }),
  ({ x, y }, size, high) => ({ align: 'right', x: x - size - GAP, top: y - high / 2 }),
  ({ x, y }, size, high) => ({ align: 'center', x, top: y - size - GAP - high }),
  ({ x, y }, size) => ({ align: 'left', x: x - size, top: y + size + GAP }),
  ({ x, y }, size) => ({ align: 'right', x: x + size, top: y + size + GAP }),
];

function place(ctx, node, body, letters, side) {
  const width = widthOf(ctx, node.label) * letters, high = letters * LINE * node.label.split('\n').length, at = SIDES[side](body, node.size, high);
  const left = at.align === 'left' ? at.x : at.align === 'right' ? at.x - width : at.x - width / 2;
  return { ...at, letters, box: { left, right: left + width, top: at.top, bottom: at.top + high } };
}

// the names that are shown, by node; takes their room
export function placeNames(view, ctx, room) {
  const { data } = view, { scale } = room, few = data.nodes.length <= MOST, crowded = scale * LETTERS < LEAST || !few, found = new Map();
  inOrder(view).forEach((node, number) => {
    const body = nodeAt(view, node.id);
    if (found.size >= MOST || !body || !inSight(room, body, node.size)) return;
    const at = (side) => place(ctx, node, body, lettersOf(node, scale), side);
    const cost = (one) => costOf(room, scaled(one.box, scale), few);
    const spot = crowded ? cheapest(at, cost, few ? SIDES.length : 1, number < DEAR ? Infinity : 0) : at(0);
    if (!spot) return;
    take(room, few ? scaled(spot.box, scale) : apart(scaled(spot.box, scale)), BY.name);
    found.set(node.id, spot);
  });
  return found;
}

// worst is another name; among thousands a name may cover what it likes but names
function costOf(room, area, few) {
  const names = 4 * taken(room, area, BY.name | BY.panel);
  return few ? names + taken(room, area, BY.badge) + (inside(room, area) ? 0 : 4) : names;
}

// among thousands each name keeps the next at a distance: lines and the words on them need room too
const apart = ({ left, right, top, bottom }) => ({ left: left - 2 * APART, right: right + 2 * APART, top: top - APART, bottom: bottom + APART });

// the first side that costs nothing, or that costs least and no more than `most`
function cheapest(at, cost, sides, most) {
  let best = null, least = Infinity;
  for (let side = 0; side < sides && least > 0; side++) {
    const one = at(side), much = cost(one);
    if (much < least) { least = much; best = one; }
  }
  return least <= most ? best : null;
}

// what is selected, or the ends of it; then by size, which is by degree
function inOrder({ data, selected }) {
  const edge = selected?.edge && data.edgeById.get(selected.edge), ids = edge ? [edge.from, edge.to] : selected?.node ? [selected.node] : [];
  const first = new Set(ids.map((id) => data.nodeById.get(id)).filter(Boolean));
  return [...first, ...data.bySize.filter((node) => !first.has(node))];
}

function inSight({ scale, sight }, { x, y }, size) {
  return x * scale > sight.left && x * scale < sight.right && (y + size) * scale > sight.top && y * scale < sight.bottom;
}

export function drawLabel(view, ctx, node) {
  const body = nodeAt(view, node.id);
  if (body) write(view, ctx, node, view.plan?.names.get(node.id) ?? place(ctx, node, body, lettersOf(node, view.net.getScale()), 0));
}

function write(view, ctx, node, { letters, align, x, top }) {
  const colours = palette(view), lines = node.label.split('\n'), first = top + (letters * LINE) / 2;
  ctx.font = `${letters}px ${FACE}`;
  ctx.textAlign = align;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.setLineDash([]);
  ctx.strokeStyle = colours.bg;
  ctx.lineWidth = letters * 0.36;
  ctx.fillStyle = node.d === 'same' || node.d === 'gone' ? colours.muted : colours.ink;
  lines.forEach((line, number) => ctx.strokeText(line, x, first + number * letters * LINE));
  lines.forEach((line, number) => ctx.fillText(line, x, first + number * letters * LINE));
  strike(ctx, node, lines, { align, x, letters, first, step: letters * LINE });
}

export function drawLabels(view, ctx, names) {
  ctx.save();
  for (const [id, spot] of names) write(view, ctx, view.data.nodeById.get(id), spot);
  ctx.restore();
}

// the node whose name is written there
export function namedAt(view, { x, y }) {
  for (const [id, { box }] of view.plan?.names ?? []) if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return id;
  return null;
}
