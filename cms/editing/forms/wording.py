"""The promise's form in words: its parts as the page shows them, and a line of help each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from consultations.ladder import PROMISE_FIELDS

# Name, title, help and fields of each part.
GROUPS: tuple[tuple[str, Any, Any, tuple[str, ...]], ...] = (
    (
        "sujet",
        _("Le sujet et le lieu"),
        _("Ce que les habitants lisent en premier, dans les listes et en tête de page."),
        ("public_body", "title", "summary", "theme", "territory"),
    ),
    (
        "promesse",
        _("Ce que vous promettez"),
        _("Ces phrases sont une promesse. Elles ne changeront plus après l’ouverture."),
        PROMISE_FIELDS,
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

HELP_TEXTS: dict[str, Any] = {
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
    "disagreement_rule": _("Vote, tirage au sort, médiation : dites-le avant d’en avoir besoin."),
    "response_due_on": _(
        "Le jour où vous direz ce que vous avez fait des avis. Tout retard s’affichera, en jours."
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

# Told when the zone changes and a date does not.
KEPT: dict[str, Any] = {
    "opens_at": _("L’ouverture n’a pas bougé : elle s’affiche maintenant le %(when)s."),
    "closes_at": _("La clôture n’a pas bougé : elle s’affiche maintenant le %(when)s."),
}
