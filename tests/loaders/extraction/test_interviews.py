"""One interview as different papers print it: whoever answers says what is answered, whatever tells who asks. Fiction."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from loaders.extraction import extract

GUEST, PAPER = "Anna Reed", "Quay Letter"
HEAD = "QUAY LETTER\n\nFor nine years Anna Reed kept the books of the port of Skerry. She spoke to Ivo Stan in Riga.\n\n"
ASKED = [
    "How did you come to the port?",
    "And nobody told you?",
    "When did you see the ledger?",
    "Are you afraid?",
    "What will you do now?",
]
TOLD = [
    "I was hired in 2011 by Peter Lang. He wanted a clerk.",
    "Nobody. I heard it from a driver. He had seen the crates.",
    "In May. The ledger was in a drawer. I gave it to the police.",
    "No. My sister is.",
    "I will go back to Riga. The sea is calm there.",
]
READERS = ["Tom, Leeds", "Ola, Oslo", "Jean, Metz", "Kit, Cork", "Bo, Umeå"]
Line = Callable[[str, int], str]


def printed(asked: Line, told: Line, between: str = "\n\n", first: tuple[Line, Line] | None = None) -> str:
    """The interview with each question and answer as a layout prints them, the first pair as `first` does."""
    lines = []
    for number, (question, answer) in enumerate(zip(ASKED, TOLD, strict=True)):
        ask, tell = first if first is not None and number == 0 else (asked, told)
        lines += [ask(question, number), tell(answer, number)]
    return HEAD + between.join(lines) + "\n"


def behind(label: str) -> Line:
    return lambda words, _: f"{label}{words}"


def bold(words: str, _: int) -> str:
    return f"**{words}**"


PLAIN = behind("")
LAYOUTS = {
    "bold questions": printed(bold, PLAIN),
    "questions in italics": printed(lambda words, _: f"*{words}*", PLAIN),
    "nothing but questions and answers": printed(PLAIN, PLAIN),
    "a line each": printed(PLAIN, PLAIN, "\n"),
    "Q and A": printed(behind("Q: "), behind("A: "), "\n"),
    "Q and A with full stops": printed(behind("Q. "), behind("A. ")),
    "first labels in capitals": printed(PLAIN, PLAIN, first=(behind("IVO STAN: "), behind("ANNA REED: "))),
    "first labels of the paper": printed(PLAIN, PLAIN, first=(behind("Quay Letter: "), behind("Anna Reed: "))),
    "first labels in bold": printed(bold, PLAIN, first=(lambda words, _: f"**Quay Letter: {words}**", behind("**Anna Reed:** "))),
    "labels of the paper": printed(behind("**Quay Letter:** "), behind("**Anna Reed:** ")),
    "surnames": printed(behind("Stan: "), behind("Reed: ")),
    "given names": printed(behind("Ivo: "), behind("Anna: ")),
    "initials": printed(behind("IS: "), behind("AR: ")),
    "initials of the paper": printed(behind("QL: "), behind("AR: ")),
    "dashes before italics": printed(lambda words, _: f"— *{words}*", PLAIN),
    "dashes": printed(behind("— "), behind("— ")),
    "numbers": printed(lambda words, number: f"{number + 1}. {words}", PLAIN),
    "headings": printed(behind("### "), PLAIN),
    "interviewer": printed(behind("Interviewer: "), behind("Reed: ")),
    "brackets": printed(behind("[Quay Letter] "), behind("[Anna Reed] ")),
    "quotations": printed(PLAIN, lambda words, _: f'"{words}"'),
    "readers": printed(lambda words, number: f"{words} ({READERS[number]})", PLAIN),
    "readers behind a dash": printed(lambda words, number: f"{words} – {READERS[number]}", PLAIN),
    "times": printed(
        lambda words, number: f"[00:{number}1] Ivo Stan: {words}", lambda words, number: f"[00:{number}3] Anna Reed: {words}", "\n"
    ),
    "several paragraphs an answer": printed(
        PLAIN,
        lambda words, number: words.replace(". ", ".\n\n", 1 if number < 4 else 0),
        first=(behind("IVO STAN: "), behind("ANNA REED: ")),
    ),
}


@pytest.mark.parametrize("line", ["Interview: Ivo Stan", "Ivo Stan asked the questions."])
def test_who_is_named_for_asking_alone_is_no_guest(line: str) -> None:
    head = f"QUAY LETTER\n\nAnna Reed kept the books of the port of Skerry.\n\n{line}\n\n"
    text = head + LAYOUTS["bold questions"].removeprefix(HEAD)
    chains = {each.chain[:1] for each in extract(text, publisher=PAPER).attributions if "hired" in text[each.span.start : each.span.end]}
    assert chains == {(GUEST,)}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_answers_are_of_whoever_is_interviewed_and_questions_are_not(layout: str) -> None:
    text = LAYOUTS[layout]
    found = extract(text, publisher=PAPER).attributions

    def is_guests(words: str) -> bool:
        middle = text.index(words) + len(words) // 2
        return any(each.chain[:1] == (GUEST,) for each in found if each.span.start <= middle < each.span.end)

    sentences = [words for answer in TOLD for words in re.split(r"(?<=\.)\s", answer)]
    assert [words for words in sentences if not is_guests(words)] == []
    assert [words for words in ASKED if is_guests(words)] == []
