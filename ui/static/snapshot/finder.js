// Search: names and aliases, folded, of what is in the file.
import { element } from '../canvas/dom.js';
import { cut, keyOf } from './model.js';

const MOST = 12;
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

// `choose(id)` is told which entity was chosen
export function finder(model, choose) {
  const field = element('input', 'find'), list = element('ul', 'found'), root = element('div', 'finder');
  field.type = 'search';
  field.placeholder = 'Find a name …';
  for (const [name, value] of [['role', 'combobox'], ['aria-label', 'Find an entity'], ['aria-expanded', 'false'], ['aria-controls', 'found'], ['autocomplete', 'off']]) field.setAttribute(name, value);
  list.id = 'found';
  list.setAttribute('role', 'listbox');
  list.hidden = true;
  const known = model.drawing.nodes.map(({ id }) => {
    const entity = model.entities.get(keyOf(id));
    return { id, name: cut(entity.name, 300), kind: entity.kind, texts: [entity.name, ...(entity.aliases ?? []).map((alias) => alias.name)].map((name) => fold(cut(name))) };
  });
  let shown = [], at = -1;
  const mark = (to) => {
    at = to;
    [...list.children].forEach((item, number) => item.setAttribute('aria-selected', String(number === at)));
    if (at >= 0) field.setAttribute('aria-activedescendant', list.children[at].id);
    else field.removeAttribute('aria-activedescendant');
  };
  const shut = () => { list.hidden = true; field.setAttribute('aria-expanded', 'false'); mark(-1); };
  const take = (one) => { field.value = ''; shut(); choose(one.id); };
  const look = () => {
    const wanted = fold(field.value), rank = ({ texts }) => Math.min(...texts.map((text) => (text.startsWith(wanted) ? 0 : text.includes(` ${wanted}`) ? 1 : text.includes(wanted) ? 2 : 9)));
    shown = wanted ? known.map((one) => [rank(one), one]).filter(([order]) => order < 9).sort(([one], [other]) => one - other).slice(0, MOST).map(([, one]) => one) : [];
    list.replaceChildren(...shown.map((one, number) => {
      const item = element('li'), kind = element('small', '', one.kind);
      item.id = `found-${number}`;
      item.setAttribute('role', 'option');
      item.append(element('bdi', '', one.name), kind);
      item.addEventListener('pointerdown', (event) => { event.preventDefault(); take(one); });
      return item;
    }));
    if (wanted && !shown.length) list.replaceChildren(element('li', 'none', 'Nobody of that name is in this snapshot'));
    list.hidden = !wanted;
    field.setAttribute('aria-expanded', String(!!wanted));
    mark(shown.length ? 0 : -1);
  };
  field.addEventListener('input', look);
  field.addEventListener('blur', shut);
  field.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) { mark((at + step + shown.length) % shown.length); event.preventDefault(); }
    else if (event.key === 'Enter' && at >= 0) take(shown[at]);
    else if (event.key === 'Escape') { field.value = ''; shut(); field.blur(); }
  });
  root.append(field, list);
  return { root, focus: () => field.focus() };
}
