"""Forms in which a public body writes its answer; the editors' face shows them.

Call `synthesis_form`, `response_formset` or `erratum_form` with a consultation and data; when
they are valid, `save(actor=…)` writes through the actions, and a refusal becomes an error.
"""

from typing import Any

from django import forms
from django.db import transaction
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.models import Channel, Consultation, Contribution
from consultations.outcomes import actions
from consultations.outcomes.models import Erratum, OfficialResponse, Position, Synthesis
from consultations.outcomes.queries import find_cited
from participation.base.codes import spaced_code
from participation.ui.forms import DayMonthYearField


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
        if written:
            self.initial["text"] = written.text
        counted = Contribution.objects.filter(consultation=consultation).counted()
        for channel, received in counted.by_channel().items():
            self.fields[f"read_{channel}"] = _read_field(channel, received)
            self.initial[f"read_{channel}"] = read.get(channel, received)

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


class CodesField(forms.CharField):
    """Tracking codes separated by blanks, commas or line ends."""

    widget = forms.Textarea(attrs={"rows": 2})

    def split(self, typed: str) -> list[str]:
        """Cut what was typed into codes; one shown in two groups of four counts as one."""
        signs = "".join(sign if sign.isalnum() else " " for sign in typed).split()
        codes: list[str] = []
        while signs:
            word = signs.pop(0)
            if len(word) == 4 and signs and len(signs[0]) == 4:
                word += signs.pop(0)
            codes.append(word)
        return codes


class ResponseForm(forms.Form):
    """The answer to one theme or one question."""

    response_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    heading = forms.CharField(
        label=_("Thème ou question"),
        max_length=200,
        error_messages={"required": _("Nommez le thème ou la question.")},
    )
    what_was_said = forms.CharField(
        label=_("Ce que vous avez dit"),
        help_text=_("Résumez sans juger. « Vous » désigne les habitants."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Résumez ce que les habitants ont dit.")},
    )
    position = forms.ChoiceField(
        label=_("Votre position"),
        choices=[("", _("Choisissez")), *Position.choices],
        error_messages={"required": _("Choisissez une position.")},
    )
    what_is_decided = forms.CharField(
        label=_("Ce qui est décidé"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Dites ce qui est décidé, même si c’est de ne rien changer.")
        },
    )
    reason = forms.CharField(
        label=_("Pourquoi"),
        help_text=_("Obligatoire. Les habitants acceptent mieux un refus expliqué."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Donnez la raison. Une décision sans raison ne se publie pas ici.")
        },
    )
    competent_body = forms.CharField(
        label=_("Organisme compétent"),
        help_text=_("Si cela ne dépend pas de vous : dites de qui cela dépend."),
        max_length=200,
        required=False,
    )
    measure = forms.CharField(
        label=_("Mesure prévue"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    due_on = DayMonthYearField(label=_("Prévue pour le"), required=False)
    codes = CodesField(
        label=_("Contributions citées"),
        help_text=_("Leurs codes de suivi, séparés par des espaces."),
        required=False,
    )

    def __init__(self, *arguments: Any, consultation: Consultation, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.consultation = consultation
        self.cited: list[Contribution] = []

    def clean_codes(self) -> str:
        """Find each code; the errors name every bad one."""
        typed: str = self.cleaned_data["codes"]
        field = self.fields["codes"]
        assert isinstance(field, CodesField)
        self.cited, errors = find_cited(self.consultation, field.split(typed))
        if errors:
            raise forms.ValidationError(errors)
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_elsewhere = cleaned.get("position") == Position.OUT_OF_REMIT
        if is_elsewhere and not cleaned.get("competent_body"):
            self.add_error(
                "competent_body",
                _("Dites quel organisme est compétent, pour que l’on sache où s’adresser."),
            )
        return cleaned


class ResponseFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """All the answers of one consultation, in their order."""

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        self.consultation = consultation
        written = OfficialResponse.objects.filter(consultation=consultation)
        self.written = {row.pk: row for row in written.prefetch_related("citations__contribution")}
        super().__init__(
            data,
            prefix="responses",
            initial=[_initial(row) for row in self.written.values()],
            form_kwargs={"consultation": consultation},
        )

    def save(self, *, actor: Any) -> bool:
        """Write, order and remove the responses, all or none; False when one was refused."""
        with transaction.atomic():
            for form in self.deleted_forms:
                response = self.written.get(form.cleaned_data.get("response_id"))
                if response is not None:
                    actions.remove_response(response, actor=actor)
            saved = [
                self._save_one(form, rank, actor)
                for rank, form in enumerate(self.ordered_forms, start=1)
            ]
            if not all(saved):
                transaction.set_rollback(True)
        return all(saved)

    def _save_one(self, form: Any, rank: int, actor: Any) -> bool:
        not_fields = {"codes", "response_id", ORDERING_FIELD_NAME, DELETION_FIELD_NAME}
        fields = {
            name: value for name, value in form.cleaned_data.items() if name not in not_fields
        }
        written = self.written.get(form.cleaned_data.get("response_id"))
        try:
            actions.save_response(
                self.consultation,
                response=written,
                cited=form.cited,
                actor=actor,
                rank=rank,
                **fields,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            return False
        return True


def _initial(response: OfficialResponse) -> dict[str, Any]:
    names = (
        "heading",
        "what_was_said",
        "position",
        "what_is_decided",
        "reason",
        "competent_body",
        "measure",
        "due_on",
    )
    codes = [str(row.contribution.tracking_code) for row in response.citations.all()]
    return {
        **{name: getattr(response, name) for name in names},
        "response_id": response.pk,
        "codes": ", ".join(spaced_code(code) for code in codes),
    }


class ErratumForm(forms.Form):
    """A correction added beside a published response."""

    response = forms.ModelChoiceField(
        label=_("Réponse à corriger"),
        queryset=OfficialResponse.objects.none(),
        empty_label=_("Choisissez"),
        error_messages={"required": _("Choisissez la réponse à corriger.")},
    )
    text = forms.CharField(
        label=_("Correction"),
        help_text=_("Elle s’affiche sous la réponse, avec sa date. Le texte publié ne change pas."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Écrivez la correction.")},
    )

    def save(self, *, actor: Any) -> Erratum | None:
        """Add the correction; None when it was refused, with the reason among the errors."""
        response, text = self.cleaned_data["response"], self.cleaned_data["text"]
        try:
            return actions.add_erratum(response, text=text, actor=actor)
        except Refused as refusal:
            self.add_error(None, str(refusal.message))
            return None


def erratum_form(consultation: Consultation, data: Any = None) -> ErratumForm:
    """Give the form of a correction to one of the consultation's published responses."""
    form = ErratumForm(data)
    field = form.fields["response"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = OfficialResponse.objects.filter(consultation=consultation)
    return form


def synthesis_form(consultation: Consultation, data: Any = None) -> SynthesisForm:
    """Give the form of the synthesis, filled with what is written already."""
    return SynthesisForm(consultation, data)


def response_formset(
    consultation: Consultation, data: Any = None, *, extra: int = 1
) -> ResponseFormSet:
    """Give the forms of the responses, and `extra` empty ones."""
    kind = forms.formset_factory(
        ResponseForm, formset=ResponseFormSet, can_order=True, can_delete=True, extra=extra
    )
    return kind(consultation, data)  # type: ignore[arg-type,return-value]
