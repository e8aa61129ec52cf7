"""What summaries refuse, in sentences that say what to do next."""

from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused


class AlreadyUnderWay(Refused):
    """A computation of the same consultation is waiting or running."""

    def __init__(self) -> None:
        super().__init__(_("Un calcul est déjà en cours. Attendez sa fin, ou arrêtez-le."))


class NoAnalysis(Refused):
    """The packages that find themes are not installed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "L’analyse de textes n’est pas installée sur ce site. Demandez à son"
                " administrateur d’ajouter l’option « analysis »."
            )
        )


class Signed(Refused):
    """Themes that somebody validated no longer change."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces thèmes sont signés : ils ne changent plus. Lancez un nouveau calcul.")
        )
