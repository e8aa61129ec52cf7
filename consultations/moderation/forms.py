"""What people type to report, to decide and to appeal."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution
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


LASTS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


class DecisionForm(forms.Form):
    """What is decided about a contribution, on which ground, and why."""

    act = forms.ChoiceField(
        label=_("Décision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une décision.")},
    )
    article = forms.ChoiceField(
        label=_("Article de la charte"),
        help_text=_("Obligatoire, sauf pour laisser en ligne ou rétablir."),
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

    lasts = forms.ChoiceField(
        label=_("Durée de l’exclusion"),
        required=False,
        choices=[
            ("", _("Aucune")),
            ("hour", _("Une heure")),
            ("day", _("Un jour")),
            ("week", _("Une semaine")),
        ],
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

    WARN = (Decision.Act.WARN, _("Avertir l’auteur, et laisser son texte"))
    EXCLUDE = (Decision.Act.EXCLUDE, _("Empêcher l’auteur d’écrire ici pour un temps"))

    def __init__(self, *args: object, contribution: Contribution, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field, is_room = self.fields["act"], contribution.component.is_room
        assert isinstance(field, forms.ChoiceField)
        acts = list(self.OFFLINE if contribution.is_hidden else self.ONLINE)
        acts += [self.WARN] if is_room else []
        if is_room and contribution.author_id is not None:
            acts.append(self.EXCLUDE)
        else:
            del self.fields["lasts"]
        field.choices = acts

    def clean(self) -> None:
        act, article = self.cleaned_data.get("act"), self.cleaned_data.get("article")
        if act not in (None, Decision.Act.KEEP, Decision.Act.RESTORE) and not article:
            self.add_error("article", _("Choisissez l’article de la charte qui n’est pas suivi."))
        if act == Decision.Act.EXCLUDE and not self.cleaned_data.get("lasts"):
            self.add_error("lasts", _("Choisissez une durée."))


class AppealForm(forms.Form):
    """Why what was decided should change."""

    words = forms.CharField(
        label=_("Pourquoi cette décision devrait-elle changer ?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Dites pourquoi cette décision devrait changer.")},
    )


class AppealDecisionForm(forms.Form):
    """Whether the author is right, and why."""

    granted = forms.ChoiceField(
        label=_("Votre décision"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("L’auteur a raison : la première décision est annulée")),
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
