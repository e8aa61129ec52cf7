"""The charter: written by those who coordinate, agreed to by each member."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.councils import actions
from participation.councils.members.forms.deciding import CharterForm
from participation.councils.members.views.acting import form_page, typed
from participation.councils.members.views.mine import my_mandate
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_coordinate, may_vote


@writes_space(may_coordinate)
def write(request: HttpRequest, space: Space) -> HttpResponse:
    """Write the charter that newcomers agree to."""
    form = CharterForm(typed(request), initial={"charter": space.council.charter})
    return form_page(
        request,
        form,
        lambda: actions.write_charter(
            space.council, charter=form.cleaned_data["charter"], actor=request.user
        ),
        to=reverse("members:list", args=[space.council.slug]),
        said=_("La charte est enregistrée."),
        space=space,
        title=_("La charte du conseil"),
        submit=_("Enregistrer la charte"),
    )


@writes_space(may_vote)
def agree(request: HttpRequest, space: Space) -> HttpResponse:
    """Note that a member agrees to the charter; it is read on the page of their mandate."""
    if request.method == "POST":
        actions.agree_to_charter(my_mandate(space), actor=request.user)
        messages.success(request, _("Votre accord est noté."))
    return redirect("members:mine", space.council.slug)
