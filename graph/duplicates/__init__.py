"""Which entities may be the same: pairs found by blocks of names and identifiers, with a score, and why and why not in words.

A score ranks what a person looks at; nothing is ever merged by it. Pure functions; `graph.queries.duplicates` reads what they need.
"""
