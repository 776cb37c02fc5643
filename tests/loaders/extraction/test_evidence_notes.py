"""Notes of evidence, whose lines tell who examines and have the witness's answers behind them. Fiction."""

from __future__ import annotations

from loaders.extraction import extract

NOTES = """IN THE HARBOUR COURT AT SKERRY

Before Mrs Justice Pell
For the People: Ms Anna Reed
For the accused: Mr Ivo Stan

09.14 Court resumes. PW4, Inspector Mirela Costin of the Harbour Office, on her former oath.

Examined by Ms Reed: I kept the log for nine years. The gate was open.

Mr Stan objects. The log is a forgery. Ms Reed: the log was put in last week. Objection noted.

09.51 Cross-examined by Mr Stan: I was not at the gate.

I had gone home.

By the Court: I do not know who was.

10.20 DW1, Dr Oto Lind, affirmed.

XXD by Ms Reed: I read the log.

RULING

The log is admitted.
"""


def said(text: str) -> dict[str, tuple[str, ...]]:
    """Each saying's words with its chain."""
    return {text[each.span.start : each.span.end].strip(): each.chain for each in extract(text).attributions}


def test_whoever_was_called_last_answers_and_counsel_speaks_behind_a_name():
    made = said(NOTES)
    assert made["I kept the log for nine years."] == made["The gate was open."] == ("Mirela Costin",)
    assert made["I was not at the gate."] == made["I had gone home."] == made["I do not know who was."] == ("Mirela Costin",)
    assert made["The log is a forgery."] == ("Ivo Stan",)
    assert made["the log was put in last week."] == ("Anna Reed",)
    assert made["I read the log."] == ("Oto Lind",)
    assert "The log is admitted." not in made


def test_one_line_that_tells_who_examined_is_no_notes_of_evidence():
    made = said("Anna Reed spoke first.\n\nExamined by Ivo Stan: the log of the harbour, nine years, one gate.\n\nThe gate was open.\n")
    assert ("the witness",) not in made.values()


def test_who_examines_may_stand_in_a_line_above_the_answers():
    text = (
        "PW2 - MIRELA COSTIN - SWORN\n\nEXAMINATION IN CHIEF BY MS REED\nI kept the log for nine years. The gate was open.\n\n"
        "CROSS EXAMINATION BY MR STAN\n\nI was at home.\n"
    )
    made = said(text)
    assert made["I kept the log for nine years."] == made["The gate was open."] == made["I was at home."] == ("MIRELA COSTIN",)


def test_where_nobody_is_called_as_a_witness_who_examines_takes_no_evidence():
    made = said("Patient: Anna Reed.\n\nExamined by Dr Oto Lind: no fracture was found.\n\nExamined by Dr Ivo Stan: the arm was broken.\n")
    assert ("the witness",) not in made.values()


def test_notes_for_short_and_by_the_hour_are_of_whoever_was_called():
    short = (
        "Judge's notes\n\nPW1  MAUD ELLERY (affirmed)\n     XN (Mr Stan)\n     Clerk, 11 yrs. Saw him at the desk.\n\n"
        "     XXN (Ms Reed)\n     Did not see inside.\n\nDW1  GARETH QUILL (sworn)\n     XN (Ms Reed)\n     No money, ever.\n"
    )
    made = said(short)
    assert {made[words][-1].casefold() for words in ("Saw him at the desk.", "Did not see inside.")} == {"maud ellery"}
    assert made["No money, ever."][-1].casefold() == "gareth quill"
    timed = (
        "09:36   ILSE VANDERMOLEN, Port Office, sworn.\n\n        Examined by Mr Stan:\n        I drew it up. Four firms answered.\n\n"
        "10:05   Cross-examined by Ms Reed:\n        I was at home.\n\n10:31   Questioned by the Commission:\n        I had doubts.\n"
    )
    made = said(timed)
    spoken = ("I drew it up.", "Four firms answered.", "I was at home.", "I had doubts.")
    assert {made[words][0].casefold() for words in spoken} == {"ilse vandermolen"}
