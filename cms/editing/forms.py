"""Forms in which officers make a promise and lead a consultation; each field explains itself."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.editing.fields import (
    MomentField,
    TerritoryField,
    closing,
    opening,
    shown_closing,
    shown_opening,
)
from consultations.ladder import DEMANDS, FROZEN_FIELDS, Rung
from consultations.models import AccessPoint, Consultation, Step
from participation.accounts.models import PublicBody
from participation.ui.typography import ZONE_NAMES


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


# The form in parts, as the page shows them.
GROUPS: tuple[tuple[str, Any, Any, tuple[str, ...]], ...] = (
    (
        "sujet",
        _("De quoi s’agit-il ?"),
        _("Ce que les habitants lisent en premier, dans les listes et en tête de page."),
        ("public_body", "title", "summary", "theme", "territory"),
    ),
    (
        "promesse",
        _("Ce que vous promettez"),
        _("Ces phrases sont une promesse. Elles ne changeront plus après l’ouverture."),
        (
            "question",
            "negotiable",
            "non_negotiable",
            "decision_maker",
            "alternatives",
            "room_for_change",
            "shared_part",
            "signatories",
            "disagreement_rule",
        ),
    ),
    (
        "dates",
        _("Les dates"),
        _("Une date promise se repousse avec un motif public. Elle ne s’avance jamais."),
        ("opens_at", "closes_at", "zone", "response_due_on", "decision_due_on"),
    ),
    (
        "participer",
        _("Qui participe, et comment"),
        _("Choisissez le moins exigeant possible : chaque obstacle écarte des habitants."),
        ("identity_level", "anonymity", "contact_name", "contact_email", "contact_phone"),
    ),
    (
        "simple",
        _("En langage simple"),
        _("Des phrases courtes, des mots de tous les jours. Facultatif, mais très lu."),
        ("easy_read", "easy_read_status"),
    ),
)


class PromiseForm(forms.ModelForm):  # type: ignore[type-arg]
    """Everything a consultation promises. Saved by actions alone, never by the form."""

    territory = TerritoryField(
        label=_("Territoire concerné"),
        help_text=_("Commencez à écrire : commune, agglomération, département, quartier."),
        error_messages={"required": _("Dites quel territoire est concerné.")},
    )
    opens_at = MomentField(
        label=_("Ouverture"),
        required=False,
        help_text=_("Vide : dès que vous publiez. Sans heure : à minuit."),
    )
    closes_at = MomentField(
        label=_("Clôture"),
        required=False,
        help_text=_(
            "Sans heure, les habitants ont jusqu’à minuit ce jour-là. "
            "Quatre semaines est un bon délai."
        ),
    )
    zone = forms.ChoiceField(
        label=_("À l’heure de"),
        choices=[(key, name) for key, name in ZONE_NAMES.items()],
        help_text=_("Les heures ci-dessus sont lues sur cette horloge."),
    )
    reason = forms.CharField(
        label=_("Motif du changement"),
        required=False,
        max_length=300,
        help_text=_("La démarche est déjà publique. Ce motif sera lu par tous, avec la date."),
    )

    class Meta:
        model = Consultation
        fields: ClassVar[list[str]] = [name for group in GROUPS for name in group[3]]
        help_texts: ClassVar[dict[str, Any]] = {
            "public_body": _("Celui qui pose la question, et qui devra répondre."),
            "title": _("Dix mots au plus. Une question marche bien : « Que faire de la halle ? »"),
            "summary": _("Deux ou trois phrases : ce qui se passe, et en quoi cela les concerne."),
            "theme": _("Pour la retrouver dans la liste."),
            "question": _("Une seule question, celle dont la réponse changera quelque chose."),
            "negotiable": _("Ce que leur avis peut vraiment changer. Soyez précis."),
            "non_negotiable": _(
                "Ce qui est déjà décidé. Le dire évite les déceptions et les procès d’intention."
            ),
            "decision_maker": _("Une personne ou une assemblée : « Le conseil municipal »."),
            "alternatives": _("Les autres choix étudiés, avec leurs avantages et leurs coûts."),
            "room_for_change": _("Budget, calendrier, tracé : de combien cela peut bouger."),
            "shared_part": _("Ce que les habitants décideront avec vous, exactement."),
            "signatories": _("Qui mettra son nom sous le texte final."),
            "disagreement_rule": _(
                "Vote, tirage au sort, médiation : dites-le avant d’en avoir besoin."
            ),
            "response_due_on": _(
                "Le jour où vous direz ce que vous avez fait des avis. "
                "Tout retard s’affichera, en jours."
            ),
            "decision_due_on": _("Facultatif. Le jour où la décision sera prise."),
            "identity_level": _(
                "Sans vérification, tout le monde peut répondre. "
                "Avec un code, une personne ne répond qu’une fois."
            ),
            "anonymity": _("Ce que les autres verront, et ce que vous-même saurez."),
            "contact_name": _("Le service qui répond aux questions."),
            "contact_email": _("Affichée sur la page, et donnée à qui arrive trop tard."),
            "contact_phone": _("Beaucoup d’habitants préfèrent appeler."),
            "easy_read": _("Une idée par phrase. Pas de sigle. « Nous voulons votre avis. »"),
            "easy_read_status": _("Dites si des personnes concernées l’ont relue."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "summary": area(3),
            "question": area(2),
            "negotiable": area(3),
            "non_negotiable": area(3),
            "alternatives": area(4),
            "room_for_change": area(3),
            "shared_part": area(3),
            "disagreement_rule": area(2),
            "easy_read": area(5),
            "response_due_on": day_input(),
            "decision_due_on": day_input(),
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Donnez un titre : c’est le seul champ indispensable.")},
            "contact_email": {"invalid": _("Cette adresse n’est pas complète.")},
        }

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = PublicBody.objects.of(person)
        self.fields["public_body"].queryset = bodies  # type: ignore[attr-defined]
        self.initial.setdefault("zone", settings.TIME_ZONE)
        for name in self._superfluous(bodies.count()):
            del self.fields[name]
        if self.instance.pk:
            self._show_local_dates()

    def _superfluous(self, body_count: int) -> list[str]:
        """Name the fields that this rung does not ask for, or that leave no choice."""
        rung = Rung(self.instance.rung)
        names = [name for name, lowest, _why in DEMANDS if not rung.admits(lowest)]
        if rung == Rung.INFORMATION:
            names.append("decision_due_on")
        if body_count == 1 or self.instance.pk:
            names.append("public_body")
        if self.instance.is_draft:
            names.append("reason")
        if self.instance.is_frozen:
            names += [*FROZEN_FIELDS, "closes_at", "response_due_on", "decision_due_on"]
        return [name for name in dict.fromkeys(names) if name in self.fields]

    def _show_local_dates(self) -> None:
        zone = self.instance.zone
        self.initial["opens_at"] = shown_opening(self.instance.opens_at, zone)
        self.initial["closes_at"] = shown_closing(self.instance.closes_at, zone)

    def clean(self) -> dict[str, Any]:
        """Read the dates on the clock of the zone that was chosen."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        zone = cleaned.get("zone") or self.instance.zone
        for name, read in (("opens_at", opening), ("closes_at", closing)):
            if name not in cleaned:
                continue
            try:
                cleaned[name] = read(cleaned[name], zone)
            except forms.ValidationError as problem:
                self.add_error(name, problem)
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if isinstance(opens, datetime) and isinstance(closes, datetime) and closes <= opens:
            self.add_error("closes_at", _("La clôture doit venir après l’ouverture."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the constraints to `clean`, which says what to do."""
        return set(super()._get_validation_exclusions()) | {"opens_at", "closes_at"}  # type: ignore[misc]

    @property
    def changes(self) -> dict[str, Any]:
        """What the actions are given."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The parts of the form that have something to show.

        What the rung demands is shown as necessary, though a draft may do without it.
        """
        for name, _lowest, _why in DEMANDS:
            if name in self.fields and name != "opens_at":
                self.fields[name].required = True
        return [
            {
                "id": key,
                "title": title,
                "help": help,
                "fields": [self[n] for n in names if n in self.fields],
            }
            for key, title, help, names in GROUPS
            if any(name in self.fields for name in names)
        ]


class AccessPointForm(forms.ModelForm):  # type: ignore[type-arg]
    """One way of taking part without the internet."""

    class Meta:
        model = AccessPoint
        fields: ClassVar[list[str]] = ["kind", "name", "details", "hours"]
        widgets: ClassVar[dict[str, Any]] = {"details": area(2)}
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("« Accueil de la mairie », « Par téléphone »…"),
            "details": _("Adresse, étage, accès en fauteuil ; ou le numéro."),
            "hours": _("Pensez aux gens qui travaillent : un soir ou un samedi ?"),
        }


class AccessPointFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """All of them; an empty row is no row."""

    @property
    def rows(self) -> list[dict[str, str]]:
        """What `set_access_points` is given."""
        return [
            {name: form.cleaned_data[name] for name in AccessPointForm.Meta.fields}
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]


def access_points(data: Any = None, initial: Any = None) -> AccessPointFormSet:
    """Give the forms of the access points: those that exist, and an empty one or two."""
    kind = forms.formset_factory(
        AccessPointForm, formset=AccessPointFormSet, extra=1 if initial else 2, can_delete=True
    )
    return kind(data, initial=initial or [], prefix="points")  # type: ignore[return-value]


class ReasonForm(forms.Form):
    """Why it is suspended or given up."""

    reason = forms.CharField(
        label=_("Motif"),
        widget=area(2),
        help_text=_("Tous les habitants le liront sur la page."),
        error_messages={"required": _("Donnez un motif. Il sera lu par tous.")},
    )


class ExtendForm(forms.Form):
    """Which date moves, to when, and why."""

    field = forms.ChoiceField(
        label=_("Date à repousser"),
        choices=[
            ("closes_at", _("Clôture")),
            ("response_due_on", _("Réponse promise")),
            ("decision_due_on", _("Décision prévue")),
        ],
    )
    to = MomentField(
        label=_("Nouvelle date"),
        help_text=_("L’heure ne compte que pour la clôture ; vide, jusqu’à minuit."),
        error_messages={"required": _("Choisissez la nouvelle date.")},
    )
    reason = ReasonForm.base_fields["reason"]

    def __init__(self, data: Any = None, *, consultation: Consultation) -> None:
        super().__init__(data, prefix="extend")
        self.consultation = consultation

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("to") and cleaned.get("field") == "closes_at":
            try:
                cleaned["to"] = closing(cleaned["to"], self.consultation.zone)
            except forms.ValidationError as problem:
                self.add_error("to", problem)
        elif cleaned.get("to"):
            cleaned["to"] = cleaned["to"][0]
        return cleaned


class StepForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a step says of itself, whatever its kind."""

    opens_at = MomentField(
        label=_("Ouverture de l’étape"), required=False, help_text=_("Vide : avec la démarche.")
    )
    closes_at = MomentField(
        label=_("Clôture de l’étape"), required=False, help_text=_("Vide : avec la démarche.")
    )
    reason = PromiseForm.base_fields["reason"]

    class Meta:
        model = Step
        fields: ClassVar[list[str]] = ["title", "intro", "opens_at", "closes_at"]
        widgets: ClassVar[dict[str, Any]] = {"intro": area(3)}
        help_texts: ClassVar[dict[str, Any]] = {
            "title": _(
                "Ce que les habitants lisent sur le bouton : « Répondre au questionnaire »."
            ),
            "intro": _("À quoi cela sert, combien de temps cela prend."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "step", **kwargs})
        zone = self.instance.consultation.zone
        self.initial["opens_at"] = shown_opening(self.instance.opens_at, zone)
        self.initial["closes_at"] = shown_closing(self.instance.closes_at, zone)
        if self.instance.consultation.is_draft:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        zone = self.instance.consultation.zone
        for name, read in (("opens_at", opening), ("closes_at", closing)):
            if name in cleaned:
                try:
                    cleaned[name] = read(cleaned[name], zone)
                except forms.ValidationError as problem:
                    self.add_error(name, problem)
        return cleaned


class PublicBodyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who opens consultations and must answer."""

    class Meta:
        model = PublicBody
        fields: ClassVar[list[str]] = [
            "name",
            "slug",
            "kind",
            "summary",
            "contact_email",
            "contact_phone",
            "contact_address",
        ]
        widgets: ClassVar[dict[str, Any]] = {"contact_address": area(3)}
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("Comme les habitants l’appellent : « Ville de Vermonde »."),
            "slug": _("Le nom dans l’adresse de sa page : des lettres, des chiffres, des tirets."),
        }


class AppointForm(forms.Form):
    """Whom to appoint."""

    email = forms.EmailField(
        label=_("Adresse électronique professionnelle"),
        help_text=_("La personne se connecte avec un code reçu à cette adresse, puis se protège."),
        error_messages={
            "required": _("Écrivez l’adresse de la personne."),
            "invalid": _("Cette adresse n’est pas complète. Exemple : nom@exemple.fr"),
        },
    )
