"""A council as everyone knows it: who it is, where, under which rules, and whom to write to."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cms.councils.forms.contacts import looks_personal
from cms.councils.queries import is_within_reach
from cms.editing.fields import TerritoryField
from cms.editing.forms.widgets import area, day_input
from participation.councils.choices import Activity
from participation.councils.models import Council, Framework
from participation.territories.models import Territory

CONTACT = ("contact_role", "contact_email", "contact_phone", "contact_address")
LONGEST_SLUG = 80


class CouncilForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the register says of a council. The contact is a role's, never a private person's."""

    commune = TerritoryField(
        label=_("Commune"),
        kinds=[Territory.Kind.COMMUNE],
        help_text=_("Son nom ou son code INSEE."),
        error_messages={"required": _("Écrivez la commune où siège le conseil.")},
    )
    is_of_a_role = forms.BooleanField(
        label=_("Ce courriel est bien celui d’une fonction, pas celui d’une personne."),
        required=False,
    )

    class Meta:
        model = Council
        fields: ClassVar[list[str]] = [
            *("name", "slug", "body_type", "commune", "founded_on", "framework"),
            *("host", "public_body", "summary", *CONTACT),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "founded_on": day_input(),
            "contact_address": area(3),
            "summary": area(2),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("Comme ses membres l’appellent."),
            "slug": _("Le nom dans l’adresse de sa page. Laissez vide : il vient du nom."),
            "founded_on": _("Le cadre doit être en vigueur ce jour-là."),
            "framework": _("Le conseil le garde, même quand la loi change."),
            "host": _("L’association ou le centre social qui le porte, s’il y en a un."),
            "public_body": _("La collectivité avec laquelle il travaille."),
            "summary": _("Le conseil peut la récrire dans son espace."),
            "contact_email": _("Une adresse du conseil ou de la structure porteuse."),
            "contact_phone": _("Un standard ou une permanence, pas un mobile personnel."),
        }

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["slug"].required = False
        if self.instance.pk:
            self.initial["commune"] = self.instance.commune_id
            self.fields["commune"].initial = self.instance.commune_id
            del self.fields["slug"]  # the address of its page is known and linked to
        typed = self.data.get(self.add_prefix("contact_email"), "")
        if not looks_personal(typed) or typed == self.instance.contact_email:
            del self.fields["is_of_a_role"]

    def clean_commune(self) -> Any:
        commune = self.cleaned_data["commune"]
        if not is_within_reach(self.person, commune):
            raise ValidationError(_("Cette commune n’est pas dans votre territoire."))
        return commune

    def clean_founded_on(self) -> Any:
        day = self.cleaned_data["founded_on"]
        if day and day > Council(zone=self.instance.zone).today:
            raise ValidationError(_("Ce jour n’est pas encore venu. Laissez vide en attendant."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_framework(cleaned)
        if "is_of_a_role" in self.fields and not cleaned.pop("is_of_a_role", False):
            self.add_error(
                "contact_email",
                _(
                    "Cette adresse ressemble à celle d’une personne, et la page est publique. "
                    "Écrivez celle d’une fonction, ou cochez la case si c’en est une."
                ),
            )
        return cleaned

    def _check_framework(self, cleaned: dict[str, Any]) -> None:
        framework: Framework | None = cleaned.get("framework")
        kept = self.instance.pk and framework and framework.pk == self.initial["framework"]
        day = cleaned.get("founded_on") or self.instance.today
        if framework and not kept and not framework.is_in_force(day):
            self.add_error(
                "framework",
                _("Ce cadre n’est pas en vigueur le jour de la création. Choisissez-en un autre."),
            )

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or self._free_slug()

    def _free_slug(self) -> str:
        base = slugify(self.cleaned_data.get("name", ""))[: LONGEST_SLUG - 4] or "conseil"
        taken = set(Council.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (base, *numbered) if slug not in taken)

    @property
    def given(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}


class ActivityForm(forms.Form):
    """Another state, from a day and for a reason that everyone reads."""

    activity = forms.ChoiceField(
        label=_("Nouvel état"),
        choices=Activity,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un état.")},
    )
    on = forms.DateField(label=_("Depuis le"), widget=day_input())
    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=300,
        widget=area(2),
        help_text=_("Ces mots s’affichent sur la page du conseil."),
        error_messages={"required": _("Dites pourquoi : les habitants le liront.")},
    )

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": council.today}
        super().__init__(*args, **kwargs)
        others = [choice for choice in Activity.choices if choice[0] != council.activity]
        self.fields["activity"].choices = others  # type: ignore[attr-defined]
