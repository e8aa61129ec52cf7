"""Every address of the site, found by walking the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver, reverse

SPACE = "conseils/<slug:slug>/espace/"


@dataclass(frozen=True)
class Route:
    """One address: its name with its namespaces, its pattern, what it takes, its view."""

    name: str
    pattern: str
    takes: frozenset[str]
    view: Any

    @property
    def is_private(self) -> bool:
        return self.pattern.startswith(SPACE)

    @property
    def is_of_councils(self) -> bool:
        view = getattr(self.view, "view_class", self.view)
        return self.pattern.startswith("conseils") or getattr(view, "__module__", "").startswith(
            "participation.councils"
        )

    @property
    def right(self) -> Any:
        return getattr(self.view, "space_right", None)

    def url(self, arguments: dict[str, object]) -> str:
        return reverse(self.name, kwargs=arguments)


def routes() -> list[Route]:
    """Give every address; one without a name has an empty one."""
    return list(_walk(get_resolver(), "", "", frozenset()))


def _walk(resolver: Any, prefix: str, space: str, taken: frozenset[str]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        takes = taken | _names(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, pattern, inside, takes)
        else:
            name = f"{space}{entry.name}" if entry.name else ""
            yield Route(name, pattern, takes, entry.callback)


def _names(pattern: Any) -> frozenset[str]:
    if hasattr(pattern, "converters"):
        return frozenset(pattern.converters)
    return frozenset(pattern.regex.groupindex)
