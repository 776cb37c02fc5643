"""Names by rules alone: what is found, of what kind, and which mentions are of one entity. Everything is fiction."""

from __future__ import annotations

import time

import pytest

from loaders.extraction import names, sentences
from loaders.extraction.lexicon import Lexicon, lexicon
from loaders.extraction.page import Page, plain
from loaders.extraction.proposals import Named


def found(text: str, words: Lexicon | None = None) -> list[Named]:
    clean = plain(text)
    return names.find(Page(clean, sentences.split(clean)), words)


def told(text: str) -> dict[str, str]:
    """Each name with its kind."""
    return {each.name: each.kind for each in found(text)}


def mentions(text: str, name: str) -> list[str]:
    clean = plain(text)
    return next(([clean[span.start : span.end] for span in each.mentions] for each in found(text) if each.name == name), [])


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The broker Pavel Ondra was there.", "Pavel Ondra", "person"),
        ("Zbrenko Uvarr, 61, denied it.", "Zbrenko Uvarr", "person"),
        ("His lawyer, Besarta Kuqi, wept.", "Besarta Kuqi", "person"),
        ("They met Liang Wenbo and left.", "Liang Wenbo", "person"),
        ("They met Tran Thi Bich Lien and left.", "Tran Thi Bich Lien", "person"),
        ("They met Joris van der Plas and left.", "Joris van der Plas", "person"),
        ("They met Nasser bin Khalid al-Amri and left.", "Nasser bin Khalid al-Amri", "person"),
        ("They met J. K. Adewole and left.", "J. K. Adewole", "person"),
        ("By Rose Park and May Field", "Rose Park", "person"),
        ("Judge Paul Street closed the case.", "Paul Street", "person"),
        ("the Ministry of Fisheries and Ports in a letter", "Ministry of Fisheries and Ports", "agency"),
        ("the Ardel Commercial Court found", "Ardel Commercial Court", "agency"),
        ("a search by Ardel harbour police on Monday", "Ardel harbour police", "agency"),
        ("the Chilean interior ministry said", "Chilean interior ministry", "agency"),
        ("the Prosecutor General's Office of Ruvenia asked", "Prosecutor General's Office of Ruvenia", "agency"),
        ("He left Bureau Nine in May.", "Bureau Nine", "agency"),
        ("Shares in Tolvan Optics fell.", "Tolvan Optics", "organisation"),
        ("It belongs to Moss & Arden Ltd. of Ardel.", "Moss & Arden Ltd.", "organisation"),
        ("It belongs to Ferrin Borders Trading Co., Ltd., which", "Ferrin Borders Trading Co., Ltd.", "organisation"),
        ("the phone company Zelvo denied it", "Zelvo", "organisation"),
        ("He told the Ardel Courier that", "Ardel Courier", "outlet"),
        ("the Lagos weekly Night Heron first printed it", "Night Heron", "outlet"),
        ("on Quiet Anchor, an anonymous blog, it says", "Quiet Anchor", "outlet"),
        ("as Radio Ostrava Nova said", "Radio Ostrava Nova", "outlet"),
        ("He wrote to The Sentinel again.", "Sentinel", "outlet"),
        ("a flat in Zervak was searched", "Zervak", "place"),
        ("the Zervak-based firm", "Zervak", "place"),
        ("the port of Zervak was closed", "Zervak", "place"),
        ("ZERVAK, Poland, May 4 (Ardel Wire) - Police", "ZERVAK", "place"),
        ("He landed at Zervak airport.", "Zervak airport", "place"),
        ("He is held in Samkov prison.", "Samkov prison", "place"),
        ("the Republic of Karelvia denied", "Republic of Karelvia", "place"),
        ("seen in São Paulo and in Gdańsk", "Gdańsk", "place"),
        ("They met at the Lindholm Summit.", "Lindholm Summit", "event"),
    ],
)
def test_kinds(text: str, name: str, kind: str) -> None:
    assert told(text).get(name) == kind, told(text)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("On Tuesday, in March, it rained.", ""),
        ("Reportedly nobody came. However, Chilean officials did.", ""),
        ("The bulk carrier *Santa Ilva* left.", "Santa Ilva"),
        ("the yacht Silver Heron sank", "Silver Heron"),
        ("The Minister met the Ambassador and the Permanent Secretary.", ""),
        ("Correction: an earlier version was wrong. Update, 22:40.", ""),
        ("the CEO signed a PDF for EUR 40 and paid VAT", ""),
        ("Christmas Eve was cold.", "Eve"),
        ("nothing at all here, only small words.", ""),
        ("", ""),
    ],
)
def test_near_misses(text: str, refused: str) -> None:
    names_of = told(text)
    assert (refused not in names_of) if refused else (names_of == {}), names_of


def test_titles_and_genitives_stay_outside() -> None:
    text = "Brig. Gen. Tomas Ekwall's wife, Dr Lena Ekwall, wrote to Foreign Affairs Minister Callan Rhee."
    assert set(told(text)) == {"Tomas Ekwall", "Lena Ekwall", "Callan Rhee"}


def test_the_body_before_a_title_is_found() -> None:
    assert told("FBI Director Callan Rhee met Ardel County Court Judge Ines Maro.") == {
        "FBI": "agency",
        "Callan Rhee": "person",
        "Ardel County Court": "agency",
        "Ines Maro": "person",
    }


def test_a_surname_a_given_name_and_initials_are_the_person() -> None:
    text = "Tibor Szabolcs left. Szabolcs wept, and Tibor laughed. The letter of T. Szabolcs is lost."
    assert mentions(text, "Tibor Szabolcs") == ["Tibor Szabolcs", "Szabolcs", "Tibor", "T. Szabolcs"]


def test_a_chinese_surname_comes_first() -> None:
    text = "They saw Shen Guobin. Mr Shen was silent; Guobin's brother was not."
    assert mentions(text, "Shen Guobin") == ["Shen Guobin", "Shen", "Guobin"]


def test_titles_tell_two_of_one_surname_apart() -> None:
    text = "Mark Ekwall and his cousin Lena Ekwall came. Ms Ekwall left early. Mr Ekwall stayed."
    assert len(mentions(text, "Lena Ekwall")) == 2
    assert len(mentions(text, "Mark Ekwall")) == 2


def test_people_of_one_surname_are_not_merged() -> None:
    text = "Viktor Hradil was fined. Vaclav Hradil was not. Yvette Hradil said nothing."
    assert {"Viktor Hradil", "Vaclav Hradil", "Yvette Hradil"} <= set(told(text))


def test_a_surname_alone_is_of_whom_the_page_tells_and_not_of_a_relative_named_since() -> None:
    text = "Mara Solberg has died.\n\nMara Solberg was born to a baker, Nils Solberg, and his wife. Solberg drew maps."
    assert mentions(text, "Mara Solberg") == ["Mara Solberg", "Mara Solberg", "Solberg"]


def test_a_surname_alone_is_of_who_was_named_with_it_before() -> None:
    text = "It is owned by Lena Ekwall and her son Mark. Ekwall wept.\n\nCorrection: Mark Ekwall is her son."
    assert mentions(text, "Lena Ekwall") == ["Lena Ekwall", "Ekwall"]


def test_a_nickname_in_quotes_is_of_the_name() -> None:
    text = 'They held Anatoly "The Cat" Gusin. The Cat was calm, and Gusin smiled.'
    assert mentions(text, 'Anatoly "The Cat" Gusin') == ['Anatoly "The Cat" Gusin', "Cat", "Gusin"]


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("the Coastal Audit Office (CAO). The CAO left.", "Coastal Audit Office", "CAO"),
        ("the Security and Order Service (SOS). The SOS left.", "Security and Order Service", "SOS"),
        ("the Inquiry Against Bribery Board (IABB). The IABB left.", "Inquiry Against Bribery Board", "IABB"),
        ("Orsolya Marine Kft. (OM), a firm. OM left.", "Orsolya Marine Kft.", "OM"),
        ("the Coastal Audit Office said so. Later CAO left.", "Coastal Audit Office", "CAO"),
        ("Tolvan Optics paid. Later Tolvan left.", "Tolvan Optics", "Tolvan"),
        ("He told the Ardel Courier. The Courier printed it.", "Ardel Courier", "Courier"),
        ("the Ministry of Ports wrote. Then the Ministry left.", "Ministry of Ports", "Ministry"),
        ("the Lao interior ministry wrote. The interior ministry left.", "Lao interior ministry", "interior ministry"),
    ],
)
def test_bodies_cut_short(text: str, name: str, short: str) -> None:
    assert mentions(text, name)[-1] == short, told(text)


def test_a_place_within_a_body_is_no_mention_of_the_place() -> None:
    text = "He lives in Bergen. The Bergen Commercial Court sat in Bergen."
    assert mentions(text, "Bergen") == ["Bergen", "Bergen"]


def test_a_firm_named_after_a_person_is_not_the_person() -> None:
    text = "Haldor Breck founded Haldor Systems. Breck left Haldor Systems in May."
    assert told(text) == {"Haldor Breck": "person", "Haldor Systems": "organisation"}
    assert mentions(text, "Haldor Breck") == ["Haldor Breck", "Breck"]


def test_speakers_in_capitals_are_the_persons_present() -> None:
    text = "Present: Idris Oyelowo; Stella Field\n\nMR OYELOWO: When?\n\nFIELD: In May.\n\nCHAIR: Order."
    assert mentions(text, "Idris Oyelowo") == ["Idris Oyelowo", "OYELOWO"]
    assert mentions(text, "Stella Field") == ["Stella Field", "FIELD"]


@pytest.mark.parametrize("name", ["DE VRIES-OKORO, Willem Sipho", "TEMBARO, Lucinda dos Reis", "KESSEL-UWAJE, Thandi"])
def test_a_surname_in_front_is_of_the_name_in_a_list(name: str) -> None:
    text = (
        "A.1\nName:      DE VRIES-OKORO, Willem Sipho\nAlso known:  unknown\n\nA.2\nName:      TEMBARO, Lucinda dos Reis\n"
        "Born:      1979\n\nC.1  KESSEL-UWAJE, Thandi, journalist, born in Ardel.\n"
    )
    assert told(text)[name] == "person"


def test_an_initial_before_the_name_in_full_is_the_same_person() -> None:
    text = "R. Huaman wrote from Lima. Rosaura Huaman was ill."
    assert mentions(text, "Rosaura Huaman") == ["R. Huaman", "Rosaura Huaman"]


def test_a_mr_somebody_is_nobody_who_was_named_before() -> None:
    text = "Anselm Roopchand ran the port. He was told that a Mr Roopchand had rung the agent. Mr Roopchand denied it."
    assert mentions(text, "Anselm Roopchand") == ["Anselm Roopchand", "Roopchand"]


def test_initials_of_speakers_are_no_names() -> None:
    present = "PO  Pavel Ondra, presenter\nBK  Besarta Kuqi, guest\n\n"
    text = f"{present}PO - Did you pay?\n\nBK - Nobody did.\n\nPO - Not even Ruvenia?\n\nBK - No.\n"
    assert {"PO", "BK"} & set(told(text)) == set()
    assert {"Pavel Ondra", "Besarta Kuqi"} <= set(told(text))


def test_names_in_one_list_are_of_one_kind() -> None:
    assert told("It was picked up by Le Faral, Vektan and the Ardel Courier.")["Vektan"] == "outlet"


def test_offsets_are_of_the_text_and_markup_holds_no_names() -> None:
    text = 'See <a href="https://zervak.example/Pavel-Ondra">the weekly <b>Night Heron</b></a> and mail Pavel.Ondra@zervak.example.'
    assert [text[span.start : span.end] for each in found(text) for span in each.mentions] == ["Night Heron"]


def test_wrapped_and_quoted_lines_hold_whole_names() -> None:
    text = "> He does not name the gentleman who held the shares. The Adria\n> Monitor did so on Friday."
    assert [(each.kind, " ".join(each.name.split())) for each in found(text)] == [("outlet", "Adria > Monitor")]


def test_ids_are_unique_and_by_kind() -> None:
    ids = [each.id for each in found("Zoltán Érsek met Zoltan Ersek of Érsek & Fiai Kft. in Pécs.")]
    assert len(ids) == len(set(ids))
    assert "person:zoltan-ersek" in ids


def test_a_case_brings_names_of_its_own() -> None:
    own = lexicon().extended({"gazetteer": {"outlet": ["Blue Kettle"]}, "names": {"titles": "grand harbourer"}})
    assert {each.name: each.kind for each in found("They read Blue Kettle daily.", own)} == {"Blue Kettle": "outlet"}
    assert told("They read Blue Kettle daily.") == {}


def test_another_language_without_words_still_works() -> None:
    assert isinstance(found("Pavel Ondra lives in Zervak.", Lexicon()), list)


def _takes(text: str) -> float:
    return min(_once(text) for _ in range(2))


def _once(text: str) -> float:
    start = time.process_time()
    found(text)
    return time.process_time() - start


HOSTILE = {
    "capitals": "A" * 10_000,
    "single capitals": "A " * 5_000,
    "initials": "A." * 5_000,
    "dots": ". " * 5_000,
    "brackets": "(" * 10_000,
    "open tags": "<a " * 3_333,
    "quotes": '"A "' * 2_500,
    "one run of names": "Abel Kovar " * 900,
    "links": "Bank of the " * 830,
    "and": "Kovar and " * 1_000,
    "particles": "van der " * 1_250,
    "joined particles": "al-" * 3_333,
    "hyphens": "Ab-" * 3_333,
    "titles": "Mr. " * 2_500,
    "owners": "King's " * 1_400,
    "mail quotes": "> " * 5_000,
    "addresses": "a@" * 5_000,
    "acronyms": " ".join(f"Ab{a} Cd{b} (AC)" for a in "abcdefghij" for b in "klmnopqrstuvwxyzklmnopqrstuvwxyzklmnopqrstuvwxyz"),
    "initials of speakers": "".join(f"{a}{b} - Ab Cd\n" for a in "ABCDEFGHIJ" for b in "KLMNOPQRST") * 10,
    "one surname": " ".join(f"said Abel{a}{b} Kovar, and Kovar" for a in "abcdefghij" for b in "klmnopqrstuvwxyzklmnopqrst"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_take_no_longer_than_news(kind: str) -> None:
    news = "The broker Pavel Ondra told the Ardel Courier on Monday that Tolvan Optics had paid nobody in Zervak. " * 100
    found(news)
    assert _takes(HOSTILE[kind][:10_000]) < 20 * max(_takes(news[:10_000]), 0.01)
