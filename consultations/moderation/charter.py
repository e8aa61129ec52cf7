"""The charter of moderation: the only grounds on which words may be held or hidden.

Each article says what it forbids and why. Its key is kept with every decision, so an article is
added or worded better, and never takes another's key.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Article:
    """One article: its key (kept with decisions), its title and what it says."""

    key: str
    title: str | Promise
    text: str | Promise

    def __str__(self) -> str:
        return f"{self.key}. {self.title}"


ARTICLES = [
    Article(
        "1",
        _("Insultes et menaces"),
        _("On critique une idée ou une décision. On n’insulte personne et on ne menace personne."),
    ),
    Article(
        "2",
        _("Haine et discrimination"),
        _("Aucun propos contre des personnes pour leur origine, leur religion, leur sexe…"),
    ),
    Article(
        "3",
        _("Vie privée"),
        _("Pas de nom, d’adresse, de téléphone ou d’accusation qui désigne une personne privée."),
    ),
    Article(
        "4",
        _("Propos manifestement illégaux"),
        _("Diffamation, incitation à la violence, contrefaçon : la loi les interdit partout."),
    ),
    Article(
        "5",
        _("Publicité"),
        _("Pas d’annonce commerciale, ni de lien qui n’a rien à voir avec la démarche."),
    ),
    Article(
        "6",
        _("Hors du sujet"),
        _("Le texte ne répond pas du tout à la question. Une critique de la question y répond."),
    ),
    Article(
        "7",
        _("Envois répétés"),
        _("Le même texte envoyé en masse est regroupé et compté."),
    ),
]
BY_KEY = {article.key: article for article in ARTICLES}


def choices() -> list[tuple[str, str]]:
    """Give the articles for a form."""
    return [(article.key, str(article)) for article in ARTICLES]


def article_named(key: str) -> str:
    """Say an article as people read it; a key of old is given back as it is."""
    return str(BY_KEY[key]) if key in BY_KEY else key
