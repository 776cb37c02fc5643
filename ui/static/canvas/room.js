// What of the drawing is taken, in cells of a few pixels: who writes on it asks here first. Boxes are in pixels of the screen, counted from
// the drawing's origin, so that moving the view rounds nothing differently.
const CELL = 3;

// what a cell is taken by
export const BY = { badge: 1, name: 2, word: 4, panel: 8 };

export function makeRoom(view) {
  const { scale, translation } = view.net.body.view, { clientWidth: wide, clientHeight: high } = view.host;
  const left = Math.floor(-translation.x / CELL), top = Math.floor(-translation.y / CELL), across = Math.ceil(wide / CELL) + 1, down = Math.ceil(high / CELL) + 1;
  return { scale, left, top, across, down, cells: new Uint8Array(across * down), sight: { left: -translation.x, right: wide - translation.x, top: -translation.y, bottom: high - translation.y } };
}

const within = (value, most) => Math.max(0, Math.min(most, value));

function span(room, { left, right, top, bottom }) {
  return [within(Math.round(left / CELL) - room.left, room.across), within(Math.round(right / CELL) - room.left, room.across),
    within(Math.round(top / CELL) - room.top, room.down), within(Math.round(bottom / CELL) - room.top, room.down)];
}

export function take(room, box, by) {
  const [left, right, top, bottom] = span(room, box);
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) room.cells[y * room.across + x] |= by;
}

// how much of a box (0 to 1) is taken by any of these
export function taken(room, box, by) {
  const [left, right, top, bottom] = span(room, box);
  let count = 0;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (room.cells[y * room.across + x] & by) count += 1;
  return count && count / ((right - left) * (bottom - top));
}

export const inside = ({ sight }, box) => box.left >= sight.left && box.right <= sight.right && box.top >= sight.top && box.bottom <= sight.bottom;

export const scaled = ({ left, right, top, bottom }, by) => ({ left: left * by, right: right * by, top: top * by, bottom: bottom * by });
