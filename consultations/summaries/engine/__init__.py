"""The embedded summary: pure functions from texts to themes and verbatims; no Django, no network.

`summarise` does it all. The same texts give the same result, in any order; nothing is drawn by
chance and nothing is downloaded. scikit-learn and snowballstemmer come with the extra `analysis`.
"""
