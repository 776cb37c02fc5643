// Chips of kinds, the legend that is also the filter, footer, notice. Rows are kept and refilled, so that focus stays where it is.
import { button, element, icon, svg } from './dom.js';
import { palette } from './look.js';

export function makePanels(view) {
  view.chips = element('div', 'chips');
  view.chips.setAttribute('role', 'group');
  view.chips.setAttribute('aria-label', 'Kinds of entities');
  view.legend = element('div', 'legend');
  view.legend.setAttribute('role', 'group');
  view.legend.setAttribute('aria-label', 'Legend: how well relationships are supported');
  view.legendRows = element('div', 'rows');
  const fold = button('fold', 'Legend', 'Legend', () => fold.setAttribute('aria-expanded', String(view.legend.classList.toggle('open'))));
  fold.setAttribute('aria-expanded', 'false');
  fold.append(icon('legend'), element('span', '', 'Legend'));
  view.changeRows = element('div', 'rows changes');
  view.changeRows.setAttribute('role', 'group');
  view.changeRows.setAttribute('aria-label', 'What became of it');
  view.legend.append(fold, view.changeRows, view.legendRows);
  view.footer = element('div', 'footer');
  view.count = element('span', 'count');
  view.banner = element('span', 'banner');
  view.footer.append(view.count, view.banner);
  view.notice = element('div', 'notice');
  view.notice.setAttribute('role', 'status');
  view.notice.hidden = true;
  view.empty = element('div', 'empty');
  view.empty.hidden = true;
  view.busy = element('div', 'busy');
  view.busy.hidden = true;
  view.root.append(view.chips, view.legend, view.footer, view.empty, view.notice, view.busy);
}

export function fillPanels(view) {
  const { data } = view;
  refill(view.chips, data.kinds, (value) => chip(view, value), (made, entry) => fillChip(view, made, entry));
  refill(view.legendRows, data.statuses, (value) => row(view, value), (made, entry) => fillRow(view, made, entry));
  view.changeRows.hidden = !data.changes?.length;
  refill(view.changeRows, data.changes ?? [], (value) => changeRow(view, value), (made, entry) => fillChange(view, made, entry));
  emphasise(view.count, data.footer);
  view.banner.textContent = data.banner;
  view.empty.hidden = data.nodes.length > 0;
  if (!view.empty.hidden) fillEmpty(view);
}

function fillEmpty(view) {
  const { data } = view;
  view.empty.textContent = data.empty || 'Nothing to draw. Search for an entity to bring it in, or change the filters.';
  if (!data.empty) return;
  const label = 'Draw what waits', draw = button('choice', label, label, () => view.legendRows.querySelector('[data-value="proposed"]').click());
  draw.append(label);
  view.empty.append(draw);
}

// one child per entry, made once for each value and filled every time
function refill(place, entries, make, fill) {
  const kept = new Map([...place.children].map((child) => [child.dataset.value, child]));
  const wanted = entries.map((entry) => {
    const made = kept.get(entry[0]) || make(entry[0]);
    made.dataset.value = entry[0];
    fill(made, entry);
    return made;
  });
  const now = [...place.children];
  if (wanted.length !== now.length || wanted.some((child, number) => child !== now[number])) place.replaceChildren(...wanted);
}

function toggle(view, facet, made, value) {
  const shown = made.getAttribute('aria-pressed') !== 'true';
  made.setAttribute('aria-pressed', String(shown));
  view.act({ type: 'filter', facet, value, shown });
}

function chip(view, value) {
  const made = element('button', 'chip');
  made.type = 'button';
  const picture = element('img');
  picture.alt = '';
  made.append(picture, element('span', 'word'), element('em'));
  made.addEventListener('click', () => toggle(view, 'kind', made, value));
  return made;
}

// as it is, or as a person switched it since
const switched = (view, facet, value, on) => view.wished.get(`${facet} ${value}`) ?? on;

function fillChip(view, made, [value, count, shown, is, said = value]) {
  const on = switched(view, 'kind', value, is);
  const source = view.badge(value), picture = made.firstChild;
  if (picture.getAttribute('src') !== source) picture.src = source;
  made.children[1].textContent = said;
  made.lastChild.textContent = count.toLocaleString('en');
  made.setAttribute('aria-pressed', String(on));
  made.setAttribute('aria-label', `${said}, ${count}`);
  made.title = on ? `${shown} of ${count} shown: click to hide` : `${count} hidden: click to show`;
}

function row(view, value) {
  const made = element('button', 'row');
  made.type = 'button';
  made.append(sample(), element('span', 'word', value), element('em'));
  made.addEventListener('click', () => toggle(view, 'status', made, value));
  return made;
}

const sample = () => svg('svg', { viewBox: '0 0 34 12', width: 34, height: 12, 'aria-hidden': 'true' },
  svg('line', { x1: 1, x2: 33, y1: 6, y2: 6 }), svg('line', { x1: 15.5, x2: 18.5, y1: 0.5, y2: 11.5, class: 'bar' }), svg('path', { d: 'M14 3l6 6M20 3l-6 6', class: 'cross' }));

function fillRow(view, made, [value, count, shown, is]) {
  const on = switched(view, 'status', value, is);
  const line = view.look.statuses[value], colour = palette(view)[line.tone], [stroke, bar, cross] = made.firstChild.children;
  stroke.setAttribute('stroke', colour);
  stroke.setAttribute('stroke-width', line.width);
  stroke.setAttribute('stroke-dasharray', line.dashes.length ? line.dashes.map((dash) => dash * 0.82).join(' ') : 'none');
  bar.setAttribute('stroke', line.mark === 'bar' ? colour : 'none');
  bar.setAttribute('stroke-width', 1.8);
  cross.setAttribute('stroke', line.mark === 'word' ? colour : 'none');
  cross.setAttribute('stroke-width', 1.6);
  made.lastChild.textContent = count.toLocaleString('en');
  made.setAttribute('aria-pressed', String(on));
  made.setAttribute('aria-label', `${value}, ${count}`);
  made.title = `${value}: ${line.means}. ${line.mark === 'word' ? 'A cross stands where the word has no room. ' : ''}${on ? `${shown} of ${count} shown: click to hide` : `${count} hidden: click to show`}`;
}

function changeRow(view, value) {
  const made = element('button', 'row');
  made.type = 'button';
  made.append(element('b', 'sign', view.look.changes[value].sign || '·'), element('span', 'word', value), element('em'));
  made.addEventListener('click', () => toggle(view, 'change', made, value));
  return made;
}

function fillChange(view, made, [value, count, shown, is]) {
  const on = switched(view, 'change', value, is), { tone, means } = view.look.changes[value];
  made.firstChild.style.color = tone ? palette(view)[tone] : 'inherit';
  made.lastChild.textContent = count.toLocaleString('en');
  made.setAttribute('aria-pressed', String(on));
  made.setAttribute('aria-label', `${value}, ${count}`);
  made.title = `${value}: ${means}. ${on ? `${shown} of ${count} shown: click to hide` : `${count} hidden: click to show`}`;
}

// "45 of 77 entities": the numbers that are drawn stand out
function emphasise(place, text) {
  place.replaceChildren(...text.split(/(\d[\d,]*)(?= of )/).map((part, number) => (number % 2 ? element('b', '', part) : part)));
}

export function fillNotice(view, notice) {
  view.notice.hidden = !notice;
  if (!notice) return;
  const parts = [element('span', 'said', notice.text)];
  for (const choice of notice.choices || []) {
    const made = element('button', 'choice', choice.label);
    made.type = 'button';
    made.addEventListener('click', () => answer(view, choice.value));
    parts.push(made);
  }
  const close = button('shut', 'Dismiss', 'Dismiss', () => { view.notice.hidden = true; view.told = null; answer(view, null); });
  close.append(icon('close'));
  view.notice.replaceChildren(...parts, close);
}

// the buttons go, and the keys mean the graph again
function answer(view, value) {
  view.board.focus({ preventScroll: true });
  view.act({ type: 'choose', value });
}
