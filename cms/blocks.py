"""What a written page is made of: text, pictures, documents, figures, questions, dates, quotes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from participation.base.clock import now

FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):  # type: ignore[misc]  # Wagtail is untyped
    """A few paragraphs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES, "label": _("Texte"), **kwargs})

    class Meta:
        icon = "pilcrow"
        template = "cms/blocks/text.html"


class HeadingBlock(blocks.CharBlock):  # type: ignore[misc]  # Wagtail is untyped
    """A title between two parts."""

    class Meta:
        icon = "title"
        label = _("Titre de partie")
        template = "cms/blocks/heading.html"


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """A picture with its description for who cannot see it, or marked as decorative."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Légende"), required=False, max_length=250)
    credit = blocks.CharBlock(label=_("Auteur de l’image"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "cms/blocks/picture.html"


class DocumentBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """A document to download, and what it says for who will not open it."""

    document = DocumentChooserBlock(label=_("Document"))
    summary = blocks.TextBlock(
        label=_("Ce qu’il dit, en deux phrases"),
        help_text=_("Beaucoup ne l’ouvriront pas : donnez-leur l’essentiel ici."),
        rows=2,
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "cms/blocks/document.html"


class FigureBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """One number, with what it counts."""

    value = blocks.CharBlock(label=_("Chiffre"), max_length=30, help_text=_("Par exemple : 38 %"))
    label = blocks.CharBlock(label=_("Ce qu’il compte"), max_length=150)


class FiguresBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """A few big numbers."""

    title = blocks.CharBlock(label=_("Titre"), required=False, max_length=120)
    items = blocks.ListBlock(FigureBlock(), label=_("Chiffres"), min_num=1, max_num=6)

    class Meta:
        icon = "decimal"
        label = _("Chiffres clés")
        template = "cms/blocks/figures.html"


class QuestionBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """A question people ask, and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=250)
    answer = blocks.RichTextBlock(label=_("Réponse"), features=FEATURES[2:])


class QuestionsBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """Questions and answers that unfold."""

    title = blocks.CharBlock(label=_("Titre"), required=False, max_length=120)
    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions et réponses")
        template = "cms/blocks/questions.html"


class MomentBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """One date of a calendar."""

    day = blocks.DateBlock(label=_("Jour"))
    title = blocks.CharBlock(label=_("Quoi"), max_length=120)
    text = blocks.TextBlock(label=_("Détails"), required=False, rows=2)


class TimelineBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """A calendar: what has been done, what comes next."""

    title = blocks.CharBlock(label=_("Titre"), required=False, max_length=120)
    items = blocks.ListBlock(MomentBlock(), label=_("Dates"), min_num=1)

    class Meta:
        icon = "calendar-alt"
        label = _("Calendrier")
        template = "cms/blocks/timeline.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        consultation = context.get("consultation")  # on the page of one, its calendar counts
        today = consultation.day_of(now()) if consultation else localdate(now())
        context["states"] = states_of([item["day"] for item in value["items"]], today)
        return context


def states_of(days: Sequence[date], today: date) -> list[str]:
    """Say of each day whether it is done or still coming."""
    return ["done" if day < today else "coming" for day in days]


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """Somebody's words, with their consent."""

    text = blocks.TextBlock(label=_("Paroles"), rows=3)
    author = blocks.CharBlock(label=_("Qui parle"), required=False, max_length=120)
    source = blocks.CharBlock(label=_("Où, quand"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Citation")
        template = "cms/blocks/quote.html"


CHECKED = {
    "draft": _("Brouillon de version simple."),
    "unchecked": _("Version simple, pas relue par des personnes concernées."),
    "reviewed": _("Version simple, relue par des personnes concernées."),
}


class SideBySideBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """A text as it was adopted, beside the same thing in plain words."""

    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    text = blocks.RichTextBlock(label=_("Le texte"), features=FEATURES)
    plain = blocks.RichTextBlock(
        label=_("En langage simple"),
        features=["bold", "ul", "ol", "link"],
        help_text=_("Des phrases courtes, une idée par phrase, des mots de tous les jours."),
    )
    status = blocks.ChoiceBlock(
        label=_("Qui l’a relue"),
        choices=list(CHECKED.items()),
        default="unchecked",
        help_text=_("Cette phrase s’affiche sous la version simple. Dites-la telle qu’elle est."),
    )

    class Meta:
        icon = "duplicate"
        label = _("Texte et version simple, côte à côte")
        template = "cms/blocks/side_by_side.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["status"] = CHECKED.get(value.get("status") or "", CHECKED["unchecked"])
        return context


class LetterContent(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail is untyped
    """The parts of a newsletter: what a letter can say in plain words too."""

    heading = HeadingBlock()
    text = TextBlock(features=["bold", "italic", "ol", "ul", "link"])
    quote = QuoteBlock()


class Content(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail is untyped
    """All parts an editor may put one after the other."""

    heading = HeadingBlock()
    text = TextBlock()
    picture = PictureBlock()
    document = DocumentBlock()
    figures = FiguresBlock()
    questions = QuestionsBlock()
    timeline = TimelineBlock()
    quote = QuoteBlock()
    side_by_side = SideBySideBlock()

    class Meta:
        required = False
        block_counts = {"figures": {"max_num": 3}}
