"""Opinion groups: pure functions from votes to groups, and what they agree and disagree on.

The formulas are those that Pol.is publishes (compdemocracy/polis, `math/`), written anew; each
says where it comes from. Nothing here knows the database, the clock or chance: the same votes give
the same groups, in any order, on any machine.
"""
