// The cards of the panel, as trees of pieces: what the app's cards say, from the content of the file.
import { when } from '../canvas/words.js';
import { compare, counts, cut, finding, idOf, keyOf, nameOf, range, voiceOf, words } from './model.js';
import { members } from './scene.js';

const PLACES = { page: 'page', row: 'row', sentence: 'sentence' };
const KINDS = { unnamed: 'unnamed', rumour: 'rumour', record: 'record', dataset: 'data set' };
const DOUBTS = new Set(['doubts', 'asks']);

const tag = (name, cls, ...children) => [name, cls ? { class: cls } : {}, ...children.filter((child) => child !== null && child !== undefined && child !== '')];
const text = (said) => ['bdi', {}, cut(String(said))];
const button = (label, act, cls = 'plain') => ['button', { class: cls }, label, { act }];
const number = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
const overline = (said) => tag('div', 'overline', said);
const section = (title, pieces, cls = '') => (pieces.length ? tag('section', cls, tag('h3', '', title), ...pieces) : null);
const chip = (said, cls = '') => tag('span', `chip ${cls}`.trim(), said);

function facts(pairs) {
  const rows = pairs.filter(([, value]) => value).flatMap(([label, value]) => [tag('dt', '', label), tag('dd', '', value)]);
  return rows.length ? tag('dl', 'facts', ...rows) : null;
}

function line(model, status) {
  const { width, dashes } = model.look.statuses[status];
  const attributes = { width: String(width), ...(dashes.length ? { dash: dashes.join(' ') } : {}), ...(status === 'denied' ? { bar: 'yes' } : {}) };
  return tag('span', `sample ${status}`, ['line', attributes]);
}

const badge = (model, status) => ['span', { class: `badge ${status}`, title: model.look.statuses[status].means }, line(model, status), status];
const mark = (model, status) => ['span', { class: `mark ${status}`, title: model.look.statuses[status].means }, line(model, status), ['span', {}, status]];

function link(said, address) {
  const web = /^https?:\/\//i.test(address ?? '') && URL.canParse(address);
  if (!web) return text(said);
  return ['a', { href: address, title: address }, text(said), tag('span', 'host', ` ${new URL(address).hostname.replace(/^www\./, '')} ↗`)];
}

const named = (model, key) => (model.drawn.has(idOf(model, key)) ? button(text(nameOf(model, key)), { node: idOf(model, key) }, 'name') : text(nameOf(model, key)));
const said = (model, { object, value }) => (object ? text(nameOf(model, object)) : tag('span', '', '“', text(value), '”'));

function sentence(model, statement) {
  const what = statement.object ? named(model, statement.object) : tag('span', 'value', '“', text(statement.value), '”');
  return [named(model, statement.subject), tag('span', 'predicate', ` ${words(model, statement.predicate)} `), what];
}

function statementRow(model, statement) {
  const row = tag('span', 'said', text(nameOf(model, statement.subject)), tag('span', 'predicate', ` ${words(model, statement.predicate)} `), said(model, statement));
  return button(tag('span', 'row', row, mark(model, finding(model, statement.slug).status)), { statement: statement.slug }, 'row-button');
}

// Relationship ---------------------------------------------------------------------------------------------------------------

function figures(found) {
  const cells = [
    [found.asserts, `${found.asserts === 1 ? 'claim' : 'claims'} in ${number(found.documents, 'document')}`],
    ...(found.past ? [] : [[found.publishers, `${found.publishers === 1 ? 'publisher' : 'publishers'}, ${number(found.owners, 'owner')}`]]),
    [range(found.origins_range), `independent ${found.origins_range[1] === 1 ? 'origin' : 'origins'}`],
    ...(found.past ? [[found.denies, found.denies === 1 ? 'denial' : 'denials']] : [[found.chains, `separate ${found.chains === 1 ? 'chain' : 'chains'}`]]),
  ];
  return tag('div', 'figures', ...cells.map(([value, label]) => tag('div', '', tag('strong', '', String(value)), tag('small', '', label))));
}

function split(found, claims) {
  const guesses = claims.filter((claim) => claim.inference && !DOUBTS.has(claim.stance)).length;
  const parts = [['asserts', found.asserts, 'assert'], ['doubts', found.doubts + found.asks + guesses, 'doubt or guess'], ['denies', found.denies, 'deny']];
  const bar = parts.filter(([, count]) => count).map(([name, count]) => ['span', { class: name, grow: String(count) }]);
  return tag('div', '', tag('div', 'split', ...bar), tag('div', 'split-words', ...parts.map(([, count, label]) => tag('span', '', `${count} ${label}`))));
}

function voices(model, keys, ends) {
  return keys.flatMap((key, step) => {
    const name = step === keys.length - 1 && ends ? ['u', { title: 'origin: where the information enters' }, text(voiceOf(model, key))] : text(voiceOf(model, key));
    return step ? [tag('span', 'arrow', ' ← '), name] : [name];
  });
}

function ending(model, way) {
  if (!way.origin) return way.why ? `no origin: ${way.why}` : '';
  return way.origin === [...way.said, ...(way.cited ?? [])].at(-1) ? '' : `counted as one origin with ${voiceOf(model, way.origin)}, of the same owner`;
}

function note(model, way) {
  const end = ending(model, way);
  return end ? tag('small', '', ' (', text(end), ')') : null;
}

function chains(model, { ways = [], cut }, claim) {
  const list = ways.length ? ways : [{ said: claim.chain }], whole = list.find((way) => !way.cited?.length), onward = list.filter((way) => way.cited?.length);
  const [publisher, ...rest] = voices(model, (whole ?? list[0]).said, !!whole?.origin);
  const lines = onward.slice(0, 3).map((way) => tag('div', '', '← through what it cites: ', ...voices(model, way.cited, !!way.origin), note(model, way)));
  if (onward.length > 3) lines.push(tag('div', '', `and ${onward.length - 3}${cut ? ' or more' : ''} other ways`));
  return [tag('div', 'chain', tag('strong', '', publisher), ...rest, whole ? note(model, whole) : null), lines.length ? tag('div', 'onward', ...lines) : null];
}

function place(locator = {}) {
  const parts = Object.entries(PLACES).filter(([name]) => locator[name] !== undefined).map(([name, word]) => `${word} ${locator[name].toLocaleString('en')}`);
  if (locator.start !== undefined && locator.end !== undefined) parts.push(`characters ${locator.start.toLocaleString('en')}–${locator.end.toLocaleString('en')}`);
  return parts.join(', ') || 'whole source';
}

function sourceLine(model, key) {
  const source = model.sources.get(key);
  if (!source) return [text(key)];
  const copy = !source.url && source.read_at ? tag('small', '', ' (the copy that was read)') : null;
  return [link(source.title || key.slice(key.indexOf(':') + 1), source.url ?? source.read_at), copy, source.retracted ? chip('retracted', 'denies') : null].filter(Boolean);
}

export const dateOf = (model, claim) => claim.reported ?? model.sources.get(claim.source)?.published ?? '';

// the first day that an EDTF date can mean, to sort by; nothing where there is none
function firstDay(date) {
  const [start, end = ''] = date.split('/'), [year, month = '01', day = '01'] = (/\d/.test(start) ? start : end).replace(/[~?%]$/, '').split('-');
  return /^\d{4}$/.test(year) ? `${year}-${month}-${day}` : '';
}

function claimPiece(model, claim, use) {
  const stance = claim.stance ?? 'asserts', date = dateOf(model, claim), { locator = {} } = claim;
  return tag('div', `claim ${stance}`,
    tag('div', 'top', chip(stance, stance), claim.hedge ? chip(claim.hedge === 'confirmed' ? 'called confirmed' : claim.hedge, 'hedge') : null, claim.withdrawn ? chip('withdrawn', 'hedge') : null, tag('time', '', date ? when(date) : 'undated')),
    ...chains(model, use, claim),
    claim.paraphrase ? tag('p', '', text(claim.paraphrase)) : null,
    tag('div', 'source', ...sourceLine(model, claim.source), tag('span', 'place', ` · ${place(locator)}`, locator.cue ? tag('span', '', ' “', text(locator.cue), '”') : null)),
    claim.note ? tag('div', 'note', text(claim.note)) : null);
}

function claimList(model, claims, uses) {
  const newest = [...claims].sort((one, other) => compare(firstDay(dateOf(model, other)), firstDay(dateOf(model, one))) || compare(other.key, one.key));
  const counted = newest.filter((claim) => !uses[claim.key]?.excluded && counts(model, claim.source)), pieces = [];
  const piece = (claim) => claimPiece(model, claim, uses[claim.key] ?? {});
  if (counted.length) pieces.push(['flip', { first: 'newest first', second: 'oldest first', stay: String(counted.filter((claim) => !dateOf(model, claim)).length) }, ...counted.map(piece)]);
  else pieces.push(tag('p', 'empty', 'No claim counts here.'));
  const later = newest.filter((claim) => !counts(model, claim.source)), there = newest.filter((claim) => counts(model, claim.source));
  if (later.length) pieces.push(tag('p', 'empty', `${number(later.length, 'claim')} of a later day, or without one, not counted at the date that is shown.`));
  const reasons = [...new Set(there.map((claim) => uses[claim.key]?.excluded).filter(Boolean))];
  for (const reason of reasons) {
    const apart = there.filter((claim) => uses[claim.key]?.excluded === reason);
    pieces.push(tag('section', 'apart', tag('h3', '', `Counts for nothing because ${reason} `, tag('span', 'count', String(apart.length))), ...apart.map(piece)));
  }
  return pieces;
}

function sourceList(model, claims) {
  const keys = [...new Set(claims.map((claim) => claim.source))].sort();
  return keys.map((key) => {
    const source = model.sources.get(key) ?? {}, count = claims.filter((claim) => claim.source === key).length;
    const about = [number(count, 'claim'), source.published ? when(source.published) : 'undated', source.kind ?? 'article', source.cites?.length ? `cites ${source.cites.length}` : ''];
    return tag('div', 'item', tag('div', '', tag('strong', '', text(voiceOf(model, source.publisher ?? key)))), tag('div', 'source', ...sourceLine(model, key)),
      tag('div', 'muted', about.filter(Boolean).join(' · ')), source.note ? tag('div', 'note', text(source.note)) : null);
  });
}

function originItem(model, key) {
  const voice = model.voices.get(key) ?? {};
  return tag('div', 'item', tag('div', '', tag('u', '', text(voiceOf(model, key))), chip(KINDS[voice.kind] ?? 'named', 'hedge')),
    voice.heard_by ? tag('div', 'muted', 'only ', text(voiceOf(model, voice.heard_by)), ' spoke to them') : null, voice.note ? tag('div', 'note', text(voice.note)) : null);
}

function origins(model, found) {
  const list = found.origins.map((key) => originItem(model, key)), deniers = found.deniers.map((key) => originItem(model, key));
  if (!list.length) list.push(tag('p', 'empty', 'No origin: nothing asserted here leads back to anybody.'));
  return [...list, section(`Denied by ${range(found.deniers_range)}`, deniers)].filter(Boolean);
}

// the reason without the slugs of the rivals, which the card lists as sentences
function why(found) {
  const slugs = found.rivals.map((slug) => slug.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return slugs ? found.why.replace(new RegExp(`: (?:${slugs})(?:(?:, | and )(?:${slugs}))*(?: and \\d+ more)?(?![\\w-])`, 'g'), '') : found.why;
}

function others(model, statement, found) {
  const all = [...model.statements.values()], rows = (slugs) => slugs.map((slug) => model.statements.get(slug)).filter((other) => other && model.findings.has(other.slug)).map((other) => statementRow(model, other));
  const conflicts = [...(statement.conflicts_with ?? []), ...all.filter((other) => other.conflicts_with?.includes(statement.slug)).map((other) => other.slug)];
  const family = statement.variant_of ?? statement.slug;
  const variants = all.filter((other) => other.slug !== statement.slug && [other.slug, other.variant_of].some((slug) => slug === family || slug === statement.slug)).map((other) => other.slug);
  const rivals = found.past ? found.rivals.filter((slug) => finding(model, slug).asserts) : found.rivals;
  return [section('Contested by', rows(rivals), 'links'), section('Cannot be true beside it', rows([...new Set(conflicts)].filter((slug) => !rivals.includes(slug)).sort()), 'links'),
    section('Other versions', rows(variants), 'links')].filter(Boolean);
}

function relationshipCard(model, slug) {
  const statement = model.statements.get(slug), found = finding(model, slug), claims = model.claims.get(slug) ?? [], shown = claims.filter((claim) => counts(model, claim.source));
  const told = (key) => (key ? named(model, key) : null);
  return tag('div', `card ${found.status}`,
    overline(statement.object ? 'Relationship' : 'Statement'), tag('h2', '', ...sentence(model, statement)), badge(model, found.status),
    tag('p', 'why', text(why(found))), figures(found), found.past ? null : split(found, claims),
    facts([['when', statement.when && when(statement.when)], ['where', told(statement.where)], ['from', told(statement.from)], ['role', statement.role && text(statement.role)],
      ['quantity', statement.quantity && text(statement.quantity)], ['first published', found.first_published && when(found.first_published)], ['note', statement.note && text(statement.note)]]),
    ...others(model, statement, found),
    ['tabs', {}, ['tab', { label: `Claims ${shown.length}` }, ...claimList(model, claims, found.uses)], ['tab', { label: `Sources ${new Set(shown.map((claim) => claim.source)).size}` }, ...sourceList(model, shown)],
      ...(found.past ? [] : [['tab', { label: `Origins ${found.origins_range[1]}` }, ...origins(model, found)]])]);
}

function rowCard(model, id) {
  const row = model.rows.get(id), found = finding(model, id);
  return tag('div', `card ${found.status}`, overline('Relationship'),
    tag('h2', '', named(model, row.subject), tag('span', 'predicate', ` ${words(model, row.predicate)} `), named(model, row.object)), badge(model, found.status), tag('p', 'why', text(found.why)),
    facts([['data set', tag('span', '', ...sourceLine(model, row.source))], ['row', row.row.toLocaleString('en')], ['when', row.when && when(row.when)],
      ...Object.entries(row.properties ?? {}).map(([name, value]) => [name.replaceAll('_', ' '), text(value)])]));
}

// Entity, group, all ---------------------------------------------------------------------------------------------------------

function edgeRow(model, edge, label) {
  const about = [edge.role, edge.when && when(edge.when)].filter(Boolean).join(' · '), { status } = finding(model, model.slugs.get(edge.id) ?? edge.id);
  return button(tag('span', 'row', tag('span', 'said', text(label), about ? tag('small', '', ' ', text(about)) : null), mark(model, status)), { edge: edge.id }, 'row-button');
}

function entityCard(model, id) {
  const key = keyOf(id), entity = model.entities.get(key), { nodes, edges } = model.drawing, mine = edges.filter((edge) => [nodes[edge.a].id, nodes[edge.b].id].includes(id)), groups = new Map();
  for (const edge of mine) {
    const out = nodes[edge.a].id === id, title = out ? `${edge.p} …` : `… ${edge.p} ${entity.name}`;
    groups.set(title, [...(groups.get(title) ?? []), edgeRow(model, edge, nameOf(model, keyOf(nodes[out ? edge.b : edge.a].id)))]);
  }
  const aliases = (entity.aliases ?? []).map(({ name, lang, script, weak }) => tag('span', weak ? 'weak' : '', text(name), lang || script ? tag('small', '', ` ${[lang, script].filter(Boolean).join(' ')}`) : null));
  const identifiers = Object.entries(entity.ids ?? {}).map(([scheme, value]) => tag('div', '', `${scheme} `, text(value)));
  const values = [...model.statements.values()].filter((statement) => statement.subject === key && statement.value !== undefined && model.findings.has(statement.slug));
  return tag('div', 'card', overline(entity.kind), tag('h2', '', text(entity.name)), aliases.length ? tag('div', 'names', ...aliases) : null,
    facts([['dates', entity.when && when(entity.when)], ['country', entity.country && text(entity.country)], ['identifiers', identifiers.length && tag('div', '', ...identifiers)], ['note', entity.note && text(entity.note)],
      ...Object.entries(entity.properties ?? {}).map(([name, value]) => [name.replaceAll('_', ' '), text(value)])]),
    tag('p', 'muted', `${number(mine.length, 'relationship')} in this snapshot`),
    section('Said of it', values.map((statement) => statementRow(model, statement))),
    ...[...groups].sort(([, one], [, other]) => other.length - one.length).map(([title, rows]) => tag('section', '', tag('h3', '', text(title), rows.length > 1 ? tag('span', 'count', String(rows.length)) : null), ...rows)));
}

function groupCard(model, group, opened) {
  const list = members(model, group), { nodes } = model.drawing;
  return tag('div', 'card', overline(number(list.length, 'relationship')),
    tag('h2', '', text(nameOf(model, keyOf(nodes[list[0].a].id))), tag('span', 'predicate', ' → '), text(nameOf(model, keyOf(nodes[list[0].b].id)))),
    tag('div', 'actions', button(opened ? 'Draw as one line' : 'Draw them apart', { group }, 'action')), ...list.map((edge) => edgeRow(model, edge, edge.p)));
}

function overview(model) {
  const { content } = model, tally = new Map(), isValue = (name) => model.statements.has(name) && !model.statements.get(name).object;
  const names = [...model.findings.keys()], drawn = names.filter((name) => !isValue(name)), values = names.length - drawn.length;
  for (const name of drawn) { const { status } = finding(model, name); tally.set(status, (tally.get(status) ?? 0) + 1); }
  const bars = model.drawing.statuses.filter((status) => tally.get(status)).map((status) => tag('div', 'bar', tag('span', 'row', mark(model, status), tag('strong', '', String(tally.get(status))))));
  const undrawn = `${number(values, 'statement')} more ${values === 1 ? 'tells' : 'tell'} a value and no relationship: the table has ${values === 1 ? 'it' : 'them'}.`;
  const points = (content.timeline ?? []).map((point) => tag('li', '', tag('time', '', when(point.when)), button(text(point.what), { statement: point.statement }, 'point')));
  const central = model.statements.get(content.case.central ?? '');
  return tag('div', 'card', overline('Case'), tag('h2', '', text(content.case.title)), content.case.note ? tag('p', 'why', text(content.case.note)) : null,
    central && model.findings.has(central.slug) ? section('Begin with', [statementRow(model, central)]) : null,
    section(number(drawn.length, 'relationship'), [tag('div', 'bars', ...bars, values ? tag('p', 'why', text(undrawn)) : null)]), points.length ? section('When it is said to have happened', [tag('ul', 'timeline', ...points)]) : null);
}

// the name of the card and its tree; `chosen` is the id of a node, relationship or group, or a statement's
export function card(model, chosen, opened) {
  if (!chosen) return ['overview', overview(model)];
  if (chosen.startsWith('group:')) return [chosen, groupCard(model, chosen, opened)];
  if (model.drawn.has(chosen)) return [chosen, entityCard(model, chosen)];
  if (model.rows.has(chosen)) return [chosen, rowCard(model, chosen)];
  const slug = model.slugs.get(chosen);
  return slug ? [chosen, relationshipCard(model, slug)] : ['overview', overview(model)];
}
