"""What the heart is told of the themes, for whoever answers them."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.queries import tell_pages, tell_read
from consultations.summaries.models import SHOWN, Coding, Summary, Topic
from consultations.summaries.queries.counting import current_summary, signed_summary
from consultations.themes import Theme, tell_themes


class SignedThemes:
    """The themes that somebody signed last, each with what it holds now; « Autres » is none."""

    def themes(self, consultation: Consultation) -> list[Theme]:
        summary = signed_summary(consultation.pk)
        if summary is None:
            return []
        topics = Topic.objects.filter(summary=summary, is_gone=False, is_other=False)
        standing = Count("codings", filter=Q(codings__contribution__state__in=SHOWN))
        rows = topics.annotate(standing=standing).filter(standing__gt=0).order_by("-standing", "pk")
        return [_told(row, row.standing, consultation.slug) for row in rows]

    def that_hold(self, contribution_ids: list[int]) -> dict[int, list[Theme]]:
        signed = Summary.objects.filter(
            consultation=OuterRef("contribution__consultation"), signed_at__isnull=False
        )
        rows = Coding.objects.filter(
            contribution__in=contribution_ids,
            summary=Subquery(signed.order_by("-pk").values("pk")[:1]),
            topic__is_other=False,
        ).select_related("topic", "contribution__consultation")
        return {
            row.contribution_id: [_told(row.topic, 0, row.contribution.consultation.slug)]
            for row in rows.shown().order_by("pk")
            if row.topic is not None
        }


def _told(topic: Topic, count: int, slug: str) -> Theme:
    url = reverse("consultations:theme", args=[slug, topic.key])
    return Theme(f"{topic.summary_id}-{topic.key}", topic.title, count, url)


tell_themes(SignedThemes())


@tell_pages
def themes_page(consultation: Consultation) -> list[tuple[str, str]]:
    """Give the page of the themes, once they are signed."""
    is_signed = signed_summary(consultation.pk) is not None
    return [("themes", _("Thèmes"))] if is_signed else []


@tell_read
def read_so_far(consultation: Consultation) -> Mapping[str, int] | None:
    """Count by channel what a person read one by one."""
    summary = current_summary(consultation.pk)
    if summary is None:
        return None
    rows = Coding.objects.filter(summary=summary, read_at__isnull=False).shown()
    return Counter(rows.order_by("pk").values_list("contribution__channel", flat=True))
