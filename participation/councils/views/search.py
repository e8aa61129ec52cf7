"""Looking for words in a private space."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participation.councils.forms.space import SearchForm
from participation.councils.queries.search import search, words_in
from participation.councils.space import Space, reads_space


@reads_space()
def find(request: HttpRequest, space: Space) -> HttpResponse:
    """Show what each room holds of the words typed; with no word, how to look."""
    form = SearchForm(request.GET)
    words = words_in(form.cleaned_data["q"]) if form.is_valid() else []
    groups = search(space, words) if words else []
    count = sum(len(group.items) for group in groups)
    context = {"space": space, "form": form, "words": words, "groups": groups, "count": count}
    return render(request, "councils/search.html", context)
