// A comparison of two snapshots: what became of everything, and the list and the cards that tell it. Made by ui/snapshot/comparison.py.
import { button, element } from '../canvas/dom.js';
import { inflate } from './loader.js';

export const isComparison = () => !!document.getElementById('redstring-comparison');

// {marks, overview, blocks}, each by id; null where the file is a snapshot
export async function openDifference() {
  if (!isComparison()) return null;
  const { marks, overview, blocks } = JSON.parse(new TextDecoder().decode(await inflate('redstring-comparison')));
  return { marks: new Map(Object.entries(marks)), overview, blocks: new Map(Object.entries(blocks)) };
}

// a card with what was before and is after above it; in place of the overview, everything that differs
export function told(model, [name, piece], chosen) {
  const { difference } = model;
  if (!difference) return [name, piece];
  if (name === 'overview') return [name, difference.overview];
  const back = ['button', { class: 'plain back' }, '← All that differs', { act: { back: true } }], block = difference.blocks.get(chosen);
  return [name, ['div', {}, back, ...(block ? [block] : []), piece]];
}

// the switch that leaves only what differs; `set(on)` is told
export function onlySwitch(model, state, set) {
  if (!model.difference) return [];
  const made = button('only', 'Only what differs', 'Only what differs', () => set(!state.off.change.has('same')));
  made.append(element('span', '', 'Only what differs'));
  return [made];
}

// what is left under the switches of the legend: of the same, the ends of lines that are drawn stay
export function kept(model, state, nodes, lines) {
  const { off } = state, drawn = lines.filter((edge) => !off.change.has(edge.d)), ends = new Set(drawn.flatMap((edge) => [edge.from, edge.to]));
  return { nodes: nodes.filter((node) => !off.change.has(node.d) || ends.has(node.id)), lines: drawn };
}

export const markOf = (model, id) => (model.difference ? model.difference.marks.get(id) ?? { d: 'same' } : {});

// of a line that stands for several: what became of all of them, or that something in it is another
export function markOfGroup(members) {
  const [{ d, was }] = members;
  if (!d) return {};
  return members.every((one) => one.d === d) ? { d, ...(members.every((one) => one.was === was) && was ? { was } : {}) } : { d: 'changed' };
}
