// The parts of CodeMirror 6 that the editor uses, as one script without imports.
export { autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap } from '@codemirror/autocomplete';
export { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands';
export { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
export { cypher } from '@codemirror/legacy-modes/mode/cypher';
export { EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
export { Decoration, drawSelection, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
export { tags } from '@lezer/highlight';
