"""Following a register from elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed

from consultations.components.register.models import Entry
from consultations.components.register.queries import register_steps
from participation.base.codes import absolute
from participation.base.http import everyone, reads

NEWEST = 50


@reads(everyone)
def feed(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The newest contributions as an Atom feed."""
    step = get_object_or_404(register_steps(request.user, slug), pk=step_id)
    start = step.get_absolute_url()
    atom = Atom1Feed(
        title=f"{step.title} – {step.consultation}",
        link=absolute(start),
        description=step.intro,
        feed_url=absolute(request.path),
        language="fr",
    )
    newest = Entry.objects.of(step).published().newest_first().with_envelope()[:NEWEST]
    for entry in newest:
        entry.contribution.step = step
        address = absolute(step.component.public_url(entry.contribution))
        atom.add_item(
            title=entry.heading,
            link=address,
            unique_id=address,
            description=entry.excerpt,
            pubdate=entry.contribution.received_at,
            updateddate=entry.contribution.updated_at,
            categories=[entry.theme] if entry.theme else [],
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
