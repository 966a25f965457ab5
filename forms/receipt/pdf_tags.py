"""Tags: the structure tree of a PDF, so that a screen reader hears headings, lists and tables in order.

Source: ISO 32000-1, 14.7 and 14.8. ReportLab writes no structure tree itself; it lets its objects be added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFString,
    PDFtrue,
)
from reportlab.pdfgen.canvas import Canvas


class Node:
    """One element of the tree: its role, its children (nodes, or marked content as page and number), and attributes."""

    __slots__ = ("attributes", "kids", "role")

    def __init__(self, role: str, attributes: dict[str, Any] | None = None) -> None:
        self.role = role
        self.kids: list[Node | tuple[int, int]] = []
        self.attributes = attributes or {}

    def child(self, role: str, attributes: dict[str, Any] | None = None) -> Node:
        """A new last child."""
        node = Node(role, attributes)
        self.kids.append(node)
        return node


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types
    """A canvas on which everything drawn is content of a node, or an artifact."""

    def __init__(self, file: Any, **facts: Any) -> None:
        super().__init__(file, **facts)
        self.root = Node("Document")
        self._content: list[list[Node]] = [[]]
        self._waiting: list[dict[str, Any]] = []
        self._outline: list[tuple[int, str, int, float]] = []

    @contextmanager
    def content(self, node: Node) -> Iterator[None]:
        """What is drawn inside belongs to `node`."""
        page = len(self._content) - 1
        number = len(self._content[page])
        self._content[page].append(node)
        node.kids.append((page, number))
        self._code.append(f"/{node.role} <</MCID {number}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is decoration."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    def stamp(self, x: float, y: float, operators: str) -> None:
        """Draw `operators`, which leave no state behind, around this place."""
        self._code.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm {operators} Q")

    def end_page(self) -> None:
        """Put this page aside; pages are finished together, once their number is known."""
        self._waiting.append(dict(self.__dict__))
        self._startPage()
        self._content.append([])

    def outline(self, words: str, level: int, top: float) -> None:
        """An entry of the outline that leads here."""
        self._outline.append((len(self._content) - 1, words, level, top))

    def finish(self, decorate: Callable[[int, int], None]) -> None:
        """Finish every page; `decorate(number, total)` draws what stands on each."""
        total = len(self._waiting)
        for number, state in enumerate(list(self._waiting)):
            self.__dict__.update(state)
            for page, words, level, top in self._outline:
                if page == number:
                    key = f"{page}-{top:.1f}"
                    self.bookmarkPage(key, fit="XYZ", top=top, left=0)
                    self.addOutlineEntry(words, key, level)
            with self.artifact():
                decorate(number + 1, total)
            self.showPage()
            page_object = self._doc.Pages.pages[-1]
            page_object.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
            page_object.StructParents = number
            page_object.Tabs = PDFName("S")

    def write_tree(self, title: str, language: str) -> None:
        """Write the structure tree and what a reader needs to know of the document."""
        document = self._doc
        pages = [document.Reference(page) for page in document.Pages.pages]
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        root_reference = document.Reference(root)
        references: dict[int, PDFObjectReference] = {}
        top = self._element(self.root, root_reference, pages, references)
        root.dict["K"] = PDFArray([top])
        numbers: list[Any] = []
        for number, nodes in enumerate(self._content):
            if nodes:
                numbers += [number, PDFArray([references[id(node)] for node in nodes])]
        root.dict["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root.dict["ParentTreeNextKey"] = len(pages)
        catalog = document.Catalog
        catalog.StructTreeRoot = root
        catalog.MarkInfo = PDFDictionary({"Marked": PDFtrue})
        catalog.Lang = PDFString(language)
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": PDFtrue})
        catalog.Metadata = XMP(creator=lambda _document: _metadata(title, language).encode())

    def _element(
        self,
        node: Node,
        parent: PDFObjectReference,
        pages: list[PDFObjectReference],
        references: dict[int, PDFObjectReference],
    ) -> PDFObjectReference:
        element = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(node.role), "P": parent})
        reference = self._doc.Reference(element)
        references[id(node)] = reference
        kids: list[Any] = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._element(kid, reference, pages, references))
            else:
                page, number = kid
                kids.append(PDFDictionary({"Type": PDFName("MCR"), "Pg": pages[page], "MCID": number}))
        if kids:
            element.dict["K"] = PDFArray(kids)
        if node.attributes:
            element.dict["A"] = PDFDictionary(node.attributes)
        return reference


def _metadata(title: str, language: str) -> str:
    from xml.sax.saxutils import escape

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>"
        '<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
