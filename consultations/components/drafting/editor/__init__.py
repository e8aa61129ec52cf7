"""How officers set a shared text up: who decides with them, and the first words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.components.drafting.actions import edit_text, import_text
from consultations.components.drafting.actions.editing import Piece
from consultations.components.drafting.editor.reading import Unreadable, from_file, from_markdown
from consultations.components.drafting.models import SharedText
from consultations.components.drafting.queries.texts import current_wordings
from consultations.models import Step
from consultations.registry import Editor
from participation.councils.models import Council


class TextForm(forms.Form):
    """The council that decides too, and the articles: typed, or in a file."""

    council = forms.ModelChoiceField(
        Council.objects.order_by("name"),
        label=_("Conseil qui décide avec vous"),
        required=False,
        help_text=_(
            "Ses membres écrivent le texte avec vous. Il est adopté quand vous signez tous deux."
        ),
    )
    text = forms.CharField(
        label=_("Articles"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 18}),
        help_text=_("Une ligne qui commence par ## ouvre un article et donne son titre."),
    )
    file = forms.FileField(
        label=_("Ou un fichier .docx ou .md"),
        required=False,
        help_text=_("Chaque titre du fichier ouvre un article. Il remplace le texte ci-dessus."),
    )

    def __init__(self, *args: Any, shared_text: SharedText, **kwargs: Any) -> None:
        self.written = as_markdown(shared_text)
        kwargs["initial"] = {"council": shared_text.council_id, "text": self.written}
        super().__init__(*args, **kwargs)
        if shared_text.step.consultation.is_frozen:
            del self.fields["text"], self.fields["file"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            cleaned["pieces"] = self._pieces(cleaned)
        except Unreadable as unreadable:
            self.add_error("file", str(unreadable))
        return cleaned

    def _pieces(self, cleaned: dict[str, Any]) -> list[Piece]:
        """Give the articles to bring in; none when nothing changed."""
        if file := cleaned.get("file"):
            return from_file(file.name, file.read())
        typed = (cleaned.get("text") or "").replace("\r\n", "\n")
        return [] if typed.strip() == self.written.strip() else from_markdown(typed)


def as_markdown(text: SharedText) -> str:
    rows = current_wordings(text)
    return "\n\n".join(f"## {row.title}\n\n{row.body}" for row in rows)


class TextEditor(Editor):
    """One form."""

    template = "drafting/_editor.html"

    def forms(self, step: Step, data: Any = None, files: Any = None) -> dict[str, Any]:
        form = TextForm(data, files, shared_text=step.shared_text, prefix="drafting")
        return {"drafting": form}

    def save(self, step: Step, forms: dict[str, Any], *, actor: Any) -> None:
        cleaned = forms["drafting"].cleaned_data
        edit_text(step.shared_text, council=cleaned["council"], actor=actor)
        if cleaned["pieces"]:
            import_text(step.shared_text, cleaned["pieces"], actor=actor)
