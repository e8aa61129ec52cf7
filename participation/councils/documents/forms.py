"""What people type and choose about documents."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.text import one_line
from participation.base.uploads import CleanFile, cleaned, weight
from participation.councils.documents.choices import ADMITTED, DocumentType
from participation.councils.documents.models import Document, Folder
from participation.councils.documents.queries import Asked, every_folder, path_of
from participation.councils.space import Space


class DocumentField(forms.FileField):
    """A file of a council; its value is a CleanFile, checked by its content."""

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Fichier"))
        super().__init__(allow_empty_file=True, **kwargs)  # `cleaned` says it better
        self.error_messages["required"] = gettext_lazy("Choisissez un fichier.")
        self.widget.attrs["accept"] = ADMITTED.accept

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(data, initial)
        return cleaned(upload, ADMITTED) if upload else None


class FolderField(forms.ChoiceField):
    """One of the folders of a space, or none; its value is the folder."""

    def __init__(self, *, space: Space, **kwargs: Any) -> None:
        self.folders = {str(folder.pk): folder for folder in every_folder(space)}
        choices = [(pk, path_of(folder)) for pk, folder in self.folders.items()]
        super().__init__(
            label=_("Dossier"),
            choices=[("", _("Hors dossier")), *choices],
            required=False,
            **kwargs,
        )

    def clean(self, value: Any) -> Folder | None:
        return self.folders.get(super().clean(value))


class FileForm(forms.Form):
    """A form with a file: a browser never gives one back, so it is asked for again."""

    file = DocumentField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "PDF, document de bureautique, texte ou image, de %(most)s au plus. "
            "Le fichier peut garder le nom de qui l’a écrit."
        ) % {"most": weight(ADMITTED.largest)}

    def clean(self) -> dict[str, Any]:
        if self.errors and "file" not in self.errors:
            self.ask_file_again()
        return self.cleaned_data

    def ask_file_again(self) -> None:
        self.add_error("file", _("Choisissez le fichier à nouveau : il n’a pas pu être gardé."))

    def refuse(self, sentence: str) -> None:
        """Say why a well-formed form was not taken."""
        self.add_error(None, sentence)
        self.ask_file_again()


class AddForm(FileForm):
    """A new document."""

    title = forms.CharField(
        label=gettext_lazy("Titre"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Sans titre, le nom du fichier est repris."),
    )
    doc_type = forms.ChoiceField(
        label=gettext_lazy("Nature"), choices=DocumentType, initial=DocumentType.OTHER
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["folder"] = FolderField(space=space)

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])


class VersionForm(FileForm):
    """The next version of a document."""

    note = forms.CharField(
        label=gettext_lazy("Ce qui change"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Par exemple : corrigé après la réunion du 3 mars."),
    )


class ArrangeForm(forms.Form):
    """A document's title, nature and place."""

    title = forms.CharField(
        label=gettext_lazy("Titre"),
        max_length=150,
        error_messages={"required": gettext_lazy("Écrivez un titre.")},
    )
    doc_type = forms.ChoiceField(label=gettext_lazy("Nature"), choices=DocumentType)

    def __init__(self, *args: Any, space: Space, document: Document, **kwargs: Any) -> None:
        initial = {
            "title": document.title,
            "doc_type": document.doc_type,
            "folder": document.folder_id or "",
        }
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.fields["folder"] = FolderField(space=space)

    def clean_title(self) -> str:
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise ValidationError(_("Écrivez un titre."))
        return title


class FolderForm(forms.Form):
    """A folder's name."""

    name = forms.CharField(
        label=gettext_lazy("Nom du dossier"),
        max_length=80,
        error_messages={"required": gettext_lazy("Écrivez un nom.")},
    )

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("Écrivez un nom."))
        return name


class PublishForm(forms.Form):
    """What a coordinator looks at before everybody does."""

    is_checked = forms.BooleanField(
        label=gettext_lazy("J’ai relu : personne n’est nommé, ou chacun est d’accord."),
        error_messages={
            "required": gettext_lazy("Relisez le document, puis cochez la case pour le publier.")
        },
    )


class WithdrawForm(forms.Form):
    """Why the file of a version goes."""

    reason = forms.CharField(
        label=gettext_lazy("Pourquoi la retirer ?"),
        max_length=300,
        help_text=gettext_lazy("La raison reste dans l’historique, et les membres la lisent."),
        error_messages={"required": gettext_lazy("Écrivez la raison du retrait.")},
    )


class SearchForm(forms.Form):
    """What a member looks for, by GET; what makes no sense is left aside."""

    q = forms.CharField(
        label=gettext_lazy("Mots cherchés"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("Nature"),
        choices=[("", gettext_lazy("Toutes")), *DocumentType.choices],
        required=False,
    )
    tri = forms.ChoiceField(
        label=gettext_lazy("Ordre"),
        choices=[
            ("newest", gettext_lazy("Les plus récents")),
            ("title", gettext_lazy("Par titre")),
        ],
        required=False,
    )

    def asked(self) -> Asked:
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            words=given.get("q", ""),
            doc_type=given.get("nature", ""),
            sort=given.get("tri") or "newest",
        )
