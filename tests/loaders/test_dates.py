"""Dates found in a text: each form with its place and value, what is no date, and what the calendar does not have."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
import yaml

from graph import edtf
from loaders.extraction import date_values, dates, sentences
from loaders.extraction.date_forms import language
from loaders.extraction.page import Page, plain
from loaders.extraction.proposals import Named, Span
from loaders.extraction.trees import parsed

# a Saturday
PUBLISHED = date(2024, 3, 9)


def found(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    page = Page(plain(text), (), None, published)
    return [(text[each.span.start : each.span.end], each.edtf) for each in dates.find(page)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # whole days, in all common orders
        ("on [5 March 2024] he", "2024-03-05"),
        ("on the [5th of March 2024] he", "2024-03-05"),
        ("on [5th March, 2024], he", "2024-03-05"),
        ("on [March 5, 2024], he", "2024-03-05"),
        ("on [March 5th 2024] he", "2024-03-05"),
        ("GDANSK, [Nov 14] (Wire)", "2023-11-14"),
        ("GDANSK, [Nov. 14, 2022] (Wire)", "2022-11-14"),
        ("[Tuesday 14 November 2023], Port", "2023-11-14"),
        ("[Tuesday, November 14, 2023]", "2023-11-14"),
        ("Date: [Wed, 6 Mar 2024] 08:52:10 +0100", "2024-03-06"),
        ("[4-Mar-2024] entered", "2024-03-04"),
        ("[14 NOVEMBER 2023] - RELEASED", "2023-11-14"),
        ("[2024-03-05] said", "2024-03-05"),
        ("at [2024-03-05T10:11:12Z] said", "2024-03-05"),
        ("[2024/03/05] said", "2024-03-05"),
        ("[2024.03.05] said", "2024-03-05"),
        ("am [3.5.2021] in", "2021-05-03"),
        ("[25/3/2021] said", "2021-03-25"),
        ("[3/25/2021] said", "2021-03-25"),
        ("[3/3/2021] said", "2021-03-03"),
        ("[3/5/2021] said", "2021"),
        ("他于[2021年6月17日]离开", "2021-06-17"),
        ("他于[2021年6月]离开", "2021-06"),
        ("[٢٠٢١-٠٦-١٧] said", "2021-06-17"),
        ("At 02:14 on [17 October 2022], forty miles", "2022-10-17"),
        ("on [29 February 2024] he", "2024-02-29"),
        ("on [the ninth of May 1987] she", "1987-05-09"),
        ("texts sent on [March 2]: he", "2024-03-02"),
        ("it will be recalled that on [2 June] he", "2023-06-02"),
        ("as late as [August] she denied it", "2023-08"),
        ("we would love to run it on [Monday the 18th].", "2024-03-18"),
        ("he rang on [Thursday, the 7th].", "2024-03-07"),
        ("expelled on [the 5th of the month].", "2024-03-05"),
        ("to be sold by [the end of the year].", "2024-12~"),
        # no year: the nearest
        ("on [17 June] he", "2023-06-17"),
        ("on [8 March] he", "2024-03-08"),
        ("on [21 March] the court will", "2024-03-21"),
        ("Correction, [12 March]: an", "2024-03-12"),
        ("will be heard on [21 November] unless", "2024-11-21"),
        ("[Tuesday 14 November] he", "2023-11-14"),
        ("on [29 February] he", "2024-02-29"),
        ("gone since at least [21 January]. It was about to be", "2024-01-21"),
        ("The Post corrected this report on [12 March]: the sum", "2024-03-12"),
        ("[FIVE YEARS AGO THIS WEEK]: he", "2019-03-04/2019-03-10"),
        ("[ten years ago this month] he", "2014-03"),
        ("in [Holy Week] the streets", "2024-03-24/2024-03-30"),
        ("on [the Monday after Easter 2019] he", "2019-04-22"),
        ("on [the Friday before Christmas] he", "2023-12-22"),
        ("by [the first week of May 2019], in", "2019-05-01/2019-05-07"),
        ("in [the last week of June 2018] he", "2018-06-24/2018-06-30"),
        # months and years
        ("in [March 2023] he", "2023-03"),
        ("in [Sept. 2023] he", "2023-09"),
        ("in [May] he", "2023-05"),
        ("the [March] protests", "2024-03"),
        ("since [October] and", "2023-10"),
        ("a report in [June] said", "2023-06"),
        ("the trial will open in [June], he", "2024-06"),
        ("[last May] he", "2023-05"),
        ("[last March] he", "2023-03"),
        ("[next May] he", "2024-05"),
        ("in [2017] he", "2017"),
        ("the [2021] Bergen Summit", "2021"),
        ("A [[2018] report](https://example.org/2016/x)", "2018"),
        ("[2024-02] was", "2024-02"),
        # ranges
        ("on [4-8 March 2024] in", "2024-03-04/2024-03-08"),
        ("on [4–8 March] in", "2024-03-04/2024-03-08"),
        ("on [14 and 15 May 2023], as", "2023-05-14/2023-05-15"),
        ("on [March 4-8, 2024] in", "2024-03-04/2024-03-08"),
        ("on [March 4 to 8] in", "2024-03-04/2024-03-08"),
        ("from [3 May to 2 June 2020] he", "2020-05-03/2020-06-02"),
        ("from [3 May 2019 until 2 June 2020] he", "2019-05-03/2020-06-02"),
        ("between [2017 and 2020] he", "2017/2020"),
        ("Between [March 2021 and November 2022] the", "2021-03/2022-11"),
        ("between [March and June 2020] he", "2020-03/2020-06"),
        ("from [2017 to 2020] he", "2017/2020"),
        ("([2017-2020])", "2017/2020"),
        ("([2017–2020])", "2017/2020"),
        ("in [2021-22] he", "2021/2022"),
        ("in [2021/22] he", "2021/2022"),
        ("from [December 2019 to January 2020] he", "2019-12/2020-01"),
        ("between [Monday and Wednesday] he", "2024-03-04/2024-03-06"),
        # roughly
        ("in [mid-March] he", "2024-03~"),
        ("in [early March 2023] he", "2023-03~"),
        ("at [the end of June 2022] he", "2022-06~"),
        ("in [late 2019] he", "2019~"),
        ("in [mid-2021] he", "2021~"),
        ("in or [about March 2023] recruited", "2023-03~"),
        ("[around 2015] he", "2015~"),
        ("[on or about 5 March 2023] he", "2023-03-05~"),
        ("in [the late 1990s] he", "1995/1999"),
        ("in [the 1990s] he", "1990/1999"),
        ("in [the nineties] he", "1990/1999"),
        # parts of years
        ("in [spring 2021] he", "2021-03/2021-05"),
        ("in [the winter of 2021-22] he", "2021-12/2022-02"),
        ("[last summer] he", "2023-06/2023-08"),
        ("in [the second quarter of 2021] it", "2021-04/2021-06"),
        ("in [Q2 2021] it", "2021-04/2021-06"),
        ("in [the first half of 2020] it", "2020-01/2020-06"),
        ("on [Christmas Eve 2022]. It", "2022-12-24"),
        ("on [New Year's Eve] he", "2023-12-31"),
        # from the day of publication
        ("on [Tuesday] he", "2024-03-05"),
        ("on [Saturday] he", "2024-03-09"),
        ("[last Saturday] he", "2024-03-02"),
        ("[last Friday] he", "2024-03-08"),
        ("[next Monday] he", "2024-03-11"),
        ("told a court that he would be questioned on [Friday].", "2024-03-15"),
        ("On [Monday] the court will hear him.", "2024-03-11"),
        ("said on [Monday] that it would appeal", "2024-03-04"),
        ("[yesterday] he", "2024-03-08"),
        ("[yesterday evening] he", "2024-03-08"),
        ("[last night] he", "2024-03-08"),
        ("[this morning] he", "2024-03-09"),
        ("[today] he", "2024-03-09"),
        ("[tomorrow] he", "2024-03-10"),
        ("[last week] he", "2024-02-26/2024-03-03"),
        ("[this week] he", "2024-03-04/2024-03-10"),
        ("[next week] he", "2024-03-11/2024-03-17"),
        ("[last month] he", "2024-02"),
        ("[earlier this month] he", "2024-03"),
        ("[last year] he", "2023"),
        ("[earlier this year] he", "2024"),
        ("[last weekend] he", "2024-03-02/2024-03-03"),
        ("[three days ago] he", "2024-03-06"),
        ("[three weeks ago] he", "2024-02-17~"),
        ("[two months ago] he", "2024-01"),
        ("[two years ago] he", "2022"),
        ("[about 20 years ago] he", "2004~"),
        ("[several years ago] he", ""),
        ("[Tuesday last week] he", "2024-02-27"),
        ("on [12 May last year] he", "2023-05-12"),
        ("in [March of last year] he", "2023-03"),
        ("on the [3rd day of May 2021] he", "2021-05-03"),
        ("[late last year] he", "2023~"),
        ("[the day before yesterday] he", "2024-03-07"),
        ("in [three days' time] he", "2024-03-12"),
        ("in [the early 2020s] he", "2020/2024"),
        ("in [the '90s] he", "1990/1999"),
        ("- [2019]: founded", "2019"),
        ("In [2018] police arrested", "2018"),
        ("The [2018] police report", "2018"),
        ("over [the past three years] he", "2021/2024"),
        ("over [the last two months] he", "2024-01/2024-03"),
    ],
)
def test_an_expression_is_found_at_its_place_with_its_value(text: str, value: str) -> None:
    start, end = text.index("["), text.rindex("]") if text.count("]") == 1 else text.index("]")
    if text.startswith("A [["):
        start, end = 3, text.index("]")
    clean = text[:start] + text[start + 1 : end] + text[end + 1 :]
    assert found(clean) == [(text[start + 1 : end], value)]
    if value:
        edtf.span(value)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On 13 May 2019 he left. [The following day] she did.", "2019-05-14"),
        ("On 13 May 2019 he left. [Next day] she did.", "2019-05-14"),
        ("On 19 March 2016 they met, and again in [Holy Week].", "2016-03-20/2016-03-26"),
        ("On 6 February 2014 he came. On [the Monday after Carnival] he left.", "2014-03-10"),
        ("He was shot [weeks after] the vote.", ""),
        ("On 13 May 2019 he left. [Four days later] she did.", "2019-05-17"),
        ("On 13 May 2019 he left. [Two weeks later] she did.", "2019-05-27~"),
        ("On 13 May 2019 he left. [A week later] she did.", "2019-05-20"),
        ("On 13 May 2019 he left. [A fortnight later] she did.", "2019-05-27"),
        ("On 13 May 2019 he left. [A month later] she did.", "2019-06"),
        ("In May 2019 he left. [Four weeks later] she did.", "2019-06"),
        ("In May 2019 he left. [Six weeks later] she did.", ""),
        ("On 13 May 2019 he left. She did [shortly before noon].", "2019-05-13"),
        ("In May 2019 he left. She did [just after midnight].", ""),
        ("It burnt from 12 to 13 May 2019. He left [the same morning].", "2019-05-13"),
        ("It burnt from 12 to 13 May 2019. He left [that night].", ""),
        ("On 13 May 2019 he left. [Two years later] she did.", "2021"),
        ("On 13 May 2019 he left. She did [the night before].", "2019-05-12"),
        ("On 13 May 2019 he left [that week].", "2019-05-13/2019-05-19"),
        ("On 13 May 2019 he left [the same day].", "2019-05-13"),
        ("On 13 May 2019 he left. [Later that year] she did.", "2019"),
        ("On 13 May 2019 he left. [The following month] she did.", "2019-06"),
        ("On 13 May 2019 he left. She paid on [17 May].", "2019-05-17"),
        ("On 13 May 2019 he left. She paid on [the 19th].", "2019-05-19"),
        ("On 13 May 2019 he left; [hours later], she did.", "2019-05-13"),
        ("On 13 May 2019 he left. [The following Tuesday] she did.", "2019-05-14"),
        ("On 13 May 2019 he left. [The previous Friday] she did.", "2019-05-10"),
        ("On 13 May 2019 he left. She did [that Monday].", "2019-05-13"),
        ("In 2019 he left. [Ten days later] she did.", ""),
        ("In March 2019 he left. [Two years earlier] she did.", "2017"),
        ("In March 2019 he left [the same month].", "2019-03"),
        ("In March 2019 he left [the same day].", "2019-03"),
        ("In March 2019 he left [that night].", ""),
        ("In March 2019 he left. She paid on [19 March].", "2019-03-19"),
        ("In March 2019 he left. In [May] she paid.", "2019-05"),
        ("In spring 2019 he left. She paid on [30 May that year].", "2019-05-30"),
        ("In May 2019 he left. She paid in [March the next year].", "2020-03"),
        ("In May 2019 he left. She paid [the following summer].", "2019-06/2019-08"),
        ("In May 2019 he left. On [8 June] she paid.", "2019-06-08"),
        ("On 13 May 2019 he left. [The very same evening] she paid.", "2019-05-13"),
        ("He met them from 2 to 5 May 2019. [A day later] he died.", "2019-05-06"),
        ("He was there from 3 to 19 May 2019. On [the 20th] he left.", "2019-05-20"),
        ("From 1974 to 1977 he sat there. [Nine years afterwards] he told them.", "1986"),
        ("On 13 May 2019 he left. On [the Friday] she did.", "2019-05-17"),
    ],
)
def test_what_is_told_from_the_date_before(text: str, values: str) -> None:
    start, end = text.index("["), text.index("]")
    clean = text[:start] + text[start + 1 : end] + text[end + 1 :]
    assert found(clean)[-1] == (text[start + 1 : end], values)
    assert found(clean, None)[-1] == (text[start + 1 : end], values), "this needs no day of publication"


def test_two_days_are_two_dates() -> None:
    assert found("on 9 and 12 October 2022 he") == [("9", "2022-10-09"), ("12 October 2022", "2022-10-12")]
    assert found("in 2017 and 2020 he") == [("2017", "2017"), ("2020", "2020")]
    assert found("in April and May 2020 he") == [("April", "2020-04"), ("May 2020", "2020-05")]


@pytest.mark.parametrize(
    "text",
    [
        "May Page and Mark May met.",
        "By May Page and Ólafur",
        "You may march. They march in step, and may fall.",
        "told to May Page in Paris",
        "April Jones spoke to Augusta",
        "2,017 people, 2017 people, $2017, EUR 2,021.50 and 2021 euros",
        "No. 214/2024, Report 7/2023, page 2019, room 2010, case 2021",
        "at 20:19, 2019:2021, 12.2019.1, tel 020 2019 4455",
        "see https://example.org/2023/06/17/march-2021 or a2021b@x.org",
        '<time datetime="2024-03-05">',
        "a 54-year-old, aged 30, 12 years in prison, for two weeks",
        "the third anniversary; 20 years of age",
        "every Tuesday and on Mondays",
        "every other Thursday; he met her on a Thursday",
        "[2024] CHCA 61",
        "The Sunday Post and Black Friday",
        "Aire Today said",
        "the 19th hearing",
        "in his sixties, in her late 40s",
        "the day before the vote; for five weeks before the tender",
        "the 14th Congress; on the second, she laughed; on the tenth floor",
        "The Easter Rising and the Easter eggs",
        "one Friday they went",
        "They took him after Friday prayers.",
        "by the 7th Fleet",
        "the last week of term",
        "COVID2019 and X-2021",
        "32 March, 0 May",
        "he can wait a second",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("on 31 June 2021 he", "31 June 2021"),
        ("on 2021-02-30 he", "2021-02-30"),
        ("on 30 February he", "30 February"),
        ("on 31.11.2020 he", "31.11.2020"),
        ("from 8 to 4 March 2024 he", "8 to 4 March 2024"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_kept_without_a_value(text: str, words: str) -> None:
    assert found(text) == [(words, "")]


@pytest.mark.parametrize("words", ["Tuesday", "last week", "yesterday", "17 June", "two years ago", "last summer"])
def test_without_a_day_of_publication_a_relative_date_has_no_value(words: str) -> None:
    assert found(f"on {words}, he", None) == [(words, "")]


def test_other_figures_of_the_text_tell_the_order_of_day_and_month() -> None:
    assert [value for _, value in found("on 25/3/2021 and 3/5/2021")] == ["2021-03-25", "2021-05-03"]
    assert [value for _, value in found("on 3/25/2021, again 3/5/2021")] == ["2021-03-25", "2021-03-05"]
    assert [value for _, value in found("on 25/3/2021, 3/25/2021 and 3/5/2021")] == ["2021-03-25", "2021-03-25", "2021"]


def test_a_mail_is_told_from_its_own_head() -> None:
    text = (
        "Date: Wed, 6 Mar 2024 08:52\n\nHe left yesterday.\n\n"
        "On 4 Mar 2024, at 11:15, Linh wrote:\n> We were paid this morning.\n>> Date: Fri, 1 Mar 2024\n>> today\n"
    )
    values = ["2024-03-06", "2024-03-05", "2024-03-04", "2024-03-04", "2024-03-01", "2024-03-01"]
    assert [value for _, value in found(text)] == values
    assert [value for _, value in found(text, None)] == values


GERMAN = {
    "months": {"Januar": 1, "März": 3, "Mai": 5},
    "short_months": {"Jan.": 1},
    "weekdays": {"Montag": 1, "Dienstag": 2},
    "short_weekdays": {"Mo.": 1},
    "doubtful_months": [],
    "units": {"Tag": "day", "Tage": "day", "Tagen": "day", "Wochen": "week"},
    "spans": {"Woche": "week", "Jahr": "year"},
    "grains": {"Tag": "day", "Woche": "week"},
    "days": {"gestern": -1, "heute": 0},
    "numbers": {"zwei": 2, "drei": 3},
    "last": ["letzten", "letzte", "letztes"],
    "next": ["nächsten"],
    "this": ["diesen"],
    "same": ["am selben"],
    "ago": ["vor"],
    "later": ["später"],
    "to": ["bis"],
    "nth": ["."],
    "future": ["wird"],
    "forms": [
        {"kind": "date", "form": "{day}\\. {any_month}(?: {year})?"},
        {"kind": "date", "form": "{month}(?: {year})?"},
        {"kind": "weekday", "form": "{last_next_this} {weekday}"},
        {"kind": "weekday", "form": "{weekday}"},
        {"kind": "today", "form": "{days}"},
        {"kind": "span", "form": "{last_next_this} {span}"},
        {"kind": "ago", "form": "{ago} {number} {unit}"},
        {"kind": "later", "form": "{number} {unit} {later}"},
        {"kind": "same", "form": "{same} {grain}"},
        {"kind": "year", "form": "{year}"},
    ],
}


def test_behind_an_article_a_date_goes_on_with_a_word_of_a_form() -> None:
    behind = language().worded
    assert behind >= {"weekend", "eve", "day", "days", "following", "same", "start", "monday", "twenties", "first", "past", "coming"}
    assert behind.isdisjoint({"harbour", "ministry", "report", "man"})


def test_another_language_is_another_file(tmp_path: Path) -> None:
    english = yaml.load(Path(dates.__file__).with_name("dates.yml").read_text("utf-8"), yaml.BaseLoader)
    file = tmp_path / "dates.de.yml"
    file.write_text(yaml.safe_dump({**english, **GERMAN}, allow_unicode=True), "utf-8")
    text = (
        "Am 3. März 2021 kam er, drei Tage später ging er, am selben Tag wie sie. Gestern, letzten Montag, im Mai 2020, letztes Jahr, vor"
        " zwei Tagen, 2019. Vom 3. Januar bis 5. März 2022. Er wird am Dienstag reden."
    )
    told = [(text[each.span.start : each.span.end], each.edtf) for each in dates.find(Page(text, (), None, PUBLISHED), language(file))]
    assert told == [
        ("3. März 2021", "2021-03-03"),
        ("drei Tage später", "2021-03-06"),
        ("am selben Tag", "2021-03-06"),
        ("Gestern", "2024-03-08"),
        ("letzten Montag", "2024-03-04"),
        ("Mai 2020", "2020-05"),
        ("letztes Jahr", "2023"),
        ("vor zwei Tagen", "2024-03-07"),
        ("2019", "2019"),
        ("3. Januar bis 5. März 2022", "2022-01-03/2022-03-05"),
        ("Dienstag", "2024-03-12"),
    ]


def test_a_word_of_a_name_is_no_date() -> None:
    text = "The weekly Lake Sunday and Rose May, in May and on Sunday, at the Hall 2020"
    names = [
        Named("outlet:a", "outlet", "Lake Sunday", mentions=[Span(11, 22)]),
        Named("place:a", "place", "Hall 2020", mentions=[Span(66, 75)]),
    ]
    page = Page(text, (), None, PUBLISHED)
    kept = [text[each.span.start : each.span.end] for each in dates.apart(dates.find(page), names, text)]
    assert kept == ["May", "Sunday", "2020"]


def test_a_dateline_dates_no_deed() -> None:
    text = plain("BRODNA, 14 March 2024 (Quay Wire) — Agents held her on Tuesday.\n\nOn 5 March - a day of rain - he left.")
    page = Page(text, (), None, PUBLISHED)
    assert [each.edtf for each in dates.telling(page, dates.find(page))] == ["2024-03-05", "2024-03-05"]


def test_what_lasts_has_an_open_end() -> None:
    page = Page("He ran it since 2020, until August 2023, in 2021, until last week.", (), None, PUBLISHED)
    lasting = [dates.lasting(page, each).edtf for each in dates.find(page)]
    assert lasting == ["2020/..", "../2023-08", "2021", "2024-02-26/2024-03-03"]
    assert all(edtf.span(each) for each in lasting)


def test_a_date_goes_over_the_end_of_a_line() -> None:
    assert found("left on 17\nOctober 2022, he") == [("17\nOctober 2022", "2022-10-17")]
    assert found("> left on 17\n> October 2022, he") == [("17\n> October 2022", "2022-10-17")]
    assert found("left on 17\n\nOctober was cold") == [("October", "2023-10")]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "2021-",
        "March ",
        "the ",
        "2021 to ",
        "1 and 2 ",
        "last last ",
        "about a ",
        "12/12/",
        "年",
        "Monday, ",
        "On ",
        "Date: ",
        " \n> ",
        "<a ",
        "-",
        "1st of ",
        "early ",
    ],
)
def test_hostile_texts_take_time_in_proportion_to_their_length(piece: str) -> None:
    def took(size: int) -> float:
        text = (piece * size)[:size]
        best = float("inf")
        for _ in range(2):
            started = time.process_time()
            found(text)
            best = min(best, time.process_time() - started)
        return best

    found("warm")
    assert took(10_000) < 10 * took(2_500) + 0.05


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The service warned us on [2 May].", "2023-05-02"),
        ("He was to repeat it under oath on [2 March].", "2024-03-02"),
        ("They were to repeat it under oath on [12 March].", "2024-03-12"),
        ("There is a note of an interview on [3 July].", "2023-07-03"),
        ("We would be grateful for answers by noon on [Friday].", "2024-03-15"),
        ("She has been called for [Thursday week].", "2024-03-21"),
        ("It meets again on [Saturday fortnight].", "2024-03-30"),
        ("Correction, [2 May]: an earlier version named him.", "2024-05-02"),
        ("The judge adjourned the case to [2 May].", "2024-05-02"),
        ("At ten past four, on [2 May]. She called me and said that the line was dead.", "2023-05-02"),
        ("She retires on [Friday].", "2024-03-15"),
        ("She faces the court on [Monday].", "2024-03-11"),
        ("They gave it away in [the spring of this year].", "2024-03/2024-05"),
        ("He left in [summer last year].", "2023-06/2023-08"),
        ("She retired on [Friday].", "2024-03-08"),
        ("If the audit is not published by [March], nobody will sign.", "2024-03"),
        ("Can you look at it before [Thursday]?", "2024-03-14"),
        ("She takes over the office on [1 September].", "2024-09-01"),
        ("The clerk told me to try again on [Friday].", "2024-03-15"),
        ("The clerk managed to get away on [Friday].", "2024-03-08"),
        ("Can we print it on [Friday], with his name?", "2024-03-15"),
        ("Keep it to us until I have seen her on [Friday].", "2024-03-15"),
        ("The case is set down for [Friday].", "2024-03-15"),
        ("She wrote that they had demanded that the Norwegians return him at the summit in [June].", "2023-06"),
        ("We could not reach her on [Friday].", "2024-03-08"),
        ("The permit of the mine may be withdrawn in [May].", "2024-05"),
        ("The permit of the mine may have been withdrawn in [May].", "2023-05"),
        ("The permit of the mine has been under review since [May].", "2023-05"),
        ("The monitor will print it, I spoke to her there on [Wednesday].", "2024-03-06"),
        ("He would resign if she came on [Wednesday].", "2024-03-13"),
        ("Her book will be published by a small press in the [autumn].", "2024-09/2024-11"),
        ("Her book was published by a small press in the [autumn].", "2023-09/2023-11"),
        ("The next briefing is on [Saturday].", "2024-03-16"),
        ("The trial will open on [Saturday].", "2024-03-09"),
        ("He died in Accra on [Good Friday].", "2023-04-07"),
        ("She takes over on [Easter Monday].", "2024-04-01"),
        ("On [the last Friday of May] a man whom I shall call the Miller sat down at my table.", "2023-05-26"),
        ("He is coming to Riga on [Wednesday].", "2024-03-13"),
        ("We are meeting them on [Wednesday].", "2024-03-13"),
        ("He was coming to Riga on [Wednesday].", "2024-03-06"),
        ("This goes back to a post on [5 March].", "2024-03-05"),
        ("He flies to Riga on [15 March].", "2024-03-15"),
        ("The choir sings in Riga on [Wednesday].", "2024-03-13"),
        ("There's a fair in Riga on [Wednesday].", "2024-03-13"),
        ("On [Wednesday] there is a fair in Riga.", "2024-03-13"),
        ("There was a fair in Riga on [Wednesday].", "2024-03-06"),
        ("He is at sea until [October].", "2024-10"),
        ("He was at sea until [October].", "2023-10"),
        ("The paper expects a verdict on [Friday].", "2024-03-15"),
        ("They carried it across [this winter].", "2023-12/2024-02"),
        ("They will carry it across [this winter].", "2024-12/2025-02"),
        ("They met for tea [this summer].", "2023-06/2023-08"),
        ("The senate is to vote [next Sunday].", "2024-03-17"),
    ],
)
def test_the_verb_tells_whether_a_date_is_to_come(text: str, value: str) -> None:
    plain_ = text.replace("[", "").replace("]", "")
    expression = text[text.index("[") + 1 : text.index("]")]
    spans = sentences.split(plain_)
    page = Page(plain_, spans, parsed(plain_, spans), PUBLISHED)
    assert [(plain_[each.span.start : each.span.end], each.edtf) for each in dates.find(page)] == [(expression, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In March 2021 he went; he came back the following January.", ["2021-03", "2022-01"]),
        ("In March 2021 he went; he had come the previous May.", ["2021-03", "2020-05"]),
        ("In January he met her. Her report is due on the 14th.", ["2024-01", "2024-03-14"]),
        ("In May 2021 he rang her. He flew out on the 14th.", ["2021-05", "2021-05-14"]),
        ("In January he met her. Her report is due on the 4th.", ["2024-01", "2024-04-04"]),
        ("In January he met her. They dined on the 14th.", ["2024-01", "2024-01-14"]),
        ("He went in 2019. In August of that year he came back.", ["2019", "2019-08"]),
        ("The elections are three days away.", ["2024-03-12"]),
        ("Notice No. 27 of 2024 is withdrawn.", []),
        ("He paid for the Christmas lights.", []),
        ("He paid at Christmas.", ["2023-12-25"]),
        ("It was sold on 19 January 2021. He had left eleven weeks before that.", ["2021-01-19", "2020-11-03~"]),
        ("He went.\n\n**Update, Monday:** He was held at noon today.", ["2024-03-11", "2024-03-11"]),
        ("**Update, 4 March:** He was held last night.\n\nWe wrote yesterday.", ["2024-03-04", "2024-03-03", "2024-03-08"]),
    ],
)
def test_what_is_told_from_another_date_and_what_is_none(text: str, values: list[str]) -> None:
    assert [value for _, value in found(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The page was deleted between 21 and 24 February.", [("21 and 24 February", "2024-02-21/2024-02-24")]),
        ("She came on 21 and 24 February.", [("21", "2024-02-21"), ("24 February", "2024-02-24")]),
        ("He was held on the 28th of last month.", [("the 28th of last month", "2024-02-28")]),
        ("It was learnt on the 9th of this month.", [("the 9th of this month", "2024-03-09")]),
        ("In 1981 he wrote to her. Her book appeared that October.", [("1981", "1981"), ("that October", "1981-10")]),
        ("In 1981 he wrote to her. She said that October had been cold.", [("1981", "1981"), ("October", "2023-10")]),
        ("Every August he sat in the rain.", []),
        ("It rained on the second Monday of February 2021.", [("the second Monday of February 2021", "2021-02-08")]),
        ("It rained on the fifth Monday of February 2021.", [("the fifth Monday of February 2021", "")]),
        (
            "He died on Good Friday 2022, she on Easter Monday 2021.",
            [("Good Friday 2022", "2022-04-15"), ("Easter Monday 2021", "2021-04-05")],
        ),
        ("The Good Friday Agreement was signed there.", []),
        ("He was held in a hotel on 30/7, she on 3/2.", [("30/7", "2023-07-30"), ("3/2", "2024-02-03")]),
        (
            "RIGA, Saturday (9/3/2024)\n\nHe was named on Monday (4/3).",
            [("Saturday (9/3/2024)", "2024-03-09"), ("Monday (4/3)", "2024-03-04")],
        ),
        ("He was named on Monday (4 March) and not on Tuesday.", [("Monday (4 March)", "2024-03-04"), ("Tuesday", "2024-03-05")]),
        ("He was held on 3/2.", [("3/2", "")]),
        ("The phone is on 24/7, two in 3/4 of all cases, on 3/4 of the land.", []),
        ("Report 2022/07: the sluice", []),
        ("the winter of 2021/22", [("the winter of 2021/22", "2021-12/2022-02")]),
        ("On 8 October 2022 he wrote. She left on 2 February.", [("8 October 2022", "2022-10-08"), ("2 February", "2023-02-02")]),
        ("He had it until 8 October 2022. She left on 2 February.", [("8 October 2022", "2022-10-08"), ("2 February", "2024-02-02")]),
        ("On 9 November 1989 he wrote. In the spring she left.", [("9 November 1989", "1989-11-09"), ("spring", "1990-03/1990-05")]),
        ("She was moved two weeks after he resigned.", [("two weeks after", "")]),
        ("On 6 March they left, he says, two days after the vote.", [("6 March", "2024-03-06"), ("two days after", "2024-03-04")]),
        ("On 6 March he left a firm set up two days before the vote.", [("6 March", "2024-03-06"), ("two days before", "")]),
        ("He left on 6 March, two days after the vote.", [("6 March", "2024-03-06"), ("two days after", "2024-03-06")]),
        ("He left on 6 March, the day after the vote.", [("6 March", "2024-03-06"), ("the day after", "2024-03-06")]),
        ("He left on 6 March, two days after she did; the day after she did he was dead.", [("6 March", "2024-03-06")]),
        (
            "He left on 6 March, two weeks before the vote, and last June, two days after the vote.",
            [("6 March", "2024-03-06"), ("last June", "2023-06")],
        ),
        (
            "In July 2022 he flew out the same day, July 19.",
            [("July 2022", "2022-07"), ("the same day", "2022-07-19"), ("July 19", "2022-07-19")],
        ),
        (
            "The fall came in the autumn of 1990. The paper told of it. He resigned on 30 November all the same.",
            [("the autumn of 1990", "1990-09/1990-11"), ("30 November", "1990-11-30")],
        ),
        (
            "They met in the spring of 2023. A letter received on 2 March says so.",
            [("the spring of 2023", "2023-03/2023-05"), ("2 March", "2024-03-02")],
        ),
        ("1941 Born on Ibo, 7 August 1959-64 in Lisbon", [("1941", "1941"), ("7 August", "1941-08-07"), ("1959-64", "1959/1964")]),
        ("He wrote on the eve of the vote. In the weeks that followed he was ill.", [("the eve of", ""), ("the weeks that followed", "")]),
        (
            "Born in 1943 or 1944; it burnt in 1943 or 1951, in 1943 and 1944.",
            [("1943 or 1944", "1943/1944"), *[(year, year) for year in ("1943", "1951", "1943", "1944")]],
        ),
        ("Criminal Appeal No. AAU 0088 of 2022 is out; he bought No. 88 in 2022.", [("2022", "2022")]),
        ('He said "not this quarter".', [("this quarter", "2024-01/2024-03")]),
        ("PS, Friday: two readers rang.", [("Friday", "2024-03-15")]),
        ("PS. He rang on Friday.", [("Friday", "2024-03-08")]),
        ("A Friday letter on power\n\nThe Post, Saturday supplement", []),
        ("The chart, drawn in 1587 and sold, and that of 1590 sheets in 1600 parts, in 1610 mills", [("1587", "1587")]),
        ("- **1587**: Drawn at Callao\n- 1588: burnt", [("1587", "1587"), ("1588", "1588")]),
        ("They wrote three days before the vote; he was sued within days.", [("three days before", ""), ("within days", "")]),
        ("He had till the Friday to pay.", [("the Friday", "")]),
        ("He is on bail until 2 September.", [("2 September", "2024-09-02")]),
        ("The accounts, which were due in January, are not there.", [("January", "2024-01")]),
        ("It meets on 20/06/24; the bill is of 14.06.15.", [("20/06/24", "2024-06-20"), ("14.06.15", "2015-06-14")]),
        ("It rose in the fourth quarter.", [("the fourth quarter", "2023-10/2023-12")]),
        ("It will rise in the third quarter.", [("the third quarter", "2024-07/2024-09")]),
        ("It fell last quarter.", [("last quarter", "2023-10/2023-12")]),
        ("It fell in the second half of last year.", [("the second half of last year", "2023-07/2023-12")]),
        ("She was there in late Aug, not since Oct, he said.", [("late Aug", "2023-08~"), ("Oct", "2023-10")]),
        ("She was there in the first week of July.", [("the first week of July", "2023-07-01/2023-07-07")]),
        ("He left at Easter 2021.", [("Easter 2021", "2021-04-04")]),
        ("Nobody has seen him since Australia Day.", [("Australia Day", "2024-01-26")]),
        ("On the sixth, they took it.", [("the sixth", "2024-03-06")]),
        (
            "On 3 May 2020 he left.\n\n**June 1968.** The police searched it on the 19th.",
            [("3 May 2020", "2020-05-03"), ("June 1968", "1968-06"), ("the 19th", "1968-06-19")],
        ),
        (
            "On 3 May 2020 he left. He had been there in June 1968, and died on the 19th.",
            [("3 May 2020", "2020-05-03"), ("June 1968", "1968-06"), ("the 19th", "2020-05-19")],
        ),
    ],
)
def test_forms_that_lean_on_what_stands_beside_them(text: str, values: list[tuple[str, str]]) -> None:
    assert found(text) == values


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Today the firm has 4,300 workers.", False),
        ("His report of the evening, kept today in an archive, runs to two pages.", False),
        ("The clerk, today a baker in Gent, knew of it.", False),
        ("Today the firm sacked its director.", True),
        ("The office today filed a complaint.", True),
        ("The minister is in Riga today.", True),
    ],
)
def test_today_can_be_our_time(text: str, told: bool) -> None:
    spans = sentences.split(text)
    page = Page(text, spans, parsed(text, spans), PUBLISHED)
    assert bool(dates.find(page)) == told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The list\nTuesday: Mr Orlan flies to Riga.", "2024-03-12"),
        ("The list\nTuesday: Mr Orlan flew to Riga.", "2024-03-05"),
        ("Mr Orlan tells the board on Thursday.", "2024-03-14"),
        ("Mr Orlan told the board on Thursday.", "2024-03-07"),
        ("Mr Orlan promises a second part on Thursday.", "2024-03-14"),
        ("Mr Orlan has been invited for Thursday.", "2024-03-14"),
        ("His trial may begin in the autumn.", "2024-09/2024-11"),
        ("His trial began in the autumn.", "2023-09/2023-11"),
        ("The sale, scheduled for 2 June, was cancelled.", "2023-06-02"),
        ("The sale, scheduled for 2 June, was announced by the firm.", "2024-06-02"),
    ],
)
def test_what_is_planned_is_still_to_come(text: str, value: str) -> None:
    spans = sentences.split(text)
    page = Page(text, spans, parsed(text, spans), PUBLISHED)
    assert [each.edtf for each in dates.find(page)] == [value]


@pytest.mark.parametrize(
    ("year", "day"), [(1961, "1961-04-02"), (2000, "2000-04-23"), (2019, "2019-04-21"), (2024, "2024-03-31"), (2038, "2038-04-25")]
)
def test_easter(year: int, day: str) -> None:
    assert date_values.easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("paid in August and in October 2023", ["2023-08", "2023-10"]),
        ("paid on 3 August and on 9 October 2021", ["2021-08-03", "2021-10-09"]),
        ("paid in August, and in 2021 he left", ["2023-08", "2021"]),
    ],
)
def test_two_dates_that_are_told_together_are_of_the_year_that_the_second_has(text, values):
    assert [value for _, value in found(text)] == values


@pytest.mark.parametrize("text", ["We would love to run it on Friday.", "We plan to meet her on Friday.", "I intend to fly on Friday."])
def test_what_somebody_wishes_or_plans_to_do_is_to_come(text):
    page = Page(plain(text), (), parsed(text), PUBLISHED)
    assert [each.edtf for each in dates.find(page)] == ["2024-03-15"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("- **2 March.** He left.\n- **4 March.** The prosecutor opens an inquiry.", ["2024-03-02", "2024-03-04"]),
        ("Correction of 19 March: the first version said that the depot was shut.", ["2024-03-19"]),
        ("A summons is to issue to Mr Lang, until August the head of the port.", ["2023-08"]),
        ("Press release 2024/41", []),
        ("In 2024/25 it was shut.", ["2024/2025"]),
    ],
)
def test_what_stands_beside_a_date_is_no_sign_of_what_is_to_come(text: str, value: list[str]) -> None:
    clean = plain(text)
    assert [each.edtf for each in dates.find(Page(clean, (), parsed(clean), published=date(2024, 3, 14)))] == value
