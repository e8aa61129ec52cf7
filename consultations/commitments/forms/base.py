"""A form that ends in an action; a refusal becomes an error of the form."""

from typing import Any

from django import forms
from django.db import transaction

from consultations.errors import Refused


class ActionForm(forms.Form):
    """`act` calls the action with what was typed; nothing typed is lost when it refuses."""

    def act(self, actor: Any) -> Any:
        raise NotImplementedError

    def save(self, *, actor: Any) -> Any:
        """Act; None when it was refused, with the reason among the errors."""
        try:
            with transaction.atomic():
                return self.act(actor)
        except Refused as refusal:
            self.add_error(None, str(refusal.message))
            return None


def choose(form: forms.Form, name: str, rows: Any, *, empty: Any = None) -> None:
    """Offer rows in one of the form's fields."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    if empty is not None:
        field.empty_label = empty


def long_text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
