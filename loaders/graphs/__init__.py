"""Other tools' graphs and public data sets: each becomes a case of its own whose relationships are rows of one data set.

A format is one module with `recognises` and `draft`; what they share is how items are kept (`spool`), named (`names`, `attributes`) and
made a case (`dataset`). docs/loaders/ has the mapping of each.
"""
