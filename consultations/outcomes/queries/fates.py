"""What became of a contribution: which decisions name it, what they do with it, and why."""

from django.urls import reverse

from consultations.models import Contribution
from consultations.outcomes.models import Citation
from consultations.queries import Fate, tell_fates


@tell_fates
def fates_by_citation(contributions: list[Contribution]) -> dict[int, list[Fate]]:
    """Give, by contribution, the published decisions that name it, with relation and reason."""
    citations = Citation.objects.filter(
        contribution__in=contributions, response__consultation__responded_at__isnull=False
    ).select_related("response__consultation")
    fates: dict[int, list[Fate]] = {}
    for citation in citations:
        response = citation.response
        page = reverse("consultations:outcome", args=[response.consultation.slug])
        fate = Fate(
            heading=response.heading,
            position=citation.pill,
            label=citation.get_relation_display(),
            url=f"{page}#reponse-{response.pk}",
            because=citation.because,
        )
        fates.setdefault(citation.contribution_id, []).append(fate)
    return fates
