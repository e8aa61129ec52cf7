"""What a step says of itself, whatever its kind."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cms.editing.fields import MomentField
from cms.editing.forms.dates import LocalDates
from cms.editing.forms.promise import PromiseForm
from cms.editing.forms.widgets import area
from consultations.models import Step


class StepForm(LocalDates):
    """What a step says of itself, whatever its kind."""

    opens_at = MomentField(
        label=_("Ouverture de l’étape"), required=False, help_text=_("Vide : avec la démarche.")
    )
    closes_at = MomentField(
        label=_("Clôture de l’étape"), required=False, help_text=_("Vide : avec la démarche.")
    )
    reason = PromiseForm.base_fields["reason"]

    class Meta:
        model = Step
        fields: ClassVar[list[str]] = ["title", "intro", "opens_at", "closes_at"]
        widgets: ClassVar[dict[str, Any]] = {"intro": area(3)}
        help_texts: ClassVar[dict[str, Any]] = {
            "title": _(
                "Ce que les habitants lisent sur le bouton : « Répondre au questionnaire »."
            ),
            "intro": _("À quoi cela sert, combien de temps cela prend."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "step", **kwargs})
        self.show_dates(self.instance.consultation.zone)
        if self.instance.consultation.is_draft:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        zone = self.instance.consultation.zone
        self.read_dates(cleaned, zone, shown_in=zone)
        return cleaned
