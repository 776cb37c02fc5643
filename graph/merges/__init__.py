"""Entities that persons decided to be one: which decisions hold, what groups they make, what is shown in the place of a group.

Pure functions over records; `graph.load.merged` brings a store in line with them.
"""
