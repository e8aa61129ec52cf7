"""What members type: a subject, a message, a reason, words to look for."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.base.text import folded, one_line, plain
from participation.councils.threads.models import Message

LONGEST_TEXT = 5_000


class MessageForm(forms.Form):
    """A message, and whom to tell of it besides those it names."""

    text = forms.CharField(
        label=_("Votre message"),
        strip=False,
        widget=forms.Textarea({"rows": 6, "data-most": LONGEST_TEXT}),
        error_messages={"required": _("Écrivez votre message.")},
    )
    tell = forms.TypedMultipleChoiceField(
        label=_("Prévenir par courriel"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Une personne cochée n’est plus au conseil. Vérifiez la liste.")
        },
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: dict[int, str], **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["tell"].choices = list(people.items())  # type: ignore[attr-defined]
        if not people:
            del self.fields["tell"]

    def clean_text(self) -> str:
        text = plain(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Écrivez votre message."))
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(
                _("Votre message fait %(length)d signes. Ramenez-le à %(most)d signes."),
                params={"length": len(text), "most": LONGEST_TEXT},
            )
        return text

    def clean_key(self) -> UUID | None:
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return None

    def given(self) -> dict[str, Any]:
        """Give what the actions take."""
        said = self.cleaned_data
        return {"text": said["text"], "tell": said.get("tell", []), "key": said["key"]}


class ThreadForm(MessageForm):
    """A new discussion: its subject and its first message."""

    title = forms.CharField(
        label=_("Sujet"),
        max_length=150,
        help_text=_("En quelques mots : « Le banc de la place »."),
        error_messages={"required": _("Donnez un sujet à cette discussion.")},
    )
    field_order = ("title", "text", "tell", "key")

    def clean_title(self) -> str:
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(_("Donnez un sujet à cette discussion."))
        return title

    def given(self) -> dict[str, Any]:
        return {"title": self.cleaned_data["title"], **super().given()}


class HidingForm(forms.Form):
    """Why a message is hidden."""

    reason = forms.CharField(
        label=_("Raison"),
        max_length=300,
        help_text=_("Les membres la lisent à la place du message. Son auteur est prévenu."),
        error_messages={"required": _("Écrivez la raison, en une phrase.")},
    )

    def clean_reason(self) -> str:
        reason = one_line(self.cleaned_data["reason"])
        if len(reason) < 5:
            raise forms.ValidationError(_("Écrivez la raison, en une phrase."))
        return reason


class ReportingForm(HidingForm):
    """What is wrong with a message, for those who animate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Ce qui ne va pas")
        self.fields["reason"].help_text = _("L’animation le lit. L’auteur ne sait pas qui signale.")


class AppealForm(forms.Form):
    """Why an author disagrees."""

    text = forms.CharField(
        label=_("Pourquoi ce message devrait être montré"),
        max_length=500,
        widget=forms.Textarea({"rows": 4, "data-most": 500}),
        error_messages={"required": _("Écrivez pourquoi, en quelques phrases.")},
    )


class DecidingForm(forms.Form):
    """What is decided of an appeal, and why."""

    verdict = forms.ChoiceField(
        label=_("Votre décision"),
        choices=[("show", _("Montrer de nouveau le message")), ("keep", _("Le laisser masqué"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez l’une des deux décisions.")},
    )
    answer = forms.CharField(
        label=_("Votre réponse à l’auteur"),
        max_length=300,
        error_messages={"required": _("Écrivez votre réponse, en une phrase.")},
    )


LASTS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


class MeasureForm(forms.Form):
    """A reminder, or a time without writing."""

    what = forms.ChoiceField(
        label=_("Ce que vous faites"),
        choices=[
            ("warn", _("Un rappel : la personne peut toujours écrire")),
            ("hour", _("Une heure sans écrire ici")),
            ("day", _("Un jour sans écrire ici")),
            ("week", _("Sept jours sans écrire ici")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce que vous faites.")},
    )
    reason = forms.CharField(
        label=_("Raison"),
        max_length=300,
        help_text=_("La personne seule la lit. Elle peut toujours lire la discussion."),
        error_messages={"required": _("Écrivez la raison, en une phrase.")},
    )


class SearchForm(forms.Form):
    """Words to look for in all discussions, by GET."""

    q = forms.CharField(label=_("Mots cherchés"), required=False, max_length=200)

    def words(self) -> list[str]:
        self.is_valid()
        return folded(self.cleaned_data.get("q", "")).split()[:8]


def quoted(message: Message) -> str:
    """Give the words of a message as the beginning of one that quotes it."""
    lines = "\n".join(f"> {line}".rstrip() for line in message.text.split("\n"))
    return f"{lines}\n\n"
