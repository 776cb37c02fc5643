// Edges: the large view's quick strokes, and what stands at the middle of a line (a word, a bar, a number).
import { pointOn, trace, way, nodeAt } from './geometry.js';
import { covered } from './labels.js';
import { palette } from './look.js';

const LETTERS = 10.5;
const SPOTS = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78, 0.17, 0.83];
const ASIDE = [0, 1, -1, 2, -2];
const PLAIN_BELOW = 0.3;
const WORDS_BELOW = { small: 0.25, large: 0.5 };
const CAREFUL_TO = { words: 200, nodes: 400 };

// what is written on the drawing stays readable when it is zoomed out: this much larger than the drawing, within reason
export const enlarge = (scale) => Math.max(1, Math.min(1.8, 0.85 / scale));
export const face = (letters) => `600 ${letters}px Inter, system-ui, sans-serif`;

// arrows and marks lie above the edges and below the nodes, so that labels stay clear; vis-network has no event there
export function dressEdges(view) {
  const { renderer } = view.net, edges = renderer._drawEdges.bind(renderer), arrows = renderer._drawArrows.bind(renderer);
  renderer._drawEdges = (ctx) => {
    if (view.data.large) strokeAll(view, ctx);
    else edges(ctx);
    if (!view.data.large || view.net.getScale() > PLAIN_BELOW) arrows(ctx);
    drawMarks(view, ctx, view.data.edges);
  };
  renderer._drawArrows = () => {};
}

// one path for all lines of a status that are in sight, instead of one for each edge
function strokeAll(view, ctx) {
  const scale = view.net.getScale(), colours = palette(view);
  const near = view.net.DOMtoCanvas({ x: 0, y: 0 }), far = view.net.DOMtoCanvas({ x: view.host.clientWidth, y: view.host.clientHeight });
  const paths = new Map();
  for (const edge of view.data.edges) {
    const path = way(view, edge);
    if (!path) continue;
    const { from, to } = path;
    if ((from.x < near.x && to.x < near.x) || (from.x > far.x && to.x > far.x) || (from.y < near.y && to.y < near.y) || (from.y > far.y && to.y > far.y)) continue;
    if (!paths.has(edge.s)) paths.set(edge.s, []);
    paths.get(edge.s).push(path);
  }
  ctx.save();
  for (const [status, list] of paths) {
    const line = view.look.statuses[status];
    ctx.strokeStyle = colours[line.tone];
    ctx.lineWidth = Math.max(line.width, 0.5 / scale);
    ctx.setLineDash(scale < PLAIN_BELOW ? [] : line.dashes);
    ctx.beginPath();
    for (const path of list) trace(ctx, path);
    ctx.stroke();
  }
  ctx.restore();
}

export function drawMarks(view, ctx, edges) {
  const scale = view.net.getScale(), colours = palette(view), letters = LETTERS * enlarge(scale);
  // spots are kept for the size of the words they were found for
  if (Math.abs((view.spotted ?? 0) - letters) > 0.8) { view.spots.clear(); view.spotted = letters; }
  ctx.save();
  ctx.font = face(letters);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const least = view.data.large ? WORDS_BELOW.large : WORDS_BELOW.small;
  let rooms = null;
  const taken = () => (rooms ??= view.data.nodes.length > CAREFUL_TO.nodes ? [] : view.data.nodes.flatMap((node) => covered(view, ctx, node)));
  for (const edge of edges) {
    const { mark } = view.look.statuses[edge.s];
    if (!mark && !edge.n) continue;
    if (!inSight(view, edge)) continue;
    if (mark === 'bar') drawBar(view, ctx, edge, colours);
    const words = [edge.n ? String(edge.n) : '', mark === 'word' ? edge.s : ''].filter(Boolean).join(' · ');
    if (words && scale > least) pill(ctx, spotOf(view, ctx, edge, words, letters, taken), words, letters, colours.bg, colours[view.look.statuses[edge.s].tone]);
  }
  ctx.restore();
}

function inSight(view, edge) {
  const from = nodeAt(view, edge.from), to = nodeAt(view, edge.to), { translation, scale } = view.net.body.view;
  if (!from || !to) return false;
  const x = (value) => value * scale + translation.x, y = (value) => value * scale + translation.y, { clientWidth: wide, clientHeight: high } = view.host;
  return !(x(Math.max(from.x, to.x)) < -60 || x(Math.min(from.x, to.x)) > wide + 60 || y(Math.max(from.y, to.y)) < -60 || y(Math.min(from.y, to.y)) > high + 60);
}

function drawBar(view, ctx, edge, colours) {
  const path = way(view, edge);
  if (!path) return;
  const { x, y, angle } = pointOn(path, 0.5);
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(angle);
  ctx.setLineDash([]);
  ctx.lineCap = 'round';
  ctx.strokeStyle = colours[view.look.statuses[edge.s].tone];
  ctx.lineWidth = 2.2;
  ctx.beginPath();
  ctx.moveTo(-2.5, -7);
  ctx.lineTo(2.5, 7);
  ctx.stroke();
  ctx.restore();
}

export function pill(ctx, at, text, letters, ground, ink, rim = null) {
  if (!at) return;
  const width = ctx.measureText(text).width + letters * 0.8, height = letters * 1.45;
  ctx.fillStyle = ground;
  ctx.beginPath();
  ctx.roundRect(at.x - width / 2, at.y - height / 2, width, height, height / 2);
  ctx.fill();
  if (rim) { ctx.strokeStyle = rim; ctx.lineWidth = letters / 10; ctx.setLineDash([]); ctx.stroke(); }
  ctx.fillStyle = ink;
  ctx.fillText(text, at.x, at.y + letters * 0.05);
}

// where a word on a line covers no node, no name and no other word, a little beside the line if need be; kept until something moves
function spotOf(view, ctx, edge, words, letters, taken) {
  const kept = view.spots.get(edge.id);
  if (kept) return kept;
  const path = way(view, edge);
  if (!path) return null;
  const half = ctx.measureText(words).width / 2 + letters * 0.4, high = letters * 0.72, careful = view.spots.size < CAREFUL_TO.words;
  const others = careful ? [...taken(), ...[...view.spots.values()].flatMap((spot) => [spot.box, spot.box])] : [];
  let best = null, least = Infinity;
  for (const aside of ASIDE) {
    for (const t of SPOTS) {
      const on = pointOn(path, t), x = on.x - aside * 1.7 * high * Math.sin(on.angle), y = on.y + aside * 1.7 * high * Math.cos(on.angle);
      const mine = { left: x - half, right: x + half, top: y - high, bottom: y + high };
      let cost = Math.abs(t - 0.5) * 0.1 + Math.abs(aside) * half * high * 0.5;
      for (const other of others) cost += overlap(mine, other);
      if (cost < least) { least = cost; best = { x, y, box: mine }; }
      if (least < 1) break;
    }
    if (least < half * high * 0.5) break;
  }
  view.spots.set(edge.id, best);
  return best;
}

function overlap(a, b) {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left), height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

// what tests may look at: of each word on a line, how much of it (0 to 1) a name, a node or another word covers
export function marks(view) {
  const ctx = view.overlay.getContext('2d'), rooms = view.data.nodes.flatMap((node) => covered(view, ctx, node)), spots = [...view.spots];
  return spots.map(([edge, { box }]) => {
    const others = [...rooms, ...spots.filter(([other]) => other !== edge).map(([, spot]) => spot.box)];
    return { edge, covered: Math.max(0, ...others.map((other) => overlap(box, other))) / ((box.right - box.left) * (box.bottom - box.top)) };
  });
}
