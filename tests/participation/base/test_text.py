"""What people type becomes text that is safe to show, to search and to compare."""

import pytest

from participation.base import text


def test_direction_and_control_signs_are_taken_out() -> None:
    assert text.plain("fdp\u202eexe.\x00txt\r\n") == "fdpexe.txt"


def test_one_line_has_no_line_breaks() -> None:
    assert text.one_line("Objet\r\nBcc: tous@example.org") == "Objet Bcc: tous@example.org"


def test_a_resident_s_words_are_shown_and_never_interpreted() -> None:
    shown = text.paragraphs("<script>alert(1)</script>\n\nDeux\nlignes")
    assert shown == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>Deux<br>lignes</p>"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_an_officer_s_link_leads_nowhere_dangerous(address: str) -> None:
    assert "href" not in text.markdown(f"[lien]({address})")


def test_an_officer_s_markdown_keeps_what_is_useful() -> None:
    shown = text.markdown("### Titre\n\nUn **mot** et [un lien](https://example.org).")
    assert "<h3>Titre</h3>" in shown and "<strong>mot</strong>" in shown
    assert 'href="https://example.org"' in shown and "nofollow" in shown


def test_raw_html_in_markdown_stays_text() -> None:
    assert "<img" not in text.markdown("<img src=x onerror=alert(1)>")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Saint-Étienne", "saint etienne"),
        ("L’Œuvre", "l'oeuvre"),
        ("  ÉCOLE  d’été", "ecole d'ete"),
    ],
)
def test_search_forgets_accents_case_and_ligatures(typed: str, found: str) -> None:
    assert text.folded(typed) == found


def test_an_excerpt_ends_at_a_word() -> None:
    assert text.excerpt("Une phrase assez longue, vraiment.", 26) == "Une phrase assez longue…"
    assert text.excerpt("Courte.", 25) == "Courte."


LINK = '<a href="{0}" rel="nofollow noopener noreferrer ugc">{0}</a>'


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Voir https://a.example/b?c=1&d=2.", "https://a.example/b?c=1&amp;d=2"),
        ("(voir http://a.example/b)", "http://a.example/b"),
        ("https://a.example/Halle_(marché), oui", "https://a.example/Halle_(marché)"),
        ("« https://a.example/?b& »", "https://a.example/?b&amp;"),
    ],
)
def test_an_address_becomes_a_link_without_the_sentence_around_it(typed: str, address: str) -> None:
    assert LINK.format(address) in text.conversation(typed)
    assert text.conversation(typed).count("<a ") == 1


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "<b>", "https://", "//a.example", "<img src=x onerror=y>"]
)
def test_nothing_else_of_a_conversation_is_interpreted(typed: str) -> None:
    assert text.conversation(typed) == text.paragraphs(typed)


def test_an_address_cannot_leave_its_attribute() -> None:
    shown = text.conversation("https://a.example/\" onclick='x'><script>")
    assert shown.startswith(f"<p>{LINK.format('https://a.example/')}&quot; onclick=&#x27;")
    assert "<script" not in shown


def test_lines_that_begin_with_a_sign_are_a_quotation() -> None:
    shown = text.conversation("> Un banc.\n> Deux.\n\nOui.\n>")
    assert shown == "<blockquote><p>Un banc.<br>Deux.</p></blockquote><p>Oui.</p>"
