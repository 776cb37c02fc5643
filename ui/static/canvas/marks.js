// What stands on a line: the word or the bar of its status, the number of those it stands for. A word that has no room becomes a cross.
import { toneOf, wordsOf } from './change.js';
import { nodeAt, pointOn, way } from './geometry.js';
import { palette } from './look.js';
import { enlarge, face, pill } from './pill.js';
import { BY, scaled, take, taken } from './room.js';

const LETTERS = 10.5;
const SPOTS = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78, 0.17, 0.83];
const ASIDE = [0, 1, -1, 2, -2];
const FEW = 400;
const MARGIN = 60;
// where the line of something that is gone is crossed out
const STRUCK = [0.3, 0.7];
const ENOUGH = 0.12;
// a view of thousands is full of lines: their marks are smaller, and words keep apart
const DENSE = { mark: 0.6, width: 1.9, apart: 0.9, spots: 5, enough: 0.32 };

const lettersOf = (scale) => LETTERS * enlarge(scale, Infinity);

const widths = new Map();

// of a text in letters of size 1
function widthOf(ctx, text, letters) {
  if (!widths.has(text)) widths.set(text, ctx.measureText(text).width / letters);
  return widths.get(text);
}

function prepare(ctx, letters) {
  ctx.font = face(letters);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
}

function inSight(view, { scale, sight }, edge) {
  const from = nodeAt(view, edge.from), to = nodeAt(view, edge.to), slack = MARGIN / scale;
  if (!from || !to) return false;
  const { left, right, top, bottom } = scaled(sight, 1 / scale);
  return Math.max(from.x, to.x) > left - slack && Math.min(from.x, to.x) < right + slack && Math.max(from.y, to.y) > top - slack && Math.min(from.y, to.y) < bottom + slack;
}

// what may be written on an edge, the best first
function wordings(view, edge) {
  const word = view.look.statuses[edge.s].mark === 'word' ? edge.s : '', number = edge.n ? String(edge.n) : '', changed = wordsOf(view, edge);
  if (changed.length) return changed.map((one) => [number, one].filter(Boolean).join(' · '));
  return [...new Set([[number, word].filter(Boolean).join(' · '), number])].filter(Boolean);
}

// the words that have room, by edge, and the edges whose word has none; of the others only the bars. The selected one comes first
export function placeWords(view, ctx, room) {
  const letters = lettersOf(room.scale), words = new Map(), crossed = [], barred = [], struck = [], chosen = view.data.edgeById.get(view.selected?.edge);
  ctx.save();
  prepare(ctx, letters);
  for (const edge of chosen ? [chosen, ...view.data.edges.filter((one) => one !== chosen)] : view.data.edges) {
    const { mark } = view.look.statuses[edge.s];
    if ((!mark && !edge.n && !(edge.d && edge.d !== 'same')) || !inSight(view, room, edge)) continue;
    if (mark === 'bar') barred.push(edge);
    const spot = spotOf(view, ctx, room, edge, letters);
    if (spot) words.set(edge.id, spot);
    if (edge.d === 'gone') struck.push(edge);
    else if (mark === 'word' && !spot?.text.includes(edge.s)) crossed.push(edge);
  }
  ctx.restore();
  return { letters, words, crossed, barred, struck };
}

function spotOf(view, ctx, room, edge, letters) {
  const path = way(view, edge), dense = view.data.nodes.length > FEW, kept = view.spots.get(edge.id);
  for (const text of wordings(view, edge)) {
    const half = letters * (widthOf(ctx, text, letters) / 2 + 0.4), at = (t, aside) => boxed(path, t, aside, half, letters);
    const found = kept?.text === text && cost(room, at(kept.t, kept.aside)) < (dense ? DENSE.enough : ENOUGH) ? kept : search(room, at, dense);
    view.spots.set(edge.id, found && { ...found, text });
    if (!found) continue;
    const spot = { ...at(found.t, found.aside), text }, apart = dense ? DENSE.apart * letters : 0;
    const { left, right, top, bottom } = spot.box;
    take(room, scaled({ left: left - apart, right: right + apart, top: top - apart, bottom: bottom + apart }, room.scale), BY.word);
    return spot;
  }
  return null;
}

// on the line, or a little beside it
function boxed(path, t, aside, half, letters) {
  const high = letters * 0.72, on = pointOn(path, t), x = on.x - aside * 1.7 * high * Math.sin(on.angle), y = on.y + aside * 1.7 * high * Math.cos(on.angle);
  return { x, y, box: { left: x - half, right: x + half, top: y - high, bottom: y + high } };
}

// names and other words are never covered, the edge of a node may be
function cost(room, { box }) {
  const area = scaled(box, room.scale);
  return 4 * taken(room, area, BY.name | BY.word | BY.panel) + taken(room, area, BY.badge);
}

function search(room, at, dense) {
  let best = null, least = dense ? DENSE.enough : ENOUGH;
  for (const aside of dense ? [0] : ASIDE) {
    for (const t of dense ? SPOTS.slice(0, DENSE.spots) : SPOTS) {
      const much = cost(room, at(t, aside)) + Math.abs(aside) * 0.02;
      if (much < least) { least = much; best = { t, aside }; }
      if (least < 0.01) return best;
    }
    if (least < 0.05) return best;
  }
  return best;
}

export function drawMarks(view, ctx) {
  const { letters, words, crossed, barred, struck } = view.plan.marks, colours = palette(view);
  drawAcross(view, ctx, barred, [[-2.5, -7, 2.5, 7]], 2.2);
  drawAcross(view, ctx, crossed, [[-4, -4, 4, 4], [-4, 4, 4, -4]], 1.8);
  for (const t of STRUCK) drawAcross(view, ctx, struck, [[-3, -5, 3, 5], [-3, 5, 3, -5]], 1.4, t);
  ctx.save();
  prepare(ctx, letters);
  for (const [id, spot] of words) pill(ctx, spot, spot.text, letters, colours.bg, toneOf(view, view.data.edgeById.get(id)));
  ctx.restore();
}

// the edge whose word is written there; it may stand beside its line
export function wordAt(view, { x, y }) {
  for (const [id, { box }] of view.plan?.marks.words ?? []) if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return id;
  return null;
}

// those of a few edges alone, over a veil: there is always room
export function drawMarksOf(view, ctx, edges) {
  const colours = palette(view), letters = lettersOf(view.net.getScale());
  drawAcross(view, ctx, edges.filter((edge) => view.look.statuses[edge.s].mark === 'bar'), [[-2.5, -7, 2.5, 7]], 2.2);
  ctx.save();
  prepare(ctx, letters);
  for (const edge of edges) {
    const [text] = wordings(view, edge), path = text && way(view, edge), spot = view.plan?.marks.words.get(edge.id);
    if (path) pill(ctx, spot?.text === text ? spot : pointOn(path, 0.5), text, letters, colours.bg, toneOf(view, edge));
  }
  ctx.restore();
}

// strokes across the middle of lines, along and across them: as large on the screen whatever the zoom, all of a tone in one path
function drawAcross(view, ctx, edges, strokes, width, t = 0.5) {
  const unit = enlarge(view.net.getScale(), Infinity) * (view.data.large ? DENSE.mark : 1), tones = Map.groupBy(edges, (edge) => toneOf(view, edge));
  ctx.save();
  ctx.setLineDash([]);
  ctx.lineCap = view.data.large ? 'butt' : 'round';
  ctx.lineWidth = (view.data.large ? DENSE.width : width) * unit;
  for (const [tone, list] of tones) {
    ctx.strokeStyle = tone;
    ctx.beginPath();
    for (const edge of list) {
      const path = way(view, edge);
      if (path) across(ctx, pointOn(path, t), strokes, unit);
    }
    ctx.stroke();
  }
  ctx.restore();
}

function across(ctx, { x, y, angle }, strokes, unit) {
  const cos = Math.cos(angle) * unit, sin = Math.sin(angle) * unit;
  for (const [u1, v1, u2, v2] of strokes) {
    ctx.moveTo(x + u1 * cos - v1 * sin, y + u1 * sin + v1 * cos);
    ctx.lineTo(x + u2 * cos - v2 * sin, y + u2 * sin + v2 * cos);
  }
}
