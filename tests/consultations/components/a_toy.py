"""A component as small as one can be: the whole of its folder, and what it tells the contract."""

COMPONENT = {
    "__init__.py": '"""Wishes: one sentence each."""\n',
    "apps.py": """
from django.apps import AppConfig


class ToyConfig(AppConfig):
    name = "consultations.components.toy"
    label = "toy"
""",
    "models.py": """
from django.db import models

from consultations.models import Contribution


class Wish(models.Model):
    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="toy_wish")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
""",
    "migrations/__init__.py": "",
    "migrations/max_migration.txt": "0001_initial\n",
    "migrations/0001_initial.py": """
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("consultations", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="toy_wish",
                        to="consultations.contribution",
                    ),
                ),
                ("text", models.TextField(blank=True)),
            ],
            options={"ordering": ("pk",)},
        )
    ]
""",
    "actions.py": """
from django.db import transaction

from consultations import actions as heart
from consultations.components.toy.models import Wish


@transaction.atomic
def wish(step, text, submission):
    contribution = heart.receive(step, submission)
    Wish.objects.create(contribution=contribution, text=text)
    return heart.seal(contribution, actor=submission.author)


@transaction.atomic
def erase(contribution):
    Wish.objects.filter(contribution=contribution).update(text="")
""",
    "component.py": """
from django.urls import reverse

from consultations.components.toy import actions
from consultations.components.toy.models import Wish
from consultations.models import Contribution
from consultations.registry import Component, Line, Table


class ToyComponent(Component):
    kind = "toy"
    label = summary = "Souhaits"
    results_template = "toy/_results.html"

    def payload(self, contribution):
        found = Wish.objects.filter(contribution=contribution).first()
        return {"text": found.text} if found else None

    def payloads(self, step):
        for row in Contribution.objects.counted().filter(step=step).order_by("pk"):
            yield row, self.payload(row)

    def lines(self, contribution):
        return [Line("Votre souhait", contribution.toy_wish.text)]

    def excerpt(self, contribution):
        return contribution.toy_wish.text

    def public_url(self, contribution):
        if contribution.state != Contribution.State.PUBLISHED:
            return ""
        step = contribution.step
        return reverse(
            "toy:wish", args=[step.consultation.slug, step.pk, contribution.tracking_code]
        )

    def results(self, step, viewer):
        return {"count": Contribution.objects.counted().filter(step=step).count()}

    def tables(self, step):
        shown = Contribution.objects.shown().filter(step=step)
        rows = Wish.objects.filter(contribution__in=shown).values_list("text")
        return [Table(name="Souhaits", columns=["Souhait"], rows=rows)]

    def erase(self, contribution):
        actions.erase(contribution)


component = ToyComponent()
""",
    "urls.py": """
from django.urls import path

from consultations.components.toy import views

urlpatterns = [
    path("", views.wishes, name="start"),
    path("souhaiter/", views.write, name="write"),
    path("souhaits/<str:code>/", views.wish, name="wish"),
]
""",
    "views.py": """
from uuid import UUID, uuid4

from django import forms
from django.shortcuts import get_object_or_404, redirect, render

from consultations.actions import Submission, already_received
from consultations.components.toy import actions
from consultations.components.toy.models import Wish
from consultations.deadlines import read_stamp, stamp
from consultations.errors import TooLate
from consultations.models import Consultation, Step
from consultations.queries import fates_of
from consultations.receipts import receipt_path
from participation.base.clock import arrival
from participation.base.http import everyone, reads, writes


class WishForm(forms.Form):
    text = forms.CharField(label="Votre souhait")
    key = forms.UUIDField(widget=forms.HiddenInput)
    opened = forms.CharField(widget=forms.HiddenInput)


def step_of(request, slug, step_id):
    seen = Consultation.objects.visible_to(request.user).filter(slug=slug)
    rows = Step.objects.select_related("consultation").filter(kind="toy", consultation__in=seen)
    return get_object_or_404(rows, pk=step_id)


def published(step):
    rows = Wish.objects.filter(contribution__step=step, contribution__state="published")
    return rows.select_related("contribution")


@reads(everyone)
def wishes(request, slug, step_id):
    step = step_of(request, slug, step_id)
    context = {"step": step, "wishes": published(step), "fates": None}
    return render(request, "toy/wishes.html", context)


@reads(everyone)
def wish(request, slug, step_id, code):
    step = step_of(request, slug, step_id)
    found = get_object_or_404(published(step), contribution__tracking_code=code)
    fates = fates_of([found.contribution]).get(found.contribution.pk, [])
    context = {"step": step, "wishes": [found], "fates": fates}
    return render(request, "toy/wishes.html", context)


@writes(everyone)
def write(request, slug, step_id):
    step = step_of(request, slug, step_id)
    if request.method != "POST":
        form = WishForm(initial={"key": uuid4(), "opened": stamp(step, arrival(request))})
        return render(request, "toy/write.html", {"step": step, "form": form})
    form = WishForm(request.POST)
    if not form.is_valid():
        return render(request, "toy/write.html", {"step": step, "form": form}, status=422)
    received = already_received(UUID(str(form.cleaned_data["key"])))
    if received is not None:
        return redirect(receipt_path(received, is_new=True))
    submission = Submission(
        key=form.cleaned_data["key"],
        arrived_at=arrival(request),
        opened_at=read_stamp(step, form.cleaned_data["opened"]),
        author=request.user,
    )
    try:
        contribution = actions.wish(step, form.cleaned_data["text"], submission)
    except TooLate:
        return render(request, "toy/write.html", {"step": step, "form": form}, status=409)
    return redirect(receipt_path(contribution, is_new=True))
""",
    "templates/toy/wishes.html": """{% extends "base.html" %}{% load ui %}
{% block main %}<h1{% in_site_language %}>{{ step.title }}</h1>
{% for wish in wishes %}<p{% in_site_language %}>{{ wish.text }}</p>{% endfor %}
{% if fates is not None %}
{% include "consultations/_became.html" with consultation=step.consultation %}
{% endif %}
{% endblock %}
""",
    "templates/toy/write.html": """{% extends "base.html" %}{% load ui %}
{% block main %}<h1{% in_site_language %}>{{ step.title }}</h1>
<form method="post">{% csrf_token %}{{ form }}<button type="submit">OK</button></form>
{% endblock %}
""",
    "templates/toy/_results.html": "<p>{{ count }}</p>\n",
}

SCENARIO = """
from consultations.models import Contribution
from tests import factories
from tests.consultations.components.scenario import Sending


def make_step(consultation):
    return factories.make_step(consultation, "toy")


def prepare(client, step, text):
    (address,) = writes(client, step)
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    return Sending(address, {**data, "text": text})


def reads(step):
    rows = Contribution.objects.filter(step=step).counted().order_by("pk")
    start = step.get_absolute_url()
    return [start, *(f"{start}souhaits/{row.tracking_code}/" for row in rows)]


def feeds(step):
    return []


def writes(client, step):
    return [f"{step.get_absolute_url()}souhaiter/"]


def swaps(step):
    return []
"""
