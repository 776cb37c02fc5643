"""What a document under review does not tell, whose it is or from when, and how a person tells it: on Load, where it is read again."""

from __future__ import annotations

import streamlit as st

from graph.model import Import, Source, VoiceKind
from graph.store import GraphStore
from loaders.documents.again import found_again
from loaders.edition import edition
from ui.at_hand import AT_HAND
from ui.frame import lead
from ui.importing import words_of
from ui.load_work import LoadWork, Wanted
from ui.review_text import Text
from ui.state import reading
from ui.telling import told_of
from ui.work import begin

HOW = "Reads the document again on Load, where you write it in and load it. What was decided holds wherever the same is found in it."
ANEW = "Drop its file on Load again and check it: what it does not tell is written in there."
FEED = "It is an entry of a feed, which tells that itself."
BUSY = "Other work on this store goes on; tell it when that has ended."
GONE = "The document is not there any more. Drop it on Load again."


def lacking(source: Source) -> str:
    """What nobody tells of a document, as a sentence; empty where everything is told."""
    unnamed = source.publisher.partition(":")[0] == VoiceKind.unnamed
    lacks = [words for words, is_so in (("whose it is", unnamed), ("from when it is", not source.published)) if is_so]
    return f"Nobody tells {' or '.join(lacks)}." if lacks else ""


def untold(source: Source, text: Text) -> None:
    """Say above a document what it does not tell, and lead to where that is told; nothing of one that came with its case."""
    said, imported = lacking(source), text.imported
    if not said or imported is None:
        return
    can = text.document is not None and imported.format != "feed" and imported.way is not None
    way = "" if can else f" {FEED if imported.format == 'feed' else ANEW}"
    with st.container(key="review-untold", horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f":material/help: {said}{way}")
        if can:
            st.button("Tell it", key="tell-it", help=HOW, on_click=_tell, args=(imported,), width="content")


def _tell(imported: Import) -> None:
    """Check the document again, in the way in which it was read, and go where that is shown."""
    assert imported.sha256 is not None
    found = found_again(imported.path, imported.sha256, AT_HAND.find(imported.path, imported.sha256))
    if found is None:
        st.toast(GONE)
        return
    store = reading().store
    work = LoadWork(store, Wanted((), imported.case, trees=_by_trees(store, imported)), dry=True, items=[found[0]])
    if begin(work) is work:
        lead("load")
    else:
        st.toast(BUSY)


def _by_trees(store: GraphStore, imported: Import) -> bool:
    """Whether the model of the language read it; where that is not known, as where another edition did, it does now."""
    words, told = words_of(store, imported.case), told_of(imported)
    return imported.way != edition(trees=False, words=words, told=told)
