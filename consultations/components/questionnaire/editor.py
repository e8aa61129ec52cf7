"""How the questions are edited."""

from consultations.registry import Editor


class QuestionnaireEditor(Editor):
    """The questions of a step, as plain forms."""
