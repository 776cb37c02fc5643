// Nodes glide from where they were to where they belong; at once when motion is not wanted or there are too many.
import { nodeAt } from './geometry.js';

const LASTS = 300;
const MOST = 1500;

export function glide(view, start) {
  const ids = [...start.keys()].filter((id) => nodeAt(view, id) && view.data.nodeById.has(id));
  const run = (view.gliding = (view.gliding || 0) + 1);
  if (!ids.length || view.still || ids.length > MOST) { view.net?.redraw(); return; }
  const began = performance.now();
  const step = () => {
    if (!view.net || view.gliding !== run) { settle(view, ids); return; }
    const t = Math.min(1, (performance.now() - began) / LASTS), eased = 1 - (1 - t) ** 3;
    for (const id of ids) {
      const body = nodeAt(view, id), goal = view.data.nodeById.get(id), from = start.get(id);
      if (!body || !goal || view.dragging?.has(id)) continue;
      body.x = from.x + (goal.x - from.x) * eased;
      body.y = from.y + (goal.y - from.y) * eased;
    }
    view.net.redraw();
    if (t < 1) requestAnimationFrame(step);
    else view.onSettled();
  };
  step();
}

function settle(view, ids) {
  if (!view.net) return;
  for (const id of ids) {
    const body = nodeAt(view, id), goal = view.data.nodeById.get(id);
    if (body && goal && !view.dragging?.has(id)) { body.x = goal.x; body.y = goal.y; }
  }
}
