// What part of the drawing is in sight: fitted, zoomed, or moved just so far that something can be seen.
import { around, box } from './geometry.js';

const MOST_ZOOM = 1.35;
const WORTH = 0.85;
const WELL = 0.75;
const GAP = 8;
const STEPS = 14;
const DEAR = 40;

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

// where the view is, or where it is on its way to: what comes in between must not end the way there
export const cameraOf = (view) => view.aim ?? { position: view.net.getViewPosition(), scale: view.net.getScale() };

export function go(view, camera, animate, animation = { duration: 320, easingFunction: 'easeInOutQuad' }) {
  const moving = animate && !view.still;
  if (view.aim) halt(view.net);
  view.net.moveTo({ ...camera, animation: moving ? animation : false });
  view.aim = moving ? camera : null;
}

// vis-network would end an earlier movement with a jump, or run it for ever if no frame of it has been drawn
function halt({ view, body: { emitter } }) {
  emitter.off('initRedraw', view.viewFunction);
  view.easingTime = 0;
  emitter.emit('_stopRendering');
}

// a person who looks closer, or elsewhere, keeps what is in sight until everything is fitted again
export function watchCamera(view) {
  const leave = () => { if (view.aim) halt(view.net); view.aim = null; view.fitted = false; };
  // its last frame is drawn a little past the end
  view.net.on('animationFinished', () => { const { aim } = view; view.aim = null; if (aim) go(view, aim, false); });
  view.net.on('zoom', leave);
  view.net.on('dragStart', ({ nodes }) => { if (!nodes.length) leave(); });
}

export function resize(view) {
  const camera = cameraOf(view);
  view.net.setSize('100%', '100%');
  if (view.fitted) fit(view, false);
  else go(view, camera, false);
}

// everything, as large as it goes; `must` are boxes of the drawing that nothing may lie on, whatever that costs
export function fit(view, animate = true, must = []) {
  const { nodes } = view.data;
  if (!nodes.length) return;
  const boxes = nodes.map((node) => box(node)), area = around(boxes), pad = inset(view), plain = lay(view, area, MOST_ZOOM, pad);
  const [legend, tools] = blocks(view, [view.legend, view.tools]), { clientHeight: high } = view.host;
  const hidden = (way, all) => all.some((one) => covers(view, legend, one, way) || covers(view, tools, one, way));
  // beside or above the legend if that costs little, so that it covers nobody
  const places = [plain, lay(view, area, MOST_ZOOM, { ...pad, left: legend.right }), lay(view, area, MOST_ZOOM, { ...pad, bottom: high - Math.min(legend.top, tools.top) })];
  places.push(...[1, 0.95, 0.9].flatMap((part) => [0, 0.5, 1].map((across) => shifted(view, area, plain.scale * part, pad, across))));
  places.sort((one, other) => other.scale - one.scale);
  const free = places.find((way) => way.scale > Math.min(WORTH * plain.scale, WELL) && !hidden(way, boxes));
  go(view, free ?? places.find((way) => !hidden(way, must)) ?? plain, animate);
  view.fitted = true;
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
  const { position, scale } = cameraOf(view);
  go(view, { position, scale: Math.max(0.02, Math.min(6, scale * factor)) }, true, { duration: 160, easingFunction: 'easeOutQuad' });
  view.fitted = false;
}

// what lies on the drawing and hides it, in pixels of the host
function blocks(view, panels) {
  const bounds = view.host.getBoundingClientRect();
  return panels.map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return { left: left - bounds.left - GAP, right: right - bounds.left + GAP, top: top - bounds.top - GAP, bottom: bottom - bounds.top + GAP };
  });
}

const crosses = (one, other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

// where the drawing may move to, in pixels, so that `area` lies inside the room
function moves(area, room) {
  const spans = [[room.left - area.left, room.right - area.right], [room.top - area.top, room.bottom - area.bottom]];
  if (spans.some(([least, most]) => least > most)) return [];
  const [across, down] = spans.map(([least, most]) => {
    const nearest = Math.max(least, Math.min(most, 0));
    return [nearest, ...Array.from({ length: STEPS + 1 }, (_, step) => least + ((most - least) * step) / STEPS)];
  });
  return across.flatMap((x) => down.map((y) => [x, y]));
}

// moves the view, without zooming, just so far that these nodes can be seen and nothing lies on them; if there is no such way, fits everything
export function reveal(view, ids) {
  const wanted = ids.map((id) => view.data.nodeById.get(id)).filter(Boolean).map((node) => box(node));
  if (!wanted.length) return;
  const { scale, position: middle } = cameraOf(view), pad = inset(view), { clientWidth: wide, clientHeight: high } = view.host;
  const origin = [wide / 2 - middle.x * scale, high / 2 - middle.y * scale];
  const room = { left: GAP, right: wide - GAP, top: pad.top - GAP, bottom: high - GAP };
  const hiding = blocks(view, [view.legend, view.tools, view.notice].filter((one) => one.offsetWidth));
  const moved = (one, [x, y]) => ({ left: one.left + x, right: one.right + x, top: one.top + y, bottom: one.bottom + y });
  const onScreen = ({ left, right, top, bottom }) => moved({ left: left * scale, right: right * scale, top: top * scale, bottom: bottom * scale }, origin);
  const boxes = wanted.map(onScreen), free = (by) => !boxes.some((one) => hiding.some((block) => crosses(block, moved(one, by))));
  const seen = view.data.nodes.map(({ x, y }) => [x * scale + origin[0], y * scale + origin[1]]).filter(([x, y]) => x > 0 && y > 0 && x < wide && y < high);
  const lost = ([x, y]) => seen.filter((at) => at[0] + x < GAP || at[1] + y < GAP || at[0] + x > wide - GAP || at[1] + y > high - GAP).length;
  // not far, and rather a little farther than leave another node behind
  const ways = moves(around(boxes), room).filter(free).map((by) => ({ by, cost: Math.hypot(...by) + (Math.hypot(...by) && DEAR * lost(by)) }));
  if (!ways.length) { fit(view, true, wanted); return; }
  const [x, y] = ways.reduce((best, one) => (one.cost < best.cost ? one : best)).by;
  if (!x && !y) return;
  go(view, { scale, position: { x: middle.x - x / scale, y: middle.y - y / scale } }, true);
}

// all that is to be seen after one answer of the page, in one movement
export function revealSoon(view, ids) {
  view.wanted = [...(view.wanted ?? []), ...ids];
  view.revealing ??= requestAnimationFrame(() => {
    const wanted = [...new Set(view.wanted)];
    view.revealing = view.wanted = null;
    if (view.net) reveal(view, wanted);
  });
}
