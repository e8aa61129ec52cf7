"""The files of a referral: added and taken out of a draft, downloaded inside or by everyone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.base.downloads import attachment as given
from participation.base.http import everyone, reads
from participation.councils.errors import Refused
from participation.councils.referrals import actions
from participation.councils.referrals.forms.filing import AttachForm
from participation.councils.referrals.queries import files_of
from participation.councils.referrals.views.finding import public_referral, referral_of
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_speak

A_WHILE = "public, max-age=300"


@writes_space(may_speak)
def files(request: HttpRequest, space: Space, referral_id: int) -> HttpResponse:
    """The files of a draft, and one more."""
    referral = referral_of(space, referral_id)
    if request.method == "GET" and not referral.is_draft:
        raise Http404
    is_sent = request.method == "POST"
    form = AttachForm(request.POST, request.FILES) if is_sent else AttachForm()
    if is_sent and form.is_valid():
        try:
            actions.attach(referral, upload=form.cleaned_data["file"], actor=space.person)
        except Refused as problem:
            form.refuse(str(problem))
        else:
            messages.success(request, _("Le fichier est joint à la saisine."))
            return redirect("referrals:files", space.council.slug, referral.pk)
    context = {"space": space, "referral": referral, "files": files_of(referral), "form": form}
    return render(request, "referrals/files.html", context, status=422 if form.errors else 200)


@writes_space(may_speak)
def detach(request: HttpRequest, space: Space, referral_id: int, number: int) -> HttpResponse:
    """Take one out again; the button of the list leads here."""
    referral = referral_of(space, referral_id)
    found = get_object_or_404(referral.attachments.filter(step=None), number=number)
    if request.method == "POST":
        try:
            actions.detach(found, actor=space.person)
        except Refused as problem:
            messages.error(request, str(problem))
            return redirect(referral.space_url)
        messages.success(request, _("Le fichier n’est plus joint."))
    return redirect("referrals:files", space.council.slug, referral.pk)


@reads_space()
def file(request: HttpRequest, space: Space, referral_id: int, number: int) -> HttpResponseBase:
    found = get_object_or_404(referral_of(space, referral_id).attachments, number=number)
    return given(found.file, name=found.name, content_type=found.content_type)


@reads(everyone)
def public_file(request: HttpRequest, slug: str, referral_id: int, number: int) -> HttpResponseBase:
    """Give a file of a referral that was sent."""
    found = get_object_or_404(public_referral(slug, referral_id).attachments, number=number)
    return given(found.file, name=found.name, content_type=found.content_type, cache=A_WHILE)
