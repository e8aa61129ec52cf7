"""What a vote may be: how it asks, counts, shows and ends."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    CONSENT = "consent", _("Consentement")
    YES_NO = "yes_no", _("Oui ou non")
    CHOOSE = "choose", _("Choix")
    RANKING = "ranking", _("Classement")
    MEETING_DATE = "meeting_date", _("Date de réunion")


class CountBy(models.TextChoices):
    PERSON = "person", _("Par personne : chaque voix compte autant")
    COLLEGE = "college", _("Par collège : chaque collège compte à part")


class CollegeRule(models.TextChoices):
    """How the results of the colleges become one."""

    EVERY = "every", _("Tous les collèges doivent être d’accord")
    EQUAL = "equal", _("Chaque collège pèse autant, quel que soit son nombre")


class Majority(models.TextChoices):
    """Of the votes that say something: blank votes and abstentions are not counted in it."""

    SIMPLE = "simple", _("Majorité simple")
    TWO_THIRDS = "two_thirds", _("Deux tiers des voix exprimées")
    UNANIMITY = "unanimity", _("Unanimité des voix exprimées")
    NO_BLOCK = "no_block", _("Consentement : personne ne bloque")


class ResultsShown(models.TextChoices):
    ALWAYS = "always", _("Tout de suite, à tous les membres")
    AFTER_VOTE = "after_vote", _("À qui a voté")
    WHEN_CLOSED = "when_closed", _("À la clôture")


class Reasons(models.TextChoices):
    NONE = "none", _("Non")
    OPTIONAL = "optional", _("Oui, si on veut")
    REQUIRED = "required", _("Oui, toujours")


class State(models.TextChoices):
    PLANNED = "planned", _("À venir")
    OPEN = "open", _("Ouvert")
    CLOSED = "closed", _("Clos")
    CANCELLED = "cancelled", _("Annulé")


class Outcome(models.TextChoices):
    ADOPTED = "adopted", _("Adopté")
    REJECTED = "rejected", _("Non adopté")
    CHOSEN = "chosen", _("Choix arrêté")
    TIED = "tied", _("Égalité")
    SPLIT = "split", _("Les collèges ne sont pas d’accord")
    BLOCKED = "blocked", _("Question ouverte : une personne au moins bloque")
    NO_QUORUM = "no_quorum", _("Quorum non atteint")
    TOO_FEW = "too_few", _("Trop peu de bulletins pour garder le secret")


ADOPTED = frozenset({Outcome.ADOPTED, Outcome.CHOSEN})
PROPOSALS = frozenset({Kind.CONSENT, Kind.YES_NO})  # what says yes or no to one thing
DECIDED = ADOPTED | {Outcome.REJECTED}  # what the register may note; the rest decides nothing

AGREE, ABSTAIN, DISAGREE, BLOCK = "agree", "abstain", "disagree", "block"
YES, NO, IF_NEED_BE = "yes", "no", "if_need_be"
SILENT = frozenset({ABSTAIN})  # said, and not counted among the votes that say something

FIXED: dict[str, dict[str, tuple[Any, Any]]] = {  # key: words, and what it means unless said
    Kind.CONSENT: {
        AGREE: (_("Je suis d’accord"), _("La proposition me convient.")),
        ABSTAIN: (_("Je m’abstiens"), _("Je n’ai pas d’avis. Je suivrai les autres.")),
        DISAGREE: (
            _("Je ne suis pas d’accord"),
            _("J’ai une réserve. Je n’empêche pas le conseil d’avancer."),
        ),
        BLOCK: (
            _("Je bloque"),
            _("La proposition met le conseil en danger. Il faut en reparler."),
        ),
    },
    Kind.YES_NO: {YES: (_("Oui"), ""), NO: (_("Non"), ""), ABSTAIN: (_("Je m’abstiens"), "")},
}
DATE_ANSWERS = {YES: _("Oui"), IF_NEED_BE: _("S’il le faut"), NO: _("Non")}
MAJORITIES: dict[str, tuple[Majority, ...]] = {
    Kind.CONSENT: (Majority.NO_BLOCK,),
    Kind.YES_NO: (Majority.SIMPLE, Majority.TWO_THIRDS, Majority.UNANIMITY),
    Kind.CHOOSE: (Majority.SIMPLE, Majority.TWO_THIRDS, Majority.UNANIMITY),
    Kind.RANKING: (Majority.SIMPLE,),
    Kind.MEETING_DATE: (Majority.SIMPLE,),
}
LEAST_SLIPS = 5  # below it, what a secret vote counted would name people
