// The query editor: CodeMirror with the colours of Cypher, the words of the open database, and the statement that would run marked.
const {
  EditorView, keymap, lineNumbers, drawSelection, placeholder, Decoration, EditorState, StateEffect, StateField, Prec,
  autocompletion, closeCompletion, completionKeymap, closeBrackets, closeBracketsKeymap, defaultKeymap, history, historyKeymap, indentMore, indentLess,
  bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting, cypher, tags,
} = codemirror;
const IDLE = 350;
const KEYWORDS = ('MATCH|OPTIONAL MATCH|WHERE|RETURN|WITH|ORDER BY|LIMIT|SKIP|UNWIND|UNION|CALL|YIELD|DISTINCT|AS|AND|OR|NOT|XOR|IN|IS NULL|IS NOT NULL|'
  + 'STARTS WITH|ENDS WITH|CONTAINS|CASE|WHEN|THEN|ELSE|END|ASC|DESC|EXISTS|COUNT|COLLECT|true|false|null').split('|');
const FUNCTIONS = ('count|collect|sum|avg|min|max|size|length|labels|type|keys|properties|nodes|relationships|startNode|endNode|head|last|tail|range|'
  + 'coalesce|toString|toInteger|toFloat|toLower|toUpper|trim|split|replace|substring|left|right|reverse|abs|round|floor|ceil|sqrt|date|datetime|'
  + 'duration|reduce|any|all|none|single|exists|shortestPath|allShortestPaths|elementId|percentileCont|stDev').split('|');

const marks = StateEffect.define();
const faults = StateEffect.define();
// what is marked belongs to the text that the page knows: the first change of the statement's place goes along, a fault goes away
const field = (effect, forget) => StateField.define({
  create: () => Decoration.none,
  update: (held, transaction) => {
    const set = transaction.effects.find((one) => one.is(effect));
    if (set) return set.value;
    return transaction.docChanged ? (forget ? Decoration.none : held.map(transaction.changes)) : held;
  },
  provide: (state) => EditorView.decorations.from(state),
});
const statement = field(marks, false), fault = field(faults, true);

const look = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--keyword)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--string)' },
  { tag: [tags.atom, tags.bool, tags.null, tags.number], color: 'var(--atom)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.standard(tags.variableName), tags.function(tags.variableName)], color: 'var(--builtin)' },
  { tag: tags.definition(tags.variableName), color: 'var(--keyword)' },
]);

// the page counts characters, JavaScript half of some of them
const units = (text, place) => (/[\ud800-\udfff]/.test(text) ? [...text].slice(0, place).join('').length : place);
const quoted = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``);
const options = (names, type, detail) => names.map((label) => ({ label, apply: quoted(label), type, detail }));

// what fits where the cursor stands: labels in a node, types in a relationship, properties behind a dot, else everything
function complete(words) {
  return (context) => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - 400), context.pos), word = before.match(/[\w`]*$/)[0], from = context.pos - word.length;
    const head = before.slice(0, before.length - word.length);
    if (/\[[^\]()]*[:|&!]\s*$/.test(head)) return { from, options: options(words.types, 'type', 'relationship'), validFor: /^[\w`]*$/ };
    if (/[(\w`)]\s*(:|:[^)\]{]*[:|&!])\s*$/.test(head)) return { from, options: options(words.labels, 'class', 'label'), validFor: /^[\w`]*$/ };
    if (/\w\.$/.test(head)) return { from, options: options(words.properties, 'property'), validFor: /^[\w`]*$/ };
    if (/\$$/.test(head)) return { from, options: options(words.parameters, 'variable', 'parameter'), validFor: /^\w*$/ };
    if (!word && !context.explicit) return null;
    const names = [...new Set(context.state.doc.toString().match(/[A-Za-z_]\w*(?=\s*[:).,\]])/g) ?? [])].slice(0, 100);
    return {
      from,
      options: [
        ...options(names.filter((name) => name !== word), 'variable'),
        ...KEYWORDS.map((label) => ({ label, type: 'keyword', boost: -1 })),
        ...FUNCTIONS.map((label) => ({ label, apply: `${label}(`, type: 'function', boost: -2 })),
        ...options(words.labels, 'class', 'label'), ...options(words.types, 'type', 'relationship'), ...options(words.properties, 'property'),
        ...words.saved.map(({ title, text }) => ({ label: title, type: 'text', detail: 'saved query', boost: -9, apply: (view) => replace(view, text) })),
      ],
      validFor: /^[\w`]*$/,
    };
  };
}

function replace(view, text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: Math.min(text.length, text.search(/^(?!\/\/)/m)) }, scrollIntoView: true });
}

export function mountEditor(host, send) {
  const S = { stamp: null, said: '', timer: 0, words: { labels: [], types: [], properties: [], parameters: [], saved: [] } };
  const tell = (type) => {
    clearTimeout(S.timer);
    const text = S.view.state.doc.toString(), cursor = [...text.slice(0, S.view.state.selection.main.head)].length;
    if (type === 'text' && S.said === `${cursor} ${text}`) return;
    S.said = `${cursor} ${text}`;
    send({ type, text, cursor });
  };
  const run = (view) => { closeCompletion(view); tell('run'); return true; };
  const later = () => { clearTimeout(S.timer); S.timer = setTimeout(() => tell('text'), IDLE); };
  S.view = new EditorView({
    parent: host,
    root: host.getRootNode(),
    state: EditorState.create({
      extensions: [
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run, stopPropagation: true }, { key: 'Escape', run: (view) => { view.contentDOM.blur(); return false; } }])),
        lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), EditorView.lineWrapping, statement, fault,
        EditorState.tabSize.of(2), EditorState.languageData.of(() => [{ closeBrackets: { brackets: ['(', '[', '{', "'", '"', '`'] } }]),
        StreamLanguage.define(cypher), syntaxHighlighting(look), placeholder('MATCH (a)-[r]->(b) RETURN a, r, b LIMIT 25'),
        autocompletion({ override: [(context) => complete(S.words)(context)], icons: false }),
        // Tab leaves the editor, as it leaves every field; lines are moved in and out by Ctrl+] and Ctrl+[
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, { key: 'Mod-]', run: indentMore }, { key: 'Mod-[', run: indentLess }, ...defaultKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': 'Cypher query', spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
        EditorView.updateListener.of((update) => { if ((update.docChanged || update.selectionSet) && !S.quiet) later(); }),
        EditorView.domEventHandlers({ blur: () => { if (!S.quiet) tell('text'); } }),
      ],
    }),
  });
  return {
    view: S.view,
    update: (data) => show(S, data),
    destroy: () => { clearTimeout(S.timer); S.view.destroy(); },
  };
}

// the page's text is taken when it is another one of the page's making; what a person types meanwhile is newer and stays
function show(S, data) {
  S.words = data.words;
  const { view } = S;
  if (data.stamp !== S.stamp) {
    S.stamp = data.stamp;
    S.quiet = true;
    if (view.state.doc.toString() !== data.text) replace(view, data.text);
    S.quiet = false;
    S.said = `${[...data.text.slice(0, view.state.selection.main.head)].length} ${data.text}`;
    if (data.focus) view.focus();
  }
  if (view.state.doc.toString() !== data.text) return;
  const [from, to] = (data.marked ?? [0, 0]).map((place) => units(data.text, place)), whole = view.state.doc, lines = [];
  if (to > from) {
    for (let line = whole.lineAt(Math.min(from, whole.length)); ; line = whole.line(line.number + 1)) {
      lines.push(Decoration.line({ class: 'chosen' }).range(line.from));
      if (line.to >= to || line.number === whole.lines) break;
    }
  }
  const wrong = data.fault === null ? [] : [Decoration.mark({ class: 'fault' }).range(...around(whole, units(data.text, data.fault)))];
  view.dispatch({ effects: [marks.of(Decoration.set(lines)), faults.of(Decoration.set(wrong))] });
}

// the word at a place, or the character before it at the end of a line
function around(whole, place) {
  const at = Math.min(place, whole.length), line = whole.lineAt(at), rest = line.text.slice(at - line.from).match(/^\w+|^\S/)?.[0].length ?? 0;
  return rest ? [at, at + rest] : [Math.max(line.from, at - 1), Math.max(line.from + 1, at)].map((one) => Math.min(one, whole.length));
}

export function attachEditor(component, css) {
  const { data, parentElement, setTriggerValue } = component, given = JSON.parse(new TextDecoder().decode(data));
  let host = parentElement.querySelector('.editor');
  if (!host) {
    const style = document.createElement('style');
    style.textContent = css;
    host = document.createElement('div');
    host.className = 'editor';
    parentElement.append(style, host);
  }
  const S = host.redstring ??= { count: 0 };
  S.send = (act) => setTriggerValue('act', { ...act, seq: `${Date.now()}-${S.count++}` });
  S.editor ??= mountEditor(host, (act) => S.send(act));
  globalThis.__redstringEditor = S.editor.view;
  S.editor.update(given);
  clearTimeout(S.leaving);
  // quick reruns take a component away and put it back
  return () => { S.leaving = setTimeout(() => { if (!host.isConnected) S.editor.destroy(); }, 250); };
}
