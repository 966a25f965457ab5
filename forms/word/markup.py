"""The XML of a Word file as a small tree, read by a parser that takes no declaration, no entity and nothing from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from forms.uncollected import uncollected
from forms.word.opening import refused

MAX_DEPTH = 250
MAX_NODES = 500_000
"""The seed with a full reply has 5,000."""
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SHORT = {**dict.fromkeys(_WORD, "w:"), _W14: "w14:", _MC: "mc:"}
_TEXTS = frozenset({"t", "delText", "sent"})


@dataclass(slots=True)
class Node:
    """One element: `w:p`, its attributes by local name, its text where it holds text, its children."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def find(self, name: str) -> Node | None:
        """The first child of this name."""
        return next((one for one in self.children if one.name == name), None)

    def fact(self, name: str, fallback: str = "") -> str:
        """The `val` of the first child of this name."""
        found = self.find(name)
        return fallback if found is None else found.facts.get("val", fallback)


def tree(data: bytes) -> Node:
    """The root. Raises `Trouble` for damaged XML, for declarations and entities, for what is nested or long beyond reason."""
    reader = _Reader()
    # The encoding is the file's own; expat knows UTF-8, UTF-16 and two of one byte, and fetches nothing.
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    try:
        with uncollected():
            parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise refused("word-damaged", "The text of the file is damaged.") from fault
    return reader.root.children[0]


class _Reader:
    def __init__(self) -> None:
        self.root = Node("")
        self._open = [self.root]
        self._said: list[str] = []
        self._nodes = 0
        self._names: dict[str, str] = {}

    def start(self, name: str, facts: dict[str, str]) -> None:
        self._nodes += 1
        if len(self._open) > MAX_DEPTH or self._nodes > MAX_NODES:
            raise refused("word-depth", "The text of the file is nested or cut up far more than a text would be.")
        short = self._names.get(name)
        if short is None:
            space, _, local = name.rpartition(" ")
            short = self._names[name] = _SHORT.get(space, "") + local
        node = Node(short, {key.rpartition(" ")[2]: value for key, value in facts.items()})
        self._open[-1].children.append(node)
        self._open.append(node)
        self._said.clear()

    def end(self, name: str) -> None:
        node = self._open.pop()
        if name.rpartition(" ")[2] in _TEXTS:
            node.text = "".join(self._said)
        self._said.clear()

    def characters(self, text: str) -> None:
        self._said.append(text)


def _refuse_declaration(*_: object) -> None:
    raise refused("word-declaration", "The text of the file declares things that a Word document never needs.")
