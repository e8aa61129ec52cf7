"""How officers set a meeting up: when, where, the agenda, and how questions are taken."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly.actions import Plan, Point, edit_assembly
from consultations.components.assembly.models import Assembly, Publication
from consultations.models import Step
from consultations.registry import Editor
from participation.base.text import one_line, plain

LONGEST_LINE = 200
MOST_POINTS = 30
MOST_GROUPS = 12
_MINUTES = re.compile(r"\s*\((\d{1,3})\s*(?:min|mn|minutes?)\.?\)\s*$")


def _moment_field(label: Any, day: Any, hour: Any, wrong: Any) -> Any:
    """Make a field of a day and an hour, each with its own name for those who hear the page."""
    widget = forms.SplitDateTimeWidget(
        date_attrs={"type": "date", "aria-label": day},
        time_attrs={"type": "time", "aria-label": hour},
        date_format="%Y-%m-%d",
        time_format="%H:%M",
    )
    return forms.SplitDateTimeField(
        label=label, required=False, widget=widget, error_messages={"invalid": wrong}
    )


class AssemblyForm(forms.Form):
    """All of a meeting on one page; hours are those of the consultation's zone."""

    starts_at = _moment_field(
        _("Début"),
        _("Jour du début"),
        _("Heure du début"),
        _("Donnez le jour et l’heure du début."),
    )
    ends_at = _moment_field(
        _("Fin prévue"),
        _("Jour de la fin"),
        _("Heure de la fin"),
        _("Donnez le jour et l’heure de la fin."),
    )
    place = forms.CharField(
        label=_("Lieu"),
        max_length=200,
        required=False,
        help_text=_("Le nom de la salle et son adresse."),
    )
    access = forms.CharField(
        label=_("Venir, accessibilité"),
        required=False,
        help_text=_("Arrêt de bus, rampe, boucle magnétique, interprète, garde d’enfants."),
        widget=forms.Textarea({"rows": 3}),
    )
    online_url = forms.URLField(
        label=_("Adresse de la visioconférence"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Collez l’adresse entière, qui commence par https://.")},
    )
    points = forms.CharField(
        label=_("Ordre du jour"),
        help_text=_("Un point par ligne. Ajoutez la durée à la fin, par exemple (20 min)."),
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("Écrivez au moins un point à l’ordre du jour.")},
    )
    groups = forms.CharField(
        label=_("Collèges ou positions"),
        required=False,
        help_text=_("Un par ligne. Le temps de parole se compare entre eux."),
        widget=forms.Textarea({"rows": 4}),
    )
    turn_minutes = forms.IntegerField(
        label=_("Minutes par prise de parole"), min_value=1, max_value=60
    )
    publication = forms.ChoiceField(
        label=_("Les questions paraissent"),
        choices=Publication,
        widget=forms.RadioSelect,
        help_text=_("Ce choix est dit aux habitants avant qu’ils écrivent."),
    )

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:
        self.zone = assembly.step.consultation.tzinfo
        with timezone.override(self.zone):
            super().__init__(*args, **{"initial": _written(assembly), **kwargs})

    def full_clean(self) -> None:
        with timezone.override(self.zone):
            super().full_clean()

    def clean_groups(self) -> str:
        lines = _lines(self.cleaned_data["groups"])
        if len(lines) > MOST_GROUPS or any(len(line) > 100 for line in lines):
            raise forms.ValidationError(
                _("Écrivez 12 collèges ou positions au plus, de 100 signes chacun.")
            )
        return "\n".join(lines)

    def clean_points(self) -> list[Point]:
        lines = _lines(self.cleaned_data["points"])
        if len(lines) > MOST_POINTS or any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(
                _("Écrivez 30 points au plus, de 200 signes chacun. Regroupez-en.")
            )
        points = {}
        for line in lines:
            minutes = _MINUTES.search(line)
            title = _MINUTES.sub("", line)
            points[title] = Point(title, int(minutes[1]) if minutes else None)
        return list(points.values())

    def clean_access(self) -> str:
        return plain(self.cleaned_data["access"])

    def clean_place(self) -> str:
        return one_line(self.cleaned_data["place"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        start, end = given.get("starts_at"), given.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("La fin vient après le début. Corrigez l’heure."))
        return given


def _lines(typed: str) -> list[str]:
    found = (one_line(line) for line in typed.splitlines())
    return list(dict.fromkeys(line for line in found if line))


def _written(assembly: Assembly) -> dict[str, Any]:
    names = ("place", "access", "online_url", "groups", "turn_minutes", "publication")
    points = [
        f"{item.title} ({item.minutes} min)" if item.minutes else item.title
        for item in assembly.items.all()
    ]
    zone = assembly.step.consultation.tzinfo

    # without its zone: the boxes of a day and an hour would show it on another clock
    def there(instant: datetime | None) -> datetime | None:
        return instant.astimezone(zone).replace(tzinfo=None) if instant else None

    return {
        **{name: getattr(assembly, name) for name in names},
        "starts_at": there(assembly.starts_at),
        "ends_at": there(assembly.ends_at),
        "points": "\n".join(points),
    }


class AssemblyEditor(Editor):
    """One form."""

    template = "assembly/_editor.html"

    def forms(self, step: Step, data: Any = None, files: Any = None) -> dict[str, Any]:
        return {"assembly": AssemblyForm(data, assembly=step.assembly, prefix="assembly")}

    def save(self, step: Step, forms: dict[str, Any], *, actor: Any) -> None:
        edit_assembly(step.assembly, Plan(**forms["assembly"].cleaned_data), actor=actor)
