"""What officers type of their own delays."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.councils.referrals.actions.delays import MOST_DAYS
from participation.councils.referrals.choices import Awaited
from participation.councils.referrals.queries import Progress


class BodyDelayForm(forms.Form):
    """In how many days an organism does one step."""

    awaited = forms.ChoiceField(label=_("Ce que vous ferez"), choices=Awaited)
    days = forms.IntegerField(
        label=_("En combien de jours après avoir reçu la saisine ?"),
        min_value=1,
        max_value=MOST_DAYS,
    )


class PromiseForm(BodyDelayForm):
    """The same for one referral: of what is still awaited, with a reason where it gets longer."""

    reason = forms.CharField(
        label=_("Pourquoi ce changement ?"),
        max_length=300,
        required=False,
        help_text=_("À écrire si le délai s’allonge. Tout le monde lira cette raison."),
    )

    def __init__(self, data: Any = None, *, progress: Progress) -> None:
        super().__init__(data)
        self.fields["awaited"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Awaited.choices if progress.met_by(value) is None
        ]
