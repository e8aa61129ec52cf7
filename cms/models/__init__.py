"""The tables of the site: pages, sections, pictures and documents."""

from cms.models.clarity import ClarityNote
from cms.models.consultation_pages import ConsultationIndexPage, ConsultationPage
from cms.models.files import Attachment, Picture, PictureRendition
from cms.models.newsletters import NewsletterPage, NewsletterSending
from cms.models.pages import HomePage, NewsIndexPage, NewsPage, TextPage
from cms.models.sections import BodyIndexPage, BodyPage, Section

__all__ = [
    "Attachment",
    "BodyIndexPage",
    "BodyPage",
    "ClarityNote",
    "ConsultationIndexPage",
    "ConsultationPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "NewsletterPage",
    "NewsletterSending",
    "Picture",
    "PictureRendition",
    "Section",
    "TextPage",
]
