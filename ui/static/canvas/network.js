// vis-network, fed and kept in step with the payload. Built once; afterwards only what differs is changed.
import { around, box, loopSize, nodeAt, via } from './geometry.js';
import { dressEdges } from './edges.js';
import { palette } from './look.js';
import { glide } from './motion.js';

const MOST_ZOOM = 1.35;

function visNode(node) {
  const drawn = { id: node.id, label: node.label, group: node.group, size: node.size, x: node.x, y: node.y, fixed: { x: !!node.fixed, y: !!node.fixed } };
  if (node.font) drawn.font = node.font;
  return drawn;
}

function visEdge(view, edge) {
  const line = view.look.statuses[edge.s], colour = palette(view)[line.tone];
  const drawn = { id: edge.id, from: edge.from, to: edge.to, width: line.width, dashes: line.dashes.length ? line.dashes : false,
    color: { color: colour, highlight: colour, hover: colour, inherit: false } };
  if (edge.from === edge.to) drawn.selfReference = { size: loopSize(edge.bend), angle: Math.PI / 4, renderBehindTheNode: true };
  else drawn.smooth = edge.bend ? { enabled: true, type: 'curvedCW', roundness: edge.bend } : { enabled: false };
  return drawn;
}

const nodeSign = (node) => `${node.label}\u0000${node.group}\u0000${node.size}\u0000${!!node.fixed}`;
const edgeSign = (edge) => `${edge.from}\u0000${edge.to}\u0000${edge.s}\u0000${edge.bend || 0}`;

// ends by place become ends by id, and looking up becomes quick
export function prepare(data) {
  for (const edge of data.edges) {
    edge.from = data.nodes[edge.a].id;
    edge.to = data.nodes[edge.b].id;
  }
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
  // under reduced motion or with few nodes nothing needs to be left out while dragging
  view.nodes = new vis.DataSet(data.nodes.map(visNode));
  view.edges = new vis.DataSet(data.edges.map((edge) => visEdge(view, edge)));
  view.net = new vis.Network(view.host, { nodes: view.nodes, edges: view.edges }, options);
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

function room(view) {
  const width = view.host.clientWidth, height = view.host.clientHeight;
  const pad = view.root.classList.contains('narrow') ? { left: 14, right: 14, top: 48, bottom: 44 } : { left: 26, right: 64, top: 62, bottom: 54 };
  return { width, height, pad, inner: { width: Math.max(60, width - pad.left - pad.right), height: Math.max(60, height - pad.top - pad.bottom) } };
}

function show(view, area, animate, most = MOST_ZOOM) {
  const { width, height, pad, inner } = room(view);
  const scale = Math.min(most, inner.width / Math.max(1, area.right - area.left), inner.height / Math.max(1, area.bottom - area.top));
  const shift = { x: (pad.left - pad.right) / 2 / scale, y: (pad.top - pad.bottom) / 2 / scale };
  const position = { x: (area.left + area.right) / 2 - shift.x, y: (area.top + area.bottom) / 2 - shift.y };
  void width; void height;
  view.net.moveTo({ position, scale, animation: animate && !view.still ? { duration: 320, easingFunction: 'easeInOutQuad' } : false });
}

export function fit(view, animate = true) {
  if (view.data.nodes.length) show(view, around(view.data.nodes.map((node) => box(node))), animate);
}

export function zoom(view, factor) {
  view.net.moveTo({ scale: Math.max(0.02, Math.min(6, view.net.getScale() * factor)), animation: view.still ? false : { duration: 160, easingFunction: 'easeOutQuad' } });
}

// zooms out or pans just enough that these nodes can be seen; nothing happens if they can
export function reveal(view, ids) {
  const boxes = ids.map((id) => view.data.nodeById.get(id)).filter(Boolean).map((node) => box(node));
  if (!boxes.length) return;
  const { width, height, pad } = room(view);
  const near = view.net.DOMtoCanvas({ x: pad.left, y: pad.top }), far = view.net.DOMtoCanvas({ x: width - pad.right, y: height - pad.bottom });
  const seen = { left: near.x, top: near.y, right: far.x, bottom: far.y }, wanted = around([seen, ...boxes]);
  if (wanted.left < seen.left || wanted.right > seen.right || wanted.top < seen.top || wanted.bottom > seen.bottom) {
    show(view, wanted, true, view.net.getScale());
  }
}
