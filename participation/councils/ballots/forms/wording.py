"""The question of a vote and what one may answer."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.clock import local
from participation.base.text import one_line, plain
from participation.councils.ballots.choices import FIXED, Kind
from participation.councils.ballots.forms.when import beginning, day_field, hour_field
from participation.councils.ballots.models import Ballot
from participation.councils.models import Council

LONGEST_CONTEXT = 5_000
LONGEST_OPTION = 150
MOST_DATES = 6


class WordingForm(forms.Form):
    """Words alone: what `reword` may still change."""

    title = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=150,
        help_text=gettext_lazy(
            "Une question à la fois : « Garde-t-on le jardin ouvert le soir ? »"
        ),
        error_messages={"required": gettext_lazy("Écrivez la question.")},
    )
    context = forms.CharField(
        label=gettext_lazy("Pour comprendre"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 5, "data-most": LONGEST_CONTEXT}),
        help_text=gettext_lazy(
            "Ce qu’il faut savoir avant de voter, avec les arguments de chacun."
        ),
    )

    def __init__(self, *args: Any, kind: Kind, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.council = kind, council
        if kind == Kind.CONSENT:
            self._add_meanings()
        elif kind == Kind.MEETING_DATE:
            self._add_dates()
        elif kind in {Kind.CHOOSE, Kind.RANKING}:
            self.fields["options"] = options_field()

    def _add_meanings(self) -> None:
        for key, (label, meaning) in FIXED[Kind.CONSENT].items():
            self.fields[f"meaning_{key}"] = forms.CharField(
                label=_("« %(answer)s » veut dire") % {"answer": label},
                initial=meaning,
                max_length=200,
                required=False,
            )

    def _add_dates(self) -> None:
        for number in range(1, MOST_DATES + 1):
            words = {"number": number}
            label = _("Date %(number)d, jour") % words
            self.fields[f"day_{number}"] = day_field(label, required=number <= 2)
            self.fields[f"hour_{number}"] = hour_field(_("Date %(number)d, heure") % words)

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_context(self) -> str:
        context = plain(self.cleaned_data["context"])
        if len(context) > LONGEST_CONTEXT:
            raise ValidationError(
                _("Votre texte fait %(length)d signes. Ramenez-le à %(most)d signes."),
                params={"length": len(context), "most": LONGEST_CONTEXT},
            )
        return context

    def clean_options(self) -> list[str]:
        lines = [one_line(line) for line in self.cleaned_data["options"].splitlines()]
        options = [line for line in lines if line]
        if len(options) < 2 or len(options) != len(set(options)):
            raise ValidationError(_("Écrivez au moins deux réponses différentes, une par ligne."))
        if len(options) > 20:
            raise ValidationError(_("Gardez vingt réponses au plus."))
        if too_long := next((line for line in options if len(line) > LONGEST_OPTION), None):
            raise ValidationError(
                _("Raccourcissez cette réponse (150 signes au plus) : « %(line)s »"),
                params={"line": too_long},
            )
        return options

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.kind == Kind.MEETING_DATE:
            cleaned["options"] = [*filter(None, map(self._date, range(1, MOST_DATES + 1)))]
            if len(cleaned["options"]) != len(set(cleaned["options"])):
                self.add_error("day_2", _("Deux dates sont les mêmes. Changez-en une."))
        return cleaned

    def _date(self, number: int) -> datetime | None:
        day: date | None = self.cleaned_data.get(f"day_{number}")
        hour: time | None = self.cleaned_data.get(f"hour_{number}")
        if day is None:
            return None
        try:
            return beginning(day, hour, self.council.zone)
        except ValidationError as problem:
            self.add_error(f"hour_{number}", problem)
            return None

    def words(self) -> dict[str, Any]:
        """Give what `open_ballot` and `reword` take of words."""
        said = self.cleaned_data
        meanings = {
            name.removeprefix("meaning_"): text
            for name, text in said.items()
            if name.startswith("meaning_")
        }
        return {
            "title": said["title"],
            "context": said["context"],
            "options": said.get("options", ()),
            "meanings": meanings,
        }


def options_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Réponses proposées"),
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("Une par ligne, de deux à vingt."),
        error_messages={
            "required": gettext_lazy("Écrivez au moins deux réponses différentes, une par ligne.")
        },
    )


def worded(ballot: Ballot) -> dict[str, Any]:
    """Give the words of a vote as the first values of the form."""
    options = list(ballot.options.order_by("rank"))
    said: dict[str, Any] = {"title": ballot.title, "context": ballot.context}
    said["options"] = "\n".join(option.label for option in options)
    for option in options:
        said[f"meaning_{option.key}"] = option.meaning
        if option.starts_at:
            there = local(option.starts_at, ballot.council.zone)
            said |= {f"day_{option.rank}": there.date(), f"hour_{option.rank}": there.time()}
    return said
