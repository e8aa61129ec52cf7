"""What people send: a vote, a statement of their own, an address to prove; what officers set."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consultations.actions import Submission
from consultations.components.statements.models import LONGEST, Statement, Value
from consultations.deadlines import read_stamp, stamp
from consultations.identity import verified_identity
from consultations.models import Step
from participation.base.clock import arrival
from participation.base.text import folded, one_line


class VoteForm(forms.Form):
    """One vote: the number of the statement, and which button was pressed."""

    statement = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    value = forms.TypedChoiceField(choices=Value, coerce=int)
    opened = forms.CharField(required=False)
    who = forms.CharField(required=False)

    def submission(self, request: HttpRequest, step: Step) -> Submission:
        return submission(request, step, key=uuid4(), opened=self.cleaned_data["opened"])


class StatementForm(forms.Form):
    """A short sentence, and what makes it arrive once and in time."""

    text = forms.CharField(
        label=_("Votre affirmation"),
        strip=False,
        widget=forms.Textarea({"rows": 3, "data-most": LONGEST}),
        help_text=_("Une seule idée, en une phrase. On doit pouvoir répondre : d’accord ou non."),
        error_messages={"required": _("Écrivez votre affirmation.")},
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: Step, own: Statement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step, self.own = step, own

    def clean_text(self) -> str:
        text = one_line(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Écrivez votre affirmation."))
        if len(text) > LONGEST:
            raise forms.ValidationError(
                _("Votre affirmation fait %(length)d signes. Ramenez-la à %(most)d signes."),
                params={"length": len(text), "most": LONGEST},
            )
        if self._exists(text):
            raise forms.ValidationError(
                _("Cette affirmation existe déjà. Cherchez-la dans la liste, et votez.")
            )
        return text

    def _exists(self, text: str) -> bool:
        """Compare without accents and capitals: a second copy would split the votes."""
        rows = Statement.objects.of(self.step).shown().order_by("pk")
        rows = rows.exclude(pk=self.own.pk) if self.own is not None else rows
        same = folded(text).rstrip(" .!?…")
        return any(
            folded(told).rstrip(" .!?…") == same for told in rows.values_list("text", flat=True)
        )

    def key_given(self) -> UUID | None:
        try:
            return UUID(self.data.get("key", ""))
        except ValueError:
            return None

    def submission(self, request: HttpRequest) -> Submission:
        key = self.key_given() or uuid4()
        return submission(request, self.step, key=key, opened=self.cleaned_data["opened"])


def submission(request: HttpRequest, step: Step, *, key: UUID, opened: str) -> Submission:
    """Gather what comes with a vote or a statement."""
    return Submission(
        key=key,
        arrived_at=arrival(request),
        opened_at=read_stamp(step, opened),
        author=request.user,
        identity=verified_identity(request, step),
        language=getattr(request, "LANGUAGE_CODE", "fr"),
    )


def fresh(request: HttpRequest, step: Step) -> dict[str, Any]:
    """Give what a form shown for the first time carries."""
    return {"key": uuid4(), "opened": stamp(step, arrival(request))}


class ProofForm(forms.Form):
    """An address, then the code sent there."""

    email = forms.EmailField(
        label=_("Votre courriel"),
        help_text=_("Un code de six chiffres y est envoyé. L’adresse n’est pas conservée."),
        error_messages={
            "required": _("Écrivez votre adresse : un code y sera envoyé."),
            "invalid": _("Écrivez une adresse comme nom@exemple.fr."),
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    proof = forms.CharField(
        label=_("Code à six chiffres"),
        required=False,
        help_text=_("Rien reçu ? Regardez dans les indésirables, ou videz cette case."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ListForm(forms.Form):
    """In which order the statements are read; what makes no sense is left aside."""

    sort = forms.ChoiceField(
        label=_("Ordre"),
        choices=[
            ("number", _("Comme elles sont arrivées")),
            ("newest", _("Les plus récentes")),
            ("uniting", _("Celles qui rassemblent")),
            ("dividing", _("Celles qui divisent")),
        ],
        required=False,
    )

    def asked(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("sort") or "number"
