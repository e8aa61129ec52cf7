"""Families and themes, states, and which photos and files are taken."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.filekinds import OFFICE, PDF, PICTURES
from participation.base.uploads import Admitted


class Category(models.TextChoices):
    GATHER_VOICES = "gather_voices", _("Récolter la parole des habitants")
    LIVING_ENVIRONMENT = "living_environment", _("Améliorer le cadre de vie")
    MEETING_SOLIDARITY = "meeting_solidarity", _("Organiser la rencontre et les solidarités")
    ACT_ON_PROBLEMS = "act_on_problems", _("Agir sur les problèmes du quartier")


class PracticeState(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    PROPOSED = "proposed", _("En relecture")
    PUBLISHED = "published", _("Publiée")
    WITHDRAWN = "withdrawn", _("Retirée")


EDITABLE = [PracticeState.DRAFT, PracticeState.WITHDRAWN]
PHOTOS = Admitted(
    kinds=PICTURES,
    largest=8_000_000,
    refusal=_("Cette photo n’est pas d’un type accepté. Choisissez une image JPEG, PNG ou WebP."),
)


class Theme(models.TextChoices):
    RUN = "run", _("Faire vivre un conseil")
    REACH_OUT = "reach_out", _("Aller vers les habitants")
    MEET = "meet", _("Animer une réunion")
    DECIDE = "decide", _("Décider ensemble")
    WEIGH = "weigh", _("Peser dans les décisions publiques")
    RIGHTS = "rights", _("Connaître ses droits")
    MEANS = "means", _("Trouver des moyens")


class Language(models.TextChoices):
    """In which language a document of method is written (ISO 639-1)."""

    FRENCH = "fr", _("français")
    ENGLISH = "en", _("anglais")
    ARABIC = "ar", _("arabe")
    SPANISH = "es", _("espagnol")
    PORTUGUESE = "pt", _("portugais")
    TURKISH = "tr", _("turc")


class GuideState(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    PROPOSED = "proposed", _("En relecture")
    PUBLISHED = "published", _("Publié")
    WITHDRAWN = "withdrawn", _("Retiré")


FILES = Admitted(
    kinds=(PDF, *OFFICE),
    largest=settings.DOCUMENT_MEGABYTES * 1_000_000,
    refusal=_(
        "Ce fichier n’est pas d’un type accepté. Choisissez un PDF ou un document de bureautique "
        "(ODT, ODS, ODP, DOCX, XLSX, PPTX)."
    ),
)


class Scope(models.TextChoices):
    NATIONAL = "national", _("Nationale")
    REGIONAL = "regional", _("Régionale")
    DEPARTMENTAL = "departmental", _("Départementale")
    LOCAL = "local", _("Locale")


class DateState(models.TextChoices):
    SCHEDULED = "scheduled", _("Prévue")
    POSTPONED = "postponed", _("Reportée")
    CANCELLED = "cancelled", _("Annulée")
