"""Names found in texts however they are spelt or coded, and nothing taken for a name that is none. All persons are made up."""

from __future__ import annotations

import base64
import html
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Alias, Entity
from graph.snapshot.masks import WITHHELD, Mask, Masks
from graph.snapshot.names import parts_of, rotations
from graph.snapshot.people import Person

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
        ("The mirela is a plant", "The mirela is a plant"),
        ("where is mirela?", "where is Person A?"),
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
        ("Ana Maria de la Cruz", "Mrs de la Cruz", "Mrs Person A"),
        ("Владимир Иванов", "Владимира Иванова", "[withheld]"),
        ("Jürgen Groß", "J\u00adurgen GROSS", "Person A"),
        ("İsmail Kılıç", "ISMAIL KILIC", "Person A"),
        ("J. R. Smith", "JR Smith", "Person A"),
        ("Li Na", "Na Li, policy, Nation", "Person A, policy, Nation"),
        ("Dong Jingwei", "Jing-wei came", WITHHELD),
    ],
)
def test_names_of_many_kinds_are_found(name: str, text: str, new: str) -> None:
    assert masks(name).replaced(text) == new


def masks(name: str, *aliases: str) -> Masks:
    """As a person of this name is masked."""
    person = Entity(case="c", key="person:known-1", name=name, kind="person", aliases=tuple(Alias(name=alias) for alias in aliases))
    return Masks([Person("Person A", (person,)).mask])


@pytest.mark.parametrize(
    ("name", "text", "new"),
    [
        ("Jürgen Groß", unicodedata.normalize("NFD", "Jürgen kam"), "Person A kam"),
        ("Jürgen Groß", "Juergen kam", "Person A kam"),
        ("Karl Mueller", "Müller kam", "Person A kam"),
        ("Nguyễn Thị Ánh", unicodedata.normalize("NFD", "Nguyễn đến"), unicodedata.normalize("NFD", "Person A đến")),
        ("Ana Pop", "A\u034fna, A\ufe0fna, A\u3164na, A\x08na, A\u20ddna, A\u200bna", ", ".join(["Person A"] * 6)),
        ("Sean O'Brien", "O\u02bcBrien", "Person A"),
        ("Ivan Лук'яненко", "Лукʼяненко", "Person A"),
        ("محمد علي حسن", "محـمد", "Person A"),
        ("محمد علي حسن", "قال ومحمد", "قال Person A"),
        ("کریم یزدی", "كريم", "Person A"),
        ("ทักษิณ ชินวัตร", "นายทักษิณกล่าว", "นายPerson Aกล่าว"),
        ("이준", "이준에게 말했다", "Person A에게 말했다"),
        ("김민수", "민수에게", "Person A에게"),
        ("董经纬", "经纬昨天", "Person A昨天"),
        ("नरेन मोदी", "मोदी ने कहा", "Person A ने कहा"),
        ("𠮷野太郎", "昨天𠮷野太郎到", "昨天Person A到"),
        ("🦅", "the 🦅 came", "the Person A came"),
        ("Mirela Pop", "ᴍɪʀᴇʟᴀ came", "Person A came"),
        ("Mirela Pop", "M. Pop came", "Person A came"),
        ("Mirela Pop", "Pop, M., came", "Person A, came"),
        ("Mirela Ana Pop", "M. A. P. and MAP, a map", "Person A and Person A, a map"),
        ("Иван Ильич Петров", "И. И. Петров", "Person A"),
        ("John Smith", "John Q. Smith", "Person A"),
        ("Mirela Pop", "Tom wrote to @mirela", "Tom wrote to @Person A"),
        ("Mirela Pop", "Tom wrote to mirela@x.example", "Tom wrote to Person A@x.example"),
        ("Ольга Иванова", "Ольги Ивановой", "[withheld]"),
        ("Лев Толстой", "Толстого", "[withheld]"),
        ("Maria Kowalska", "Kowalskiej", "[withheld]"),
        ("Ivan Petrov", "Ivana Petrova", "[withheld]"),
        ("Giovanni della Casa", "Casa, della Casa", "Person A, Person A"),
        ("Ludwig van der Berg", "Mr van der Berg", "Mr Person A"),
        ("Dr. Ana Pop", "Dr. Who", "Dr. Who"),
        ("Ursula Simon", "the U.S. said to U. Simon", "the U.S. said to Person A"),
    ],
)
def test_a_person_is_found_however_a_name_is_written(name: str, text: str, new: str) -> None:
    assert masks(name).replaced(text) == new


@pytest.mark.parametrize(
    "text",
    [
        "Mirеla with a letter of Cyrillic",
        "Mire-\nla across two lines",
        "M i r e l a",
        "M1rela",
        "#FreeMirela",
        "#freemirela for Tom",
        "Mi<b>re</b>la",
        "\u202ealeriM\u202c",
        "\\u{4d}irela",
        "\\115irela",
        "%u004Direla",
        "=4Direla",
        "mirela.............pop",
        f"=?UTF-8?B?{base64.b64encode(b'Mirela Pop').decode()}?=",
        f"https://x.example/r?u={base64.urlsafe_b64encode(b'/people/mirela-pop').decode()}",
        b"Mirela Pop".hex(),
    ],
)
def test_a_name_that_is_hidden_in_a_text_is_found(text: str) -> None:
    assert masks("Mirela Pop").tells(text)
    assert "irel" not in masks("Mirela Pop").replaced(f"Before {text} after")


@pytest.mark.parametrize("text", ["J%FCrgen", "J=C3=BCrgen", "JÃ¼rgen", f"https://xn--{'jürgen'.encode('punycode').decode()}.example/"])
def test_a_name_that_is_coded_as_bytes_is_found(text: str) -> None:
    assert masks("Jürgen Groß").tells(text)


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
