// The page of a snapshot: canvas, panel, search, tables and date, all from what is in the file.
import { button, element } from '../canvas/dom.js';
import { mount, report } from '../canvas/graph.js';
import { make } from '../panel/pieces.js';
import { card } from './cards.js';
import { onlySwitch, told as toldOf } from './difference.js';
import { finder } from './finder.js';
import { listing } from './listing.js';
import { open } from './model.js';
import { members, scene } from './scene.js';

const PALETTE = { '--st-text-color': 'ink', '--st-gray-text-color': 'muted', '--st-border-color': 'line', '--st-secondary-background-color': 'soft', '--st-background-color': 'bg',
  '--st-primary-color': 'accent', '--st-link-color': 'accent', '--st-red-color': 'red', '--st-violet-color': 'violet', '--panel': 'panel', '--st-green-color': 'green', '--st-orange-color': 'amber' };

function sheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

// a part with a style of its own
function shade(host, css, className) {
  const root = element('div', className), tree = host.attachShadow({ mode: 'open' });
  tree.adoptedStyleSheets = [sheet(css)];
  tree.append(root);
  return root;
}

export async function start({ vis, look, css }) {
  const model = Object.assign(await open(), { look }), page = document.documentElement, at = (id) => document.getElementById(id);
  model.drawn = new Set(model.drawing.nodes.map((node) => node.id));
  model.ids = new Map([...model.slugs].map(([id, slug]) => [slug, id]));
  const filters = model.content.view.filters ?? {};
  const state = { rev: 0, theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', opened: new Set(model.content.view.opened ?? []), moved: new Map(), chosen: model.content.view.selection ?? null,
    off: { kind: new Set(filters.kinds_off ?? []), status: new Set(filters.statuses_off ?? ['unsourced']), change: new Set() }, table: false };
  const panel = { tab: 0, flipped: false }, side = shade(at('side'), css.panel, 'panel');

  let drawn = null;

  function draw() {
    drawn = scene(model, state);
    canvas.update(drawn);
    if (state.table) list();
    select();
  }

  // the table is made when it is looked at: a step of the slider would wait for thousands of rows
  const list = () => shown.fill(drawn, model.drawing.edges.filter((edge) => drawn.shown.has(edge.id)));

  function select() {
    canvas.state({ selected: lineOf(), busy: false });
    tell();
  }

  // a relationship inside a closed group is selected as the group
  const lineOf = () => (drawn.edges.some((edge) => edge.id === state.chosen) || model.drawn.has(state.chosen) ? state.chosen
    : drawn.edges.find((edge) => edge.n && members(model, edge.id).some((one) => one.id === state.chosen))?.id ?? null);

  function tell() {
    const [name, piece] = toldOf(model, card(model, state.chosen, state.opened.has(state.chosen)), state.chosen);
    if (panel.name !== name) Object.assign(panel, { tab: 0, flipped: false, name });
    side.replaceChildren(make(piece, panel));
    if (panel.scrolled !== name) side.scrollTop = 0;
    panel.scrolled = name;
  }

  function choose(id) {
    state.chosen = id;
    select();
  }

  const ACTS = {
    select: ({ node, edge }) => { state.chosen = node ?? edge ?? null; tell(); },
    filter: ({ facet, value, shown: on }) => { state.off[facet][on ? 'delete' : 'add'](value); draw(); },
    open: ({ group }) => { state.opened.add(group); draw(); },
    close: ({ group }) => { state.opened.delete(group); draw(); },
    moved: ({ positions }) => { for (const [id, place] of Object.entries(positions)) state.moved.set(id, place); },
  };
  panel.act = ({ node, edge, statement, group }) => {
    if (group) { state.opened[state.opened.has(group) ? 'delete' : 'add'](group); state.chosen = group; draw(); }
    else choose(node ?? edge ?? model.ids.get(statement) ?? null);
  };

  const root = shade(at('stage'), css.canvas, 'redstring flush');
  root.style.setProperty('--height', '100%');
  const search = finder(model, choose), shown = listing(model, choose);
  const canvas = mount(root, { vis, look, act: (action) => ACTS[action.type]?.(action), search: search.focus, tall: (on) => page.toggleAttribute('data-tall', on), can: new Set() });
  const only = onlySwitch(model, state, (on) => { state.off.change[on ? 'add' : 'delete']('same'); only[0].setAttribute('aria-pressed', String(on)); draw(); });
  at('tools').append(search.root, ...only, ...views(), ...dates(), themes());
  at('table').append(shown.root);

  function views() {
    const group = element('div', 'views'), made = ['Graph', 'Table'].map((name) => {
      const one = element('button', '', name);
      one.type = 'button';
      one.addEventListener('click', () => { state.table = name === 'Table'; show(); });
      return one;
    });
    const show = () => {
      page.toggleAttribute('data-table', state.table);
      if (state.table) list();
      made.forEach((one) => one.setAttribute('aria-pressed', String((one.textContent === 'Table') === state.table)));
    };
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', 'Shown as');
    group.append(...made);
    show();
    return [group];
  }

  // from the first day that a source counts to all that is known
  function dates() {
    const days = [...new Set(Object.values(model.drawing.days))].sort();
    // a comparison is of two days already
    if (days.length < 2 || model.difference) return [];
    const frame = element('label', 'dates'), words = element('span', '', 'As of '), said = element('b'), slider = element('input');
    Object.assign(slider, { type: 'range', min: 0, max: days.length, value: days.length });
    const told = () => { said.textContent = model.asOf ?? model.content.about.as_of ?? 'all that was known'; slider.setAttribute('aria-valuetext', said.textContent); };
    slider.addEventListener('input', () => { model.asOf = days[slider.value] ?? null; told(); draw(); });
    told();
    words.append(said);
    frame.append(words, slider);
    return [frame];
  }

  function themes() {
    const made = button('theme', 'Light or dark', 'Light or dark', () => { state.theme = state.theme === 'dark' ? 'light' : 'dark'; paint(); draw(); });
    made.textContent = '◐';
    return made;
  }

  function paint() {
    const { palette } = look.themes[state.theme];
    page.dataset.theme = state.theme;
    for (const [name, tone] of Object.entries(PALETTE)) page.style.setProperty(name, palette[tone]);
  }

  document.addEventListener('redstring:panel', () => { side.tabIndex = -1; side.focus(); });
  side.addEventListener('keydown', (event) => { if (event.key === 'Escape') document.dispatchEvent(new Event('redstring:graph')); });
  paint();
  page.dataset.ready = 'yes';
  if (!model.difference) at('print').textContent = verdict(model.print, JSON.parse(at('redstring-manifest').textContent).content);
  draw();
  // for tests: plain figures, nothing to change
  window.__snapshot = { report: () => report(canvas.view), scene: (kinds, statuses) => scene(model, { ...state, off: { ...state.off, kind: new Set(kinds), status: new Set(statuses) } }), get state() { return { chosen: state.chosen, asOf: model.asOf, print: model.print }; } };
}

// said of the content alone, and by a page that may have been changed itself: `redstring verify` looks from outside
function verdict(found, told) {
  if (!found) return '';
  return found === told ? '· content unchanged' : '· CONTENT CHANGED since it was made';
}
