"""What members and those who animate type before a meeting, and at its door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.base.text import one_line
from participation.councils.documents.models import Document
from participation.councils.meetings.choices import Choice
from participation.councils.meetings.models import AgendaItem, Meeting
from participation.councils.meetings.queries.quorum import expected, sitting
from participation.councils.models import Membership
from participation.councils.space import Space


class ItemForm(forms.ModelForm[AgendaItem]):
    """One thing to speak of."""

    class Meta:
        model = AgendaItem
        fields = ("title", "details", "minutes", "presenter", "document")
        widgets = {"details": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Document.objects.visible_to(space.person).filter(council=space.council)
        self.fields["document"].queryset = rows  # type: ignore[attr-defined]
        self.fields["document"].empty_label = _("Aucun document")  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why a proposal is not taken; who proposed it reads it."""

    reason = forms.CharField(label=_("Pourquoi pas cette fois ?"), max_length=300)

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])


class ConveneForm(forms.Form):
    """Why a convocation leaves late; nothing to say for one that does not."""

    urgency = forms.CharField(
        label=_("Pourquoi cette urgence ?"),
        max_length=300,
        help_text=_("Les membres liront cette raison dans la convocation."),
        error_messages={"required": _("Écrivez la raison de l’urgence, en une phrase.")},
    )

    def __init__(self, *args: Any, is_short: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_short:
            del self.fields["urgency"]


class NoticeForm(forms.Form):
    """How many days before a meeting members are convened."""

    days = forms.IntegerField(
        label=_("Combien de jours avant la réunion ?"),
        min_value=0,
        max_value=90,
        required=False,
        help_text=_("Laissez vide pour suivre le cadre du conseil."),
    )


class AnswerForm(forms.Form):
    """I come, I do not, or somebody votes for me."""

    choice = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    proxy_to = forms.ModelChoiceField(
        label=_("Si vous donnez procuration, à qui ?"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Personne"),
        help_text=_("Chaque membre porte une procuration au plus."),
    )

    def __init__(self, *args: Any, meeting: Meeting, me: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = expected(meeting).exclude(pk=me.pk)
        self.fields["proxy_to"].queryset = others  # type: ignore[attr-defined]


class AttendanceForm(forms.Form):
    """Who is there: members by name and college, the others by number."""

    present = forms.MultipleChoiceField(
        label=_("Membres présents"), required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.IntegerField(
        label=_("Autres personnes présentes"), min_value=0, max_value=5_000, initial=0
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (str(member.pk), f"{member.name} ({member.college})") for member in sitting(meeting)
        ]


class PassForm(forms.Form):
    """Whom to let read one meeting."""

    name = forms.CharField(label=_("Nom de la personne"), max_length=80)
    email = forms.EmailField(label=_("Son adresse électronique"), max_length=254)

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])
