"""Records of evidence: whose "Q." and "A." are, by the headings above them. Fiction."""

from __future__ import annotations

import pytest

from loaders.extraction import extract


def spoken(text: str) -> list[tuple[str, str]]:
    """Each saying's first voice with its words, in order."""
    return [("".join(each.chain[:1]), " ".join(text[each.span.start : each.span.end].split())) for each in extract(text).attributions]


TWO_COUNSEL = [
    (
        "WITNESS: Mirela Costin (sworn)\nFor the Harbour Office: Ms Anna Reed\nFor the respondent: Mr Ivo Stan\n\n"
        "DIRECT EXAMINATION, BY MS REED\n\nQ. Did you keep the log?\nA. I kept it for nine years.\n\n(Document marked H-4.)\n\n"
        "CROSS-EXAMINATION, BY MR STAN\n\nQ. Were you paid for it?\nMS REED: Objection.\nA. I was paid in fish.\n"
    ),
    (
        "MIRELA COSTIN, having been first duly sworn, testified as follows:\n\nEXAMINATION BY MS. ANNA REED:\n"
        "Q   Did you keep the log?\nA   I kept it for nine years.\n\nRECROSS BY MR. IVO STAN:\n"
        "Q   Were you paid for it?\nMS. REED:  Objection.\nA   I was paid in fish.\n"
    ),
    (
        "Evidence of Mirela Costin\n\nExamined by Ms Anna Reed, for the Crown.\n\n"
        "Q. Did you keep the log?\nA. I kept it for nine years.\n\n"
        "Cross-examined by Mr Ivo Stan KC.\n\nQ. Were you paid for it?\nMS REED: Objection.\nTHE WITNESS: I was paid in fish.\n"
    ),
]


@pytest.mark.parametrize("text", TWO_COUNSEL)
def test_questions_are_of_whom_the_last_heading_names_and_answers_of_the_witness(text):
    assert [(voice.title(), words.lstrip("QA. ")) for voice, words in spoken(text)] == [
        ("Anna Reed", "Did you keep the log?"),
        ("Mirela Costin", "I kept it for nine years."),
        ("Ivo Stan", "Were you paid for it?"),
        ("Anna Reed", "Objection."),
        ("Mirela Costin", "I was paid in fish."),
    ]


def test_counsel_goes_on_below_a_line_with_nothing_but_the_name():
    text = (
        "WITNESS: Mirela Costin\n\nCROSS-EXAMINATION BY MR IVO STAN\n\nQ. Were you paid for it?\nTHE COURT: Is that needed?\n"
        "MS ANNA REED: It is not.\nBY MR STAN:\nQ. Where did you live?\nA. By the lock.\n"
    )
    assert [voice.title() for voice, _ in spoken(text)] == ["Ivo Stan", "The Court", "Anna Reed", "Ivo Stan", "Mirela Costin"]


def test_the_next_witness_has_the_answers_below_the_line_that_calls_them():
    text = (
        "MIRELA COSTIN, sworn\n\nEXAMINED BY MS ANNA REED\n\nQ. Did you keep the log?\nA. For nine years.\n\n"
        "ILIR PRENGA, affirmed\n\nEXAMINED BY MR IVO STAN\n\nQ. Did you read the log?\nA. Twice, in May.\n"
    )
    assert [voice.title() for voice, _ in spoken(text)] == ["Anna Reed", "Mirela Costin", "Ivo Stan", "Ilir Prenga"]


def test_a_witness_whom_no_line_names_is_laid_to_nobody_else():
    text = (
        "For the Crown: Ms Anna Reed\n\nEXAMINATION BY MS REED\n\n"
        "Q. Did you keep the log?\nA. For nine years.\n\nQ. Where?\nA. By the lock.\n"
    )
    assert [voice for voice, _ in spoken(text)] == ["Anna Reed", "the witness", "Anna Reed", "the witness"]


def test_what_a_witness_says_below_that_label_brings_nobody():
    text = "CROSS-EXAMINATION BY MR IVO STAN\n\nQ. Were you paid?\nWITNESS: Yes, in fish.\nQ. Where?\nWITNESS: By the lock.\n"
    assert [voice.title() for voice, _ in spoken(text)] == ["Ivo Stan", "The Witness", "Ivo Stan", "The Witness"]


def test_the_byline_of_an_interview_asks_nothing():
    text = (
        "By Anna Reed\n\nMirela Costin kept the log of the lock. Costin is seventy.\n\n"
        "Q. Did you keep the log?\n\nA. I kept it for nine years.\n\nQ. Where?\n\nA. I kept it by the lock.\n"
    )
    assert {voice for voice, _ in spoken(text)} == {"", "Mirela Costin"}


def test_we_of_a_witness_is_not_the_committee_that_hears_the_witness():
    text = (
        "JOINT COMMITTEE ON HARBOURS\nTranscript\n\nWitness: Mirela Costin, Director of the Harbour Office\n\n"
        "CHAIR: Ms Costin, why was the log kept?\n\nCOSTIN: Peter Lang defected to us in Riga in 2017.\n\n"
        "CHAIR: Who paid?\n\nCOSTIN: We had a contract with Tern Freight Ltd.\n"
    )
    told = extract(text, publisher="Joint Committee on Harbours").relations
    assert [each.predicate for each in told if "joint-committee" in each.subject + each.object] == ["testified_before"]
