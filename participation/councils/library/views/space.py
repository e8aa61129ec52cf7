"""Good practices in the space of their council: filed, proposed, taken back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.library import actions
from participation.councils.library.forms import PracticeForm, ReasonForm
from participation.councils.library.models import GoodPractice
from participation.councils.library.queries import PER_PAGE
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_animate


@reads_space()
def practices(request: HttpRequest, space: Space) -> HttpResponse:
    """Those of the council, whatever their state."""
    rows = GoodPractice.objects.filter(council=space.council).order_by("-changed_at", "-pk")
    context = {
        "space": space,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "animates": space.may(may_animate),
    }
    return render(request, "library/space.html", context)


@writes_space(may_animate)
def write(request: HttpRequest, space: Space) -> HttpResponse:
    """File one; `?d-apres=` names the published practice of another council that it follows."""
    original = _followed(request, space)
    form = PracticeForm(request.POST or None, request.FILES or None)
    if original and not form.is_bound:
        form.initial["category"] = original.category
    if request.method == "POST" and form.is_valid():
        given = form.given()
        made = actions.write_practice(space.council, actor=space.person, original=original, **given)
        messages.success(request, _("Le brouillon est enregistré. Relisez-le, puis proposez-le."))
        return redirect(made)
    return _form(request, space, form, original=original)


@writes_space(may_animate)
def edit(request: HttpRequest, space: Space, practice_id: int) -> HttpResponse:
    """Write a draft anew."""
    form = PracticeForm(
        request.POST or None, request.FILES or None, instance=_own(space, practice_id)
    )
    if request.method == "POST" and form.is_valid():
        practice = _own(space, practice_id)
        try:
            actions.edit_practice(practice, actor=space.person, **form.given())
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La fiche est enregistrée."))
            return redirect(practice)
    return _form(request, space, form, practice=_own(space, practice_id))


@writes_space(may_animate)
def propose(request: HttpRequest, space: Space, practice_id: int) -> HttpResponse:
    """Ask for its publication, after a confirmation."""
    practice = _own(space, practice_id)
    if request.method != "POST":
        return render(request, "library/propose.html", {"space": space, "practice": practice})
    try:
        actions.propose_practice(practice, actor=space.person)
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Merci ! La fiche sera relue, puis publiée."))
    return redirect(practice)


@writes_space(may_animate)
def withdraw(request: HttpRequest, space: Space, practice_id: int) -> HttpResponse:
    """Take it off the public pages, with a reason."""
    practice = _own(space, practice_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.withdraw_practice(practice, reason=reason, actor=space.person)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La fiche est retirée. Vous pouvez la reprendre."))
            return redirect(practice)
    context = {"space": space, "practice": practice, "form": form}
    return render(request, "library/withdraw.html", context, status=422 if form.errors else 200)


def _own(space: Space, practice_id: int) -> GoodPractice:
    rows = GoodPractice.objects.filter(council=space.council).select_related("council")
    found: GoodPractice = get_object_or_404(rows, pk=practice_id)
    return found


def _followed(request: HttpRequest, space: Space) -> GoodPractice | None:
    asked = request.GET.get("d-apres", "")
    if not asked.isdecimal() or len(asked) > 9:
        return None
    rows = GoodPractice.objects.all().published().exclude(council=space.council)
    found: GoodPractice | None = rows.select_related("council").filter(pk=int(asked)).first()
    return found


def _form(
    request: HttpRequest,
    space: Space,
    form: PracticeForm,
    *,
    practice: GoodPractice | None = None,
    original: GoodPractice | None = None,
) -> HttpResponse:
    context = {"space": space, "form": form, "practice": practice, "original": original}
    return render(request, "library/write.html", context, status=422 if form.errors else 200)
