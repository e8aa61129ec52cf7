"""The public answer, and leaving the list of those who are told of it."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt

from consultations.actions import stop_following
from consultations.exports import FORMATS, file_header
from consultations.models import Consultation, OutcomeContact
from consultations.outcomes.exports import decisions_table
from consultations.outcomes.notifications import contact_id_of
from consultations.outcomes.queries import outcome_page
from participation.base.http import everyone, reads, writes


@reads(everyone)
def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """What you said, what is decided, why; before that, what will be here and when."""
    rows = Consultation.objects.visible_to(request.user).select_related("public_body")
    consultation = get_object_or_404(rows, slug=slug)
    return render(request, "outcomes/outcome.html", outcome_page(consultation))


@reads(everyone)
def decisions(request: HttpRequest, slug: str, form: str) -> StreamingHttpResponse:
    """Download the published decisions, for who redoes the counts."""
    rows = Consultation.objects.visible_to(request.user).exclude(responded_at=None)
    consultation = get_object_or_404(rows, slug=slug)
    written = FORMATS[form]
    content = written.write([decisions_table(consultation)])
    response = StreamingHttpResponse(content, content_type=written.media_type)
    response["Content-Disposition"] = file_header(f"decisions-{slug}", form)
    return response


@csrf_exempt  # a mail program sends the POST, without cookie (RFC 8058); the token is the proof
@writes(everyone)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only its POST does anything, since scanners follow every link."""
    contact_id = contact_id_of(token)
    if contact_id is None:
        raise Http404
    if request.method == "POST":
        stop_following(contact_id)
        return render(request, "outcomes/unsubscribed.html")
    contact = OutcomeContact.objects.filter(pk=contact_id).select_related("consultation").first()
    if contact is None:
        return render(request, "outcomes/unsubscribed.html")
    return render(request, "outcomes/unsubscribe.html", {"consultation": contact.consultation})
