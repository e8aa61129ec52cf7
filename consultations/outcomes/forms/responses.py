"""Answering theme by theme, each answer with the contributions it cites."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.models import Consultation, Contribution
from consultations.outcomes import actions
from consultations.outcomes.models import OfficialResponse, Position
from consultations.outcomes.queries import find_cited
from participation.base.codes import spaced_code
from participation.ui.forms import DayMonthYearField


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


# The fields that a response has of its own.
STORED = [name for name in ResponseForm.base_fields if name not in {"response_id", "codes"}]


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
        fields = {name: form.cleaned_data[name] for name in STORED}
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
    codes = [str(row.contribution.tracking_code) for row in response.citations.all()]
    return {
        **{name: getattr(response, name) for name in STORED},
        "response_id": response.pk,
        "codes": ", ".join(spaced_code(code) for code in codes),
    }


def response_formset(
    consultation: Consultation, data: Any = None, *, extra: int = 1
) -> ResponseFormSet:
    """Give the forms of the responses, and `extra` empty ones."""
    kind = forms.formset_factory(
        ResponseForm, formset=ResponseFormSet, can_order=True, can_delete=True, extra=extra
    )
    return kind(consultation, data)  # type: ignore[arg-type,return-value]
