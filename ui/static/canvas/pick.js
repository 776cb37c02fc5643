// What lies under a point of the component.
import { distance, nodeAt, reach, way } from './geometry.js';
import { namedAt } from './labels.js';
import { wordAt } from './marks.js';

// a node before a name, a name before an edge, an edge by its word or its line; of several the nearest. {node} or {edge} or null
export function pick(view, dom) {
  const at = view.net.DOMtoCanvas(dom), scale = view.net.getScale(), node = badgeAt(view, at, scale) ?? namedAt(view, at);
  if (node) return { node };
  const edge = wordAt(view, at) ?? edgeAt(view, at, scale);
  return edge ? { edge } : null;
}

function badgeAt(view, { x, y }, scale) {
  let found = null, least = Infinity;
  for (const node of view.data.nodes) {
    const body = nodeAt(view, node.id);
    if (!body) continue;
    const away = Math.hypot(body.x - x, body.y - y);
    if (away <= node.size + 3 / scale && away < least) { least = away; found = node.id; }
  }
  return found;
}

function edgeAt(view, { x, y }, scale) {
  let found = null, least = 7 / scale;
  for (const edge of view.data.edges) {
    const path = way(view, edge);
    if (!path) continue;
    const slack = least + reach(path, edge.bend);
    if (x < Math.min(path.from.x, path.to.x) - slack || x > Math.max(path.from.x, path.to.x) + slack) continue;
    if (y < Math.min(path.from.y, path.to.y) - slack || y > Math.max(path.from.y, path.to.y) + slack) continue;
    const away = distance(path, x, y);
    if (away < least) { least = away; found = edge.id; }
  }
  return found;
}
