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
