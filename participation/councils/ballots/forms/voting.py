"""A vote as one person gives it; its fields follow the question."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.councils.ballots.actions.voting import LONGEST_REASON
from participation.councils.ballots.choices import DATE_ANSWERS, Kind, Reasons
from participation.councils.ballots.models import Ballot, Option, Vote, Voter
from participation.councils.ballots.rules.counting import Choices

BLANK = "blank"


class RankingWidget(forms.MultiWidget):
    """A rank for each answer, by numbers; buttons come with JavaScript."""

    template_name = "ballots/widgets/ranking.html"
    use_fieldset = True

    def __init__(self, labels: list[str]) -> None:
        ranks = [("", "–"), *((str(rank), str(rank)) for rank in range(1, len(labels) + 1))]
        super().__init__([forms.Select(choices=ranks) for _label in labels])
        self.labels = labels

    def decompress(self, value: list[Any] | None) -> list[Any]:
        return value or [None] * len(self.labels)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        for part, label in zip(parts, self.labels, strict=True):
            part["label"] = label
        return context


class RankingField(forms.MultiValueField):
    """Ranks of options in their order; cleans to {key: rank}, some of them left out."""

    def __init__(self, options: list[Option], **kwargs: Any) -> None:
        self.keys = [option.key for option in options]
        parts = [forms.CharField(required=False) for _key in self.keys]
        widget = RankingWidget([str(option) for option in options])
        super().__init__(parts, require_all_fields=False, widget=widget, **kwargs)

    def compress(self, data_list: list[str]) -> Choices:
        typed = {key: rank for key, rank in zip(self.keys, data_list, strict=False) if rank}
        if not all(rank.isdecimal() for rank in typed.values()):
            raise ValidationError(_("Donnez des rangs en chiffres : 1, 2, 3."))
        ranks = {key: int(rank) for key, rank in typed.items()}
        if sorted(ranks.values()) != list(range(1, len(ranks) + 1)):
            raise ValidationError(
                _("Donnez les rangs 1, 2, 3… sans en sauter, et chacun à une seule réponse.")
            )
        return ranks


class VotingForm(forms.Form):
    """What one answers, and why; `edition` is the wording that was read."""

    use_required_attribute = False  # a blank vote answers as well
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot = ballot
        self.options = list(ballot.options.order_by("rank"))
        for option in self.options:
            option.ballot = ballot
        self.kind = Kind(ballot.kind)
        self._add_answers()
        if ballot.reasons != Reasons.NONE:
            self.fields["reason"] = reason_field(ballot)

    def _add_answers(self) -> None:
        if self.kind == Kind.MEETING_DATE:
            for option in self.options:
                self.fields[f"date_{option.key}"] = date_field(option)
            return
        label = self.ballot.title
        if self.kind == Kind.RANKING:
            self.fields["answer"] = RankingField(self.options, label=label)
        elif self.is_multiple:
            self.fields["answer"] = forms.MultipleChoiceField(
                label=label,
                choices=self._choices(),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("%(most)d réponses au plus.") % {"most": self.ballot.most_choices},
            )
        else:
            self.fields["answer"] = forms.ChoiceField(
                label=label,
                choices=self._choices(),
                widget=forms.RadioSelect,
                error_messages={"required": _("Choisissez une réponse.")},
            )
        if self.kind in {Kind.RANKING, Kind.CHOOSE}:
            self.fields[BLANK] = forms.BooleanField(
                label=_("Je vote blanc : je ne choisis aucune réponse"), required=False
            )
            asked = self.fields["answer"]
            asked.required = BLANK not in self.data
            asked.error_messages["required"] = _("Répondez, ou dites que vous votez blanc.")

    @property
    def is_multiple(self) -> bool:
        return self.ballot.most_choices > 1

    def _choices(self) -> list[tuple[str, Any]]:
        return [(option.key, _with_meaning(option)) for option in self.options]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if BLANK in self.fields and "answer" in cleaned:
            answer, is_blank = cleaned["answer"], cleaned.get(BLANK)
            if answer and is_blank:
                self.add_error(BLANK, _("Répondez, ou votez blanc : pas les deux."))
            if self.is_multiple and len(answer) > self.ballot.most_choices:
                self.add_error(
                    "answer",
                    _("Gardez %(most)d réponses au plus.") % {"most": self.ballot.most_choices},
                )
        return cleaned

    def choices_given(self) -> Choices:
        """Give the vote as the actions and the rules take it."""
        said = self.cleaned_data
        if self.kind == Kind.MEETING_DATE:
            return {option.key: said[f"date_{option.key}"] for option in self.options}
        answer = said["answer"]
        if self.kind == Kind.RANKING:
            return dict(answer or {})
        picked = answer if isinstance(answer, list) else [answer]
        return {key: 1 for key in picked if key}


def _with_meaning(option: Option) -> Any:
    if not option.meaning:
        return str(option)
    return format_html(
        '<span><strong>{}</strong><br><span class="soft">{}</span></span>', option, option.meaning
    )


def date_field(option: Option) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=str(option),
        choices=list(DATE_ANSWERS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites si vous pouvez venir ce jour-là.")},
    )


def reason_field(ballot: Ballot) -> forms.CharField:
    is_required = ballot.reasons == Reasons.REQUIRED
    secret = _("Elle sera lue sans votre nom. Votre façon d’écrire peut vous trahir.")
    return forms.CharField(
        label=_("Pourquoi ?"),
        required=is_required,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4, "data-most": LONGEST_REASON}),
        help_text=secret if ballot.is_anonymous else _("Les membres liront votre raison."),
        error_messages={
            "required": _("Dites pourquoi, en une phrase."),
            "max_length": _("Ramenez votre raison à 500 signes."),
        },
    )


def said_by(vote: Vote, options: list[Option]) -> dict[str, Any]:
    """Give a vote as the first values of its form."""
    choices = vote.choices
    said: dict[str, Any] = {"reason": vote.reason, BLANK: not choices}
    match Kind(vote.ballot.kind):
        case Kind.MEETING_DATE:
            return said | {f"date_{key}": answer for key, answer in choices.items()}
        case Kind.RANKING:
            return said | {"answer": [choices.get(option.key) for option in options]}
        case _ if vote.ballot.most_choices > 1:
            return said | {"answer": list(choices)}
        case _:
            return said | {"answer": next(iter(choices), "")}


class ProxyForm(forms.Form):
    """Who votes for the giver."""

    holder = forms.ModelChoiceField(
        label=gettext_lazy("Qui votera pour vous ?"),
        queryset=Voter.objects.none(),
        empty_label=gettext_lazy("Choisissez une personne"),
        error_messages={
            "required": gettext_lazy("Choisissez une personne."),
            "invalid_choice": gettext_lazy("Choisissez une personne de la liste."),
        },
    )

    def __init__(self, *args: Any, holders: Any, givers: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if givers is not None:
            self.fields["holder"].label = gettext_lazy("Qui votera pour cette personne ?")
            self.fields["giver"] = forms.ModelChoiceField(
                label=gettext_lazy("Qui a signé la procuration sur papier ?"),
                queryset=givers,
                empty_label=gettext_lazy("Choisissez une personne"),
            )
            self.order_fields(["giver", "holder"])
        self.fields["holder"].queryset = holders  # type: ignore[attr-defined]
