"""How forms are drawn everywhere, and the fields the browser lacks."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class FormRenderer(TemplatesSetting):
    """Draw `{{ form }}` and `{{ field.as_field_group }}` with the project's own templates."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class DayMonthYearWidget(forms.MultiWidget):
    """Three short boxes, which is how people know a date they did not look up."""

    template_name = "ui/forms/day_month_year.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric", **(attrs or {})}
        super().__init__(
            {
                "day": forms.TextInput({**number, "maxlength": 2}),
                "month": forms.TextInput({**number, "maxlength": 2}),
                "year": forms.TextInput({**number, "maxlength": 4}),
            }
        )

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayMonthYearField(forms.MultiValueField):
    """A date typed in three boxes. Cleans to a `date`, or None when empty and optional."""

    widget = DayMonthYearWidget
    default_error_messages = {
        "required": _("Indiquez le jour, le mois et l’année."),
        "incomplete": _("Indiquez le jour, le mois et l’année."),
        "invalid": _("Cette date n’existe pas. Vérifiez le jour et le mois."),
    }

    def __init__(self, **kwargs: Any) -> None:
        parts = (forms.CharField(), forms.CharField(), forms.CharField())
        super().__init__(parts, require_all_fields=True, **kwargs)

    def compress(self, data_list: list[str]) -> date | None:
        if not data_list:
            return None
        try:
            day, month, year = (int(part) for part in data_list)
            return date(year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
