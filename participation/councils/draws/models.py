"""A draw: its rule, its lists, its candidates behind codes, and what became of those drawn."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.codes import secret
from participation.councils.draws.choices import Answer, State
from participation.councils.draws.querysets import DrawnQuerySet, DrawQuerySet
from participation.councils.models import College, Council, Membership


class Draw(models.Model):
    """One draw, that is one attempt; another attempt is another row that says why.

    Nothing that the commitment covers changes once it is published. `quotas` is a list of
    categories, each `[name, {answer: [least, most]}]`.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="draws")
    college = models.ForeignKey(
        College,
        models.PROTECT,
        related_name="draws",
        verbose_name=_("collège à pourvoir"),
    )
    title = models.CharField(_("titre"), max_length=150)
    rule = models.TextField(_("règle, en toutes lettres"))
    seats = models.PositiveSmallIntegerField(_("places à pourvoir"))
    substitutes = models.PositiveSmallIntegerField(_("suppléants par place"), default=2)
    quotas = models.JSONField(default=list, editable=False)
    seed_source = models.CharField(
        _("source publique de la graine"),
        max_length=300,
        help_text=_(
            "Un nombre que personne ici ne choisit et que chacun peut vérifier. "
            "Par exemple : les numéros du tirage du Loto de ce jour-là, dans l’ordre de sortie."
        ),
    )
    seed_on = models.DateField(_("jour où elle sera connue"))
    salt = models.CharField(max_length=40, default=secret, editable=False)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.PREPARED)
    created_at = models.DateTimeField(_("commencé le"), default=now, editable=False)
    commitment = models.CharField(_("engagement"), max_length=64, blank=True, editable=False)
    committed_at = models.DateTimeField(_("publié le"), null=True, editable=False)
    chances = models.JSONField(default=list, editable=False)
    rehearsals = models.PositiveSmallIntegerField(default=0, editable=False)
    seed = models.CharField(_("graine"), max_length=300, blank=True, editable=False)
    drawn_at = models.DateTimeField(_("tiré le"), null=True, editable=False)
    result = models.JSONField(default=dict, editable=False)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False
    )
    reason = models.TextField(_("pourquoi ce nouvel essai"), blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    end_reason = models.TextField(_("raison de l’annulation"), blank=True, editable=False)
    contacts_forgotten_at = models.DateTimeField(null=True, editable=False)
    objects = DrawQuerySet.as_manager()

    class Meta:
        verbose_name = _("tirage au sort")
        verbose_name_plural = _("tirages au sort")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="draw_commits_before_its_seed",
                condition=models.Q(seed="") | ~models.Q(commitment=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where everyone reads it, once it is announced."""
        return reverse("draws:public", args=[self.council.slug, self.pk])

    @property
    def space_url(self) -> str:
        return reverse("draws:draw", args=[self.council.slug, self.pk])

    @property
    def is_prepared(self) -> bool:
        return self.state == State.PREPARED

    @property
    def is_committed(self) -> bool:
        return self.state == State.COMMITTED

    @property
    def is_drawn(self) -> bool:
        return self.state == State.DRAWN

    @property
    def categories(self) -> list[str]:
        return [name for name, _ in self.quotas]


class SourceList(models.Model):
    """A list of people that the draw takes from; public: its name, its origin, its hash."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="source_lists")
    name = models.CharField(_("nom de la liste"), max_length=150)
    origin = models.CharField(_("d’où elle vient"), max_length=300)
    lines = models.PositiveIntegerField(_("lignes"))
    kept = models.PositiveIntegerField(_("personnes gardées"))
    sha256 = models.CharField(_("empreinte"), max_length=64)

    class Meta:
        verbose_name = _("liste source")
        verbose_name_plural = _("listes sources")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["draw", "sha256"], name="source_list_once")]

    def __str__(self) -> str:
        return self.name


class Candidate(models.Model):
    """Somebody on a list. Public: the code and the answers. The contact is private, and erased.

    The code is a keyed hash of who it is: with the draw's salt it can be found again, without it
    it says nothing. It is what keeps one person on two lists from counting twice.
    """

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="candidates")
    source_list = models.ForeignKey(SourceList, models.CASCADE, related_name="candidates")
    code = models.CharField(_("code"), max_length=16)
    answers = models.JSONField(default=list)
    name = models.CharField(_("nom"), max_length=120, blank=True)
    email = models.CharField(_("courriel"), max_length=254, blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    address = models.CharField(_("adresse"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("candidat")
        verbose_name_plural = _("candidats")
        ordering = ("draw", "code")
        constraints = [
            models.UniqueConstraint(fields=["draw", "code"], name="candidate_once_per_draw")
        ]


class DrawnPerson(models.Model):
    """Somebody whom the lot took, or ranked as a substitute of the same stratum."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="drawn")
    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="drawn")
    is_substitute = models.BooleanField(_("suppléant"), default=False)
    rank = models.PositiveIntegerField(_("rang"))
    called_at = models.DateTimeField(_("appelé le"), null=True)
    in_place_of = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replacement"
    )
    answer = models.CharField(
        _("réponse"), max_length=12, choices=Answer, default=Answer.TO_CONTACT
    )
    answered_at = models.DateTimeField(null=True)
    membership = models.OneToOneField(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    objects = DrawnQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne tirée")
        verbose_name_plural = _("personnes tirées")
        ordering = ("draw", "is_substitute", "rank")
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "is_substitute", "rank"], name="drawn_rank_once"
            )
        ]

    @property
    def cell(self) -> tuple[Any, ...]:
        """The stratum: the person's answer in each category."""
        return tuple(self.candidate.answers)
