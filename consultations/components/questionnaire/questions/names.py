"""The kinds of questions by name: which are answered in words, and which by choosing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    SHORT_TEXT = "short_text", _("Texte court")
    LONG_TEXT = "long_text", _("Texte long")
    ONE_CHOICE = "one_choice", _("Un seul choix")
    SEVERAL_CHOICES = "several_choices", _("Plusieurs choix")
    SCALE = "scale", _("Échelle")
    YES_NO = "yes_no", _("Oui ou non")
    RANKING = "ranking", _("Classement")
    MATRIX = "matrix", _("Tableau")
    NUMBER = "number", _("Nombre")
    DATE = "date", _("Date")
    COMMUNE = "commune", _("Commune ou quartier")
    FILE = "file", _("Photo ou document")


TEXT_KINDS = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})
CHOSEN_KINDS = frozenset(
    {
        QuestionKind.ONE_CHOICE,
        QuestionKind.SEVERAL_CHOICES,
        QuestionKind.SCALE,
        QuestionKind.YES_NO,
        QuestionKind.RANKING,
        QuestionKind.MATRIX,
    }
)
YES_NO_CHOICES = (("yes", "Oui"), ("no", "Non"))  # an author's words, like any choice


def letters(number: int) -> str:
    """Name the choice that stands at a place (from 0) as paper and exports do: a, b… z, aa, ab…"""
    first, last = divmod(number, 26)
    return (chr(96 + first) if first else "") + chr(97 + last)
