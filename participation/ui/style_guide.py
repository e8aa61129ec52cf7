"""What the style guide shows: each component in its states, with invented content."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.safestring import mark_safe

from participation.ui.forms import DayMonthYearField

RUNGS = ("information", "consultation", "concertation", "co_construction")
STATES = (
    ("announced", "Annoncée"),
    ("open", "Ouverte"),
    ("closed", "Close, réponse attendue"),
    ("overdue", "Réponse en retard"),
    ("responded", "Réponse publiée"),
    ("draft", "Brouillon"),
    ("accepted_in_part", "Retenu en partie"),
    ("rejected", "Non retenu"),
)
TOWNS = ("Bellombre", "Échandelys-le-Haut", "Fontcourte", "Montaillé", "Saint-Ybars-sur-Sorne")


class EveryField(forms.Form):
    """Each kind of field, once."""

    use_required_attribute = False
    short = forms.CharField(label="Votre rue", help_text="Le nom suffit, sans le numéro.")
    mail = forms.EmailField(
        label="Votre adresse électronique",
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    long = forms.CharField(
        label="Que changeriez-vous sur la place du marché ?",
        widget=forms.Textarea({"rows": 5, "data-most": 2000}),
    )
    one = forms.ChoiceField(
        label="Comment y venez-vous le plus souvent ?",
        help_text="Choisissez une réponse.",
        choices=[("walk", "À pied"), ("bike", "À vélo"), ("car", "En voiture"), ("bus", "En car")],
        widget=forms.RadioSelect,
    )
    many = forms.MultipleChoiceField(
        label="Qu’aimeriez-vous y trouver ?",
        required=False,
        choices=[("trees", "Des arbres"), ("seats", "Des bancs"), ("water", "Une fontaine")],
        widget=forms.CheckboxSelectMultiple,
    )
    town = forms.ChoiceField(
        label="Votre commune",
        choices=[("", "Choisissez"), *((name, name) for name in TOWNS)],
        widget=forms.Select({"data-filter": "Tapez pour réduire la liste"}),
    )
    since = DayMonthYearField(label="Depuis quand y vivez-vous ?", help_text="Ex. : 27 3 2019")
    people = forms.IntegerField(label="Nombre de personnes dans votre foyer", required=False)
    photo = forms.FileField(
        label="Une photo du lieu", required=False, help_text="JPEG, PNG ou PDF, 10 Mo au plus."
    )
    agree = forms.BooleanField(label="J’ai lu comment mes réponses seront utilisées")


class SearchForm(forms.Form):
    """What a list of démarches is searched by."""

    q = forms.CharField(label="Chercher une démarche", required=False)
    place = forms.ChoiceField(
        label="Territoire", required=False, choices=[("", "Tous"), *((n, n) for n in TOWNS)]
    )
    state = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), *STATES])

    q.widget.input_type = "search"


def style_guide_context(params: QueryDict) -> dict[str, Any]:
    """Return what the page shows; `?errors` also shows the refused form, as an error page would."""
    refused = EveryField({"short": "", "mail": "camille@", "one": "", "since_day": "31"})
    return {
        "blank_form": EveryField(auto_id="blank_%s"),
        "refused_form": refused,
        "form": refused if "errors" in params else None,
        "search_form": SearchForm(auto_id="search_%s"),
        "rungs": RUNGS,
        "states": STATES,
        "cards": _cards(),
        "promise": _promise(),
        "steps": _steps(),
        "answers": _answers(),
        "figures": [
            {"value": "1 284", "label": "contributions reçues, tous canaux"},
            {"value": "38 %", "label": "des centres sociaux ont répondu (90 sur 238)"},
            {"value": "14", "label": "communes"},
        ],
        "chart": [("À pied", 412), ("À vélo", 187), ("En voiture", 96), ("En car", None)],
        "closing": datetime(2027, 3, 3, 17, 0, tzinfo=UTC),
        "published": date(2027, 3, 1),
        "page": Paginator(range(200), 10).page(5),
        "trail": [("Démarches", "/demarches/"), ("La place du marché", "")],
        "nav_items": [
            {"label": "Présentation", "url": "#presentation", "current": True},
            {"label": "Calendrier", "url": "#calendrier"},
            {"label": "Résultats", "url": "#resultats"},
        ],
        "ways": [
            {"label": "Sur papier", "text": "À la mairie, du lundi au vendredi, de 9 h à 17 h"},
            {"label": "Par téléphone", "text": "01 99 00 12 34", "url": "tel:0199001234"},
        ],
        "plain_html": mark_safe(
            "<p>La mairie veut changer la place. Vous pouvez dire votre avis.</p>"
        ),
        "official_html": mark_safe(
            "<p>Le conseil municipal engage la requalification de la place du marché.</p>"
        ),
        "ranking": ["Planter des arbres", "Refaire les trottoirs", "Éclairer la nuit"],
    }


def _cards() -> list[dict[str, Any]]:
    titles = (
        "Le tracé de la déviation est choisi",
        "Que faire de la place du marché ?",
        "Le plan vélo des quatorze communes",
        "Écrire ensemble la charte des jardins partagés",
    )
    dates = (
        "Publiée le 1er mars 2027",
        "Jusqu’au 3 mars 2027 à 18 h 00",
        "Réponse promise le 12 avril 2027",
        "Réponse en retard de 12 jours",
    )
    states = (STATES[4], STATES[1], STATES[2], STATES[3])
    return [
        {"rung": rung, "title": title, "dates": when, "state": state, "label": label}
        for rung, title, when, (state, label) in zip(RUNGS, titles, dates, states, strict=True)
    ]


def _promise() -> dict[str, Any]:
    return {
        "rung": "consultation",
        "lede": "Chaque avis est lu et compté. La ville dira ce qu’elle en a fait, et pourquoi.",
        "items": [
            {"label": "Qui décide", "text": "Le conseil municipal de Bellombre."},
            {"label": "Ce qui peut changer", "text": "Les arbres, les bancs, la circulation."},
            {"label": "Ce qui ne changera pas", "text": "Le marché reste le samedi matin."},
            {"label": "Quand vous aurez la réponse", "text": "Le 12 avril 2027 au plus tard."},
        ],
    }


def _steps() -> list[dict[str, str]]:
    return [
        {"name": "Annonce", "when": "12 janvier 2027", "state": "done"},
        {"name": "Questionnaire", "when": "Du 1er février au 3 mars 2027", "state": "current"},
        {"name": "Synthèse des avis", "when": "Avant le 20 mars 2027", "state": "coming"},
        {"name": "Réponse de la ville", "when": "Promise le 12 avril 2027", "state": "late"},
    ]


def _answers() -> list[dict[str, str]]:
    return [
        {"label": "Comment y venez-vous ?", "value": "À pied", "url": "#"},
        {"label": "Qu’aimeriez-vous y trouver ?", "value": "", "url": "#"},
    ]
