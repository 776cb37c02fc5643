// Small words on the drawing, in a pill of its ground.

// what is written on the drawing stays readable when it is zoomed out: this much larger than the drawing; at most `most`
export const enlarge = (scale, most = 1.8) => Math.max(1, Math.min(most, 0.85 / scale));
export const face = (letters) => `600 ${letters}px Inter, system-ui, sans-serif`;

export function pill(ctx, at, text, letters, ground, ink, rim = null) {
  const width = ctx.measureText(text).width + letters * 0.8, height = letters * 1.45;
  ctx.fillStyle = ground;
  ctx.beginPath();
  ctx.roundRect(at.x - width / 2, at.y - height / 2, width, height, height / 2);
  ctx.fill();
  if (rim) { ctx.strokeStyle = rim; ctx.lineWidth = letters / 10; ctx.setLineDash([]); ctx.stroke(); }
  ctx.fillStyle = ink;
  ctx.fillText(text, at.x, at.y + letters * 0.05);
}
