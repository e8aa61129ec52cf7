"""What people choose: rhythms, and what they follow."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import Account
from participation.notifications.actions.habits import CHOSEN
from participation.notifications.kinds import Category, Rhythm
from participation.notifications.models import Preference
from participation.notifications.queries import DEFAULTS, Followed, zone_of
from participation.notifications.topics import Topic, topic_kinds
from participation.territories.models import Territory

ZONES = {
    "Europe/Paris": _("Paris (heure de l’Hexagone)"),
    "America/Guadeloupe": _("Guadeloupe"),
    "America/Martinique": _("Martinique"),
    "America/Cayenne": _("Guyane"),
    "Indian/Reunion": _("La Réunion"),
    "Indian/Mayotte": _("Mayotte"),
    "America/Miquelon": _("Saint-Pierre-et-Miquelon"),
    "Pacific/Noumea": _("Nouvelle-Calédonie"),
    "Pacific/Tahiti": _("Polynésie française"),
    "Pacific/Wallis": _("Wallis-et-Futuna"),
}


AS_CATEGORY = "category"
HELP = {
    Category.ANSWERS: _("La réponse aux démarches où vous avez participé."),
    Category.FOLLOWED: _("Les démarches, thèmes, lieux et conseils choisis plus bas."),
    Category.COUNCILS: _("Votes, réunions, tâches et discussions de vos conseils."),
    Category.NEWSLETTERS: _("Les lettres des organismes que vous suivez."),
    Category.OFFICE: _("Les réponses à donner, ce qui demande votre attention."),
}


def _has_an_office(person: Account) -> bool:
    return person.is_superuser or person.offices.exists()


class RhythmForm(forms.Form):
    """A rhythm for each category, one for each thing that is followed, and a clock."""

    zone = forms.ChoiceField(label=_("Votre fuseau horaire"))

    def __init__(
        self, data: Any = None, *, person: Account, followed: list[Followed], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.followed = followed
        rows = Preference.objects.filter(account=person).order_by()
        chosen = dict(rows.values_list("category", "rhythm"))
        for category in CHOSEN:
            if category != Category.OFFICE or _has_an_office(person):
                self.fields[category] = self._of_category(category, chosen.get(category))
        for found in followed:
            self.fields[f"suivi-{found.follow.pk}"] = self._of_thing(found)
        self.fields["zone"].choices = _zones()  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["zone"].initial = zone_of(person) or settings.TIME_ZONE
        self.order_fields([*CHOSEN, "zone"])

    def _of_category(self, category: Category, chosen: str | None) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=category.label,
            choices=Rhythm.choices,
            initial=chosen or DEFAULTS[category],
            help_text=HELP[category],
        )

    def _of_thing(self, found: Followed) -> forms.ChoiceField:
        as_category = (AS_CATEGORY, _("Comme mes autres suivis"))
        return forms.ChoiceField(
            label=f"{found.kind.label} : {found.thing}",
            choices=[as_category, *Rhythm.choices],
            initial=found.follow.rhythm or AS_CATEGORY,
        )

    @property
    def rhythms(self) -> dict[str, str]:
        return {str(c): self.cleaned_data[c] for c in CHOSEN if c in self.cleaned_data}

    def rhythms_of_things(self) -> list[tuple[Followed, str]]:
        chosen = [(f, self.cleaned_data[f"suivi-{f.follow.pk}"]) for f in self.followed]
        return [(f, "" if rhythm == AS_CATEGORY else rhythm) for f, rhythm in chosen]

    def category_fields(self) -> list[forms.BoundField]:
        return [self[c] for c in CHOSEN if c in self.fields]

    def things(self) -> list[tuple[Followed, forms.BoundField]]:
        return [(f, self[f"suivi-{f.follow.pk}"]) for f in self.followed]


def _zones() -> list[tuple[str, Any]]:
    zones: dict[str, Any] = {settings.TIME_ZONE: settings.TIME_ZONE, **ZONES}
    return list(zones.items())


class AddressForm(forms.Form):
    """An address, and how often to write to it."""

    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=254,
        help_text=_("Elle ne sert qu’à cela. Vous pourrez l’effacer d’un clic."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    how_often = forms.ChoiceField(
        label=_("À quel rythme ?"),
        choices=[choice for choice in Rhythm.choices if choice[0] != Rhythm.NOTHING],
        initial=Rhythm.DAILY,
        widget=forms.RadioSelect,
    )

    @property
    def rhythm(self) -> str:
        return str(self.cleaned_data["how_often"])


class SubscribeForm(AddressForm):
    """The same, for several things at once: those of listed kinds, and a territory by its name."""

    territory = forms.CharField(
        label=_("Votre commune ou votre quartier"),
        required=False,
        max_length=120,
        help_text=_("Son nom ou son code postal."),
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )

    def __init__(self, data: Any = None, *, person: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.topics: list[Topic] = []
        for kind in topic_kinds():
            things = kind.visible_to(person)[:60] if kind.is_listed else ()
            if choices := [(str(thing.pk), str(thing)) for thing in things]:
                self.fields[kind.name] = forms.MultipleChoiceField(
                    label=str(kind.label),
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
        if person.is_authenticated:
            del self.fields["email"]
        self.order_fields(["territory", *(k.name for k in topic_kinds()), "how_often", "email"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [
            Topic(k.name, int(pk))
            for k in topic_kinds()
            for pk in cleaned.get(k.name) or ()
            if k.is_listed
        ]
        typed = (cleaned.get("territory") or "").strip()
        if typed:
            found = list(Territory.objects.named(typed)[:1])
            if not found:
                self.add_error("territory", _("Nous ne connaissons pas ce lieu. Vérifiez son nom."))
            else:
                chosen.append(Topic("territory", found[0].pk))
        self.topics = chosen
        if not chosen and not self.errors:
            self.add_error(None, _("Choisissez au moins un sujet ou un lieu."))
        return cleaned
