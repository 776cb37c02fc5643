"""To whom sentences are laid: each construction, near misses, and nothing where nobody is named. Fiction."""

from __future__ import annotations

import pytest

from loaders.extraction import saying
from loaders.extraction.proposals import Saying, Span
from tests.loaders.extraction.attribution import chains, found, page, told

COSTIN, PRENGA, REED, STAN = "Mirela Costin", "Ilir Prenga", "Anna Reed", "Ivo Stan"
SAID = ("none", "asserts")


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Costin said that Prenga had fled.", [COSTIN]),
        ('"Prenga has fled," said Costin.', [COSTIN]),
        ('"Prenga," Costin said, "has fled to the coast."', [COSTIN]),
        ("Prenga has fled, Costin said.", [COSTIN]),
        ("Prenga, Costin said, has fled.", [COSTIN]),
        ("According to Spy Talk, Prenga has fled.", ["Spy Talk"]),
        ("Prenga has fled, according to a person close to the family.", ["a person close to the family"]),
        ("Two officials told the Evening Post that Prenga had fled.", ["Evening Post", "Two officials"]),
        ("Costin told reporters that Prenga had fled.", [COSTIN]),
        ("The Evening Post, citing Spy Talk, said Prenga had fled.", ["Evening Post", "Spy Talk"]),
        ("According to the Evening Post, which cited Spy Talk, Prenga left in March.", ["Evening Post", "Spy Talk"]),
        ("Spy Talk quoted Costin as saying that Prenga had fled.", ["Spy Talk", COSTIN]),
        ("Costin was quoted by the Evening Post as saying that the money was gone.", ["Evening Post", COSTIN]),
        ("In an interview with Spy Talk, Costin said Prenga had fled.", ["Spy Talk", COSTIN]),
        ("In a report by Spy Talk, a former officer claimed that Prenga was a spy.", ["Spy Talk", "a former officer"]),
        ("In a letter to Spy Talk, Costin confirmed that she had left.", ["Spy Talk", COSTIN]),
        ("The mayor said on Monday the deal was off, the Evening Post reported, citing aides.", ["Evening Post", "aides", "The mayor"]),
        ("According to the Evening Post, citing Spy Talk, two men were held.", ["Evening Post", "Spy Talk"]),
        ("By his own account, Stan sold the ship.", [STAN]),
        ("The paper referred to one officer of the port.", ["The paper", "one officer of the port"]),
        ("Costin 'knew all along', pals claim", ["pals"]),
        ("As Spy Talk first reported, Stan worked for the port.", ["Spy Talk"]),
        ("Stan worked for the port, Spy Talk has learned from two sources.", ["Spy Talk", "two sources"]),
        ("A source of the Evening Post said Stan was dead.", ["A source of the Evening Post"]),
        ("The memo warns that Stan was paid.", ["The memo"]),
        ("The register shows that Stan owned it.", ["The register"]),
        ("Line 14 names Stan as its owner.", ["Line 14"]),
        ("The port's chairman, Ilir Prenga, said the bridge was safe.", [PRENGA]),
        ("Reed, whose brother met Prenga, told the court she had seen Costin.", [REED]),
        ("Costin has it from Reed and calls it true.", [COSTIN, REED]),
        ("Talks are over, the Ministry of Ports announced.", ["Ministry of Ports"]),
    ],
)
def test_whoever_says_it_is_found_in_each_construction(text, chain):
    assert chain in chains(text)


def test_a_chain_goes_from_the_nearest_voice_to_the_origin():
    text = "The Harbour Courier reported that the Evening Post had been told by two officials that Costin had fled."
    assert ["Harbour Courier", "Evening Post", "two officials"] in chains(text)


def test_the_publisher_is_left_out():
    assert chains("Two officials told the Evening Post that Prenga had fled.", publisher="Evening Post") == [["Two officials"]]


def test_each_voice_of_a_coordination_says_it():
    assert chains("Costin and Reed have denied that Stan is their cousin.") == [[COSTIN], [REED]]


@pytest.mark.parametrize(
    ("text", "hedge", "stance"),
    [
        ("Costin is said to have left.", "reported", "asserts"),
        ("Costin reportedly met Prenga.", "reported", "asserts"),
        ("Prenga is believed to be abroad.", "believed", "asserts"),
        ("It is alleged that Stan took bribes.", "alleged", "asserts"),
        ("Stan, said to be close to Reed, left.", "reported", "asserts"),
        ("Costin, it is claimed, bribed Stan.", "alleged", "asserts"),
        ("Rumour has it that Stan took bribes.", "rumoured", "asserts"),
        ("If Costin signed, she could face prison.", "conditional", "asserts"),
        ("Had Costin signed, she would have been paid.", "conditional", "asserts"),
        ("Stan is apparently abroad.", "inferred", "asserts"),
        ("Did Costin sign the contract?", "none", "asks"),
        ("There is no truth in the story.", "none", "denies"),
    ],
)
def test_what_nobody_is_named_for_keeps_its_hedge(text, hedge, stance):
    assert told(text) == [([], hedge, stance)]


@pytest.mark.parametrize(
    ("text", "hedge", "stance"),
    [
        ("Costin denied taking money.", "none", "denies"),
        ("Costin denies that she met Stan.", "none", "denies"),
        ("Costin rejected the claim.", "none", "denies"),
        ("Costin called the article a forgery.", "none", "denies"),
        ("Costin said she had never met Stan.", "none", "denies"),
        ("Costin said she would not resign.", "none", "asserts"),
        ("Costin doubts that Stan paid.", "none", "doubts"),
        ("Costin does not believe Stan.", "none", "doubts"),
        ("Costin is not sure that Stan paid.", "none", "doubts"),
        ("Costin would neither confirm nor deny it.", "none", "doubts"),
        ("Costin asked whether Stan had paid.", "none", "asks"),
        ("Costin believes that Stan paid.", "believed", "asserts"),
        ("Costin alleges that Stan paid.", "alleged", "asserts"),
        ("Costin accused Stan of fraud.", "alleged", "asserts"),
        ("Costin admitted that she met Stan.", "confirmed", "asserts"),
        ("Costin confirmed the meeting.", "confirmed", "asserts"),
    ],
)
def test_the_verb_gives_hedge_and_stance(text, hedge, stance):
    assert told(text) == [([COSTIN], hedge, stance)]


@pytest.mark.parametrize(
    "text",
    [
        "Costin said nothing.",
        "The report that he wrote was long.",
        "Prenga refused to say who paid.",
        "Prenga did not say who paid.",
        "Costin wrote a letter to Prenga.",
        "Prenga answered the phone.",
        "Reed noted the number.",
        "The company found oil.",
        "Prenga asked Costin for money.",
        "Costin was asked to leave.",
        "A man called Stan came in.",
        "Police questioned the banker.",
        "Prenga, who attended the trial, sold his house.",
        "Costin declined to comment to Spy Talk.",
    ],
)
def test_a_near_miss_is_laid_to_nobody(text):
    assert [each for each in chains(text) if each] == []


def test_quotations_go_on_without_a_tag():
    text = '"We found the books," Costin said. "They were burned. Nobody knows why."\n\n"I went home."'
    assert chains(text) == [[COSTIN]] * 4


def test_a_quotation_over_paragraphs_is_one_speakers():
    text = 'Reed said: "The port was sold.\n\n"It was sold twice."'
    assert chains(text) == [[REED], [REED]]


def test_a_tag_holds_for_the_sentences_of_its_quotation_before_it():
    assert chains('"We found the books. They were burned," said Prenga, the chairman.') == [[PRENGA], [PRENGA]]


def test_a_scare_quote_is_nobodys_speech():
    assert chains('They call the ship "the Duck". It is old.') == []


def test_a_pronoun_is_the_one_who_spoke_before():
    assert chains("Costin, chairman of the port, said the money was gone. She added that Stan knew.") == [[COSTIN], [COSTIN]]


def test_a_pronoun_within_what_is_told_is_the_teller():
    assert [COSTIN] in chains("Costin said that she never met Stan and doubted that he exists.")
    assert all(each == [COSTIN] for each in chains("Costin said that she never met Stan and doubted that he exists."))


def test_the_ministry_is_the_one_named_before():
    assert chains("The Ministry of Ports sold the crane. The ministry said it was old.") == [["Ministry of Ports"]]


def test_turns_of_a_transcript_are_their_speakers():
    text = (
        "Members: Anna Reed (Chair)\n\nCHAIR: Mr Prenga, where were you?\n\n"
        "MR PRENGA: At home. Stan told me that the port had paid.\n\n[The witness left.]"
    )
    assert told(text)[-3:] == [([REED], "none", "asks"), ([PRENGA], "none", "asserts"), ([PRENGA, STAN], "none", "asserts")]


def test_a_label_with_a_name_in_brackets_is_a_speaker():
    text = "Chair (Ms Reed): The bridge is closed.\n\nMr Stan: It was open in May.\n\nChair (Ms Reed): Thank you, sir."
    assert chains(text) == [[REED], [STAN], [REED]]


def test_answers_are_the_interviewed_persons_and_questions_the_publishers():
    text = (
        "Reed ran the port. Reed was dismissed.\n\nQ: Did you sign?\n\n"
        "A: I signed it. My lawyer has the papers.\n\nQ: Who paid?\n\nA: Stan paid them."
    )
    assert told(text) == [
        ([], "none", "asks"),
        ([REED], "none", "asserts"),
        ([REED], "none", "asserts"),
        ([], "none", "asks"),
        ([REED], "none", "asserts"),
    ]


def test_quoted_mails_are_their_writers_and_a_forwarded_one_is_behind_them():
    text = (
        "Keep it on hold.\n\nOn Tue, 5 Mar 2024 at 19:40, Anna Reed wrote:\n> The invoice came today.\n>\n"
        "> ---- Forwarded message ----\n> From: Ivo Stan\n> Date: Mon, 4 Mar 2024\n>\n>> Please pay this order today.\n"
    )
    assert chains(text) == [[REED], [REED, STAN]]


def test_a_block_quote_behind_a_colon_is_whoever_introduces_it():
    text = "A police officer in Varna described the method:\n\nThey rent a gateway. Then they are gone."
    block = Span(text.index("They"), len(text))
    assert chains(text, quoted=(block,)) == [["A police officer in Varna"]] * 2


def test_a_block_quote_without_introduction_is_nobodys():
    text = "The day was long.\n\nThey rent a gateway."
    assert chains(text, quoted=(Span(text.index("They"), len(text)),)) == []


def test_nested_marks_of_a_blog_are_voices_within_voices():
    text = (
        "Then Spy Talk put this up:\n\n> The Evening Post says that Costin is back:\n>\n"
        ">> Costin sold the charts.\n>\n> Everybody is surprised.\n"
    )
    assert chains(text) == [["Spy Talk", "Evening Post"], ["Spy Talk", "Evening Post"], ["Spy Talk"]]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Prenga: no talks with the port", [PRENGA]),
        ("Minister: no talks with the port", ["Minister"]),
        ("Talks with the port are over - sources", ["sources"]),
    ],
)
def test_a_headline_names_its_voice_beside_a_colon_or_dash(text, chain):
    assert chains(text) == [chain]


def test_two_voices_share_a_sentence():
    assert chains("Costin said that Stan had paid; Prenga says that he had not.") == [[COSTIN], [PRENGA]]


def test_what_is_denied_keeps_the_voice_of_the_claim():
    made = told("The Ministry of Ports rejected a claim by Spy Talk that its director had met Stan.")
    assert (["Ministry of Ports"], "none", "denies") in made
    assert (["Spy Talk"], "none", "asserts") in made


def test_what_the_writer_tells_of_the_voice_is_not_laid_to_it():
    text = "Reed, who met Prenga in May, said Stan was dead."
    (only,) = found(text)
    assert saying.at([only], Span(text.index("Stan"), text.index("Stan") + 4)) == only
    assert saying.at([only], Span(text.index("Prenga"), text.index("Prenga") + 6)) is None


def test_the_innermost_saying_around_a_place():
    outer, inner = Saying(Span(0, 90), ("A",)), Saying(Span(20, 60), ("A", "B"))
    assert saying.at([outer, inner], Span(30, 40)) == inner
    assert saying.at([outer, inner], Span(10, 30)) == outer
    assert saying.at([outer, inner], Span(80, 95)) is None


def test_nothing_is_laid_to_anybody_where_nobody_speaks():
    assert found("The bridge was closed on Monday. Costin met Prenga at the port. They had lunch.") == []


def test_spans_lie_within_the_text_and_in_order():
    text = 'Costin said that Stan had paid. "I saw it," she said.\n\nPrenga denied it.'
    spans = [each.span for each in found(text)]
    assert spans == sorted(spans)
    assert all(each.end <= len(text) for each in spans)


class TestWithoutTrees:
    """The rules alone give what they can."""

    @pytest.mark.parametrize(
        ("text", "chain"),
        [
            ("Costin said that Prenga had fled.", [COSTIN]),
            ('"Prenga has fled," said Costin.', [COSTIN]),
            ("According to Spy Talk, Prenga has fled.", ["Spy Talk"]),
            ("Prenga has fled, two officials said.", ["two officials"]),
            ("Costin denied taking money.", [COSTIN]),
        ],
    )
    def test_the_voice_beside_the_verb(self, text, chain):
        assert chains(text, trees=False) == [chain]

    def test_a_near_miss_is_laid_to_nobody(self):
        assert chains("Costin said nothing. The company found oil. Prenga wrote to the port.", trees=False) == []

    def test_turns_and_quotations_are_found_as_with_trees(self):
        text = '"We found the books," Costin said. "They were burned."'
        assert chains(text, trees=False) == [[COSTIN], [COSTIN]]

    def test_hedges_are_found_as_with_trees(self):
        assert told("Costin reportedly met Prenga.", trees=False) == [([], "reported", "asserts")]


def test_a_page_without_sentences_gives_nothing():
    assert saying.find(page(""), []) == []


def test_what_goes_on_of_a_talk_with_an_outlet_keeps_the_outlet():
    text = 'Costin told Spy Talk that Prenga had fled. "He took the money," she said.'
    assert chains(text) == [["Spy Talk", "Mirela Costin"], ["Spy Talk", "Mirela Costin"]]


def test_what_is_said_after_a_new_paragraph_or_by_another_was_not_told_to_the_outlet():
    told_ = "Costin told Spy Talk that Prenga had fled."
    assert chains(f'{told_}\n\n"He took the money," Costin said.')[-1] == ["Mirela Costin"]
    assert chains(f'{told_} "He took the money," Anna Reed said.')[-1] == ["Anna Reed"]


def test_a_name_in_apposition_to_the_subject_is_whom_a_pronoun_means():
    text = 'His former foreman, Ilir Prenga, remembers a gifted mechanic. "He could hear a crack," he says.'
    assert chains(text)[-1] == ["Ilir Prenga"]


def test_a_role_without_an_article_behind_a_name_is_taken_up():
    text = "Ilir Prenga, deputy for the port, spoke on Monday. The deputy said that the money was gone."
    assert chains(text)[-1] == ["Ilir Prenga"]


def test_the_post_is_the_outlets_named_before_it():
    text = "The rumour began on Spy Talk. The post said that Prenga had fled."
    assert chains(text)[-1] == ["Spy Talk"]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Prenga came to Riga on Monday with two bags, and met an old friend who told Reed that he was ill.", "that he was ill"),
        ("The dam was built in 1971 for the farms below the lake by a firm whose owner Costin calls a thief.", "thief"),
        ("Stan left the yard in May with all of the ledgers, though Costin claims that he kept one.", "he kept one"),
    ],
)
def test_a_clause_that_is_told_lays_its_sentence_to_whoever_tells_it_and_nothing_else_in_it(text, clause):
    (said,) = found(text)
    assert said.span == Span(0, len(text))
    told_ = text.index(clause)
    assert said.tells(Span(told_, told_ + 2)) and not said.tells(Span(0, 3))


def test_two_voices_of_a_sentence_keep_a_part_each():
    text = "Costin said that the ship had sailed, while Prenga denied that it was ever loaded."
    assert len({each.span for each in found(text)}) == 2


@pytest.mark.parametrize("text", ["But Costin said.", "And officials said.", "Or x appeared first on Notes.", "& Costin said no more."])
def test_a_text_may_begin_with_a_conjunction(text):
    assert all(chain in ([COSTIN], ["officials"]) for chain in chains(text))
