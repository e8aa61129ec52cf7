"""What coordinators decide of mandates and seats."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.councils.choices import EndReason
from participation.councils.models import College, Council, Membership
from participation.ui.forms import DayMonthYearField

MOST_SEATS = 200


def day_after(last_day: date | None) -> date | None:
    """Turn the last day, as people say it, into the first day outside."""
    return last_day + timedelta(days=1) if last_day else None


class EndForm(forms.Form):
    """Why a mandate ends, and its last day."""

    reason = forms.ChoiceField(
        label=_("Pourquoi ce mandat prend-il fin ?"),
        choices=EndReason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une raison.")},
    )
    last_day = DayMonthYearField(
        label=_("Dernier jour"),
        required=False,
        help_text=_("Laissez vide pour mettre fin au mandat tout de suite."),
    )


class TermForm(forms.Form):
    """Until when, and whether it is the same mandate or a new one."""

    class How:
        EXTEND, RENEW = "extend", "renew"

    how = forms.ChoiceField(
        label=_("Que voulez-vous faire ?"),
        choices=[
            (How.EXTEND, _("Changer le dernier jour de ce mandat")),
            (How.RENEW, _("Commencer un nouveau mandat aujourd’hui")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce que vous voulez faire.")},
    )
    last_day = DayMonthYearField(
        label=_("Dernier jour"), required=False, help_text=_("Laissez vide s’il n’y en a pas.")
    )


class SeatForm(forms.Form):
    """One of the free seats of a member's college."""

    seat: Any = forms.ModelChoiceField(
        label=_("Siège"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choisissez un siège libre.")},
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = membership.council.seats.filter(college=membership.college)
        self.fields["seat"].queryset = seats.unheld()  # type: ignore[attr-defined]
        if not seats.exists():  # a college without numbered seats
            del self.fields["seat"]


class SeatsForm(forms.Form):
    """How many seats a college has, and what each stands for."""

    number = forms.IntegerField(
        label=_("Nombre de sièges"),
        min_value=0,
        max_value=MOST_SEATS,
        error_messages={
            "required": _("Écrivez un nombre, 0 s’il n’y en a pas."),
            "invalid": _("Écrivez un nombre entier, par exemple 12."),
        },
    )
    labels = forms.CharField(
        label=_("À quoi chaque siège répond"),
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Une ligne par siège, dans l’ordre. Par exemple : « Rue du Port »."),
    )

    def clean_labels(self) -> list[str]:
        return str(self.cleaned_data["labels"]).splitlines()


class CharterForm(forms.Form):
    """The charter of a council; everyone may read it."""

    charter = forms.CharField(
        label=_("Charte"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 16}),
        help_text=_("Tout le monde peut la lire. Après un changement, chaque membre la relit."),
    )


def seats_form(council: Council, college: College, data: Any) -> SeatsForm:
    """Give the form of one college's seats, filled with those it has."""
    seats = list(council.seats.filter(college=college).order_by("number"))
    labels = "\n".join(seat.label for seat in seats).rstrip()
    return SeatsForm(data, prefix=college.kind, initial={"number": len(seats), "labels": labels})
