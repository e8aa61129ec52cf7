"""Saying, contribution by contribution, what a decision does with it, and why."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.outcomes import actions
from consultations.outcomes.errors import BadCodes
from consultations.outcomes.forms.responses import CodesField
from consultations.outcomes.models import Citation, OfficialResponse
from participation.base.codes import spaced_code

SAME = ("", _("Comme la décision"))


class CitationsForm(forms.Form):
    """Every citation of one decision in a table, and several codes to add at once."""

    codes = CodesField(
        label=_("Ajouter des contributions"),
        help_text=_("Leurs codes de suivi, séparés par des espaces."),
        required=False,
    )
    relation = forms.ChoiceField(
        label=_("Ce qui en est fait"), choices=[SAME, *Citation.Relation.choices], required=False
    )
    reason = forms.CharField(
        label=_("Parce que"),
        help_text=_("À remplir si ce n’est pas la raison de la décision."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, response: OfficialResponse, data: Any = None) -> None:
        super().__init__(data)
        self.response = response
        rows = response.citations.select_related("contribution")
        self.citations = list(rows)
        for row in self.citations:
            code = spaced_code(str(row.contribution.tracking_code))
            self._add(row, code)

    def _add(self, row: Citation, code: str) -> None:
        self.fields[f"relation_{row.pk}"] = forms.ChoiceField(
            label=_("Ce qui est fait de %(code)s") % {"code": code},
            choices=Citation.Relation.choices,
            initial=row.relation,
        )
        self.fields[f"reason_{row.pk}"] = forms.CharField(
            label=_("Parce que (%(code)s)") % {"code": code}, required=False, initial=row.reason
        )
        self.fields[f"remove_{row.pk}"] = forms.BooleanField(
            label=_("Ne plus citer %(code)s") % {"code": code}, required=False
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give each citation with its fields, for the table."""
        for row in self.citations:
            names = ("relation", "reason", "remove")
            fields = {name: self[f"{name}_{row.pk}"] for name in names}
            yield {"code": spaced_code(str(row.contribution.tracking_code)), **fields}

    def save(self, *, actor: Any) -> bool:
        """Write all that changed, or nothing; False when something was refused."""
        with transaction.atomic():
            saved = [self._save(row, actor) for row in self.citations]
            done = all(saved) and self._cite(actor)
            if not done:
                transaction.set_rollback(True)
        return done

    def _save(self, row: Citation, actor: Any) -> bool:
        given = self.cleaned_data
        if given[f"remove_{row.pk}"]:
            actions.remove_citation(row, actor=actor)
            return True
        relation, reason = given[f"relation_{row.pk}"], given[f"reason_{row.pk}"]
        if (relation, reason) == (row.relation, row.reason):
            return True
        try:
            actions.relate(row, relation=relation, reason=reason, actor=actor)
        except Refused as refusal:
            self.add_error(f"reason_{row.pk}", str(refusal.message))
            return False
        return True

    def _cite(self, actor: Any) -> bool:
        field = self.fields["codes"]
        assert isinstance(field, CodesField)
        codes = field.split(self.cleaned_data["codes"])
        if not codes:
            return True
        relation, reason = self.cleaned_data["relation"], self.cleaned_data["reason"]
        try:
            actions.cite(self.response, codes, relation=relation, reason=reason, actor=actor)
        except BadCodes as refusal:
            self.add_error("codes", refusal.sentences)
            return False
        except Refused as refusal:
            self.add_error("reason", str(refusal.message))
            return False
        return True
