"""What is typed of good practices, and what who reviews them decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.base.text import one_line, plain
from participation.base.uploads import CleanFile, cleaned
from participation.councils.library.choices import PHOTOS, Category
from participation.councils.library.models import GoodPractice

TOLD = ("category", "title", "story", "cost", "duration", "limits", "again")
LINES = ("title", "cost", "duration")


class PracticeFinder(forms.Form):
    """Words and a family; a value that does not exist is ignored, never an error page."""

    q = forms.CharField(
        label=_("Mots, ou nom d’un conseil"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "class": "wide"}),
    )
    famille = forms.ChoiceField(
        label=_("Famille"), required=False, choices=[("", _("Toutes")), *Category.choices]
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="find_%s")
        self.is_valid()

    def value(self, name: str) -> str:
        return str(self.cleaned_data.get(name, ""))


class PhotoField(forms.FileField):
    """A photo; its value is a CleanFile, drawn anew."""

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)  # `cleaned` says it better
        self.widget.attrs["accept"] = PHOTOS.accept

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(data, initial)
        return cleaned(upload, PHOTOS) if upload else None


class PracticeForm(forms.ModelForm[GoodPractice]):
    """A good practice, with or without a photo."""

    picture = PhotoField(
        label=_("Photo (facultative)"),
        required=False,
        help_text=_("JPEG, PNG ou WebP, de 8 Mo au plus. Le lieu de la prise de vue est effacé."),
    )
    drops_photo = forms.BooleanField(label=_("Retirer la photo actuelle"), required=False)

    class Meta:
        model = GoodPractice
        fields = (*TOLD, "photo_alt", "photo_agreed")
        labels = {
            "photo_agreed": _("Les personnes que l’on voit sur la photo sont d’accord."),
        }
        help_texts = {
            "cost": _("Par exemple : 300 € de matériel, et une salle prêtée."),
            "duration": _("Par exemple : deux mois à cinq, une soirée par semaine."),
            "limits": _("Ce qui n’a pas marché, ou ne marcherait pas ailleurs."),
            "photo_alt": _("Pour les personnes qui ne voient pas la photo."),
        }

    field_order = (*TOLD, "drops_photo", "picture", "photo_alt", "photo_agreed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.had_photo = bool(self.instance.photo)
        self.fields["category"].widget = forms.RadioSelect(choices=Category.choices)
        if not self.had_photo:
            del self.fields["drops_photo"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in given.items():
            if isinstance(value, str):
                given[name] = one_line(value) if name in LINES else plain(value)
        photo = given.get("picture")
        keeps = bool(photo) or (self.had_photo and not given.get("drops_photo"))
        if keeps and not given.get("photo_agreed"):
            self.add_error(
                "photo_agreed",
                _("Demandez l’accord de ces personnes et cochez la case, ou retirez la photo."),
            )
        if keeps and not given.get("photo_alt"):
            self.add_error("photo_alt", _("Dites en une phrase ce que montre la photo."))
        if photo and self.errors:
            self.add_error(
                "picture", _("Choisissez la photo à nouveau : elle n’a pas pu être gardée.")
            )
        return given

    def given(self) -> dict[str, Any]:
        """Give what the actions take."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if self.cleaned_data.get("drops_photo"):
            fields["drops_photo"] = True
        return {**fields, "photo": self.cleaned_data.get("picture")}


class DecisionForm(forms.Form):
    """What who reviews decides."""

    decision = forms.ChoiceField(
        label=_("Que faire de cette fiche ?"),
        choices=[("publish", _("La publier")), ("send_back", _("La rendre au conseil"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    reason = forms.CharField(
        label=_("Ce qu’il faut changer"),
        max_length=500,
        required=False,
        help_text=_("Seulement si vous la rendez."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["reason"] = one_line(given.get("reason", ""))
        if given.get("decision") == "send_back" and not given["reason"]:
            self.add_error("reason", _("Dites au conseil ce qu’il faut changer."))
        return given


class CreditForm(forms.Form):
    """Which published practice was followed."""

    original = forms.ModelChoiceField(
        label=_("Fiche d’origine"),
        queryset=GoodPractice.objects.none(),
        error_messages={"required": _("Choisissez la fiche d’origine.")},
    )

    def __init__(self, *args: Any, practice: GoodPractice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = GoodPractice.objects.all().published().exclude(council=practice.council_id)
        field: Any = self.fields["original"]
        field.queryset = rows.select_related("council")
        field.label_from_instance = lambda one: f"{one.title}, {one.council}"
