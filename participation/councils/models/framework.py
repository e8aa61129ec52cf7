"""The dated rules of a council: they belong to it, and change with the law, never with the code."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.councils.choices import CollegeKind, PublicOffice


class Framework(models.Model):
    """The rules under which a council was set up; it keeps them when the law changes."""

    name = models.CharField(_("nom"), max_length=120, unique=True)
    summary = models.TextField(_("en quelques phrases"), blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaced_by",
        verbose_name=_("remplace"),
    )
    source = models.TextField(
        _("textes de référence"), help_text=_("Loi, décret, circulaire, charte : avec leur date.")
    )
    valid_from = models.DateField(_("en vigueur depuis"))
    valid_to = models.DateField(_("jusqu’au (exclu)"), null=True, blank=True)
    needs_recognition = models.BooleanField(_("arrêté de reconnaissance du préfet"), default=False)
    needs_draw = models.BooleanField(_("tirage au sort obligatoire"), default=False)
    bars_officers = models.BooleanField(_("exclut les agents publics concernés"), default=True)
    bars_elected = models.BooleanField(_("exclut les élus"), default=True)
    bars_state_agents = models.BooleanField(_("exclut les agents de l’État"), default=True)
    fewest_members = models.PositiveSmallIntegerField(_("membres au moins"), null=True, blank=True)
    most_members = models.PositiveSmallIntegerField(_("membres au plus"), null=True, blank=True)
    animation_months = models.PositiveSmallIntegerField(
        _("durée d’animation extérieure"), null=True, blank=True, help_text=_("En mois.")
    )
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum"), default=50, help_text=_("En pour cent des sièges pourvus.")
    )
    notice_days = models.PositiveSmallIntegerField(
        _("délai de convocation"), default=0, help_text=_("En jours avant la réunion.")
    )
    minutes_days = models.PositiveSmallIntegerField(
        _("délai du compte rendu"), default=30, help_text=_("En jours après la réunion.")
    )

    class Meta:
        verbose_name = _("cadre")
        verbose_name_plural = _("cadres")
        ordering = ("-valid_from", "name")

    def __str__(self) -> str:
        return self.name

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def bars(self, office: str) -> bool:
        """Say whether who holds this office may not sit."""
        return {
            PublicOffice.ELECTED: self.bars_elected,
            PublicOffice.STATE_AGENT: self.bars_state_agents,
            PublicOffice.CITY_AGENT: self.bars_officers,
        }.get(PublicOffice(office), False)


class College(models.Model):
    """One college of a framework, with the share and the parity that the rules ask of it."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="colleges")
    kind = models.CharField(_("nature"), max_length=20, choices=CollegeKind)
    name = models.CharField(_("nom"), max_length=80)
    least_percent = models.PositiveSmallIntegerField(
        _("part minimale"), default=0, help_text=_("En pour cent des membres.")
    )
    wants_parity = models.BooleanField(_("parité femmes-hommes"), default=False)
    is_drawn = models.BooleanField(_("tiré au sort"), default=False)
    seat_count = models.PositiveSmallIntegerField(
        _("sièges"), default=0, help_text=_("Ceux qu’un nouveau conseil reçoit dans ce collège.")
    )
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("collège")
        verbose_name_plural = _("collèges")
        ordering = ("framework", "rank", "pk")
        constraints = [
            models.UniqueConstraint(fields=["framework", "kind"], name="college_once"),
        ]

    def __str__(self) -> str:
        return self.name
