// What is drawn under the filters and the date that are chosen: as graph/scene.py composes it, so that file and app look the same.
import { kept as left, markOf, markOfGroup } from './difference.js';
import { compare, finding, keyOf } from './model.js';

const APART = 3;

const kindOf = (model, node) => model.entities.get(keyOf(node.id))?.kind ?? node.group;

export function scene(model, state) {
  const { drawing } = model, weight = new Map(drawing.weight.map((status, number) => [status, number]));
  const all = drawing.nodes.map((node) => ({ ...node, kind_: kindOf(model, node), ...at(state, node), ...markOf(model, node.id) }));
  const lines = drawing.edges.map((edge) => standing(model, edge));
  const here_ = all.filter((node) => !state.off.kind.has(node.kind_)), kept_ = new Set(here_.map((node) => node.id));
  const marked = model.difference
    ? left(model, state, here_, lines.filter((edge) => kept_.has(edge.from) && kept_.has(edge.to) && !state.off.status.has(edge.s))) : { nodes: here_, lines };
  const here = marked.nodes, kept = new Set(here.map((node) => node.id));
  const drawn = marked.lines.filter((edge) => kept.has(edge.from) && kept.has(edge.to) && !state.off.status.has(edge.s) && letThrough(model, edge));
  const touched = new Set(drawn.flatMap((edge) => [edge.from, edge.to]));
  const nodes = model.content.view.filters?.only_connected ? here.filter((node) => touched.has(node.id)) : here;
  const place = new Map(nodes.map((node, number) => [node.id, number]));
  const edges = grouped(drawn, state.opened, weight).map(({ from, to, slug, ...edge }) => ({ ...edge, a: place.get(from), b: place.get(to) }));
  return {
    rev: String(state.rev += 1), theme: state.theme, large: drawing.large, nodes, edges,
    kinds: facets(all.map((node) => node.kind_), nodes.map((node) => node.kind_), state.off.kind),
    statuses: statuses(drawing.statuses, lines, drawn, state.off.status),
    footer: footer(all.length, nodes.length, lines.length, drawn.length),
    banner: model.content.about.banner,
    ...(model.difference ? { changes: changes(model, [...all, ...lines], [...nodes, ...drawn], state.off.change) } : {}),
    // every relationship that is drawn, those within groups too
    shown: new Set(drawn.map((edge) => edge.id)),
    ...(drawing.groups ? { groups: drawing.groups[state.theme], badges: drawing.badges[state.theme] } : {}),
  };
}

function at(state, node) {
  const moved = state.moved.get(node.id);
  return moved ? { x: moved[0], y: moved[1] } : {};
}

function standing(model, edge) {
  const slug = model.slugs.get(edge.id) ?? edge.id;
  const line = { ...edge, ...markOf(model, edge.id), slug, from: model.drawing.nodes[edge.a].id, to: model.drawing.nodes[edge.b].id };
  if (!model.asOf) return line;
  const { status, asserts, denies, origins_range: [least, most] } = finding(model, slug);
  return { ...line, s: status, f: [asserts, denies, least, most] };
}

// the filters that the view came with and that nothing here changes
function letThrough(model, edge) {
  const { predicates_off: off = [], origins = 0 } = model.content.view.filters ?? {}, { predicate } = model.statements.get(edge.slug) ?? model.rows.get(edge.id);
  return !off.includes(predicate) && edge.f[2] >= origins;
}

// above three of one direction they are one line in the style of the weightiest, unless they are drawn apart
function grouped(drawn, opened, weight) {
  const ways = new Map(), pairs = new Map();
  for (const edge of drawn) push(ways, `${edge.from}|${edge.to}`, edge);
  for (const [way, members] of ways) {
    const { from, to } = members[0], group = `group:${way}`;
    members.sort((one, other) => weight.get(one.s) - weight.get(other.s) || compare(one.slug, other.slug) || compare(one.id, other.id));
    const lines = members.length > APART && !opened.has(group) ? [closed(group, members)] : members;
    push(pairs, from < to ? `${from}|${to}` : `${to}|${from}`, ...lines);
  }
  return [...pairs.values()].flatMap(bent);
}

function push(map, key, ...values) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(...values);
}

function closed(group, members) {
  const [{ from, to, s, slug }] = members, said = [...new Set(members.map((edge) => edge.p))];
  return { id: group, from, to, s, slug, p: said.slice(0, 3).join(', ') + (said.length > 3 ? ', …' : ''), n: members.length, ...markOfGroup(members) };
}

// the lines between two nodes, one step apart, symmetric around the straight one
function bent(lines) {
  return lines.map(({ bend, ...line }, number) => {
    const slot = line.from === line.to ? number : (number - (lines.length - 1) / 2) * (line.from < line.to ? 1 : -1);
    return slot ? { ...line, bend: slot } : line;
  });
}

function facets(all, drawn, off) {
  const counts = tally(all), shown = tally(drawn);
  return [...counts].sort(([one, many], [other, more]) => more - many || compare(one, other)).map(([value, count]) => [value, count, shown.get(value) ?? 0, !off.has(value)]);
}

function statuses(order, lines, drawn, off) {
  const counts = tally(lines.map((edge) => edge.s)), shown = tally(drawn.map((edge) => edge.s));
  return order.map((status) => [status, counts.get(status) ?? 0, shown.get(status) ?? 0, !off.has(status)]);
}

function changes(model, all, drawn, off) {
  const counts = tally(all.map((one) => one.d)), shown = tally(drawn.map((one) => one.d));
  return ['new', 'gone', 'changed', 'same'].map((value) => [value, counts.get(value) ?? 0, shown.get(value) ?? 0, !off.has(value)]);
}

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function footer(nodes, shownNodes, edges, shownEdges) {
  const say = (number) => number.toLocaleString('en'), filtered = nodes - shownNodes + edges - shownEdges;
  const shown = `${say(shownNodes)} of ${say(nodes)} entities, ${say(shownEdges)} of ${say(edges)} relationships shown`;
  return filtered ? `${shown}, ${say(filtered)} hidden by filters` : shown;
}

// the relationships of a group, closed or drawn apart
export function members(model, group) {
  const [from, to] = group.slice('group:'.length).split('|');
  return model.drawing.edges.filter((edge) => model.drawing.nodes[edge.a].id === from && model.drawing.nodes[edge.b].id === to);
}
