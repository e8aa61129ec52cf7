"""Letters by post: who asked for them, and what is to be printed."""

from typing import cast

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.editing.access import editors
from participation.accounts.models import Account, PublicBody
from participation.base.http import reads, writes
from participation.notifications import actions, printing
from participation.notifications.models import PrintBatch, Subscriber
from participation.notifications.topics import Topic


class PaperReaderForm(forms.Form):
    """Somebody to write to on paper."""

    name = forms.CharField(label=gettext_lazy("Nom"), max_length=120)
    postal_address = forms.CharField(
        label=gettext_lazy("Adresse postale"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Telle qu’elle doit paraître dans la fenêtre de l’enveloppe."),
    )


@writes(editors)
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who is written to on paper, and what waits; prepare the letters of all of them."""
    body = get_object_or_404(PublicBody.objects.of(request.user), pk=pk)
    form = PaperReaderForm(request.POST if "ajouter" in request.POST else None)
    actor = cast("Account", request.user)
    if "preparer" in request.POST:
        batch = actions.make_print_batch(body, actor=actor)
        if batch is not None:
            return redirect("editing:print_batch", body.pk, batch.pk)
        messages.info(request, _("Rien n’attend : toutes les lettres sont prêtes."))
        return redirect("editing:post", body.pk)
    if "retirer" in request.POST:
        reader = get_object_or_404(_readers(body), pk=request.POST["retirer"])
        actions.stop_mail_of(reader.pk)
        messages.success(request, _("Cette personne ne recevra plus de lettres."))
        return redirect("editing:post", body.pk)
    if form.is_valid():
        actions.add_by_post(**form.cleaned_data, topics=[Topic("body", body.pk)], actor=actor)
        messages.success(request, _("Cette personne recevra les prochaines lettres."))
        return redirect("editing:post", body.pk)
    context = {
        "public_body": body,
        "form": form,
        "readers": _readers(body),
        "waiting": actions.waiting_for_stamp(body).count(),
        "batches": PrintBatch.objects.filter(public_body=body)[:20],
    }
    return render(request, "cms/editing/post.html", context, status=422 if form.errors else 200)


def _readers(body: PublicBody) -> "QuerySet[Subscriber]":
    return Subscriber.objects.filter(
        email=None, follows__topic="body", follows__topic_id=body.pk
    ).order_by("name", "pk")


@reads(editors)
def print_batch(request: HttpRequest, pk: int, batch_id: int) -> HttpResponse:
    """Give a batch as a PDF, or as a page that the browser prints."""
    body = get_object_or_404(PublicBody.objects.of(request.user), pk=pk)
    batch = get_object_or_404(PrintBatch, public_body=body, pk=batch_id)
    maker = printing.pdf_maker()
    if request.GET.get("page") or maker is None:
        return HttpResponse(printing.as_page(batch))
    response = HttpResponse(printing.as_pdf(batch, maker), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="lettres-{batch.pk}.pdf"'
    return response
