// What is said about nodes and edges, in words: tooltips and the live region read the same.
export const nameOf = (node) => node.name || node.label.replaceAll('\n', ' ');

const count = (number, one, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export function aboutNode(view, node) {
  const drawn = view.data.edgesOf.get(node.id).length, lines = [nameOf(node), node.kind || node.group];
  const more = [count(node.degree || drawn, 'relationship')];
  if (node.more) more.push(`${count(node.more, 'more', 'more')} not in view`);
  if (node.folded) more.push(`${node.folded} folded in`);
  if (node.fixed) more.push('pinned');
  return [...lines, more.join(', ')];
}

export function aboutEdge(view, edge) {
  const from = nameOf(view.data.nodeById.get(edge.from)), to = nameOf(view.data.nodeById.get(edge.to));
  const lines = [`${from} ${edge.p} ${to}`, edge.n ? `${count(edge.n, 'relationship')}, one of them ${edge.s}: click to open` : edge.s];
  if (edge.f) {
    const [claims, denials, least, most] = edge.f;
    lines.push([count(claims, 'claim'), denials ? count(denials, 'denial') : '', least === most ? count(most, 'origin') : `${least}–${most} origins`].filter(Boolean).join(' · '));
  }
  if (edge.d) lines.push(edge.d);
  return lines;
}

export function about(view, thing) {
  if (thing.node) return aboutNode(view, view.data.nodeById.get(thing.node));
  return aboutEdge(view, view.data.edgeById.get(thing.edge));
}
