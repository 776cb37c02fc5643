// What the file holds: its content, as it was canonical when it was made, and how that is drawn. Everything is looked up here.
import { isComparison, openDifference } from './difference.js';
import { inflate } from './loader.js';

const NOTHING = { status: 'unsourced', why: '', origins: [], origins_range: [0, 0], chains: 0, asserts: 0, documents: 0, publishers: 0, owners: 0, denies: 0,
  deniers: [], deniers_range: [0, 0], doubts: 0, asks: 0, rivals: [], uses: {}, history: [] };

const parse = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

// 64 hex digits; nothing where the browser keeps that from files
async function hash(bytes) {
  if (!self.crypto?.subtle) return '';
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const by = (list = [], name) => new Map(list.map((one) => [one[name], one]));

export async function open() {
  const bytes = await inflate(isComparison() ? 'redstring-union' : 'redstring-content'), content = parse(bytes), drawing = parse(await inflate('redstring-drawing'));
  const { case: key } = content.case, statements = content.statements ?? [], findings = new Map(Object.entries(content.findings ?? {}));
  const claims = new Map(statements.map(({ slug }) => [slug, []]));
  for (const claim of content.claims ?? []) claims.get(claim.statement)?.push(claim);
  return {
    content, drawing, findings, claims, key,
    difference: await openDifference(),
    print: await hash(bytes),
    entities: by(content.entities, 'key'),
    statements: by(statements, 'slug'),
    sources: by(content.sources, 'key'),
    voices: by(content.voices, 'key'),
    rows: new Map((content.rows ?? []).map((row, number) => [drawing.rows[number], row])),
    slugs: new Map(Object.entries(drawing.slugs)),
    asOf: null,
  };
}

export const compare = (one, other) => (one < other ? -1 : Number(one > other));
export const range = ([least, most]) => (least === most ? String(least) : `${least}–${most}`);
// a text of any length at a length that a page can hold
export const cut = (said, most = 2_000) => (said.length > most ? `${said.slice(0, most - 1)}…` : said);
export const nameOf = (model, key) => cut(model.entities.get(key)?.name ?? key, 300);
export const voiceOf = (model, key) => cut(model.voices.get(key)?.name ?? key, 300);
export const idOf = (model, key) => `${model.key}/${key}`;
export const keyOf = (id) => id.slice(id.indexOf('/') + 1);
export const words = (model, predicate) => model.drawing.predicates[predicate] ?? predicate.replaceAll('_', ' ');

// the finding of a statement (slug) or of a row (id) at the date that is shown
export function finding(model, name) {
  const found = { ...NOTHING, ...model.findings.get(name) };
  if (!model.asOf) return found;
  if (model.rows.has(name)) return counts(model, model.rows.get(name).source) ? found : { ...NOTHING, why: 'Its data set was not yet published.' };
  const past = found.history.filter(({ since }) => since <= model.asOf).at(-1);
  if (!past) return { ...NOTHING, uses: found.uses, why: 'Nobody had said so by then, as far as its sources are dated.', past: true };
  const { origins: [least, most] = [0, 0], ...rest } = { asserts: 0, denies: 0, documents: 0, ...past };
  return { ...found, ...rest, origins_range: [least, most], origins: found.origins, past: past !== found.history.at(-1) };
}

// whether a source counts at the date that is shown
export function counts(model, source) {
  if (!model.asOf) return true;
  const day = model.drawing.days[source];
  return !!day && day <= model.asOf;
}
