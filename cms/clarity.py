"""« Est-ce clair ? »: two buttons under each page that explains, and a few words if one likes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms import actions
from cms.models import TextPage
from consultations.models import Consultation
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of
from participation.base.text import plain

PER_ADDRESS = Limit("est-ce-clair", times=60, seconds=3600)  # a town hall shares one address
LONGEST = 500


class ClarityForm(forms.Form):
    """Clear or not, and what is not."""

    answer = forms.ChoiceField(
        label=_("Cette page est-elle claire ?"),
        choices=[("oui", _("Oui, c’est clair")), ("non", _("Non, pas tout"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez oui ou non.")},
    )
    words = forms.CharField(
        label=_("Qu’est-ce qui n’est pas clair ?"),
        help_text=_("Un mot, une phrase. N’écrivez rien qui dise qui vous êtes."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": _("Votre texte dépasse 500 signes. Raccourcissez-le.")},
    )

    def clean_words(self) -> str:
        return plain(self.cleaned_data["words"])


@writes(everyone)
def judge(request: HttpRequest) -> HttpResponse:
    """Ask once more with room for words, then take it in. Only this page sets a cookie."""
    of = _of(request)
    given = request.POST if request.method == "POST" else None
    form = ClarityForm(given, initial={"answer": request.GET.get("avis", "")})
    context: dict[str, Any] = {"form": form, "of": of, "address": _address(of)}
    if given is None or not form.is_valid():
        return render(request, "cms/clear.html", context, status=422 if form.errors else 200)
    if not PER_ADDRESS.allows(address_of(request)):
        form.add_error(None, _now("Trop d’envois d’ici. Attendez un peu, puis recommencez."))
        return render(request, "cms/clear.html", context, status=429)
    typed = form.cleaned_data
    actions.note_clarity(of, is_clear=typed["answer"] == "oui", words=typed["words"])
    messages.success(request, _now("Merci. Votre avis aide à écrire plus simplement."))
    return redirect(_address(of))


def _of(request: HttpRequest) -> Page | Consultation:
    """Give the page that is spoken of, if anybody may see it; raises Http404."""
    asked = request.GET
    if slug := asked.get("demarche", ""):
        rows = Consultation.objects.visible_to(request.user).exclude(state="draft")
        found: Page | Consultation = get_object_or_404(rows, slug=slug)
        return found
    number = asked.get("page", "")
    if not number.isdecimal() or len(number) > 9:
        raise Http404
    return get_object_or_404(TextPage.objects.live().public(), pk=int(number))


def _address(of: Page | Consultation) -> str:
    return of.get_absolute_url() if isinstance(of, Consultation) else str(of.url)
