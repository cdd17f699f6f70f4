"""Outline: a page as its structure, a line an element with its text, for golden comparisons."""

from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"h1", "h2", "p", "li", "tr", "summary", "dt", "dd", "section", "figure", "figcaption", "svg", "ol", "footer"}
)
_VOID = frozenset({"meta", "link", "br", "input", "img", "hr"})
_SILENT = frozenset({"style", "script", "title"})


class Outline(HTMLParser):
    """`lines` is the outline, `ids` all ids, `tags` how often each tag came; refuses badly nested tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: dict[str, int] = {}
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        found = dict(attrs)
        self.ids += [found["id"]] if found.get("id") else []
        self.links += [found[k] for k in ("src", "href") if found.get(k)]
        assert not [name for name in found if name.startswith("on")], f"{tag} has a handler"
        if tag in _BLOCKS:
            indent = "  " * sum(1 for t in self.open if t in _BLOCKS)
            label = found.get("aria-label", "")
            self.lines.append(f"{indent}{tag}{f' [{label}]' if label else ''}")
        elif "fill" in (found.get("class") or "").split():
            self.lines[-1] += f" <{found['class'].split()[-1]} {found['style'].removeprefix('width:')}>"
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data):
        text = " ".join(data.split())
        if text and not _SILENT & set(self.open) and self.lines:
            self.lines[-1] += f" {text}" if self.open[-1] not in ("td", "th") else f" | {text}"


def outline(page: str) -> Outline:
    """The outline of a whole page; every tag that was opened must be closed."""
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser
