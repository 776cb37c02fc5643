// What became of things between two snapshots: how lines, words and names show that. Where nothing is marked, everything looks as ever.
import { palette } from './look.js';

const PLAIN = { tone: null, sign: '', opacity: 1 };
const FIRM = 1.1;

export const changeOf = (view, one) => view.look.changes?.[one.d] ?? PLAIN;

// {width, dashes, tone, opacity} of a line: its status's, and what became of it
export function lineOf(view, edge) {
  const line = view.look.statuses[edge.s], change = changeOf(view, edge), firmer = edge.d && edge.d !== 'same' ? FIRM : 0;
  return { width: line.width + firmer, dashes: edge.d === 'gone' ? [3, 5] : line.dashes, tone: change.tone ?? line.tone, opacity: change.opacity };
}

export const toneOf = (view, edge) => palette(view)[changeOf(view, edge).tone ?? (edge.d === 'same' ? 'faint' : view.look.statuses[edge.s].tone)];

// what is written on the line of something that is not as it was: "+ contested", "≠ rumour → contested"
export function wordsOf(view, edge) {
  const { sign } = changeOf(view, edge);
  if (!sign) return [];
  return [`${sign} ${edge.was ? `${edge.was} → ${edge.s}` : edge.s}`, sign];
}

export const aboutChange = (one) => (!one.d ? [] : one.was ? [`${one.d}: it was ${one.was}`] : one.d === 'same' ? [] : [one.d]);

// a name that is gone is struck
export function strike(ctx, one, lines, { align, x, letters, first, step }) {
  if (one.d !== 'gone') return;
  ctx.lineWidth = letters * 0.09;
  ctx.strokeStyle = ctx.fillStyle;
  lines.forEach((line, number) => {
    const width = ctx.measureText(line).width, left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2, y = first + number * step;
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
  });
}
