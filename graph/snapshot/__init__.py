"""Snapshots: a view with its evidence as one text that is the same everywhere, to be shared, checked and compared."""
