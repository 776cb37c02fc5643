"""A case in which several are told under two spellings; and two who are not the same."""

from __future__ import annotations

from graph.model import AnyRecord, Case, Claim, Entity, Source, Statement, Voice

CASE = "spellings"


def spellings() -> list[AnyRecord]:
    """Ada Quill as two papers spell her, a clerk in two scripts with a near namesake, a body in two kinds; who met and paid whom."""
    given = {"case": CASE}
    said = [
        ("met-1", "person:ada-quill", "met", "person:bo-marsh", "alder"),
        ("met-2", "person:a-quill", "met", "person:bo-marsh", "birch"),
        ("works-1", "person:ada-quill", "worked_for", "agency:harbour-board", "alder"),
        ("paid", "organisation:harbour-board", "paid", "person:lin-jingwei", "birch"),
        ("went", "person:lin-jianwei", "visited", "place:bracken", "alder"),
    ]
    return [
        Case(**given, title="Two spellings"),
        *(Voice(**given, key=f"outlet:{name}", name=name.capitalize(), kind="outlet") for name in ("alder", "birch")),
        Source(**given, key="src:alder", title="What the Alder tells", publisher="outlet:alder", published="2031-03-02", tier="core"),
        Source(**given, key="src:birch", title="What the Birch tells", publisher="outlet:birch", published="2031-03-05", tier="core"),
        Entity(**given, key="person:ada-quill", name="Ada Quill", kind="person", ids={"register": "Q-17"}, country="WM"),
        Entity(**given, key="person:a-quill", name="A. Quill", kind="person", aliases=[{"name": "the <b>clerk</b>", "weak": True}]),
        Entity(**given, key="person:bo-marsh", name="Bo Marsh", kind="person"),
        Entity(**given, key="person:lin-jingwei", name="Lin Jingwei", kind="person", properties={"born": "1971"}),
        Entity(**given, key="person:lin", name="林经纬", kind="person", properties={"born": "1971-04"}),
        Entity(**given, key="person:lin-jianwei", name="Lin Jianwei", kind="person"),
        Entity(**given, key="agency:harbour-board", name="Harbour Board", kind="agency"),
        Entity(
            **given, key="organisation:harbour-board", name="The Harbour Board", kind="organisation", aliases=[{"name": "Harbour Board"}]
        ),
        Entity(**given, key="place:bracken", name="Bracken", kind="place"),
        *(Statement(**given, slug=slug, subject=a, predicate=predicate, object=b) for slug, a, predicate, b, _ in said),
        *(Claim(**given, key=f"c-{slug}", statement=slug, source=f"src:{by}", chain=(f"outlet:{by}",)) for slug, *_, by in said),
    ]
