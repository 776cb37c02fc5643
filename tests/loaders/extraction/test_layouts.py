"""Layouts that tell who says so without a verb of saying: tables, records, posts, pages that were told, pulled quotations. Fiction."""

from __future__ import annotations

import pytest

from loaders.documents import messages
from loaders.extraction import extract, saying, sentences
from loaders.extraction.page import Page, plain
from loaders.extraction.proposals import Span
from loaders.extraction.trees import parsed
from tests.loaders.extraction.attribution import entities


def told(text: str) -> dict[str, tuple[str, ...]]:
    """Each saying's words with its chain."""
    clean = plain(text)
    spans = sentences.split(clean)
    sayings = saying.find(Page(clean, spans, parsed(clean, spans), publisher="Quay Letter"), entities(clean))
    return {text[each.span.start : each.span.end].strip(' |"'): each.chain for each in sayings}


TABLES = [
    "| Claim | Source |\n|---|---|\n| The gate was open. | Spy Talk |\n| The gate was shut. | Anna Reed, port clerk |\n",
    "Said by | What was said\nSpy Talk | The gate was open.\nAnna Reed | The gate was shut.\n",
    "| Day | Speaker | Statement |\n|:--|:-:|--:|\n| 3 May | Spy Talk | The gate was open. |\n| 4 May | Anna Reed | The gate was shut. |\n",
    "Statement\tSource\nThe gate was open.\tSpy Talk\nThe gate was shut.\tAnna Reed\n",
    "Day\tSource\tPort\tStatement\n3 May\tSpy Talk\t\tThe gate was open.\n\tAnna Reed\tSkerry\tThe gate was shut.\n",
]


@pytest.mark.parametrize("text", TABLES)
def test_a_column_of_sources_tells_whose_each_row_is(text):
    made = {words.rsplit("| ", 1)[-1].rsplit("\t", 1)[-1]: chain for words, chain in told(text).items()}
    assert made == {"The gate was open.": ("Spy Talk",), "The gate was shut.": ("Anna Reed",)}


def test_a_source_without_a_name_has_its_row():
    text = "| Claim | Source |\n|---|---|\n| The gate was open. | a port official |\n| The gate was shut. | unknown |\n"
    assert told(text) == {"The gate was open.": ("a port official",)}


def test_a_table_of_persons_that_no_column_calls_sources_lays_nothing():
    text = "| Claim | Port |\n|---|---|\n| The gate was open. | Anna Reed |\n| The gate was shut. | Ivo Stan |\n"
    assert told(text) == {}


def test_a_row_of_other_width_than_the_header_is_left_alone():
    text = "| Claim | Source |\n|---|---|\n| The gate was open. | noon | Spy Talk |\n"
    assert told(text) == {}


@pytest.mark.parametrize(
    ("claim", "source"),
    [("Claim:", "Source:"), ("**Claim:**", "**Source:**"), ("Statement:", "Said by:"), ("Allegation:", "Claimed by:")],
)
def test_a_record_of_claim_and_source_is_laid_to_the_source(claim, source):
    text = f"{claim} The gate was open.\n{source} Spy Talk, 3 May\n\n{claim} The gate was shut.\n{source} Anna Reed, a port clerk\n"
    assert list(told(text).values()) == [("Spy Talk",), ("Anna Reed",)]


def test_a_person_below_what_no_label_calls_a_claim_is_no_source_of_it():
    text = "The gate was open.\nSource: Ivo Stan\n\nThe gate was shut.\nSource: Anna Reed\n"
    assert told(text) == {}


POSTS = [
    "@annareed: The gate was open. Somebody lost the key.\n@quaywatch: The gate was shut.\n",
    "Anna Reed (@annareed) wrote: The gate was open. Somebody lost the key.\n\n@quaywatch replied: The gate was shut.\n",
    "Anna Reed @annareed · 3 May\nThe gate was open. Somebody lost the key.\n\n@quaywatch · 4 May\nThe gate was shut.\n",
]


@pytest.mark.parametrize("text", POSTS)
def test_a_post_is_of_whoever_stands_before_the_handle(text):
    anna, watch = ("Anna Reed",), ("@quaywatch",)
    assert told(text) == {"The gate was open.": anna, "Somebody lost the key.": anna, "The gate was shut.": watch}


@pytest.mark.parametrize("text", ["Write to anna@quay.example. The gate was open.", "He met @annareed. The gate was open."])
def test_an_address_or_a_handle_within_a_sentence_opens_no_post(text):
    assert told(text) == {}


@pytest.mark.parametrize(
    ("head", "chain"),
    [
        ("By Anna Reed, as told to Ivo Stan\n\n", ("Anna Reed",)),
        ("Anna Reed: a night at the gate\nAs told to Ivo Stan\n\n", ("Anna Reed",)),
        ("(Anna Reed, as told to Spy Talk)\n\n", ("Spy Talk", "Anna Reed")),
    ],
)
def test_a_page_that_somebody_told_is_in_that_voice(head, chain):
    text = f"{head}The gate was open. Somebody lost the key.\n"
    assert {words: whose for words, whose in told(text).items() if "key" in words or words == "The gate was open."} == {
        "The gate was open.": chain,
        "Somebody lost the key.": chain,
    }


def test_a_page_told_by_one_of_two_who_are_named_before_is_left_open():
    assert told("Anna Reed and Mirela Costin\nAs told to Ivo Stan\n\nThe gate was open.\n") == {}


@pytest.mark.parametrize(
    "pulled",
    [
        '"The gate was open.\nSomebody lost the key."\nAnna Reed, port clerk',
        '> "The gate was open.\n> Somebody lost the key."\n> Anna Reed, port clerk',
        "> The gate was open.\n> Somebody lost the key.\n>\n> Anna Reed, port clerk",
        '*"The gate was open. Somebody lost the key."*\n*Anna Reed, port clerk*',
    ],
)
def test_a_pulled_quotation_is_of_whoever_stands_in_its_last_line(pulled):
    text = f"The port is to be sold.\n\n{pulled}\n\nNo date has been set.\n"
    assert {chain for words, chain in told(text).items() if "gate" in words or "key" in words} == {("Anna Reed",)}
    assert not {"The port is to be sold.", "No date has been set."} & told(text).keys()


def test_a_name_below_a_paragraph_is_no_speaker_of_it():
    assert told("The gate was open.\nAnna Reed, port clerk\n\nNo date has been set.\n") == {}


HEADS = [
    "Chair: Anna Reed\nWitness: Ivo Stan\n\nTHE CHAIR: The gate was open.\nTHE WITNESS: Somebody lost the key.\n",
    "Present: Anna Reed (chair), Ivo Stan (witness)\n\nCHAIR: The gate was open.\nWITNESS: Somebody lost the key.\n",
    "Judge: Anna Reed\nDefendant: Ivo Stan\n\nTHE JUDGE: The gate was open.\nTHE DEFENDANT: Somebody lost the key.\n",
]


@pytest.mark.parametrize("text", HEADS)
def test_roles_of_a_transcript_are_of_those_whom_its_head_names(text):
    made = told(text)
    assert (made["The gate was open."], made["Somebody lost the key."]) == (("Anna Reed",), ("Ivo Stan",))


@pytest.mark.parametrize(
    ("greeting", "signature"),
    [
        ("SIR - ", "Anna Reed\nOld Harbour"),
        ("Sir,\n\n", "Dr Anna Reed, Old Harbour"),
        ("To the Editor: ", "*Anna Reed*"),
        ("Dear Minister Stan,\n\n", "Yours faithfully,\nAnna Reed"),
    ],
)
def test_a_letter_is_of_whoever_signs_it(greeting, signature):
    text = f"The gate\n\n{greeting}The gate was open.\n\nNobody asked me.\n\n{signature}\n"
    assert told(text) == {"The gate was open.": ("Anna Reed",), "Nobody asked me.": ("Anna Reed",)}


def test_in_a_column_of_letters_each_is_of_the_name_below_it():
    text = (
        "Quay Letter\nYour letters\n\nThe gate\n\nThe gate was open.\n\nAnna Reed, Old Harbour\n\nA key\n\nThe gate was shut.\n\nIvo Stan\n"
    )
    assert told(text) == {"The gate was open.": ("Anna Reed",), "The gate was shut.": ("Ivo Stan",)}


def test_a_name_below_what_no_letter_begins_signs_nothing():
    assert told("The gate\n\nThe gate was open.\n\nAnna Reed, Old Harbour\n") == {}


def test_a_reply_in_the_first_person_is_of_whoever_the_label_names():
    text = "Ivo Stan replies: I regret the error. The gate was shut.\n"
    assert told(text) == {"I regret the error.": ("Ivo Stan",), "The gate was shut.": ("Ivo Stan",)}
    assert told("Ivo Stan replies: The gate was open. The key was lost.\n").get("The key was lost.") is None


INTERVIEW = (
    '# "I kept the seal."\n\n*Anna Reed stamped papers in Skerry. {told}*\n\n**When did you leave?**\n\nIn May. I took a bus.\n\n'
    "**Who drove you?**\n\nA cousin.\n\n**Spy Talk says you were paid. Were you?**\n\nI was not. I have a garden.\n"
)


@pytest.mark.parametrize("asked", ["She talked to Ivo Stan for the Quay Letter.", "Interview by Ivo Stan."])
def test_of_two_whom_an_interview_names_alike_the_one_who_is_told_to_ask_does_not_answer(asked):
    made = told(INTERVIEW.format(told=asked))
    assert made["I took a bus."] == made["A cousin."] == made["I kept the seal."] == ("Anna Reed",)
    assert made["**Spy Talk says you were paid."] == ("Spy Talk",)


def test_an_interview_of_two_has_no_guest():
    assert "A cousin." not in told(INTERVIEW.format(told="So did Ivo Stan."))


MAIL = (
    "From: Ivo Stan <ivo@quay.example>\nTo: Anna Reed <anna@quay.example>\nDate: 3 May 2031\nSubject: the gate\n\nAnna,\n\n"
    "The gate was open.\n\nIvo Stan\nSpy Talk, Skerry\n\n"
    "> On 2 May 2031, at 20:15, Anna Reed <anna@quay.example> wrote:\n>\n> The gate was shut.\n>\n> Anna\n> Spy Talk, Porto\n"
)


def test_what_signs_a_mail_is_no_source_of_it():
    made = told(MAIL)
    assert made["The gate was shut."] == ("Anna Reed",)
    assert ("Spy Talk",) not in made.values()


def test_items_of_a_digest_are_of_the_paper_that_stands_in_brackets_below_them():
    text = "\n\n".join(
        f"* {heading}\nThe {what} was open. It shut in May.\n({paper})"
        for heading, what, paper in (
            ("A gate", "gate", "Utrinska Slika, 12 March"),
            ("A second gate", "yard", "Le Relais de Tarn, 11 March; Grand Fond"),
            ("A shop", "shop", "Vilniaus Varpas, 9 March"),
        )
    )
    page = f"What the papers have\n\n{text}\n"
    said = extract(page, publisher="Quay Letter").attributions
    assert [(page[each.span.start : each.span.end].split()[1], each.chain) for each in said] == [
        *(("gate", ("Utrinska Slika",)), ("shut", ("Utrinska Slika",))),
        *(("yard", ("Le Relais de Tarn",)), ("shut", ("Le Relais de Tarn",))),
        *(("shop", ("Vilniaus Varpas",)), ("shut", ("Vilniaus Varpas",))),
    ]


NAMES = "Ann Reed", "Bob Lee", "Cy Orr"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("14/05/2024, 07:59 - {name}: The parcel {number} went to Riga.\n", id="chat"),
        pytest.param("{name}: The parcel {number} went to Riga.\n\n", id="transcript"),
    ],
)
def test_however_many_speak_the_last_words_are_of_whom_they_are(line: str) -> None:
    text = "".join(line.format(name=NAMES[number % 3], number=number) for number in range(5_005))
    said = extract(text, trees=False).attributions
    assert [each.chain for each in said[-3:]] == [("Bob Lee",), ("Cy Orr",), ("Ann Reed",)]


def test_of_a_thousand_mails_in_one_text_the_last_is_of_whoever_sent_it() -> None:
    mail = "From: {name}\nSent: 14 May 2024\nTo: Ida Holm\nSubject: parcel {number}\n\nIt went to Riga.\n\n"
    text = "Below is all of it.\n\n" + "".join(mail.format(name=NAMES[number % 3], number=number) for number in range(1_003))
    blocks = messages.within(text)
    assert [each.voice for each in blocks[-3:]] == ["Bob Lee", "Cy Orr", "Ann Reed"]
    inside = messages.within(text, [blocks[-2].span])
    assert [each.voice for each in inside[-3:]] == ["Ann Reed", "Bob Lee", "Ann Reed"]


@pytest.mark.parametrize("sign", [":", " —", " -"])
def test_the_places_that_items_of_a_digest_begin_with_say_nothing(sign: str) -> None:
    items = {
        "ANKARA": "A clerk stays away. Emil Krantz has not come back from Riga.",
        "BELIZE CITY": "A yacht is seized. The coast guard took it on Monday.",
        "PORT SEVRIN": "An archive burns. The store was empty by noon.",
        "VALLETTA": "Not guilty. Ida Holm sold nothing, her counsel said.",
    }
    text = "The week\n\n" + "\n\n".join(f"{place}{sign} {words}" for place, words in items.items()) + "\n"
    said = extract(text, publisher="Quay Letter").attributions
    assert not {voice for each in said for voice in each.chain if voice.upper() in items}
    assert any(each.chain == ("her counsel",) for each in said)


def test_a_speaker_who_is_called_like_a_place_speaks() -> None:
    turns = "\n\n".join(
        f"{name}: {words}"
        for name, words in (
            ("THE CHAIR", "Order. The gate was open."),
            ("MS PARIS", "It was shut by noon."),
            ("MR HOLT", "I saw it shut."),
            ("MS PARIS", "I had the key."),
        )
    )
    said = extract(f"Hearing of the committee. Dana Paris and Rolf Holt gave evidence.\n\n{turns}\n").attributions
    assert said[-1].chain == ("Dana Paris",)


ALTERNATING = """QUAY LETTER

"Nobody looked at the gate"

For six years Anna Reed kept the gate of Skerry port. She spoke to Ivo Stan at her house.

IVO STAN: When did you see that the gate was open?

ANNA REED: In May, at night. I went down to the quay.

And you told nobody.

I told the port master. He laughed.

The board says that it was shut.

It was open. I saw it, and so did the guards.

Are you afraid?

The dog is. He barks.

After the interview: the port master did not reply.
"""


def test_an_interview_goes_on_by_turns_where_only_the_first_question_and_answer_have_labels():
    made = told(ALTERNATING)
    assert {words: chain for words, chain in made.items() if words in ("Nobody looked at the gate", "And you told nobody.")} == {
        "Nobody looked at the gate": ("Anna Reed",)
    }
    assert made["I told the port master."] == made["It was open."] == made["The dog is."] == made["He barks."] == ("Anna Reed",)
    assert made["When did you see that the gate was open?"] == made["Are you afraid?"] == ()
    assert next(chain for words, chain in made.items() if words.endswith("says that it was shut.")) == ("The board",)
    assert not any("Anna Reed" in chain for words, chain in made.items() if "did not reply" in words)


def test_two_labels_above_a_story_are_no_interview():
    text = ALTERNATING.replace("I ", "He ").replace("you ", "they ").replace("?", ".")
    assert not any(words.startswith(("The dog", "It was open")) for words in told(text))


RELEASE = """TIDE NEWSWIRE
The text below is published as received.

PRESS RELEASE 4

Coastal Audit Office shuts the port

The Coastal Audit Office shut the port on Monday. "The gate was open," said Anna Reed.

ENDS

The wire takes no fee.
"""


def released(text: str, publisher: str) -> dict[str, tuple[str, ...]]:
    clean = plain(text)
    spans = sentences.split(clean)
    sayings = saying.find(Page(clean, spans, parsed(clean, spans), publisher=publisher), entities(clean))
    return {text[each.span.start : each.span.end].strip(): each.chain for each in sayings}


def test_a_release_that_somebody_else_carries_is_its_issuers_down_to_its_end():
    made = released(RELEASE, "Tide Newswire")
    assert made["The Coastal Audit Office shut the port on Monday."] == ("Coastal Audit Office",)
    assert ("Coastal Audit Office", "Anna Reed") in made.values()
    assert not any("takes no fee" in words for words in made)


@pytest.mark.parametrize("publisher", ["Coastal Audit Office", ""])
def test_a_release_of_whoever_publishes_it_is_the_pages_own(publisher):
    assert ("Coastal Audit Office",) not in released(RELEASE, publisher).values()


def test_initials_within_a_line_of_minutes_say_what_stands_behind_them():
    text = (
        "Minutes of the Port Board\n\nPresent: Mirela Costin (chair, MC); Anna Reed (AR)\n\n"
        "3. AR reported that the crane was sold. MC: who was paid? AR: the deputy was.\n\nThe chair noted that the gate was shut.\n"
    )
    found = extract(text, publisher="Port Board").attributions
    made = {text[each.span.start : each.span.end].strip(): each.chain for each in found}
    assert made["who was paid?"] == ("Mirela Costin",)
    assert made["the deputy was."] == ("Anna Reed",)
    assert next(chain for words, chain in made.items() if "gate was shut" in words) == ("Mirela Costin",)


def test_a_member_speaks_behind_place_and_party_in_brackets():
    text = (
        "Crane Fund\n\nAnna Reed (Skerry North) (Lab): The port sold the crane. Will the Minister say who was paid?\n\n"
        "The Minister for Ports (Ivo Stan): The clerk was.\n\nAnna Reed: The clerk is ill.\n\nIvo Stan: He is well.\n"
    )
    found = extract(text, publisher="House of Deputies").attributions
    made = {text[each.span.start : each.span.end].strip(): each.chain for each in found}
    assert made["The port sold the crane."] == made["The clerk is ill."] == ("Anna Reed",)
    assert made["The clerk was."] == made["He is well."] == ("Ivo Stan",)


@pytest.mark.parametrize("within", [True, False])
def test_a_block_quote_is_of_whoever_its_last_line_or_the_line_below_names(within):
    text = "The port was asked about a crane.\n\nThe gate was open. My sister saw it.\n\n— Anna Reed, a clerk\n\nIt rained.\n"
    start, end = text.index("The gate"), text.index("— Anna") + (len("— Anna Reed, a clerk") if within else -2)
    found = extract(text, publisher="Quay Letter", quoted=(Span(start, end),)).attributions
    made = {text[each.span.start : each.span.end].strip(): each.chain for each in found}
    assert made == {"The gate was open.": ("Anna Reed",), "My sister saw it.": ("Anna Reed",)}


def test_a_record_may_part_who_speaks_by_a_dash():
    text = (
        "Ports Committee\n\nThe CHAIR.—Who sold the crane?\nMs. REED.—The port did.\nMr. STAN.—Were you paid?\nMs. REED.—My deputy was.\n"
        "The CHAIR.—By whom?\nMs. REED.—The clerk knows.\n"
    )
    found = extract(text, publisher="Ports Committee").attributions
    made = {text[each.span.start : each.span.end].strip("—"): each.chain for each in found}
    assert {made[words] for words in ("The port did.", "My deputy was.", "The clerk knows.")} == {("REED",)}


def test_a_judgment_under_a_judge_s_name_is_in_that_voice_down_to_the_next():
    text = (
        "IN THE HARBOUR COURT\n\nThe People v. Ilir Prenga\n\nAnna Reed J:\n\n1. The gate was open. I believe the clerk.\n\n"
        "Mr Justice Stan:\n\n2. The van was shut.\n"
    )
    made = released(text, "Harbour Law Reports")
    assert made["The gate was open."] == made["I believe the clerk."] == ("Anna Reed",)
    assert made["The van was shut."] == ("Ivo Stan",)
    assert ("Anna Reed",) not in released(text, "Harbour Court").values()
