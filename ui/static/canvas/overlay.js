// A second canvas over the drawing: selection, hover and badges on nodes. It costs what it shows, the drawing below is not touched.
import { changeOf } from './change.js';
import { stretched } from './edges.js';
import { drawLabel } from './labels.js';
import { drawMarksOf } from './marks.js';
import { enlarge, face, pill } from './pill.js';
import { nodeAt, pointOn, trace, way } from './geometry.js';
import { palette } from './look.js';

const LETTERS = 10;
const BADGES_BELOW = { small: 0.35, large: 0.7 };
const WORDS_MOST = 16;

export function drawOverlay(view) {
  const { overlay, net } = view;
  const ratio = window.devicePixelRatio || 1, width = Math.round(view.host.clientWidth * ratio), height = Math.round(view.host.clientHeight * ratio);
  if (overlay.width !== width || overlay.height !== height) { overlay.width = width; overlay.height = height; }
  const ctx = overlay.getContext('2d');
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, width, height);
  const { translation, scale } = net.body.view;
  ctx.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * translation.x, ratio * translation.y);
  const colours = palette(view), focus = view.hover && exists(view, view.hover) ? view.hover : (view.told ?? null);
  if (focus) drawFocus(view, ctx, focus, colours);
  if (view.selected && exists(view, view.selected)) drawSelection(view, ctx, colours);
  if (scale > (view.data.large ? BADGES_BELOW.large : BADGES_BELOW.small) || view.data.nodes.length < 120) {
    const near = focus ? new Set(neighbourhood(view, focus).nodes) : null;
    for (const node of view.data.nodes) if (!near || near.has(node.id)) drawBadges(view, ctx, node, colours);
  }
}

const exists = (view, thing) => (thing.node ? view.data.nodeById.has(thing.node) : view.data.edgeById.has(thing.edge));

export function neighbourhood(view, thing) {
  if (thing.nodes) {
    const nodes = thing.nodes.filter((id) => view.data.nodeById.has(id)), among = new Set(nodes);
    return { nodes, edges: view.data.edges.filter((edge) => among.has(edge.from) && among.has(edge.to)) };
  }
  if (thing.edge) {
    const edge = view.data.edgeById.get(thing.edge);
    return { nodes: [edge.from, edge.to], edges: [edge] };
  }
  const edges = view.data.edgesOf.get(thing.node);
  return { nodes: [...new Set([thing.node, ...edges.flatMap((edge) => [edge.from, edge.to])])], edges };
}

// the rest is veiled, the focus drawn again above the veil
function drawFocus(view, ctx, focus, colours) {
  const { nodes, edges } = neighbourhood(view, focus);
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = view.data.theme === 'dark' ? 0.8 : 0.84;
  ctx.fillStyle = colours.bg;
  ctx.fillRect(0, 0, view.overlay.width, view.overlay.height);
  ctx.restore();
  for (const edge of edges) if (focus.edge) glow(view, ctx, edge, colours);
  drawLines(view, ctx, edges);
  for (const id of nodes) redrawNode(view, ctx, id);
  if (!focus.edge && edges.length <= WORDS_MOST && view.net.getScale() > 0.45) drawPredicates(view, ctx, edges, colours);
}

function drawLines(view, ctx, edges) {
  for (const edge of edges) {
    const body = view.net.body.edges[edge.id];
    if (body?.connected) stretched(view, ctx, () => body.draw(ctx));
  }
  drawMarksOf(view, ctx, edges);
  for (const edge of edges) {
    const body = view.net.body.edges[edge.id];
    if (body?.connected) body.drawArrows(ctx);
  }
}

function redrawNode(view, ctx, id) {
  nodeAt(view, id)?.draw(ctx);
  drawLabel(view, ctx, view.data.nodeById.get(id));
}

function drawPredicates(view, ctx, edges, colours) {
  const letters = 1.1 * LETTERS * enlarge(view.net.getScale());
  ctx.save();
  ctx.font = face(letters);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  edges.forEach((edge, number) => {
    const path = way(view, edge);
    if (path && view.look.statuses[edge.s].mark !== 'word') pill(ctx, pointOn(path, 0.5 + ((number % 3) - 1) * 0.06), edge.p, letters, colours.panel, colours.ink, colours.line);
  });
  ctx.restore();
}

function glow(view, ctx, edge, colours) {
  const path = way(view, edge);
  if (!path) return;
  ctx.save();
  ctx.globalAlpha = 0.38;
  ctx.strokeStyle = colours.accent;
  ctx.lineCap = 'round';
  ctx.lineWidth = 12;
  ctx.setLineDash([]);
  ctx.beginPath();
  trace(ctx, path);
  ctx.stroke();
  ctx.restore();
}

function drawSelection(view, ctx, colours) {
  if (view.selected.edge) {
    const edge = view.data.edgeById.get(view.selected.edge);
    glow(view, ctx, edge, colours);
    drawLines(view, ctx, [edge]);
    for (const id of new Set([edge.from, edge.to])) redrawNode(view, ctx, id);
    return;
  }
  const node = view.data.nodeById.get(view.selected.node);
  redrawNode(view, ctx, node.id);
  const body = nodeAt(view, node.id);
  ctx.save();
  ctx.setLineDash([]);
  ctx.strokeStyle = colours.accent;
  ctx.lineWidth = 2.6;
  ctx.beginPath();
  ctx.arc(body.x, body.y, node.size + 4.5, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.globalAlpha = 0.16;
  ctx.lineWidth = 9;
  ctx.beginPath();
  ctx.arc(body.x, body.y, node.size + 9, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.restore();
}

// "+n" for neighbours that are not drawn ("+n more" where it is looked at), "⊕n" for those folded in, a pin
function drawBadges(view, ctx, node, colours) {
  const change = changeOf(view, node);
  if (!node.more && !node.folded && !node.fixed && !change.sign) return;
  const body = nodeAt(view, node.id);
  if (!body) return;
  const reach = node.size * 0.78, letters = LETTERS * enlarge(view.net.getScale());
  ctx.save();
  ctx.font = face(letters);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  if (node.more) {
    const looked = view.hover?.node === node.id || view.selected?.node === node.id;
    const words = `+${short(node.more)}${looked ? ' more' : ''}`, half = ctx.measureText(words).width / 2;
    pill(ctx, { x: body.x + reach + half, y: body.y - reach }, words, letters, colours.panel, colours.muted, colours.line);
  }
  if (node.folded) pill(ctx, { x: body.x + reach + 4, y: body.y + reach }, `⊕${short(node.folded)}`, letters, colours.accent, colours.panel, colours.panel);
  if (change.sign) drawChange(ctx, body, node, change, letters, colours);
  if (node.fixed) drawPin(ctx, body.x - reach - 1, body.y - reach, colours);
  ctx.restore();
}

// a ring, crossed out where it is gone, with its sign and word: never by colour alone
function drawChange(ctx, { x, y }, { size, d }, { sign, tone }, letters, colours) {
  ctx.setLineDash(d === 'gone' ? [4, 4] : []);
  ctx.strokeStyle = colours[tone];
  ctx.lineWidth = 2.4;
  ctx.beginPath();
  ctx.arc(x, y, size + 3, 0, 2 * Math.PI);
  if (d === 'gone') { ctx.moveTo(x - size * 0.72, y + size * 0.72); ctx.lineTo(x + size * 0.72, y - size * 0.72); }
  ctx.stroke();
  ctx.setLineDash([]);
  pill(ctx, { x: x - size * 0.78, y: y - size * 0.78 }, `${sign} ${d}`, letters, colours[tone], colours.panel, colours.panel);
}

const short = (count) => (count < 1000 ? String(count) : count < 10_000 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`);

function drawPin(ctx, x, y, colours) {
  ctx.fillStyle = colours.ink;
  ctx.strokeStyle = colours.bg;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.arc(x, y, 6.5, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = colours.bg;
  ctx.fillRect(x - 2.6, y - 3.6, 5.2, 1.4);
  ctx.fillRect(x - 1.6, y - 2.6, 3.2, 3);
  ctx.fillRect(x - 3.2, y, 6.4, 1.3);
  ctx.fillRect(x - 0.5, y + 1, 1, 3.2);
}
