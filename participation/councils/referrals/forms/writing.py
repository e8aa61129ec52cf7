"""What is typed before a referral leaves: its words, the vote, the sending."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import PublicBody
from participation.base.text import one_line
from participation.councils.referrals.choices import Kind, Means
from participation.councils.referrals.forms.filing import FileForm
from participation.councils.referrals.models import Referral
from participation.councils.space import Space
from participation.councils.threads.models import Thread
from participation.ui.forms import DayMonthYearField

LONGEST = 10_000


class ThreadField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """One of the discussions of a space, by its title."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class ReferralForm(forms.Form):
    """The words of a draft; `edition` tells which wording was read, `key` that it is sent once."""

    kind = forms.ChoiceField(
        label=_("Que voulez-vous faire ?"), choices=Kind, widget=forms.RadioSelect
    )
    addressee = forms.ModelChoiceField(
        PublicBody.objects.order_by("name"),
        label=_("À quel organisme ?"),
        required=False,
        empty_label=_("Un autre, qui n’est pas dans la liste"),
    )
    addressee_name = forms.CharField(
        label=_("S’il n’est pas dans la liste, à qui ?"),
        max_length=150,
        required=False,
        help_text=_("Par exemple : préfète de l’Isère."),
    )
    addressee_email = forms.EmailField(
        label=_("Son courriel"),
        max_length=254,
        required=False,
        help_text=_("Il servira à envoyer la saisine, une fois adoptée."),
    )
    title = forms.CharField(
        label=_("Titre"),
        max_length=150,
        help_text=_("Tout le monde le lira, une fois la saisine envoyée."),
    )
    difficulties = forms.CharField(
        label=_("Que vivent les habitants ?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Des faits : où, depuis quand, pour combien de personnes. Ne nommez personne."),
    )
    requests = forms.CharField(
        label=_("Que demande le conseil ?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Une demande par ligne, avec une date si possible."),
    )
    evidence = forms.CharField(
        label=_("Sur quoi vous appuyez-vous ?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Relevés, photos, courriers déjà envoyés, témoignages sans nom."),
    )
    thread = ThreadField(
        Thread.objects.none(),
        label=_("La discussion où vous en parlez"),
        required=False,
        empty_label=_("Aucune"),
        help_text=_("Elle reste privée."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, space: Space, referral: Referral | None = None) -> None:
        super().__init__(data, initial=said_by(referral) if referral else {"key": uuid4()})
        threads = Thread.objects.visible_to(space.person).filter(council=space.council)
        self.fields["thread"].queryset = threads.latest_first()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("addressee") and not one_line(said.get("addressee_name") or ""):
            self.add_error(
                "addressee_name",
                _("Choisissez un organisme, ou écrivez à qui vous vous adressez."),
            )
        return said

    def given(self) -> dict[str, Any]:
        """Give what the actions take."""
        hidden = {"key", "edition"}
        return {name: value for name, value in self.cleaned_data.items() if name not in hidden}


def said_by(referral: Referral) -> dict[str, Any]:
    """Give a draft as the first values of its form."""
    names = {*ReferralForm.base_fields} - {"key"}
    return {name: getattr(referral, name) for name in names}


class VoteForm(forms.Form):
    """A vote of the council in a meeting, in figures; `edition` is the wording that was read."""

    on = DayMonthYearField(label=_("Quel jour le conseil a-t-il voté ?"))
    reference = forms.CharField(
        label=_("À quelle réunion ?"),
        max_length=150,
        help_text=_("Par exemple : réunion du 3 mars, compte rendu n° 12."),
    )
    present = forms.IntegerField(label=_("Membres présents ou représentés"), min_value=0)
    yes = forms.IntegerField(label=_("Voix pour"), min_value=0)
    no = forms.IntegerField(label=_("Voix contre"), min_value=0)
    abstained = forms.IntegerField(label=_("Abstentions"), min_value=0, initial=0)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, referral: Referral) -> None:
        super().__init__(data, initial={"on": referral.council.today, "edition": referral.edition})


class SendForm(FileForm):
    """How it leaves, and what proves it."""

    means = forms.ChoiceField(
        label=_("Comment l’envoyer ?"), choices=Means, widget=forms.RadioSelect
    )
    on = DayMonthYearField(
        label=_("Envoyée ou remise le"),
        required=False,
        help_text=_("Inutile pour un courriel : il part aussitôt."),
    )
    reference = forms.CharField(
        label=_("Ce qui le prouve"),
        max_length=150,
        required=False,
        help_text=_("Le numéro de suivi, ou le récépissé. Tout le monde le lira."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, referral: Referral) -> None:
        super().__init__(data, files, initial={"on": referral.council.today})
        self.order_fields(["means", "on", "reference", "file"])
        if not referral.email:
            self.fields["means"].choices = Means.choices[1:]  # type: ignore[attr-defined]
