"""One stylesheet and two scripts from small sources: pure Python, same bytes each time.

Sources stay in `static_src/ui`, by layer and by behaviour; `manage.py build_assets` writes
`static/ui`, which is committed. What a page loads is therefore two files, whatever we add: pages
that change while one looks load `live.js` in the place of htmx.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "static_src" / "ui"
BUILT = HERE / "static" / "ui"

STYLE_LAYERS = (
    "reset",
    "tokens",
    "base",
    "layout",
    "forms",
    "buttons",
    "messages",
    "ladder",
    "components",
    "register",
    "pages",
    "space",
    "talk",
    "debate",
    "drafting",
    "utilities",
    "print",
)
SITE_MODULES = (
    "page",
    "errors",
    "autosave",
    "counter",
    "buttons",
    "choices",
    "ranking",
    "space",
    "mentions",
    "wake",
    "start",
)
LIVE_MODULES = ("page", "following", "live", "wake")  # for pages that change while one looks

STRING = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"
COMMENT = r"/\*.*?\*/"
LINE_COMMENT = r"(?<![:\\])//[^\n]*"
REGEX = r"(?<=[(,=:!&|?{};])\s*/(?![*/])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\\\n])+/[a-z]*"


def built_assets() -> dict[str, str]:
    """Return the name and text of each file that `static/ui` must hold."""
    return {
        "site.css": build_style(),
        "site.js": build_script(SITE_MODULES),
        "live.js": build_script(LIVE_MODULES),
    }


def stale_assets() -> list[str]:
    """Return the names of committed files that no longer match their sources."""
    return [
        name
        for name, text in built_assets().items()
        if not (BUILT / name).exists() or (BUILT / name).read_text("utf-8") != text
    ]


def write_assets() -> list[str]:
    """Write what is stale and return the names written."""
    BUILT.mkdir(parents=True, exist_ok=True)
    stale = stale_assets()
    for name in stale:
        (BUILT / name).write_text(built_assets()[name], "utf-8")
    return stale


def build_style() -> str:
    """Return every layer in order, without comments and needless spaces."""
    return "".join(tight_css(_source(f"css/{name}.css")) for name in STYLE_LAYERS)


def build_script(modules: Sequence[str] = SITE_MODULES) -> str:
    """Return the modules in one closed function: a classic script that any browser defers."""
    code = "".join(tight_js(_source(f"js/{name}.js")) for name in modules)
    return "(()=>{'use strict';\n" + code + "})();\n"


def _source(path: str) -> str:
    return (SOURCES / path).read_text("utf-8")


def tight_css(text: str) -> str:
    """Shorten CSS. Strings are kept whole; nothing is renamed or reordered."""

    def squeeze(code: str) -> str:
        code = re.sub(r"\s+", " ", code)
        code = re.sub(r" ?([{};,]) ?", r"\1", code)
        return re.sub(r":\s", ":", code).replace(";}", "}")

    return (
        _outside_strings(re.sub(COMMENT, "", text, flags=re.DOTALL), STRING, squeeze).strip() + "\n"
    )


def tight_js(text: str) -> str:
    """Shorten a module: no comments, imports, exports, indentation or empty lines."""
    tokens = re.compile(f"(?P<keep>{STRING}|{REGEX})|(?P<drop>{COMMENT}|{LINE_COMMENT})", re.DOTALL)
    text = re.sub(r"^import .*?;\n", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^export ", "", text, flags=re.MULTILINE)
    text = tokens.sub(lambda found: found["keep"] or "", text)
    lines = [line.strip() for line in text.splitlines()]
    joined = "\n".join(line for line in lines if line) + "\n"
    return _outside_strings(joined, f"{STRING}|{REGEX}", _squeeze_js)


def _squeeze_js(code: str) -> str:
    code = re.sub(r"([{(,\[;:?=>&|])\n", r"\1", code)
    code = re.sub(r"\n([)}\].?:,])", r"\1", code)
    return re.sub(r" ?([{}(),;:?<>&|]|=>?|[=!]==|&&|\|\|) ?", r"\1", code)


def _outside_strings(text: str, strings: str, change: Callable[[str], str]) -> str:
    parts = re.split(f"({strings})", text, flags=re.DOTALL)
    return "".join(part if index % 2 else change(part) for index, part in enumerate(parts))
