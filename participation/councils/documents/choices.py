"""What a document may be, and which files are taken."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.filekinds import OFFICE, PDF, PICTURES, TEXTS
from participation.base.uploads import Admitted


class DocumentType(models.TextChoices):
    MINUTES = "minutes", _("compte rendu")
    BROCHURE = "brochure", _("plaquette")
    METHODOLOGY = "methodology", _("méthode")
    STUDY = "study", _("étude ou diagnostic")
    OFFICIAL_TEXT = "official_text", _("texte officiel")
    OTHER = "other", _("autre document")


ADMITTED = Admitted(
    kinds=(PDF, *OFFICE, *TEXTS, *PICTURES),
    largest=settings.DOCUMENT_MEGABYTES * 1_000_000,
    refusal=_(
        "Ce fichier n’est pas d’un type accepté. Choisissez un PDF, un document de bureautique "
        "(ODT, ODS, ODP, DOCX, XLSX, PPTX), un texte (TXT, CSV) ou une image (JPEG, PNG, WebP)."
    ),
)
DEEPEST = 3  # folders within folders
