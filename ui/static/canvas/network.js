// vis-network, fed and kept in step with the payload. Built once; afterwards only what differs is changed.
import { cameraOf, fit, go, watchCamera } from './camera.js';
import { loopSize, nodeAt, via } from './geometry.js';
import { changeOf, lineOf } from './change.js';
import { dressEdges } from './edges.js';
import { palette } from './look.js';
import { glide } from './motion.js';
import { pick } from './pick.js';

// every network that was built and not yet destroyed: tests look whether any is left behind
export const alive = new Set();

function visNode(view, node) {
  const fixed = { x: !!node.fixed, y: !!node.fixed };
  return { id: node.id, group: node.group, size: node.size, x: node.x, y: node.y, fixed, ...(node.d ? { opacity: changeOf(view, node).opacity } : {}) };
}

function visEdge(view, edge) {
  const line = lineOf(view, edge), colour = palette(view)[line.tone];
  const drawn = { id: edge.id, from: edge.from, to: edge.to, width: line.width, dashes: line.dashes.length ? line.dashes : false,
    color: { color: colour, highlight: colour, hover: colour, inherit: false, ...(line.opacity < 1 ? { opacity: line.opacity } : {}) } };
  if (edge.from === edge.to) drawn.selfReference = { size: loopSize(edge.bend), angle: Math.PI / 4, renderBehindTheNode: true };
  else drawn.smooth = edge.bend ? { enabled: true, type: 'curvedCW', roundness: edge.bend } : { enabled: false };
  return drawn;
}

const nodeSign = (node) => `${node.group}\u0000${node.size}\u0000${!!node.fixed}\u0000${node.d ?? ''}`;
const edgeSign = (edge) => `${edge.from}\u0000${edge.to}\u0000${edge.s}\u0000${edge.bend || 0}\u0000${edge.d ?? ''}`;

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
  view.nodes = new vis.DataSet(data.nodes.map((node) => visNode(view, node)));
  view.edges = new vis.DataSet(data.edges.map((edge) => visEdge(view, edge)));
  view.net = new vis.Network(view.host, { nodes: view.nodes, edges: view.edges }, options);
  alive.add(view.net);
  // the board around it has the keys
  view.host.querySelector('.vis-network').tabIndex = -1;
  bendByUs(view);
  dressEdges(view);
  grabByUs(view);
  view.size = { width: view.host.clientWidth, height: view.host.clientHeight };
  watchCamera(view);
  if (camera) go(view, camera, false);
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

// what is dragged is what would be clicked: by its name too
function grabByUs(view) {
  view.net.selectionHandler.getNodeAt = (dom) => nodeAt(view, pick(view, dom)?.node);
}

export function destroy(view) {
  alive.delete(view.net);
  view.aim = null;
  view.net.destroy();
  view.net = null;
}

export function rebuild(view) {
  const camera = cameraOf(view);
  destroy(view);
  build(view, camera);
}

// brings the drawing in step with view.data, given what was drawn before; returns the ids that came in and how many others moved
export function change(view, before) {
  const { data } = view;
  const added = [], changed = [], start = new Map();
  let moves = 0;
  for (const node of data.nodes) {
    const old = before.nodeById.get(node.id);
    if (!old) { added.push(node); continue; }
    const body = nodeAt(view, node.id);
    const moved = body.x !== node.x || body.y !== node.y;
    if (moved) { moves += 1; start.set(node.id, { x: body.x, y: body.y }); }
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
  if (added.length || changed.length) view.nodes.update([...added, ...changed].map((node) => visNode(view, node)));
  if (lines.length) view.edges.update(lines.map((edge) => visEdge(view, edge)));
  if (lines.length || added.length) bendByUs(view);
  glide(view, start);
  return { added: added.map((node) => node.id), moves };
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
