"""Each field says its name, its help and its error to everybody, screen readers included."""

import re
from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from participation.ui.forms import DayMonthYearField

CHOICES = [("walk", "À pied"), ("bike", "À vélo")]


class Visit(forms.Form):
    street = forms.CharField(label="Votre rue", help_text="Le nom suffit.")
    mail = forms.EmailField(label="Votre adresse", required=False)
    story = forms.CharField(label="Racontez", widget=forms.Textarea({"data-most": 2000}))
    way = forms.ChoiceField(
        label="Comment venez-vous ?",
        help_text="Une réponse.",
        choices=CHOICES,
        widget=forms.RadioSelect,
    )
    since = DayMonthYearField(label="Depuis quand ?", required=False)
    agree = forms.BooleanField(label="J’ai lu")


def drawn(form: forms.Form, name: str) -> str:
    return re.sub(r"[ \n]+", " ", str(form[name].as_field_group()))


def test_label_and_hint_belong_to_the_field() -> None:
    html = drawn(Visit(), "street")
    assert '<label for="id_street">Votre rue</label>' in html
    assert '<div class="hint" id="id_street_helptext">Le nom suffit.</div>' in html
    assert 'aria-describedby="id_street_helptext"' in html
    assert "aria-invalid" not in html


def test_error_is_told_with_the_hint() -> None:
    html = drawn(Visit({}), "street")
    assert 'aria-describedby="id_street_helptext id_street_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<ul class="errorlist" id="id_street_error">' in html


def test_only_optional_fields_are_marked() -> None:
    form = Visit()
    marked = [field.name for field in form if "(facultatif)" in drawn(form, field.name)]
    assert marked == ["mail", "since"]


def test_group_of_choices_is_a_fieldset_with_its_legend() -> None:
    html = drawn(Visit({}), "way")
    assert '<fieldset aria-describedby="id_way_helptext id_way_error">' in html
    assert "<legend>Comment venez-vous ?</legend>" in html
    assert html.count('<label for="id_way_') == 2
    assert html.count("id_way_error") == 2  # the group points to it, and it is there once


def test_single_box_is_labelled_by_what_surrounds_it() -> None:
    html = drawn(Visit(), "agree")
    label = r'<label for="id_agree"><input [^>]*id="id_agree"[^>]*> <span>J’ai lu</span></label>'
    assert re.search(label, html)


def test_long_text_tells_its_limit_without_imposing_it() -> None:
    html = drawn(Visit(), "story")
    assert 'data-counter="id_story" data-most="2000"' in html
    assert "2\u202f000 caractères au plus." in html
    assert "maxlength" not in html


def test_summary_links_to_each_field() -> None:
    template = Template("{% load ui %}{% error_summary form %}")
    html = template.render(Context({"form": Visit({"since_day": "31", "story": "Oui"})}))
    assert re.findall(r'href="#(\w+)"', html) == ["id_street", "id_way", "id_since_0", "id_agree"]
    assert 'role="alert" tabindex="-1" data-error-summary' in html
    # The same sentence for three fields is told apart by their names.
    assert "Votre rue\u00a0: " in html


@pytest.mark.parametrize("form", [None, Visit(), Visit({"street": "Mail", "story": "Oui",
                                                       "way": "bike", "agree": "on"})])  # fmt: skip
def test_no_summary_without_error(form: forms.Form | None) -> None:
    template = Template("{% load ui %}{% error_summary form %}")
    assert template.render(Context({"form": form})).strip() == ""


def test_whole_form_shows_its_summary_first() -> None:
    html = str(Visit({}))
    assert html.index("error-summary") < html.index("id_street")
    assert html.count('class="field') == 6


@pytest.mark.parametrize(
    ("parts", "cleaned"),
    [
        (("3", "3", "2027"), date(2027, 3, 3)),
        ((" 03", "03 ", "2027"), date(2027, 3, 3)),
        (("", "", ""), None),
    ],
)
def test_date_in_three_boxes_is_understood(
    parts: tuple[str, str, str], cleaned: date | None
) -> None:
    field = DayMonthYearField(required=False)
    assert field.clean(list(parts)) == cleaned


@pytest.mark.parametrize("parts", [("31", "2", "2027"), ("mars", "3", "2027"), ("3", "3", "")])
def test_date_that_does_not_exist_is_refused(parts: tuple[str, str, str]) -> None:
    with pytest.raises(forms.ValidationError):
        DayMonthYearField(required=False).clean(list(parts))


def test_typed_date_is_shown_again() -> None:
    html = drawn(Visit({"since_day": "31", "since_month": "2", "since_year": "2027"}), "since")
    assert re.findall(r'name="since_\w+" value="(\d+)"', html) == ["31", "2", "2027"]
