"""A file that goes with what is typed; a browser never gives one back, so it is asked again."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.uploads import weight
from participation.councils.documents.choices import ADMITTED
from participation.councils.documents.forms import DocumentField


class FileForm(forms.Form):
    """A form with one file, which may be left out."""

    file = DocumentField(label=gettext_lazy("Pièce jointe"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "PDF, document de bureautique, texte ou image, de %(most)s au plus. "
            "Tout le monde la lira : ne nommez aucun habitant."
        ) % {"most": weight(ADMITTED.largest)}

    def full_clean(self) -> None:
        super().full_clean()
        if self.errors:
            self._ask_again()

    def refuse(self, sentence: str) -> None:
        """Say why a well-formed form was not taken."""
        self.add_error(None, sentence)
        self._ask_again()

    def _ask_again(self) -> None:
        if self.files and not self.has_error("file"):
            self.add_error("file", _("Choisissez le fichier à nouveau : il n’a pas pu être gardé."))


class AttachForm(FileForm):
    """A file of the text itself."""

    file = DocumentField(label=gettext_lazy("Fichier"))
