// The names under the nodes, drawn by us: never smaller than can be read, the most connected first where they would cover each other.
import { nodeAt } from './geometry.js';
import { palette } from './look.js';

const FACE = "Inter, system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif";
const LETTERS = 13;
const LEAST = 9.2;
const MOST = 400;
const CELL = 80;
const LINE = 1.2;
const GAP = 4;

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

export function drawLabel(view, ctx, node, letters = lettersOf(node, view.net.getScale())) {
  const body = nodeAt(view, node.id), colours = palette(view);
  if (!body) return;
  ctx.font = `${letters}px ${FACE}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.setLineDash([]);
  ctx.strokeStyle = colours.bg;
  ctx.lineWidth = letters * 0.36;
  ctx.fillStyle = colours.ink;
  const lines = node.label.split('\n'), top = body.y + node.size + GAP + (letters * LINE) / 2;
  lines.forEach((line, number) => ctx.strokeText(line, body.x, top + number * letters * LINE));
  lines.forEach((line, number) => ctx.fillText(line, body.x, top + number * letters * LINE));
}

export function drawLabels(view, ctx) {
  const { net, data } = view, scale = net.getScale();
  const near = net.DOMtoCanvas({ x: 0, y: 0 }), far = net.DOMtoCanvas({ x: view.host.clientWidth, y: view.host.clientHeight });
  const crowded = scale * LETTERS < LEAST || data.nodes.length > MOST, taken = new Map();
  let drawn = 0;
  ctx.save();
  for (const node of data.bySize) {
    const body = nodeAt(view, node.id);
    if (!body || body.x < near.x || body.x > far.x || body.y < near.y - node.size || body.y > far.y) continue;
    const letters = lettersOf(node, scale);
    if (crowded && !claim(taken, boxOf(ctx, node, body, letters, scale))) continue;
    drawLabel(view, ctx, node, letters);
    if (++drawn >= MOST) break;
  }
  ctx.restore();
}

// the room of a label, in units of the drawing
function roomOf(ctx, node, body, letters) {
  const half = (widthOf(ctx, node.label) * letters) / 2, top = body.y + node.size + GAP, height = letters * LINE * node.label.split('\n').length;
  return { left: body.x - half, right: body.x + half, top, bottom: top + height };
}

// in pixels of the screen
function boxOf(ctx, node, body, letters, scale) {
  const { left, right, top, bottom } = roomOf(ctx, node, body, letters);
  return { left: left * scale, right: right * scale, top: top * scale, bottom: bottom * scale };
}

// what a node and its label cover, in units of the drawing
export function covered(view, ctx, node) {
  const body = nodeAt(view, node.id), { size } = node;
  if (!body) return [];
  ctx.save();
  const label = roomOf(ctx, node, body, lettersOf(node, view.net.getScale()));
  ctx.restore();
  const rooms = [{ left: body.x - size, right: body.x + size, top: body.y - size, bottom: body.y + size }, label];
  // its "+n", at the top right
  if (node.more) rooms.push({ left: body.x + size * 0.7, right: body.x + size * 0.8 + 24, top: body.y - size * 0.8 - 8, bottom: body.y - size * 0.8 + 8 });
  return rooms;
}

// takes the room if nobody has it
function claim(taken, box) {
  const cells = [];
  for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x++) {
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y++) cells.push(`${x},${y}`);
  }
  for (const cell of cells) {
    for (const other of taken.get(cell) ?? []) {
      if (box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top) return false;
    }
  }
  for (const cell of cells) taken.set(cell, [...(taken.get(cell) ?? []), box]);
  return true;
}
