"""The words of a printed document as plain parts, so that other printers set the same ones."""

from __future__ import annotations

from typing import Any

from forms.receipt.blocks import Answer, Block, Document, Grid, Heading, Options, Pairs, Paragraph

Part = dict[str, Any]


def parts(document: Document) -> list[Part]:
    """Headings, texts, lists and tables, in order; marks as letters, each matrix row with its answer in words."""
    return [part for block in document.blocks for part in _part(block)]


def _part(block: Block) -> list[Part]:
    if isinstance(block, Heading):
        return [{"kind": "heading", "level": block.level, "text": block.text}]
    if isinstance(block, (Paragraph, Answer)):
        return [{"kind": "text", "text": block.text}]
    if isinstance(block, Options):
        return [
            {
                "kind": "list",
                "items": [f"[{'x' if one.chosen else ' '}] {one.words} {one.text}" for one in block.options],
            }
        ]
    if isinstance(block, Grid):
        rows = [
            [one.label, *("x" if at in one.chosen else "-" for at in range(len(block.columns))), one.words]
            for one in block.rows
        ]
        return [{"kind": "table", "head": ["Statement", *block.columns, "Answer"], "rows": rows}]
    if isinstance(block, Pairs):
        return [{"kind": "table", "head": [], "rows": [list(pair) for pair in block.pairs]}]
    return []
