"""Following a debate from elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from consultations.components.debate.models import Argument
from consultations.components.debate.views.finding import step_of
from participation.base.codes import absolute
from participation.base.http import everyone, reads

NEWEST = 50


@reads(everyone)
def feed(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The newest messages as an Atom feed."""
    step = step_of(request, slug, step_id)
    atom = Atom1Feed(
        title=f"{step.title} – {step.consultation}",
        link=absolute(step.get_absolute_url()),
        description=step.intro,
        feed_url=absolute(request.path),
        language="fr",
    )
    rows = Argument.objects.of(step).published().with_envelope()
    for argument in rows.order_by("-contribution__received_at", "-pk")[:NEWEST]:
        argument.contribution.step = step
        address = absolute(step.component.public_url(argument.contribution))
        atom.add_item(
            title=f"{argument.get_side_display()} – {argument.heading}",
            link=address,
            unique_id=address,
            description=argument.excerpt,
            pubdate=argument.contribution.received_at,
            updateddate=argument.contribution.updated_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
