"""What people type to report, to decide and to appeal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.moderation import charter
from consultations.moderation.models import Decision


class ReportForm(forms.Form):
    """Which article of the charter a text breaks, and what to look at."""

    article = forms.ChoiceField(
        label=_("Qu’est-ce qui ne va pas ?"),
        choices=charter.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un article de la charte.")},
    )
    details = forms.CharField(
        label=_("Précisez si vous le pouvez (facultatif)"),
        help_text=_("Par exemple, le passage en cause. N’écrivez pas votre nom."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(forms.Form):
    """What is decided about a contribution, on which ground, and why."""

    act = forms.ChoiceField(
        label=_("Décision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une décision.")},
    )
    article = forms.ChoiceField(
        label=_("Article de la charte"),
        help_text=_("Obligatoire pour masquer ou mettre en attente."),
        required=False,
        choices=lambda: [("", _("Aucun")), *charter.choices()],
    )
    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("L’auteur le lit. Dites quels mots sont en cause, et ce qu’il peut faire."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Écrivez le motif : il est envoyé à l’auteur.")},
    )

    ONLINE = (
        (Decision.Act.KEEP, _("Laisser en ligne")),
        (Decision.Act.HOLD, _("Mettre en attente")),
        (Decision.Act.HIDE, _("Masquer")),
    )
    OFFLINE = (
        (Decision.Act.RESTORE, _("Rétablir")),
        (Decision.Act.HIDE, _("Masquer")),
    )

    def __init__(self, *args: object, is_hidden: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["act"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(self.OFFLINE if is_hidden else self.ONLINE)

    def clean(self) -> None:
        act, article = self.cleaned_data.get("act"), self.cleaned_data.get("article")
        if act in (Decision.Act.HIDE, Decision.Act.HOLD) and not article:
            self.add_error("article", _("Choisissez l’article de la charte qui n’est pas suivi."))


class AppealForm(forms.Form):
    """Why the text should be shown."""

    words = forms.CharField(
        label=_("Pourquoi votre texte devrait-il s’afficher ?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Dites pourquoi votre texte devrait s’afficher.")},
    )


class AppealDecisionForm(forms.Form):
    """Whether the author is right, and why."""

    granted = forms.ChoiceField(
        label=_("Votre décision"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("L’auteur a raison : son texte s’affiche de nouveau")),
            ("no", _("La première décision est confirmée")),
        ],
        error_messages={"required": _("Choisissez une décision.")},
    )
    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("L’auteur le lit."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Écrivez le motif : il est envoyé à l’auteur.")},
    )
