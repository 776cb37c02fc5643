// The order of drawing, and edges on their way through it. What is written is planned first: names, then words where these leave room.
import { fillAll, strokeAll, stretch, TINY } from './crowd.js';
import { nodeAt } from './geometry.js';
import { placeNames } from './labels.js';
import { drawMarks, placeWords } from './marks.js';
import { BY, makeRoom, scaled, take } from './room.js';

// arrows and marks lie above the edges and below the nodes, so that labels stay clear; vis-network has no event there
export function dressEdges(view) {
  const { renderer } = view.net, edges = renderer._drawEdges.bind(renderer), arrows = renderer._drawArrows.bind(renderer), nodes = renderer._drawNodes.bind(renderer);
  const tiny = () => view.data.large && view.net.getScale() < TINY;
  renderer._drawEdges = (ctx) => {
    if (view.data.large) strokeAll(view, ctx);
    else stretched(view, ctx, () => edges(ctx));
    if (!tiny()) arrows(ctx);
    planned(view, ctx);
    drawMarks(view, ctx);
  };
  renderer._drawArrows = () => {};
  renderer._drawNodes = (ctx, hidden) => {
    if (hidden || !tiny()) return nodes(ctx, hidden);
    fillAll(view, ctx);
    return { drawExternalLabels: null };
  };
  view.net.on('beforeDrawing', () => { view.plan = null; });
}

// vis-network's own edges with dashes that can be told apart at any zoom
export function stretched(view, ctx, draw) {
  const by = stretch(view.net.getScale()), set = ctx.setLineDash;
  ctx.setLineDash = (dashes) => set.call(ctx, dashes.map((length) => length * by));
  draw();
  delete ctx.setLineDash;
}

// what is written in this frame, and where
export function planned(view, ctx) {
  if (view.plan) return view.plan;
  const room = makeRoom(view);
  for (const node of view.data.nodes) takeBadge(view, room, node);
  for (const panel of [view.legend, view.tools, view.chips]) takePanel(room, panel);
  ctx.save();
  const names = placeNames(view, ctx, room);
  ctx.restore();
  view.plan = { names, marks: placeWords(view, ctx, room) };
  view.onPlanned(view.plan);
  return view.plan;
}

// what lies on the drawing and hides it
function takePanel(room, { offsetLeft: left, offsetTop: top, offsetWidth: wide, offsetHeight: high }) {
  const { sight } = room;
  take(room, { left: left + sight.left, right: left + wide + sight.left, top: top + sight.top, bottom: top + high + sight.top }, BY.panel);
}

function takeBadge(view, room, { id, size, more }) {
  const body = nodeAt(view, id);
  if (!body) return;
  const { x, y } = body, half = size * 0.92;
  take(room, scaled({ left: x - half, right: x + half, top: y - half, bottom: y + half }, room.scale), BY.badge);
  // its "+n", at the top right
  if (more) take(room, scaled({ left: x + size * 0.7, right: x + size * 0.8 + 24, top: y - size * 0.8 - 8, bottom: y - size * 0.8 + 8 }, room.scale), BY.badge);
}
