"""Writing the synthesis: what residents said, and how much of it was read."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.models import Channel, Consultation, Contribution
from consultations.outcomes import actions
from consultations.outcomes.models import Synthesis
from consultations.queries import read_one_by_one


class SynthesisForm(forms.Form):
    """What residents said, and how much of it was read, channel by channel."""

    text = forms.CharField(
        label=_("Ce que les habitants ont dit"),
        help_text=_("Les habitants liront ce texte en premier. Dites aussi les désaccords."),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Écrivez la synthèse : ce que les habitants ont dit.")},
    )

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        super().__init__(data, prefix="synthesis")
        self.consultation = consultation
        written = Synthesis.objects.filter(consultation=consultation).first()
        read = {row.channel: row.read for row in written.coverage.all()} if written else {}
        counted_read = read_one_by_one(consultation)
        if written:
            self.initial["text"] = written.text
        counted = Contribution.objects.filter(consultation=consultation).counted()
        for channel, received in counted.by_channel().items():
            self.fields[f"read_{channel}"] = _read_field(channel, received)
            self.initial[f"read_{channel}"] = read.get(
                channel, _read_so_far(counted_read, channel, received)
            )

    def save(self, *, actor: Any) -> Synthesis | None:
        """Write the synthesis; None when it was refused, with the reason among the errors."""
        read = {
            name.removeprefix("read_"): number
            for name, number in self.cleaned_data.items()
            if name.startswith("read_")
        }
        try:
            return actions.write_synthesis(
                self.consultation, text=self.cleaned_data["text"], read=read, actor=actor
            )
        except Refused as refusal:
            self.add_error(None, str(refusal.message))
            return None


def _read_field(channel: str, received: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Contributions lues : %(channel)s") % {"channel": Channel(channel).label},
        help_text=_("%(number)d reçues. Une lecture incomplète est dite aux habitants.")
        % {"number": received},
        min_value=0,
        max_value=received,
        error_messages={
            "required": _("Indiquez combien de contributions ont été lues. 0 est permis."),
            "max_value": _("On ne peut pas en lire plus que les %(limit_value)s reçues."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def _read_so_far(counted: Mapping[str, int] | None, channel: str, received: int) -> int:
    """Propose what was read one by one where that is counted; elsewhere, all that came."""
    return received if counted is None else counted.get(channel, 0)
