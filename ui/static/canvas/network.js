// vis-network, fed and kept in step with the payload. Built once; afterwards only what differs is changed.
import { around, box, loopSize, nodeAt, via } from './geometry.js';
import { dressEdges } from './edges.js';
import { palette } from './look.js';
import { glide } from './motion.js';

// every network that was built and not yet destroyed: tests look whether any is left behind
export const alive = new Set();
const MOST_ZOOM = 1.35;
const WORTH = 0.85;
const WELL = 0.75;

function visNode(node) {
  const fixed = { x: !!node.fixed, y: !!node.fixed };
  return { id: node.id, group: node.group, size: node.size, x: node.x, y: node.y, fixed };
}

function visEdge(view, edge) {
  const line = view.look.statuses[edge.s], colour = palette(view)[line.tone];
  const drawn = { id: edge.id, from: edge.from, to: edge.to, width: line.width, dashes: line.dashes.length ? line.dashes : false,
    color: { color: colour, highlight: colour, hover: colour, inherit: false } };
  if (edge.from === edge.to) drawn.selfReference = { size: loopSize(edge.bend), angle: Math.PI / 4, renderBehindTheNode: true };
  else drawn.smooth = edge.bend ? { enabled: true, type: 'curvedCW', roundness: edge.bend } : { enabled: false };
  return drawn;
}

const nodeSign = (node) => `${node.group}\u0000${node.size}\u0000${!!node.fixed}`;
const edgeSign = (edge) => `${edge.from}\u0000${edge.to}\u0000${edge.s}\u0000${edge.bend || 0}`;

// ends by place become ends by id, and looking up becomes quick
export function prepare(data) {
  for (const edge of data.edges) {
    edge.from = data.nodes[edge.a].id;
    edge.to = data.nodes[edge.b].id;
  }
  data.bySize = [...data.nodes].sort((one, other) => other.size - one.size);
  data.nodeById = new Map(data.nodes.map((node) => [node.id, node]));
  data.edgeById = new Map(data.edges.map((edge) => [edge.id, edge]));
  data.edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) {
    data.edgesOf.get(edge.from).push(edge);
    if (edge.to !== edge.from) data.edgesOf.get(edge.to).push(edge);
  }
  return data;
}

export function build(view, camera = null) {
  const { vis } = view, { data } = view;
  const options = structuredClone(view.look.themes[data.theme][data.large ? 'large' : 'small']);
  Object.assign(options.groups, data.groups || {});
  options.autoResize = false;
  view.nodes = new vis.DataSet(data.nodes.map(visNode));
  view.edges = new vis.DataSet(data.edges.map((edge) => visEdge(view, edge)));
  view.net = new vis.Network(view.host, { nodes: view.nodes, edges: view.edges }, options);
  alive.add(view.net);
  bendByUs(view);
  dressEdges(view);
  view.size = { width: view.host.clientWidth, height: view.host.clientHeight };
  if (camera) view.net.moveTo(camera);
  else fit(view, false);
}

// curves are ours: a fixed distance apart instead of a share of the length
function bendByUs(view) {
  for (const edge of Object.values(view.net.body.edges)) {
    if (!edge.options.smooth.enabled) continue;
    const type = edge.edgeType;
    type._getViaCoordinates = function () { return via(this.from, this.to, this.options.smooth.roundness); };
  }
}

export function destroy(view) {
  alive.delete(view.net);
  view.net.destroy();
  view.net = null;
}

export function rebuild(view) {
  const camera = { position: view.net.getViewPosition(), scale: view.net.getScale() };
  destroy(view);
  build(view, camera);
}

// brings the drawing in step with view.data, given what was drawn before; returns the ids that came in
export function change(view, before) {
  const { data } = view;
  const added = [], changed = [], start = new Map();
  for (const node of data.nodes) {
    const old = before.nodeById.get(node.id);
    if (!old) { added.push(node); continue; }
    const body = nodeAt(view, node.id);
    const moved = body.x !== node.x || body.y !== node.y;
    if (moved) start.set(node.id, { x: body.x, y: body.y });
    if (moved || nodeSign(node) !== nodeSign(old)) changed.push(node);
  }
  for (const node of added) {
    const parent = parentOf(view, node, before);
    if (parent) start.set(node.id, { x: parent.x, y: parent.y });
  }
  const lines = data.edges.filter((edge) => { const old = before.edgeById.get(edge.id); return !old || edgeSign(edge) !== edgeSign(old); });
  const goneEdges = before.edges.filter((edge) => !data.edgeById.has(edge.id)).map((edge) => edge.id);
  const goneNodes = before.nodes.filter((node) => !data.nodeById.has(node.id)).map((node) => node.id);
  if (goneEdges.length) view.edges.remove(goneEdges);
  if (goneNodes.length) view.nodes.remove(goneNodes);
  if (added.length || changed.length) view.nodes.update([...added, ...changed].map(visNode));
  if (lines.length) view.edges.update(lines.map((edge) => visEdge(view, edge)));
  if (lines.length || added.length) bendByUs(view);
  glide(view, start);
  return added.map((node) => node.id);
}

// a new node comes out of a neighbour that was there before, the one that was expanded first of all
function parentOf(view, node, before) {
  let parent = null;
  for (const edge of view.data.edgesOf.get(node.id)) {
    const other = edge.from === node.id ? edge.to : edge.from;
    if (!before.nodeById.has(other)) continue;
    if (other === view.expanded) return nodeAt(view, other);
    parent ??= nodeAt(view, other);
  }
  return parent;
}

function inset(view) {
  const narrow = view.root.classList.contains('narrow'), side = narrow ? 12 : 22;
  return { left: side, right: narrow ? side : 60, top: (view.chips.childElementCount ? view.chips.offsetTop + view.chips.offsetHeight : 0) + 10, bottom: 14 };
}

// the room inside the insets, and how an area lies best in it: centred, no larger than `most`
function lay(view, area, most, pad) {
  const width = Math.max(60, view.host.clientWidth - pad.left - pad.right), height = Math.max(60, view.host.clientHeight - pad.top - pad.bottom);
  const scale = Math.min(most, width / Math.max(1, area.right - area.left), height / Math.max(1, area.bottom - area.top));
  const position = { x: (area.left + area.right) / 2 - (pad.left - pad.right) / 2 / scale, y: (area.top + area.bottom) / 2 - (pad.top - pad.bottom) / 2 / scale };
  return { position, scale };
}

const go = (view, { position, scale }, animate) =>
  view.net.moveTo({ position, scale, animation: animate && !view.still ? { duration: 320, easingFunction: 'easeInOutQuad' } : false });

export function fit(view, animate = true) {
  const { nodes } = view.data;
  if (!nodes.length) return;
  const boxes = nodes.map((node) => box(node)), area = around(boxes), pad = inset(view), plain = lay(view, area, MOST_ZOOM, pad);
  const legend = view.legend.getBoundingClientRect(), bounds = view.host.getBoundingClientRect();
  const block = { left: legend.left - bounds.left, right: legend.right - bounds.left + 6, top: legend.top - bounds.top - 6, bottom: legend.bottom - bounds.top };
  // beside or above the legend if that costs little, so that it covers nobody
  const ways = [plain, lay(view, area, MOST_ZOOM, { ...pad, left: block.right + 2 }), lay(view, area, MOST_ZOOM, { ...pad, bottom: bounds.height - block.top + 2 })];
  ways.push(...[1, 0.95, 0.9].flatMap((part) => [0, 0.5, 1].map((across) => shifted(view, area, plain.scale * part, pad, across))));
  const free = ways.filter((way) => way.scale > Math.min(WORTH * plain.scale, WELL) && !boxes.some((one) => covers(view, block, one, way)));
  go(view, free.sort((one, other) => other.scale - one.scale)[0] || plain, animate);
}

// smaller and to the top right (across: how far to the right, 0 to 1)
function shifted(view, area, scale, pad, across) {
  const width = view.host.clientWidth, height = view.host.clientHeight, wide = (area.right - area.left) * scale;
  const left = pad.left + across * Math.max(0, width - pad.left - pad.right - wide), top = pad.top;
  return { scale, position: { x: area.left + (width / 2 - left) / scale, y: area.top + (height / 2 - top) / scale } };
}

function covers(view, block, one, { position, scale }) {
  const x = view.host.clientWidth / 2 - position.x * scale, y = view.host.clientHeight / 2 - position.y * scale;
  return one.left * scale + x < block.right && one.right * scale + x > block.left && one.bottom * scale + y > block.top && one.top * scale + y < block.bottom;
}

export function zoom(view, factor) {
  view.net.moveTo({ scale: Math.max(0.02, Math.min(6, view.net.getScale() * factor)), animation: view.still ? false : { duration: 160, easingFunction: 'easeOutQuad' } });
}

// zooms out or pans just enough that these nodes can be seen; nothing happens if they can
export function reveal(view, ids) {
  const boxes = ids.map((id) => view.data.nodeById.get(id)).filter(Boolean).map((node) => box(node));
  if (!boxes.length) return;
  const pad = inset(view), near = view.net.DOMtoCanvas({ x: pad.left, y: pad.top });
  const far = view.net.DOMtoCanvas({ x: view.host.clientWidth - pad.right, y: view.host.clientHeight - pad.bottom });
  const seen = { left: near.x, top: near.y, right: far.x, bottom: far.y }, wanted = around([seen, ...boxes]);
  if (wanted.left < seen.left || wanted.right > seen.right || wanted.top < seen.top || wanted.bottom > seen.bottom) {
    go(view, lay(view, wanted, view.net.getScale(), pad), true);
  }
}
