"""What a personal name is written as: the words that stand for it alone, other orders and spellings of it, its initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from graph.model import fold
from graph.snapshot.letters import WORD

PARTICLE = 3
PARTICLES = frozenset(["della", "dello", "delle", "degli", "dalla", "dall", "dalle", "bint", "binti", "vander", "vanden", "ould", "sainte"])
TITLES = frozenset("dr prof mr mrs ms sir dame lord lady jr sr ii iii iv general colonel minister president".split())  # noqa: SIM905
"""Words of a name that are anybody's."""
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严张劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉"
    "蘇呂盧鐘譚陸"
)
_KOREAN = "김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하"
_GIVEN = re.compile(rf"[{_SURNAMES}]([\u4e00-\u9fff]{{2}})|[{_KOREAN}]([\uac00-\ud7a3]{{2}})")
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a personal name that stand for it alone, `O'Brien` and `Brien` too; none of a description, `the unnamed defector`.

    Words in small letters of three or fewer are particles (`van der`, `al`, `de la`); a longer one makes it a description.
    """
    plain = _plain(name)
    if given := _GIVEN.fullmatch(plain):
        return (given[1] or given[2],)
    words = WORD.findall(plain)
    # `Лук'яненко` and `D'angelo` go on in small letters
    firsts = [found[0] for token in plain.split() if (found := WORD.search(token))]
    if len(words) < 2 or any(word[0].islower() and not is_particle(word) for word in firsts):
        return ()
    compounds = [token for token in plain.split() if len(WORD.findall(token)) > 1 and not _has_initials(token)]
    return (*compounds, *(word for word in words if len(word) > 1 and not word[0].islower() and word.lower() not in TITLES))


def is_particle(word: str) -> bool:
    """Whether a word is one that stands before a surname."""
    return word.islower() and (len(word) <= PARTICLE or word in PARTICLES)


def particles_of(name: str) -> tuple[str, ...]:
    """The particles of a name: left before `Person A` they would tell much of it."""
    return tuple(word for word in WORD.findall(_plain(name)) if is_particle(word)) if parts_of(name) else ()


def initials_of(name: str) -> str:
    """The first letters of its words; none of a name without parts."""
    words = [word for word in WORD.findall(_plain(name)) if word[0].isupper() and word.lower() not in TITLES]
    return "".join(word[0] for word in words) if parts_of(name) else ""


def handles_of(name: str) -> Iterator[str]:
    """What people call themselves by it: `jdoe`, `doej`, `johnd`."""
    words = [part for part in parts_of(name) if len(WORD.findall(part)) == 1 and fold(part).isascii()]
    for word in words:
        for other in words:
            if other != word:
                yield from (other[0] + word, word + other[0])


def rotations(name: str) -> Collection[str]:
    """The orders that a personal name of a few words is written in."""
    words = WORD.findall(_plain(name))
    if not 2 <= len(words) <= 4:
        return ()
    return {" ".join(words[turn:] + words[:turn]) for turn in range(1, len(words))}


def spellings(name: str) -> Collection[str]:
    """With `ue` for `ü` and the other way round, as names are written where there is no such letter."""
    plain = unicodedata.normalize("NFC", name).lower()
    without = plain
    for letter, two in _UMLAUTS.items():
        plain = plain.replace(letter, two)
        without = without.replace(two, letter[:1])
    return {plain, without} - {unicodedata.normalize("NFC", name).lower()}


def _plain(name: str) -> str:
    """Composed, so that a letter with its marks is one; other marks would cut words."""
    return "".join(each for each in unicodedata.normalize("NFKC", name) if unicodedata.category(each)[0] != "M")


def _has_initials(token: str) -> bool:
    return all(len(word) == 1 for word in WORD.findall(token))
