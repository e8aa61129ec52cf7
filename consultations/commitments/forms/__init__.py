"""Forms in which a public body keeps its plans; the editors' face shows them.

Each is given what it is about and data; when it is valid, `save(actor=…)` writes through the
actions, and a refusal becomes an error.
"""
