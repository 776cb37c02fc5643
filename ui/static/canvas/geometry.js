// Where things are: the way of an edge, distances, boxes. Units of the drawing unless a name says `dom`.
const STEP = 22;
const LOOP = { size: 16, step: 9 };

export const nodeAt = (view, id) => view.net.body.nodes[id];

// the point that bends the way from one node to the other: the slots of parallel edges lie a fixed distance apart, however long they are
export function via(from, to, bend) {
  const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1;
  const off = 2 * bend * Math.min(STEP * 1.6, STEP * 0.55 + length * 0.05);
  return { x: (from.x + to.x) / 2 - (dy / length) * off, y: (from.y + to.y) / 2 + (dx / length) * off };
}

// {from, to, via} of an edge as drawn now; null when an end is missing
export function way(view, edge) {
  const from = nodeAt(view, edge.from), to = nodeAt(view, edge.to);
  if (!from || !to) return null;
  return { from, to, via: edge.from !== edge.to && edge.bend ? via(from, to, edge.bend) : null, loop: edge.from === edge.to ? edge.bend || 0 : null };
}

function loopCircle({ from, loop }) {
  const radius = LOOP.size + LOOP.step * loop, reach = (from.options.size + radius * 0.75) * Math.SQRT1_2;
  return { x: from.x + reach, y: from.y - reach, radius };
}

export const loopSize = (bend) => LOOP.size + LOOP.step * (bend || 0);

// the point at `t` (0 to 1) of the way, and the direction there
export function pointOn(path, t) {
  const { from, to, via: bend } = path;
  if (path.loop !== null) {
    const circle = loopCircle(path), angle = -Math.PI / 4 + (t - 0.5) * Math.PI;
    return { x: circle.x + circle.radius * Math.cos(angle), y: circle.y + circle.radius * Math.sin(angle), angle: angle + Math.PI / 2 };
  }
  if (!bend) return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t, angle: Math.atan2(to.y - from.y, to.x - from.x) };
  const u = 1 - t;
  return {
    x: u * u * from.x + 2 * u * t * bend.x + t * t * to.x,
    y: u * u * from.y + 2 * u * t * bend.y + t * t * to.y,
    angle: Math.atan2(u * (bend.y - from.y) + t * (to.y - bend.y), u * (bend.x - from.x) + t * (to.x - bend.x)),
  };
}

export function trace(ctx, path) {
  if (path.loop !== null) {
    const circle = loopCircle(path);
    ctx.moveTo(circle.x + circle.radius, circle.y);
    ctx.arc(circle.x, circle.y, circle.radius, 0, 2 * Math.PI);
    return;
  }
  ctx.moveTo(path.from.x, path.from.y);
  if (path.via) ctx.quadraticCurveTo(path.via.x, path.via.y, path.to.x, path.to.y);
  else ctx.lineTo(path.to.x, path.to.y);
}

function toSegment(x, y, x1, y1, x2, y2) {
  const dx = x2 - x1, dy = y2 - y1, length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length)) : 0;
  return Math.hypot(x1 + t * dx - x, y1 + t * dy - y);
}

export function distance(path, x, y) {
  if (path.loop !== null) {
    const circle = loopCircle(path);
    return Math.abs(Math.hypot(circle.x - x, circle.y - y) - circle.radius);
  }
  if (!path.via) return toSegment(x, y, path.from.x, path.from.y, path.to.x, path.to.y);
  let least = Infinity, before = path.from;
  for (let step = 1; step <= 12; step++) {
    const point = pointOn(path, step / 12);
    least = Math.min(least, toSegment(x, y, before.x, before.y, point.x, point.y));
    before = point;
  }
  return least;
}

// how far a way may lie outside of the box around its ends
export const reach = (path, bend) => (path.loop !== null ? 120 : Math.abs(bend || 0) * STEP * 2);

// the room a node takes with its label
export function box(node, place = node) {
  const lines = node.label.split('\n'), letters = node.font?.size ?? 13, half = Math.max(node.size, 0.26 * letters * Math.max(...lines.map((line) => line.length)));
  return { left: place.x - half, right: place.x + half, top: place.y - node.size, bottom: place.y + node.size + 4 + 1.2 * letters * lines.length };
}

export function around(boxes) {
  const all = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const one of boxes) {
    all.left = Math.min(all.left, one.left); all.right = Math.max(all.right, one.right);
    all.top = Math.min(all.top, one.top); all.bottom = Math.max(all.bottom, one.bottom);
  }
  return all;
}
