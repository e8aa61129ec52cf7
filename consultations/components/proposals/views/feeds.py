"""Following proposals from elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed

from consultations.components.proposals.models import Proposal
from consultations.components.proposals.queries import place, proposal_steps
from participation.base.codes import absolute
from participation.base.http import everyone, reads

NEWEST = 50


@reads(everyone)
def feed(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The newest proposals as an Atom feed."""
    step = get_object_or_404(proposal_steps(request.user, slug), pk=step_id)
    atom = Atom1Feed(
        title=f"{step.title} – {step.consultation}",
        link=absolute(step.get_absolute_url()),
        description=step.intro,
        feed_url=absolute(request.path),
        language="fr",
    )
    rows = Proposal.objects.of(step).published().with_envelope()
    for proposal in rows.order_by("-contribution__received_at", "-pk")[:NEWEST]:
        contribution = place(proposal, step).contribution
        address = absolute(step.component.public_url(contribution))
        atom.add_item(
            title=proposal.title,
            link=address,
            unique_id=address,
            description=proposal.excerpt,
            pubdate=contribution.received_at,
            updateddate=contribution.updated_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
