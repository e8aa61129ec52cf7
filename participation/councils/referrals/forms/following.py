"""What is typed once a referral is on its way: a step, a delay, a correction."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import PublicBody
from participation.councils.referrals.actions.delays import MOST_DAYS
from participation.councils.referrals.choices import NEEDED, Awaited, Basis, Outcome, Side, State
from participation.councils.referrals.forms.filing import FileForm
from participation.councils.referrals.models import Referral
from participation.ui.forms import DayMonthYearField

LONGEST = 10_000
S = State
ASKED: dict[State, tuple[str, ...]] = {
    S.ACKNOWLEDGED: ("text", "reference"),
    S.REDIRECTED: ("body", "to", "text"),
    S.TRANSMITTED: ("to", "text", "reference"),
    S.DIAGNOSIS: ("text", "reference"),
    S.NO_ACTION: ("text", "reference"),
    S.ON_AGENDA: ("assembly", "scheduled_on", "text"),
    S.DEBATED: ("assembly", "link", "text"),
    S.CLOSED: ("outcome", "text"),
}
TEXTS = {
    S.DIAGNOSIS: _("Que dit la réponse ?"),
    S.NO_ACTION: _("Pour quelle raison ?"),
    S.DEBATED: _("Qu’a décidé l’assemblée ?"),
    S.CLOSED: _("L’avis du conseil"),
}


class StepForm(FileForm):
    """One step: the fields that its state asks for. `after` is the last step that was read."""

    on = DayMonthYearField(label=_("Quel jour ?"))
    body = forms.ModelChoiceField(
        PublicBody.objects.order_by("name"),
        label=_("À quel organisme ?"),
        required=False,
        empty_label=_("Un autre, qui n’est pas dans la liste"),
    )
    to = forms.CharField(label=_("À qui ?"), max_length=300)
    assembly = forms.CharField(
        label=_("Quelle assemblée ?"),
        max_length=150,
        help_text=_("Par exemple : le conseil municipal."),
    )
    scheduled_on = DayMonthYearField(label=_("Séance du"))
    link = forms.URLField(
        label=_("Adresse du compte rendu"), max_length=300, required=False, assume_scheme="https"
    )
    outcome = forms.ChoiceField(label=_("Résultat"), choices=Outcome, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Précisions"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    reference = forms.CharField(
        label=_("Référence du courrier reçu"),
        max_length=150,
        required=False,
        help_text=_("Son numéro et sa date. Tout le monde les lira."),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        referral: Referral,
        state: State,
        side: Side = Side.COUNCIL,
    ) -> None:
        last = referral.steps.order_by("-number").first()
        day = referral.council.today
        initial = {"on": day, "after": last.number if last else None}
        super().__init__(data, files, initial=initial)
        for name in self.fields.keys() - {"on", "after", "file", *ASKED[state]}:
            del self.fields[name]
        self.order_fields(["on", *ASKED[state], "file"])
        self.fields["text"].label = TEXTS.get(state, self.fields["text"].label)
        for name, sentence in NEEDED.get(state, {}).items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence
        if "body" in self.fields:
            self.fields["to"].required = False
        if side == Side.ADDRESSEE and "reference" in self.fields:
            self.fields["reference"].label = _("Référence de votre courrier")

    def clean(self) -> dict[str, Any]:
        """Name the organism that was chosen; without one, its name is asked."""
        said = super().clean() or {}
        body = said.get("body")
        if body is not None:
            said["to"] = body.name
        elif "body" in self.fields and not (said.get("to") or "").strip():
            self.add_error("to", NEEDED[State.REDIRECTED]["to"])
        return said


class DelayForm(forms.Form):
    """A delay, and where it comes from."""

    awaited = forms.ChoiceField(label=_("Ce qui est attendu"), choices=Awaited)
    days = forms.IntegerField(
        label=_("En combien de jours après l’envoi ?"), min_value=1, max_value=MOST_DAYS
    )
    basis = forms.ChoiceField(label=_("Ce délai est"), choices=Basis, widget=forms.RadioSelect)
    source = forms.CharField(
        label=_("D’où vient-il ?"),
        max_length=300,
        required=False,
        help_text=_("Pour un délai légal ou fixé par l’organisme : le texte, ou la lettre."),
    )

    def __init__(self, data: Any = None, *, referral: Referral) -> None:
        super().__init__(data)
        if referral.is_public:
            self.fields["basis"].choices = Basis.choices[1:]  # type: ignore[attr-defined]


class ErratumForm(forms.Form):
    """What a step should have said; its day never moves, it is corrected in words."""

    text = forms.CharField(
        label=_("Ce qu’il fallait lire"),
        max_length=2_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Le texte d’origine et sa date restent visibles au-dessus. "
            "Si le jour est faux, écrivez le bon."
        ),
    )
