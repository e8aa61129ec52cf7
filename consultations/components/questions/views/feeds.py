"""Following questions from elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed

from consultations.components.questions.models import Question
from consultations.components.questions.queries import place, question_steps
from participation.base.codes import absolute
from participation.base.http import everyone, reads

NEWEST = 50


@reads(everyone)
def feed(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The newest questions as an Atom feed; one that is answered is told as changed."""
    step = get_object_or_404(question_steps(request.user, slug), pk=step_id)
    atom = Atom1Feed(
        title=f"{step.title} – {step.consultation}",
        link=absolute(step.get_absolute_url()),
        description=step.intro,
        feed_url=absolute(request.path),
        language="fr",
    )
    rows = Question.objects.of(step).published().with_envelope()
    for question in rows.order_by("-contribution__received_at", "-pk")[:NEWEST]:
        contribution, answer = place(question, step).contribution, question.given_answer
        address = absolute(step.component.public_url(contribution))
        atom.add_item(
            title=question.text,
            link=address,
            unique_id=address,
            description=answer.text if answer else question.excerpt,
            pubdate=contribution.received_at,
            updateddate=answer.published_at if answer else contribution.updated_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
