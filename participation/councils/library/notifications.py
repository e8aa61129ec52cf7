"""What a council is told of what it filed, and a keeper of a link that died."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.councils.library import events
from participation.councils.library.models import GoodPractice, Guide, UsefulLink
from participation.notifications.actions import write_letter
from participation.notifications.kinds import Category, NoticeKind, declare

declare(
    NoticeKind(
        "practice_answered",
        Category.COUNCILS,
        gettext_lazy("La suite de vos bonnes pratiques"),
        link="practice_url",
    ),
    NoticeKind(
        "guide_answered",
        Category.COUNCILS,
        gettext_lazy("La suite de vos documents de méthode"),
        link="guide_url",
    ),
    NoticeKind(
        "link_died",
        Category.OFFICE,
        gettext_lazy("Un lien utile qui ne répond plus"),
        link="links_url",
    ),
)


@listen(events.PracticePublished, events.PracticeSentBack, events.PracticeWithdrawn)
def tell_author(heard: Heard) -> None:
    """Tell who filed it what became of it."""
    rows = GoodPractice.objects.filter(pk=heard.event.practice_id).exclude(author=None)
    for practice in rows.select_related("author", "council"):
        assert practice.author is not None
        is_published = practice.is_published
        published = _("Votre bonne pratique est publiée")
        returned = _("Votre bonne pratique a besoin de vous")
        write_letter(
            entry_id=heard.entry_id,
            to=practice.author.email,
            kind="practice_answered",
            subject=published if is_published else returned,
            context={
                "practice": practice,
                "is_published": is_published,
                "practice_url": absolute(practice.get_absolute_url()),
            },
            guard=("council", practice.council_id),
        )


@listen(events.GuidePublished, events.GuideSentBack, events.GuideWithdrawn)
def tell_writer(heard: Heard) -> None:
    """Tell who filed a document of method for a council what became of it."""
    rows = Guide.objects.filter(pk=heard.event.guide_id).exclude(author=None)
    for guide in rows.exclude(council=None).select_related("author"):
        assert guide.author is not None
        assert guide.council_id is not None
        is_published = isinstance(heard.event, events.GuidePublished)
        published = _("Votre document de méthode est publié")
        returned = _("Votre document de méthode a besoin de vous")
        write_letter(
            entry_id=heard.entry_id,
            to=guide.author.email,
            kind="guide_answered",
            subject=published if is_published else returned,
            context={
                "guide": guide,
                "is_published": is_published,
                "guide_url": absolute(guide.get_absolute_url()),
            },
            guard=("council", guide.council_id),
        )


@listen(events.LinkDied)
def tell_keeper(heard: Heard) -> None:
    """Tell who answers for a link that it no longer does."""
    rows = UsefulLink.objects.filter(pk=heard.event.link_id).exclude(owner=None)
    for link in rows.select_related("owner"):
        assert link.owner is not None
        write_letter(
            entry_id=heard.entry_id,
            to=link.owner.email,
            kind="link_died",
            subject=_("Un lien utile ne répond plus"),
            context={"link": link, "links_url": absolute(reverse("library:links"))},
        )
