"""Names found in texts however they are spelt or coded, and nothing taken for a name that is none. All persons are made up."""

from __future__ import annotations

import html
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.snapshot.masks import WITHHELD, Mask, Masks, parts_of, rotations

NAME = "Mirela Ștefănescu"
MASK = Mask("Person A", (NAME, *rotations(NAME), "莫玲"), parts_of(NAME))
MASKS = Masks([MASK], ["Ana Ștefănescu", "Harbour Office"])


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Mirela Ștefănescu left", "Person A left"),
        ("MIRELA STEFANESCU left", "Person A left"),
        ("mirela-stefanescu_left", "Person A_left"),
        ("Ștefănescu, Mirela", "Person A"),
        ("Mirela  \n Ştefănescu's aunt", "Person A's aunt"),
        ("Mirela said so", "Person A said so"),
        ("Mrs Ștefănescu said so", "Mrs Person A said so"),
        ("昨天莫玲到了", "昨天Person A到了"),
        ("Mi\u200brela \u202eȘtefănescu", "Person A"),
        ("Ｍｉｒｅｌａ Ștefănescu", "Person A"),
        ("with Ana Ștefănescu", "with Ana [withheld]"),
        ("mirela is a plant", "mirela is a plant"),
        ("the Ștefănescus", "the [withheld]"),
        ("the Harbour Office", "the Harbour Office"),
        ("", ""),
    ],
)
def test_a_name_is_replaced_as_it_is_spelt(text: str, new: str) -> None:
    assert MASKS.replaced(text) == new


@pytest.mark.parametrize(
    "coded",
    [
        quote(NAME),
        quote(quote(NAME)),
        html.escape(NAME).replace("M", "&#77;"),
        NAME.encode("ascii", "backslashreplace").decode().replace("\\u", "\\u"),
        "\\u004direla Stefanescu",
        "mail to xmirelastefanescu99",
        "mirela.............stefanescu",
        quote("莫玲"),
    ],
)
def test_a_text_in_which_a_name_is_coded_is_withheld_as_a_whole(coded: str) -> None:
    assert MASKS.tells(f"before {coded} after")
    assert MASKS.replaced(f"before {coded} after") == WITHHELD


def test_a_description_has_no_words_that_stand_for_it() -> None:
    assert parts_of("The unnamed clerk reported from May") == ()
    assert parts_of("Mirela") == ()
    assert parts_of("Mirela O. Ștefănescu") == ("Mirela", "Ștefănescu")
    assert parts_of("Sean O'Brien") == ("O'Brien", "Sean", "Brien")
    assert parts_of("Omar al-Rashid") == ("al-Rashid", "Omar", "Rashid")
    assert parts_of("Ana Maria de la Cruz") == ("Ana", "Maria", "Cruz")


@pytest.mark.parametrize(
    ("name", "text", "new"),
    [
        ("Sean O'Brien", "OBrien's and O’Brien, Sean", "Person A's and Person A"),
        ("Sean O'Brien", "the O'Briens", "the [withheld]"),
        ("Omar al-Rashid", "al-Rashid, Alrashid", "Person A, Person A"),
        ("Ana Maria de la Cruz", "Mrs de la Cruz", "Mrs de la Person A"),
        ("Владимир Иванов", "Владимира Иванова", "[withheld] [withheld]"),
        ("Jürgen Groß", "J\u00adurgen GROSS", "Person A"),
        ("İsmail Kılıç", "ISMAIL KILIC", "Person A"),
        ("J. R. Smith", "JR Smith", "Person A"),
        ("Li Na", "Na Li, policy, Nation", "Person A, policy, Nation"),
        ("Dong Jingwei", "Jing-wei came", WITHHELD),
    ],
)
def test_names_of_many_kinds_are_found(name: str, text: str, new: str) -> None:
    assert Masks([Mask("Person A", (name, *rotations(name)), parts_of(name))]).replaced(text) == new


def test_a_form_of_two_is_nobodys() -> None:
    both = Masks([Mask("Person A", ("Ana Pop",), ("Ana", "Pop")), Mask("Person B", ("Ion Pop",), ("Ion", "Pop"))])
    assert both.replaced("Ana Pop and Ion Pop; Pop, Ana, Ion") == "Person A and Person B; [withheld], Person A, Person B"


def test_without_names_nothing_is_changed() -> None:
    assert Masks([]).replaced(NAME) == NAME
    assert Masks([Mask("Person A", ("", "…"))]).replaced("a … b") == "a … b"


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_stands_around_it_a_name_is_not_found_again(before: str, after: str) -> None:
    new = MASKS.replaced(f"{before} {NAME} {after}")
    assert not MASKS.tells(new)
    assert "Ștefănescu" not in new


def test_a_long_text_takes_time_by_its_length() -> None:
    text = "Mirela " * 150_000
    assert MASKS.replaced(text) == "Person A " * 150_000
