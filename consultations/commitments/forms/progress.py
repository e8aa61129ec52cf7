"""What moves: one measure or several at once, news, deadlines, figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.commitments import actions
from consultations.commitments.choices import Status
from consultations.commitments.forms.base import ActionForm, choose, long_text
from consultations.commitments.models import Measure, Plan
from participation.ui.forms import DayMonthYearField


class OfMeasure(ActionForm):
    """A form about one measure."""

    def __init__(self, measure: Measure, data: Any = None) -> None:
        super().__init__(data, prefix=type(self).__name__.lower())
        self.measure = measure


class StatusForm(OfMeasure):
    """Where the measure stands; going back or giving up needs a reason."""

    status = forms.ChoiceField(label=_("Nouvel état"), choices=Status.choices)
    text = forms.CharField(
        label=_("Ce qui s’est passé, ou pourquoi"),
        help_text=_("Obligatoire si la mesure recule ou si elle est abandonnée."),
        required=False,
        widget=long_text(),
    )

    def act(self, actor: Any) -> Measure:
        return actions.set_status(self.measure, actor=actor, **self.cleaned_data)


class NewsForm(OfMeasure):
    """What was done since the last time."""

    text = forms.CharField(label=_("La nouvelle"), widget=long_text())

    def act(self, actor: Any) -> Any:
        return actions.give_news(self.measure, actor=actor, **self.cleaned_data)


class DeadlineForm(OfMeasure):
    """Another deadline, as long as the present one has not passed."""

    due_on = DayMonthYearField(label=_("Nouvelle échéance"))
    text = forms.CharField(label=_("Pourquoi"), widget=long_text(2))

    def act(self, actor: Any) -> Measure:
        return actions.push_back(self.measure, actor=actor, **self.cleaned_data)


class MergeForm(OfMeasure):
    """The measure becomes part of another one; its page stays."""

    into = forms.ModelChoiceField(
        label=_("Fusionner avec"), queryset=Measure.objects.none(), empty_label=_("Choisissez")
    )
    text = forms.CharField(label=_("Pourquoi"), widget=long_text(2))

    def __init__(self, measure: Measure, data: Any = None) -> None:
        super().__init__(measure, data)
        rows = Measure.objects.filter(plan=measure.plan_id).standing().exclude(pk=measure.pk)
        choose(self, "into", rows)

    def act(self, actor: Any) -> Measure:
        return actions.merge(self.measure, actor=actor, **self.cleaned_data)


class FigureForm(OfMeasure):
    """The figures of one year: what was aimed at, what was reached."""

    name = forms.CharField(
        label=_("Ce qui est compté"),
        help_text=_("Le même nom chaque année : « Logements rénovés »."),
        max_length=150,
    )
    unit = forms.CharField(label=_("Unité"), max_length=40, required=False)
    source = forms.CharField(label=_("Source des chiffres"), max_length=200, required=False)
    year = forms.IntegerField(label=_("Année"), widget=forms.TextInput({"inputmode": "numeric"}))
    target = forms.DecimalField(label=_("Visé"), required=False, localize=True, max_digits=14)
    achieved = forms.DecimalField(label=_("Atteint"), required=False, localize=True, max_digits=14)
    reason = forms.CharField(
        label=_("Pourquoi ce changement"),
        help_text=_("Seulement si vous corrigez un chiffre publié."),
        required=False,
        widget=long_text(2),
    )

    def act(self, actor: Any) -> Any:
        given = dict(self.cleaned_data)
        named = {name: given.pop(name) for name in ("name", "unit", "source")}
        indicator = actions.add_indicator(self.measure, actor=actor, **named)
        known = indicator.figures.filter(year=given["year"]).first()
        for name in ("target", "achieved"):  # a box left empty leaves what is known
            if given[name] is None and known is not None:
                given[name] = getattr(known, name)
        return actions.write_figure(indicator, given.pop("year"), actor=actor, **given) or indicator


class BulkForm(ActionForm):
    """The same state for several measures, ticked in the table."""

    measures = forms.ModelMultipleChoiceField(
        label=_("Mesures"),
        queryset=Measure.objects.none(),
        error_messages={"required": _("Cochez au moins une mesure.")},
    )
    status = forms.ChoiceField(label=_("Nouvel état"), choices=Status.choices)
    text = forms.CharField(
        label=_("Ce qui s’est passé, ou pourquoi"), required=False, widget=long_text(2)
    )

    def __init__(self, plan: Plan, data: Any = None) -> None:
        super().__init__(data)
        self.plan = plan
        choose(self, "measures", Measure.objects.filter(plan=plan).standing())

    def act(self, actor: Any) -> Any:
        given = self.cleaned_data
        moved = actions.set_statuses(
            self.plan, list(given["measures"]), given["status"], actor=actor, text=given["text"]
        )
        return {"moved": moved}
