"""Words that a public body wrote: in the site's language, whatever the page's."""


class Written(str):
    """A title or a label as its author wrote it; `{% language_of %}` says its language."""

    __slots__ = ()
