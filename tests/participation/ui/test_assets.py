"""What pages load is fresh, light, and understood by browsers of ten years ago."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest

from participation.ui import assets

KILOBYTE = 1000
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"


def weight(text: bytes) -> int:
    return len(gzip.compress(text, 9))


def test_built_files_match_their_sources() -> None:
    assert assets.stale_assets() == []


def test_every_source_is_built() -> None:
    styles = {path.stem for path in (assets.SOURCES / "css").glob("*.css")}
    scripts = {path.stem for path in (assets.SOURCES / "js").glob("*.js")}
    assert (styles, scripts) == (
        set(assets.STYLE_LAYERS),
        {*assets.SITE_MODULES, *assets.LIVE_MODULES},
    )


def test_a_changed_source_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "BUILT", tmp_path)
    assert sorted(assets.stale_assets()) == ["live.js", "site.css", "site.js"]
    assets.write_assets()
    assert assets.stale_assets() == []
    (tmp_path / "site.css").write_text("p{}", "utf-8")
    assert assets.stale_assets() == ["site.css"]


def test_style_weighs_at_most_fourteen_kilobytes() -> None:
    assert weight(assets.build_style().encode()) <= 14 * KILOBYTE


def test_script_and_htmx_weigh_at_most_twenty_kilobytes() -> None:
    assert weight(assets.build_script().encode()) + weight(HTMX.read_bytes()) <= 20 * KILOBYTE


def test_scripts_of_a_live_page_weigh_at_most_eight_kilobytes() -> None:
    both = (assets.SITE_MODULES, assets.LIVE_MODULES)
    assert sum(weight(assets.build_script(one).encode()) for one in both) <= 8 * KILOBYTE


@pytest.mark.parametrize(
    "modules", [assets.SITE_MODULES, assets.LIVE_MODULES], ids=["site", "live"]
)
def test_script_keeps_to_syntax_of_2017(modules: tuple[str, ...]) -> None:
    code = re.sub(assets.STRING, "''", assets.build_script(modules))
    assert re.findall(r"\?\.[a-z(\[]|\?\?|\{\.\.\.|catch\{|\bimport\b|\bexport\b", code) == []


def test_style_loads_nothing_from_elsewhere() -> None:
    assert re.findall(r"@import|url\(|https?:", assets.build_style()) == []


def test_shortening_css_keeps_meaning() -> None:
    source = 'a :hover > b::before { content: "a ; /b"; width: calc(1px + 2px); } /* gone */\n'
    assert (
        assets.tight_css(source) == 'a :hover > b::before{content:"a ; /b";width:calc(1px + 2px)}\n'
    )


def test_shortening_js_keeps_strings_and_patterns() -> None:
    source = """import { on } from "./page.js";
// gone
export const sign = (text) => text.replace(/\\/\\/ '"/g, "// kept") + 'a  b'; /* gone */
"""
    expected = """const sign=(text)=>text.replace(/\\/\\/ '"/g,"// kept")+ 'a  b';"""
    assert assets.tight_js(source) == expected
