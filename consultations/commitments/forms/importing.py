"""Taking measures over from a file: chosen, shown first, then taken in as a whole."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.commitments import actions
from consultations.commitments.forms.base import long_text
from consultations.commitments.imports.reading import Row, decoded, read_rows
from consultations.commitments.models import Plan
from consultations.errors import Refused

LARGEST = 1_000_000  # bytes


class ImportForm(forms.Form):
    """A file, or the content of the one just shown; and why published measures change."""

    file = forms.FileField(label=_("Fichier CSV"), required=False)
    content = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    reason = forms.CharField(
        label=_("Pourquoi ces changements"),
        help_text=_("Pour les mesures publiées qui changent, si le fichier ne le dit pas."),
        required=False,
        widget=long_text(2),
    )

    def __init__(self, plan: Plan, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.plan = plan
        self.rows: list[Row] = []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        upload, content = given.get("file"), given.get("content") or ""
        if upload:
            if upload.size > LARGEST:
                self.add_error("file", _("Ce fichier dépasse 1 Mo. Coupez-le en plusieurs."))
                return given
            content = decoded(upload.read())
        if not content:
            self.add_error("file", _("Choisissez un fichier CSV."))
            return given
        try:
            self.rows = read_rows(content)
        except Refused as refusal:
            self.add_error("file", str(refusal.message))
        given["content"] = content
        return given

    def take(self, *, actor: Any, is_rehearsal: bool) -> actions.Report:
        """Do what the file says, or show what it would do."""
        reason = self.cleaned_data["reason"]
        return actions.import_measures(
            self.plan, self.rows, actor=actor, reason=reason, is_rehearsal=is_rehearsal
        )
