"""What is asked of whoever is invited, comes in, or asks to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.councils.choices import EndReason, Gender, PublicOffice, Way
from participation.councils.models import Council, Invitation, Membership
from participation.ui.forms import DayMonthYearField

LONGEST_NAME = 80
LONGEST_WORDS = 3_000
NO_OFFICE = "none"  # radio buttons need a word for "none of these"
NAME = {"required": _("Écrivez le nom que les membres liront.")}


def name_field(help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=_("Votre nom dans le conseil"),
        max_length=LONGEST_NAME,
        help_text=help_text or _("Les membres le lisent. Un prénom suffit."),
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages=NAME,
    )


def words_field(label: Any, *, required: bool = False, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 5, "data-most": LONGEST_WORDS}),
        **options,
    )


class Placing(forms.Form):
    """Which college, which seat, and by which way somebody comes."""

    college: Any = forms.ModelChoiceField(
        label=_("Collège"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choisissez un collège.")},
    )
    is_substitute = forms.BooleanField(label=_("Comme suppléante ou suppléant"), required=False)
    way = forms.ChoiceField(
        label=_("Comment cette personne vient-elle au conseil ?"),
        choices=Way,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleges = council.framework.colleges.order_by("rank", "pk")
        self.fields["college"].queryset = colleges  # type: ignore[attr-defined]


class InvitationForm(Placing):
    """An address, and the place kept for it."""

    email = forms.EmailField(
        label=_("Adresse électronique"),
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text=_("Seule cette adresse pourra accepter l’invitation."),
        error_messages={"required": _("Écrivez l’adresse de la personne.")},
    )
    is_coordinator = forms.BooleanField(label=_("Pour coordonner le conseil"), required=False)
    last_day = DayMonthYearField(
        label=_("Dernier jour du mandat"),
        required=False,
        help_text=_("Laissez vide s’il n’y en a pas."),
    )
    words = words_field(_("Un mot pour cette personne"))
    field_order = ["email", "college"]


class AnimatorForm(forms.Form):
    """Somebody of the host organisation, until a day."""

    email = forms.EmailField(
        label=_("Adresse électronique"),
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={"required": _("Écrivez l’adresse de la personne.")},
    )
    last_day = DayMonthYearField(label=_("Dernier jour de l’animation"))
    words = words_field(_("Un mot pour cette personne"))


class AcceptForm(forms.Form):
    """What one declares before sitting; the office is asked because some frameworks bar it."""

    name = name_field()
    office = forms.ChoiceField(
        label=_("Exercez-vous une de ces fonctions ?"),
        choices=[(office.value or NO_OFFICE, office.label) for office in PublicOffice],
        widget=forms.RadioSelect,
        error_messages={"required": _("Répondez à cette question.")},
    )
    gender = forms.ChoiceField(
        label=_("Vous êtes"),
        choices=Gender,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Cela sert à compter la parité. Personne ne lit votre réponse."),
    )
    is_named_publicly = forms.BooleanField(
        label=_("Afficher mon nom sur la page publique du conseil"), required=False
    )
    agrees = forms.BooleanField(
        label=_("Je m’engage à respecter la charte du conseil."),
        error_messages={"required": _("Lisez la charte, puis cochez la case.")},
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if invitation.kind == Invitation.Kind.ANIMATOR:
            for name in ("office", "gender", "is_named_publicly"):
                del self.fields[name]
        if not invitation.council.charter:
            del self.fields["agrees"]

    def given(self) -> dict[str, Any]:
        """What `accept_invitation` takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "agrees"}
        if given.get("office") == NO_OFFICE:
            given["office"] = PublicOffice.NONE
        return given


class OneselfForm(forms.Form):
    """How a member is named, and by whom."""

    name = name_field()
    is_named_publicly = forms.BooleanField(
        label=_("Afficher mon nom sur la page publique du conseil"), required=False
    )
    gender = forms.ChoiceField(
        label=_("Vous êtes"),
        choices=Gender,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Cela sert à compter la parité. Personne ne lit votre réponse."),
    )

    def __init__(self, data: Any, *, membership: Membership) -> None:
        kept = {name: getattr(membership, name) for name in type(self).base_fields}
        super().__init__(data, initial=kept)


class LeaveForm(forms.Form):
    """Why one leaves, and the box that makes it sure."""

    WHY = (EndReason.RESIGNED, EndReason.MOVED, EndReason.INCOMPATIBLE, EndReason.OTHER)
    reason = forms.ChoiceField(
        label=_("Pourquoi partez-vous ?"),
        choices=[(reason.value, reason.label) for reason in WHY],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une raison.")},
    )
    is_sure = forms.BooleanField(
        label=_("Je quitte le conseil aujourd’hui."),
        error_messages={"required": _("Cochez la case pour confirmer, ou revenez en arrière.")},
    )


class JoinForm(forms.Form):
    """Who asks to join, and why."""

    name = name_field(_("La coordination le lit. Un prénom suffit."))
    motivation = words_field(
        _("Pourquoi voulez-vous rejoindre ce conseil ?"),
        required=True,
        help_text=_("Quelques phrases suffisent. Seule la coordination les lit."),
        error_messages={"required": _("Dites en quelques mots pourquoi.")},
    )


class AnswerForm(Placing):
    """Yes, with a place; or no. Either way with words."""

    YES, NO = "yes", "no"
    decision = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[(YES, _("Inviter cette personne")), (NO, _("Ne pas donner suite"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    answer = words_field(
        _("Ce que vous lui dites"),
        required=True,
        help_text=_("Ces mots partent dans la lettre."),
        error_messages={"required": _("Écrivez un mot pour cette personne.")},
    )
    field_order = ["decision", "answer", "college"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get(self.add_prefix("decision")) != self.YES:
            self.fields["college"].required = self.fields["way"].required = False
