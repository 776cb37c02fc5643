"""What Neo4j would do for a query, held against what reading needs: READ access alone lets it read files, end other people's queries
and call any procedure. The plan of EXPLAIN is judged, never the text, which can be written in too many ways.

The operators are those of the Neo4j 5 manual ("Operators in detail") that neither write nor reach beyond the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import StoreAccessError

_SCANS = """
    AllNodesScan NodeByLabelScan IntersectionNodeByLabelsScan UnionNodeByLabelsScan SubtractionNodeByLabelsScan NodeByElementIdSeek
    NodeByIdSeek NodeCountFromCountStore NodeIndexScan NodeIndexContainsScan NodeIndexEndsWithScan NodeIndexSeek NodeIndexSeekByRange
    NodeUniqueIndexSeek NodeUniqueIndexSeekByRange MultiNodeIndexSeek AssertingMultiNodeIndexSeek AllRelationshipsScan
    RelationshipByElementIdSeek RelationshipByIdSeek RelationshipCountFromCountStore RelationshipIndexScan RelationshipIndexContainsScan
    RelationshipIndexEndsWithScan RelationshipIndexSeek RelationshipIndexSeekByRange RelationshipTypeScan UnionRelationshipTypesScan
    RelationshipUniqueIndexSeek RelationshipUniqueIndexSeekByRange
"""
_PATHS = """
    Expand OptionalExpand VarLengthExpand PruningVarExpand BFSPruningVarExpand ProjectEndpoints Repeat ShortestPath
    StatefulShortestPath TriadicBuild TriadicFilter TriadicSelection
"""
_ROWS = """
    Argument ArgumentTracker Apply SemiApply AntiSemiApply LetSemiApply LetAntiSemiApply SelectOrSemiApply SelectOrAntiSemiApply
    LetSelectOrSemiApply LetSelectOrAntiSemiApply ConditionalApply AntiConditionalApply RollUpApply Anti AssertSameNode
    AssertSameRelationship CacheProperties CartesianProduct Distinct OrderedDistinct Eager EagerAggregation OrderedAggregation EmptyResult
    EmptyRow Filter Input Limit ExhaustiveLimit NodeHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin LeftOuterHashJoin
    RightOuterHashJoin ValueHashJoin NullifyMetadata Optional PartialSort PartialTop ProduceResults Projection Skip Sort Top Top1WithTies
    Union OrderedUnion Unwind
"""
_SCHEMA = "ShowIndexes ShowConstraints ShowFunctions ShowProcedures"
_WRITES = """
    Create Merge LockingMerge LockNodes Foreach Delete DeleteNode DeletePath DeleteExpression DeleteRelationship DetachDelete
    DetachDeleteNode DetachDeletePath DetachDeleteExpression SetLabels RemoveLabels SetDynamicProperty SetProperty SetProperties
    SetPropertiesFromMap SetNodeProperty SetNodeProperties SetNodePropertiesFromMap SetRelationshipProperty SetRelationshipProperties
    SetRelationshipPropertiesFromMap
"""
OPERATORS = frozenset(f"{_SCANS} {_PATHS} {_ROWS} {_SCHEMA}".split())
CHANGING = OPERATORS | frozenset(_WRITES.split())
PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.ping",
        "dbms.components",
        "db.schema.visualization",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
        "db.index.vector.queryNodes",
        "db.index.vector.queryRelationships",
    }
)
_VARIANTS = re.compile(r"^(Partitioned)?(Directed|Undirected)?")
_REFUSED = {
    "LoadCSV": "read a file or address",
    "ProcedureCall": "call the procedure {name}",
    "AdministrationCommand": "administer the server",
    "ShowSettings": "show the server's settings",
    "ShowTransactions": "show other people's queries",
    "TerminateTransactions": "end other people's queries",
    "TransactionApply": "run in transactions of its own",
    "TransactionForeach": "run in transactions of its own",
    "RunQueryAt": "ask another database",
}


def require_reading(plan: Mapping[str, Any] | None, *, embedded: bool) -> None:
    """Raise StoreAccessError, saying what the query would do, unless its plan (as the driver gives it) does nothing but read.

    The embedded engine has no plan for commands to the server, which its reader may give; in all else its reader may do nothing but read.
    """
    _judge(plan, OPERATORS, "read", "only reading the graph is allowed here", embedded)


def require_graph_alone(plan: Mapping[str, Any] | None, *, embedded: bool) -> None:
    """Raise StoreAccessError, saying what the query would do, unless it does nothing but read and change the graph."""
    _judge(plan, CHANGING, "change the graph", "only the graph may be changed here", embedded)


def _judge(plan: Mapping[str, Any] | None, allowed: frozenset[str], doing: str, only: str, embedded: bool) -> None:
    if plan is None:
        raise StoreAccessError(f"The query was not run: it is a command to the server, and {only}.")
    for operator, details in () if embedded else _steps(plan):
        name = details.partition("(")[0].strip()
        if operator not in allowed and not (operator == "ProcedureCall" and name in PROCEDURES):
            would = _REFUSED.get(operator, f"do more than {doing} ({operator})").format(name=name)
            raise StoreAccessError(f"The query was not run: it would {would}, and {only}.")


def _steps(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each operator, without database, variant and direction, and its details."""
    waiting = [plan]
    while waiting:
        step = waiting.pop()
        operator = str(step["operatorType"]).partition("@")[0].partition("(")[0]
        yield _VARIANTS.sub("", operator), str(step.get("args", {}).get("Details", ""))
        waiting += step.get("children", [])
