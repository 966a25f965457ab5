"""WeasyPrint on the same words as HTML, tagged `pdf/ua-1`: reads {parts, title, language, regular, bold} from a file, prints its
figures as JSON. Runs under any interpreter that has weasyprint; nothing of this project is imported."""

from __future__ import annotations

import json
import resource
import sys
import time
from html import escape
from pathlib import Path
from typing import Any


def page(task: dict[str, Any]) -> str:
    """The whole document as HTML."""
    faces = "".join(
        f"@font-face {{font-family: Face; font-weight: {weight}; src: url('{Path(task[name]).as_uri()}')}}"
        for name, weight in (("regular", 400), ("bold", 700))
    )
    style = (
        (
            f"{faces} @page {{size: A4; margin: 54pt}} body {{font: 9.5pt/1.3 Face}} p, li, h1, h2, h3 {{margin: 2pt 0; white-space: "
            "pre-wrap}} table {width: 100%; border-collapse: collapse; font-size: 8pt} td, th {border-bottom: 0.5pt solid #c9c6bf; "
            "text-align: left; font-weight: 400}"
        )
        .replace("}}", "}")
        .replace("{{", "{")
    )
    body = "".join(html(part) for part in task["parts"])
    return (
        f"<html lang='{task['language']}'><head><title>{escape(task['title'])}</title><style>{style}</style></head>"
        f"<body>{body}</body></html>"
    )


def html(part: dict[str, Any]) -> str:
    """One part."""
    if part["kind"] == "heading":
        return f"<h{part['level']}>{escape(part['text'])}</h{part['level']}>"
    if part["kind"] == "text":
        return f"<p>{escape(part['text'])}</p>"
    if part["kind"] == "list":
        return "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in part["items"]) + "</ul>"
    head = "".join(f"<th scope='col'>{escape(one)}</th>" for one in part["head"])
    rows = "".join("<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>" for row in part["rows"])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if head else f"<table>{rows}</table>"


def main() -> None:
    """Print the figures."""
    task = json.loads(Path(sys.argv[1]).read_text())
    start = time.perf_counter()
    import weasyprint  # type: ignore[import-not-found]  # never among our own packages

    told: dict[str, Any] = {
        "import": (time.perf_counter() - start) * 1e3,
        "each": [],
        "version": f"weasyprint {weasyprint.__version__}, pdf/ua-1",
    }
    text, data = page(task), b""
    for _ in range(task["repeats"] + 1):
        start = time.perf_counter()
        document = weasyprint.HTML(string=text).render(pdf_variant="pdf/ua-1")
        data = document.write_pdf(pdf_variant="pdf/ua-1")
        told["each"].append((time.perf_counter() - start) * 1e3)
        told["pages"] = len(document.pages)
    told |= {"bytes": len(data), "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3}
    print(json.dumps(told))


main()
