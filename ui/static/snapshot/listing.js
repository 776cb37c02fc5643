// The tables: entities, relationships, claims. A click on a heading sorts, on a row selects.
import { element } from '../canvas/dom.js';
import { when } from '../canvas/words.js';
import { dateOf } from './cards.js';
import { counts, cut, finding, keyOf, nameOf, range, voiceOf, words } from './model.js';

const MOST = 2_000;
// what words put before a date
const BEFORE_DATE = /^(?:≈ |since |until )+/;
const DATES = new Set(['when', 'first published', 'date']);
const saying = (model, { subject, predicate, object, value }) => `${nameOf(model, subject)} ${words(model, predicate)} ${object ? nameOf(model, object) : `“${value}”`}`;

const TABLES = {
  Entities: {
    columns: ['name', 'kind', 'relationships', 'country', 'also called'],
    rows: (model, scene) => scene.nodes.map((node) => {
      const entity = model.entities.get(keyOf(node.id)), many = scene.edges.filter((edge) => edge.from === node.id || edge.to === node.id).reduce((sum, edge) => sum + (edge.n ?? 1), 0);
      return { chosen: node.id, cells: [entity.name, entity.kind, many, entity.country ?? '', (entity.aliases ?? []).map((alias) => alias.name).join(' · ')] };
    }),
  },
  Relationships: {
    columns: ['from', 'relationship', 'to', 'status', 'claims', 'denials', 'origins', 'when', 'first published'],
    rows: (model, scene, lines) => lines.map((edge) => {
      const found = finding(model, model.slugs.get(edge.id) ?? edge.id), { nodes } = model.drawing;
      return { chosen: edge.id, cells: [nameOf(model, keyOf(nodes[edge.a].id)), edge.p, nameOf(model, keyOf(nodes[edge.b].id)), found.status, found.asserts, found.denies, range(found.origins_range),
        edge.when ? when(edge.when) : '', found.first_published ? when(found.first_published) : ''] };
    }),
  },
  Claims: {
    columns: ['relationship', 'status', 'stance', 'hedge', 'chain', 'date', 'source', 'paraphrase', 'counts for nothing because'],
    rows: (model) => [...model.findings.keys()].filter((slug) => model.statements.has(slug)).flatMap((slug) => {
      const statement = model.statements.get(slug), found = finding(model, slug);
      return (model.claims.get(slug) ?? []).filter((claim) => counts(model, claim.source)).map((claim) => ({ chosen: model.ids.get(slug), cells: [saying(model, statement), found.status, claim.stance ?? 'asserts', claim.hedge ?? '',
        claim.chain.map((key) => voiceOf(model, key)).join(' ← '), when(dateOf(model, claim)), model.sources.get(claim.source)?.title || claim.source, claim.paraphrase ?? '', found.uses[claim.key]?.excluded ?? ''] }));
    }),
  },
};

// `choose(id)` is told what was chosen; `fill(scene, lines)` brings the table in step with what is drawn
export function listing(model, choose) {
  const root = element('div', 'listing'), bar = element('div', 'which'), place = element('div', 'rows-place'), state = { name: 'Relationships', by: -1, down: false, scene: null, lines: [] };
  bar.setAttribute('role', 'tablist');
  const fill = (scene = state.scene, lines = state.lines) => {
    Object.assign(state, { scene, lines });
    [...bar.children].forEach((one) => one.setAttribute('aria-selected', String(one.textContent === state.name)));
    const { columns, rows } = TABLES[state.name], all = rows(model, scene, lines);
    const value = ({ cells }) => (DATES.has(columns[state.by]) ? cells[state.by].replace(BEFORE_DATE, '') : cells[state.by]);
    if (state.by >= 0) all.sort((one, other) => order(value(one), value(other)) * (state.down ? -1 : 1));
    const table = element('table'), head = element('thead'), body = element('tbody'), headings = element('tr');
    headings.append(...columns.map((name, number) => heading(name, number, state, fill)));
    head.append(headings);
    body.append(...all.slice(0, MOST).map((row) => line(row, choose)));
    table.append(head, body);
    place.replaceChildren(table, ...(all.length > MOST ? [element('p', 'more', `The first ${MOST.toLocaleString('en')} of ${all.length.toLocaleString('en')} rows.`)] : []));
  };
  for (const name of Object.keys(TABLES)) {
    const made = element('button', '', name);
    made.type = 'button';
    made.setAttribute('role', 'tab');
    made.addEventListener('click', () => { Object.assign(state, { name, by: -1 }); fill(); });
    bar.append(made);
  }
  root.append(bar, place);
  return { root, fill };
}

const order = (one, other) => (typeof one === 'number' ? one - other : String(one).localeCompare(String(other), undefined, { numeric: true }));

function heading(name, number, state, fill) {
  const cell = element('th'), made = element('button', '', name);
  cell.scope = 'col';
  cell.setAttribute('aria-sort', state.by === number ? (state.down ? 'descending' : 'ascending') : 'none');
  made.type = 'button';
  made.addEventListener('click', () => { state.down = state.by === number && !state.down; state.by = number; fill(); });
  cell.append(made);
  return cell;
}

function line({ chosen, cells }, choose) {
  const row = element('tr');
  cells.forEach((value, number) => {
    const cell = element('td', typeof value === 'number' ? 'number' : String(value).length < 24 && number ? 'short' : ''), said = element('bdi', '', typeof value === 'number' ? value.toLocaleString('en') : cut(String(value), 600));
    if (number || !chosen) cell.append(said);
    else {
      const made = element('button');
      made.type = 'button';
      made.append(said);
      cell.append(made);
    }
    row.append(cell);
  });
  if (chosen) row.addEventListener('click', () => choose(chosen));
  return row;
}
