"""Separate chains: the most paths from the reader to origins that share no voice, by Menger's theorem also the fewest voices that
must be wrong for all support to fall. A maximum flow over voices of capacity one, which scipy finds where a walk does not settle it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set


def separate_chains(heads: Set[str], links: Mapping[str, Set[str]], origins: Set[str]) -> int:
    """How many paths from `heads` to `origins` along `links` share no place, both ends included."""
    # a head that is itself an origin is a path of one place, which no better use of that place can beat
    both = heads & origins
    starts, goals = heads - both, origins - both
    if not starts or not goals:
        return len(both)
    most = min(len(starts), len(goals))
    if (walked := _walk(starts, links, goals, both)) in (0, most):
        return len(both) + walked
    return len(both) + _flow(starts, links, goals, both)


def _walk(starts: Set[str], links: Mapping[str, Set[str]], goals: Set[str], without: Set[str]) -> int:
    """Paths found by going depth first from each start over places not yet seen: the answer if none are found, or as many as can be."""
    seen = set(without)
    found = 0
    for start in starts:
        if start in seen:
            continue
        seen.add(start)
        ways = [iter(links.get(start, ()))]
        while ways:
            after = next((after for after in ways[-1] if after not in seen), None)
            if after is None:
                ways.pop()
                continue
            seen.add(after)
            if after in goals:
                found += 1
                break
            ways.append(iter(links.get(after, ())))
    return found


def _flow(starts: Set[str], links: Mapping[str, Set[str]], goals: Set[str], without: Set[str]) -> int:
    """Each place is split into a way in (2i) and a way out (2i + 1), joined by an edge of capacity one; 0 is the reader, 1 the fact."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    numbers: dict[str, int] = {}

    def into(place: str) -> int:
        return 2 * numbers.setdefault(place, len(numbers) + 1)

    edges = [(0, into(place)) for place in starts]
    edges += [(into(place) + 1, 1) for place in goals]
    for before, afters in links.items():
        # a path that runs on through an origin can as well end there, so no link leaves one
        if before not in without and before not in goals:
            out = into(before) + 1
            edges += [(out, into(after)) for after in afters if after not in without and after not in starts]
    edges += [(2 * number, 2 * number + 1) for number in numbers.values()]
    ends, size = np.array(edges, dtype=np.int32), 2 * len(numbers) + 2
    capacities = csr_array((np.ones(len(ends), dtype=np.int32), (ends[:, 0], ends[:, 1])), shape=(size, size))
    return int(maximum_flow(capacities, 0, 1).flow_value)
