"""What is typed of documents of method, and looked for among them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.base.text import one_line, plain
from participation.base.uploads import CleanFile, cleaned, weight
from participation.councils.library.actions import Content
from participation.councils.library.choices import FILES, Language, Theme
from participation.councils.library.models import Guide
from participation.ui.forms import DayMonthYearField

TOLD = ("title", "summary", "theme", "organisation", "dated_on", "language", "simplifies")
LONGEST_TEXT = 60_000
MOST_PAGES = 2_000


class GuideFinder(forms.Form):
    """Words, a theme, a language; a value that does not exist is ignored, never an error page."""

    q = forms.CharField(
        label=_("Mots cherchés"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "class": "wide"}),
    )
    theme = forms.ChoiceField(
        label=_("Thème"), required=False, choices=[("", _("Tous")), *Theme.choices]
    )
    langue = forms.ChoiceField(
        label=_("Langue"), required=False, choices=[("", _("Toutes")), *Language.choices]
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="find_%s")
        self.is_valid()

    def value(self, name: str) -> str:
        return str(self.cleaned_data.get(name, ""))


class GuideFileField(forms.FileField):
    """A document; its value is a CleanFile, checked by its content."""

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)  # `cleaned` says it better
        self.widget.attrs["accept"] = FILES.accept

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(data, initial)
        return cleaned(upload, FILES) if upload else None


class ContentForm(forms.Form):
    """What a version says: a file, or a text typed here."""

    file = GuideFileField(label=_("Fichier"), required=False)
    pages = forms.IntegerField(
        label=_("Nombre de pages du fichier"),
        required=False,
        min_value=1,
        max_value=MOST_PAGES,
        help_text=_("Pour savoir, avant de l’ouvrir, si l’on a le temps de le lire."),
    )
    text = forms.CharField(
        label=_("Ou le texte lui-même"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("Sans fichier, écrivez ici. Une ligne vide sépare deux paragraphes."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("PDF ou document de bureautique, de %(most)s au plus.")
        self.fields["file"].help_text = words % {"most": weight(FILES.largest)}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        upload, text = given.get("file"), plain(given.get("text", ""))
        given["text"] = text
        if upload and text:
            self.add_error("text", _("Choisissez : un fichier, ou un texte. Pas les deux."))
        if not upload and not text and not {"file", "text"} & set(self.errors):
            self.add_error("file", _("Choisissez un fichier, ou écrivez le texte."))
        if upload and self.errors:
            self.add_error("file", _("Choisissez le fichier à nouveau : il n’a pas pu être gardé."))
        return given

    def content(self) -> Content:
        """Give what the version says."""
        given = self.cleaned_data
        pages = given.get("pages") if given["file"] else None
        return Content(text=given["text"], upload=given["file"], pages=pages)


class DescriptionForm(forms.ModelForm[Guide]):
    """What a document of method is."""

    dated_on = DayMonthYearField(
        label=_("Date du document"), help_text=_("Par exemple : 27 11 2026.")
    )

    class Meta:
        model = Guide
        fields = TOLD
        widgets = {"summary": forms.Textarea({"rows": 3})}
        help_texts = {
            "summary": _("À qui il sert, et pour quoi faire."),
            "organisation": _("Qui l’a écrit et le tient à jour : un conseil, une association…"),
            "simplifies": _("Si ce document dit plus simplement ce que dit un autre."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].widget = forms.RadioSelect(choices=Theme.choices)
        field: Any = self.fields["simplifies"]
        field.queryset = Guide.objects.all().published().exclude(pk=self.instance.pk)
        field.empty_label = _("D’aucun autre document")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("title", "organisation"):
            given[name] = one_line(given.get(name, ""))
        given["summary"] = plain(given.get("summary", ""))
        return given

    def described(self) -> dict[str, Any]:
        """Give what the actions take."""
        return {name: self.cleaned_data[name] for name in TOLD}


class GuideForm(ContentForm, DescriptionForm):
    """A new document of method, with its first version."""

    field_order = (*TOLD, "file", "pages", "text")


class GuideVersionForm(ContentForm):
    """The next version of a document of method."""

    note = forms.CharField(
        label=_("Ce qui change"),
        max_length=300,
        required=False,
        help_text=_("Par exemple : mis à jour après la loi de 2027."),
    )
    field_order = ("file", "pages", "text", "note")

    def clean_note(self) -> str:
        return one_line(self.cleaned_data["note"])
