"""Rendered HTML as a flat list of elements, for tests that ask what is there; unbalanced HTML is an error."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input"}


@dataclass
class Node:
    name: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list[str] = field(default_factory=list)  # names of the elements around it

    def __getitem__(self, key: str) -> str | None:
        return self.attributes.get(key)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.nodes: list[Node] = []
        self.open: list[Node] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs), inside=[each.name for each in self.open])
        assert len(attrs) == len(node.attributes), f"an attribute twice in <{tag}>"
        self.nodes.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert tag == self.open.pop().name

    def handle_data(self, data: str) -> None:
        for node in self.open:
            node.text += data


def nodes(html: str) -> list[Node]:
    tree = _Tree()
    tree.feed(html)
    tree.close()
    assert not tree.open, f"never closed: {tree.open}"
    return tree.nodes


def find(html: str, name: str, /, **attributes: str) -> list[Node]:
    """The elements of this name with these attributes (`data_block_id="a"` is data-block-id)."""
    wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return [each for each in nodes(html) if each.name == name and wanted.items() <= each.attributes.items()]


def only(html: str, name: str, /, **attributes: str) -> Node:
    found = find(html, name, **attributes)
    assert 1 == len(found), f"{len(found)} times <{name}> {attributes}"
    return found[0]
