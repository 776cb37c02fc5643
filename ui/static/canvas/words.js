import { aboutChange } from './change.js';

// What is said about nodes and edges, in words: tooltips and the live region read the same.
export const nameOf = (node) => node.name || node.label.replaceAll('\n', ' ');

const count = (number, one, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

// an EDTF date for reading, as ui/words.py has it
function point(text) {
  const [, day, mark] = text.match(/^(.*?)([~?%]?)$/);
  return `${'~%'.includes(mark || '-') ? '≈ ' : ''}${day === 'XXXX' ? 'unknown year' : day}${'?%'.includes(mark || '-') ? ' (uncertain)' : ''}`;
}

export function when(text) {
  const [start, end] = text.split('/');
  if (end === undefined) return point(start);
  if (end === '..') return `since ${point(start)}`;
  return start === '..' ? `until ${point(end)}` : `${point(start) || 'unknown'} – ${point(end) || 'unknown'}`;
}

export function aboutNode(view, node) {
  const drawn = view.data.edgesOf.get(node.id).length, lines = [nameOf(node), node.kind || node.group];
  const more = [count(node.degree || drawn, 'relationship')];
  if (node.more) more.push(`${count(node.more, 'more', 'more')} not in view`);
  if (node.folded) more.push(`${node.folded} folded in`);
  if (node.fixed) more.push('pinned');
  return [...lines, more.join(', '), ...aboutChange(node)];
}

export function aboutEdge(view, edge) {
  const from = nameOf(view.data.nodeById.get(edge.from)), to = nameOf(view.data.nodeById.get(edge.to));
  const lines = [`${from} ${edge.p} ${to}`, edge.n ? `${count(edge.n, 'relationship')}, one of them ${edge.s}: click to open` : edge.s];
  if (edge.f) {
    const [claims, denials, least, most] = edge.f;
    lines.push([count(claims, 'claim'), denials ? count(denials, 'denial') : '', least === most ? count(most, 'origin') : `${least}–${most} origins`].filter(Boolean).join(' · '));
  }
  const details = [edge.role, edge.when && when(edge.when)].filter(Boolean).join(' · ');
  if (details) lines.push(details);
  return [...lines, ...aboutChange(edge)];
}

export function about(view, thing) {
  if (thing.node) return aboutNode(view, view.data.nodeById.get(thing.node));
  return aboutEdge(view, view.data.edgeById.get(thing.edge));
}
