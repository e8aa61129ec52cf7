"""The ladder: what each of the four rungs promises, demands of the body, and lets residents do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from consultations.models import Consultation

Text = str | Promise


class Rung(models.TextChoices):
    """How much a resident can change; the order is the order of the ladder."""

    INFORMATION = "information", _("Information")
    CONSULTATION = "consultation", _("Consultation")
    CONCERTATION = "concertation", _("Concertation")
    CO_CONSTRUCTION = "co_construction", _("Co-construction")

    @property
    def level(self) -> int:
        """1 for information up to 4 for co-construction."""
        return list(Rung).index(self) + 1

    @property
    def terms(self) -> "Terms":
        return TERMS[self]

    def admits(self, lowest: "Rung") -> bool:
        """Say whether something that needs the rung `lowest` may stand on this one."""
        return self.level >= lowest.level


@dataclass(frozen=True)
class Terms:
    """What a rung means, in sentences residents read."""

    promise: Text
    obliges: tuple[Text, ...]
    lets: tuple[Text, ...]


TERMS: dict[Rung, Terms] = {
    Rung.INFORMATION: Terms(
        promise=_("On vous dit clairement ce qui est décidé ou prévu, par qui et quand."),
        obliges=(
            _("Publier les documents, le calendrier et un contact."),
            _("Répondre en public à vos questions."),
        ),
        lets=(_("Lire."), _("Vous abonner."), _("Poser une question.")),
    ),
    Rung.CONSULTATION: Terms(
        promise=_("Votre avis est lu et compté. Le décideur dit ce qu’il en a fait."),
        obliges=(
            _("Dire ce qui n’est pas négociable."),
            _("Publier la synthèse, la décision et ses raisons à la date promise."),
        ),
        lets=(_("Donner votre avis."), _("Répondre au questionnaire.")),
    ),
    Rung.CONCERTATION: Terms(
        promise=_("Le projet peut encore changer grâce à nos échanges."),
        obliges=(
            _("Montrer les autres choix possibles et les marges de manœuvre."),
            _("Répondre pendant les échanges, puis publier un bilan et les mesures retenues."),
        ),
        lets=(_("Proposer."), _("Argumenter et répondre aux autres."), _("Venir aux ateliers.")),
    ),
    Rung.CO_CONSTRUCTION: Terms(
        promise=_("Une part de la décision est partagée avec vous."),
        obliges=(
            _("Dire quelle part est partagée, qui signe, et comment régler un désaccord."),
            _("Publier chaque version du texte avec ses auteurs."),
        ),
        lets=(_("Écrire."), _("Amender."), _("Décider dans la part partagée.")),
    ),
}


@dataclass(frozen=True)
class Missing:
    """Something the rung demands that is not there: which field, and why it matters."""

    field: str
    message: Text


# Field, lowest rung that demands it, and the sentence for whoever fills the form.
DEMANDS: tuple[tuple[str, Rung, Text], ...] = (
    ("title", Rung.INFORMATION, _("Donnez un titre à la démarche.")),
    ("summary", Rung.INFORMATION, _("Dites en quelques phrases de quoi il s’agit.")),
    (
        "decision_maker",
        Rung.INFORMATION,
        _("Dites qui décide. Les habitants doivent savoir à qui ils s’adressent."),
    ),
    ("opens_at", Rung.INFORMATION, _("Donnez la date d’ouverture.")),
    ("closes_at", Rung.INFORMATION, _("Donnez la date de clôture : la loi veut un délai clair.")),
    (
        "contact_email",
        Rung.INFORMATION,
        _("Donnez une adresse de contact. Elle sert à répondre aux questions."),
    ),
    ("question", Rung.CONSULTATION, _("Écrivez la question posée aux habitants.")),
    ("negotiable", Rung.CONSULTATION, _("Dites ce qui peut encore changer.")),
    (
        "non_negotiable",
        Rung.CONSULTATION,
        _("Dites ce qui ne changera pas. C’est une marque de respect."),
    ),
    (
        "response_due_on",
        Rung.CONSULTATION,
        _("Promettez une date de réponse. Tout retard sera public."),
    ),
    ("alternatives", Rung.CONCERTATION, _("Montrez les autres choix possibles.")),
    ("room_for_change", Rung.CONCERTATION, _("Dites quelles sont les marges de manœuvre.")),
    ("shared_part", Rung.CO_CONSTRUCTION, _("Dites quelle part de la décision est partagée.")),
    ("signatories", Rung.CO_CONSTRUCTION, _("Dites qui signera le texte final.")),
    (
        "disagreement_rule",
        Rung.CO_CONSTRUCTION,
        _("Dites comment un désaccord sera réglé."),
    ),
)


def missing_for_opening(consultation: "Consultation") -> list[Missing]:
    """List what stands between a consultation and its opening; empty when it may open.

    CRPA L.131-1 asks for the terms, useful information, a reasonable period and the follow-up;
    the offline channel comes from the Défenseur des droits (2019, first recommendation).
    """
    rung = Rung(consultation.rung)
    found = [
        Missing(field, message)
        for field, lowest, message in DEMANDS
        if rung.admits(lowest) and not getattr(consultation, field)
    ]
    return [*found, *_wrong_dates(consultation, rung), *_missing_around(consultation, rung)]


def _wrong_dates(consultation: "Consultation", rung: Rung) -> list[Missing]:
    opens, closes = consultation.opens_at, consultation.closes_at
    wrong = []
    if opens and closes and closes <= opens:
        wrong.append(Missing("closes_at", _("La clôture doit venir après l’ouverture.")))
    if not closes:
        return wrong
    last_day = consultation.last_day
    if consultation.response_due_on and consultation.response_due_on <= last_day:
        wrong.append(
            Missing("response_due_on", _("La date de réponse doit venir après la clôture."))
        )
    if rung.admits(Rung.CONCERTATION) and consultation.decision_due_on:
        if consultation.decision_due_on <= last_day:
            wrong.append(
                Missing(
                    "decision_due_on",
                    _("La décision ne peut pas être prise avant la fin des échanges."),
                )
            )
    return wrong


def _missing_around(consultation: "Consultation", rung: Rung) -> list[Missing]:
    missing = []
    if not consultation.access_points.exists():
        missing.append(
            Missing(
                "access_points",
                _("Ajoutez un moyen de participer sans internet : lieu, téléphone ou courrier."),
            )
        )
    if rung.admits(Rung.CONSULTATION) and not consultation.steps.exists():
        missing.append(
            Missing("steps", _("Ajoutez au moins une étape, par exemple un questionnaire."))
        )
    for step in consultation.steps.all():
        missing.extend(step.component.missing(step))
        if not rung.admits(step.component.lowest_rung):
            missing.append(
                Missing(
                    "steps", _("Une étape demande un degré plus élevé que celui de la démarche.")
                )
            )
    return missing


# The promise in words, in the order in which it is written.
PROMISE_FIELDS = (
    "question",
    "negotiable",
    "non_negotiable",
    "decision_maker",
    "alternatives",
    "room_for_change",
    "shared_part",
    "signatories",
    "disagreement_rule",
)

# Rules that are a promise: none of them changes once the consultation is open.
FROZEN_FIELDS = frozenset(
    {
        *PROMISE_FIELDS,
        "rung",
        "public_body",
        "territory",
        "opens_at",
        "zone",
        "grace_minutes",
        "identity_level",
        "anonymity",
    }
)
EXTENDABLE_FIELDS = frozenset({"closes_at", "response_due_on", "decision_due_on"})
