"""What a consultation promises, in one form; each field explains itself."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.editing.fields import MomentField, TerritoryField
from cms.editing.forms.dates import DATES, LocalDates
from cms.editing.forms.widgets import area, day_input
from cms.editing.forms.wording import GROUPS, HELP_TEXTS, KEPT
from consultations.ladder import DEMANDS, EXTENDABLE_FIELDS, FROZEN_FIELDS, Rung
from consultations.models import Consultation
from participation.accounts.models import PublicBody
from participation.ui.typography import ZONE_NAMES


class PromiseForm(LocalDates):
    """Everything a consultation promises. Saved by actions alone, never by the form."""

    territory = TerritoryField(
        label=_("Territoire concerné"),
        help_text=_("Commencez à écrire : commune, agglomération, département, quartier."),
        error_messages={"required": _("Dites quel territoire est concerné.")},
    )
    opens_at = MomentField(
        label=_("Ouverture"),
        required=False,
        help_text=_("Vide : dès que vous publiez. Sans heure : à minuit."),
    )
    closes_at = MomentField(
        label=_("Clôture"),
        required=False,
        help_text=_(
            "Sans heure, les habitants ont jusqu’à minuit ce jour-là. "
            "Quatre semaines est un bon délai."
        ),
    )
    zone = forms.ChoiceField(
        label=_("À l’heure de"),
        choices=[(key, name) for key, name in ZONE_NAMES.items()],
        help_text=_(
            "Les heures que vous écrivez sont lues sur cette horloge. "
            "En changer ne déplace pas les dates déjà enregistrées."
        ),
    )
    clock = forms.CharField(required=False, widget=forms.HiddenInput)  # on which dates are shown
    reason = forms.CharField(
        label=_("Motif du changement"),
        required=False,
        max_length=300,
        help_text=_("La démarche est déjà publique. Ce motif sera lu par tous, avec la date."),
    )

    class Meta:
        model = Consultation
        fields: ClassVar[list[str]] = [name for group in GROUPS for name in group[3]]
        help_texts = HELP_TEXTS
        widgets: ClassVar[dict[str, Any]] = {
            "summary": area(3),
            "question": area(2),
            "negotiable": area(3),
            "non_negotiable": area(3),
            "alternatives": area(4),
            "room_for_change": area(3),
            "shared_part": area(3),
            "disagreement_rule": area(2),
            "easy_read": area(5),
            "response_due_on": day_input(),
            "decision_due_on": day_input(),
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Donnez un titre : c’est le seul champ indispensable.")},
            "contact_email": {"invalid": _("Cette adresse n’est pas complète.")},
        }

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = PublicBody.objects.of(person)
        self.fields["public_body"].queryset = bodies  # type: ignore[attr-defined]
        self.initial.setdefault("zone", settings.TIME_ZONE)
        for name in self._superfluous(bodies.count()):
            del self.fields[name]
        if self.instance.pk:
            self.initial["clock"] = self.instance.zone
            if "territory" in self.fields:
                self.fields["territory"].initial = self.instance.territory_id
            self.show_dates(self.instance.zone)

    def _superfluous(self, body_count: int) -> list[str]:
        """Name the fields that this rung does not ask for, or that leave no choice."""
        rung = Rung(self.instance.rung)
        names = [name for name, lowest, _why in DEMANDS if not rung.admits(lowest)]
        if rung == Rung.INFORMATION:
            names.append("decision_due_on")
        if body_count == 1 or self.instance.pk:
            names.append("public_body")
        if self.instance.is_draft:
            names.append("reason")
        if self.instance.is_frozen:
            names += [*FROZEN_FIELDS, *EXTENDABLE_FIELDS, "clock"]
        return [name for name in dict.fromkeys(names) if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Read the dates on the clock of the zone that was chosen."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        zone, clock = cleaned.get("zone") or self.instance.zone, cleaned.get("clock")
        shown_in = clock if clock in ZONE_NAMES else self.instance.zone
        self.read_dates(cleaned, zone, shown_in=shown_in)
        if zone != shown_in:
            self._turn_clock(zone)
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if isinstance(opens, datetime) and isinstance(closes, datetime) and closes <= opens:
            self.add_error("closes_at", _("La clôture doit venir après l’ouverture."))
        return cleaned

    def _turn_clock(self, zone: str) -> None:
        """Show what was left alone on the new clock, should this form be shown again."""
        shown = {"clock": zone}
        for name in self.kept:
            day, hour = DATES[name].show(getattr(self.instance, name), zone)
            shown[f"{name}_day"] = day.isoformat()
            shown[f"{name}_hour"] = hour.strftime("%H:%M") if hour else ""
        self.data = {**dict(self.data.items()), **shown}

    @property
    def kept_dates(self) -> list[str]:
        """Say at what hour another zone shows the dates that were left alone."""
        zone = self.cleaned_data.get("zone") if self.is_bound else None
        if not zone or "zone" not in self.changed_data:
            return []
        return [
            KEPT[name] % {"when": DATES[name].say(getattr(self.instance, name), zone)}
            for name in self.kept
        ]

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the constraints to `clean`, which says what to do."""
        return set(super()._get_validation_exclusions()) | {"opens_at", "closes_at"}  # type: ignore[misc]

    @property
    def changes(self) -> dict[str, Any]:
        """What the actions are given."""
        fields = self.Meta.fields
        return {name: value for name, value in self.cleaned_data.items() if name in fields}

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The parts of the form that have something to show.

        What the rung demands is shown as necessary, though a draft may do without it.
        """
        for name, _lowest, _why in DEMANDS:
            if name in self.fields and name != "opens_at":
                self.fields[name].required = True
        return [
            {
                "id": key,
                "title": title,
                "help": help,
                "fields": [self[n] for n in names if n in self.fields],
            }
            for key, title, help, names in GROUPS
            if any(name in self.fields for name in names)
        ]
