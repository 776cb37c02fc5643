// A view of more than some hundred nodes: one path for all lines of a status and one for all nodes of a kind, instead of one for each.
import { changeOf, lineOf } from './change.js';
import { nodeAt, trace, way } from './geometry.js';
import { palette } from './look.js';

const THIN = 0.35;
// below this zoom shapes are a few pixels large, and arrows smaller than that
export const TINY = 0.3;

// how much longer than in the drawing dashes are, so that their patterns can be told apart at any zoom
export const stretch = (scale) => Math.max(1, 0.9 / scale);

export function strokeAll(view, ctx) {
  const scale = view.net.getScale(), colours = palette(view);
  ctx.save();
  for (const { line, paths } of inSight(view).values()) {
    ctx.globalAlpha = line.opacity;
    ctx.strokeStyle = colours[line.tone];
    // up to one pixel a line costs a fraction of a wider one
    ctx.lineWidth = line.width * Math.max(1, THIN / scale);
    ctx.setLineDash(line.dashes.map((length) => length * stretch(scale)));
    ctx.beginPath();
    for (const path of paths) trace(ctx, path);
    ctx.stroke();
  }
  ctx.restore();
}

function inSight(view) {
  const near = view.net.DOMtoCanvas({ x: 0, y: 0 }), far = view.net.DOMtoCanvas({ x: view.host.clientWidth, y: view.host.clientHeight });
  const paths = new Map();
  for (const edge of view.data.edges) {
    const path = way(view, edge);
    if (!path) continue;
    const { from, to } = path;
    if ((from.x < near.x && to.x < near.x) || (from.x > far.x && to.x > far.x) || (from.y < near.y && to.y < near.y) || (from.y > far.y && to.y > far.y)) continue;
    const look = edge.d ? `${edge.s} ${edge.d}` : edge.s;
    if (!paths.has(look)) paths.set(look, { line: lineOf(view, edge), paths: [] });
    paths.get(look).paths.push(path);
  }
  return paths;
}

const polygon = (...points) => (ctx, x, y, size) => points.forEach(([u, v], number) => ctx[number ? 'lineTo' : 'moveTo'](x + u * size, y + v * size));
const SHAPES = {
  dot: (ctx, x, y, size) => { ctx.moveTo(x + size, y); ctx.arc(x, y, size, 0, 2 * Math.PI); },
  square: (ctx, x, y, size) => ctx.rect(x - size, y - size, 2 * size, 2 * size),
  diamond: polygon([0, 1], [1, 0], [0, -1], [-1, 0]),
  hexagon: polygon([1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0], [-0.5, -0.87], [0.5, -0.87]),
  triangle: polygon([0, -1.01], [1.15, 0.98], [-1.15, 0.98]),
  triangleDown: polygon([0, 1.01], [1.15, -0.98], [-1.15, -0.98]),
};

// nodes as vis-network would draw them, without the thin rim of each
export function fillAll(view, ctx) {
  const groups = { ...view.look.themes[view.data.theme].large.groups, ...view.data.groups };
  ctx.save();
  for (const nodes of Map.groupBy(view.data.nodes, (node) => `${node.group}\u0000${node.d ?? ''}`).values()) {
    const [{ group: name }] = nodes, change = changeOf(view, nodes[0]);
    ctx.globalAlpha = change.opacity;
    ctx.fillStyle = (change.tone && palette(view)[change.tone]) || groups[name].color.background;
    ctx.beginPath();
    for (const { id, size } of nodes) {
      const body = nodeAt(view, id);
      if (body) SHAPES[groups[name].shape](ctx, body.x, body.y, size);
    }
    ctx.fill();
  }
  ctx.restore();
}
