"""A package of the whole seed, made with a fixed key, and what takes it apart and puts it together again for lies."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from forms import canonical
from forms.answers import Attachment
from forms.contribution import to_json
from forms.package import container, signature
from forms.package.bag import SIGNATURE
from forms.package.package import Package, pack
from tests.samples import PAPER, contribution, ngo_answers, questionnaire

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
RECEIPT = b"%PDF-1.7\nreceipt\n%%EOF\n"
FOLDER = "micro-credentials-3c64d917"
PAPER_FILE = f"data/attachments/{canonical.digest(PAPER)}.pdf"
TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")


def sign(message: bytes, namespace: str) -> bytes:
    """Sign with the key of these tests."""
    return signature.sign(message, namespace, PUBLIC, KEY.sign)


def sign_as_another(message: bytes, namespace: str) -> bytes:
    """Sign with a key that is not the key of these tests."""
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    return signature.sign(message, namespace, other.public_key().public_bytes_raw(), other.sign)


@cache
def sample() -> tuple[Package, bytes]:
    """A package of the whole seed with a position paper."""
    paper = Attachment(canonical.digest(PAPER), "paper.pdf", len(PAPER), "pdf")
    made = contribution(sheet={**ngo_answers(), "position-paper": (paper,)})
    return pack(to_json(made, questionnaire()), questionnaire(), RECEIPT, {paper.digest: PAPER}, sign)


def members(data: bytes) -> dict[str, bytes]:
    """The files of a package by their names without the folder."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name.partition("/")[2]: found.read(name) for name in found.namelist()}


def listing(files: dict[str, bytes], names: list[str]) -> bytes:
    """A list of hashes as `sha256sum` writes it."""
    return "".join(f"{canonical.digest(files[name])}  {name}\n" for name in names).encode()


def relisted(files: dict[str, bytes], namespace: str = signature.NAMESPACE) -> dict[str, bytes]:
    """The same files with right sums, right lists and a right signature: only the meaning may be wrong."""
    files = dict(files)
    payload = sorted(name for name in files if name.startswith("data/"))
    oxum = f"Payload-Oxum: {sum(len(files[name]) for name in payload)}.{len(payload)}\n"
    lines = files["bag-info.txt"].decode("latin-1").splitlines(keepends=True)
    files["bag-info.txt"] = "".join(oxum if one.startswith("Payload-Oxum: ") else one for one in lines).encode(
        "latin-1"
    )
    files["manifest-sha256.txt"] = listing(files, payload)
    files["tagmanifest-sha256.txt"] = listing(files, [name for name in TAGS if name in files])
    files[SIGNATURE] = sign(files["tagmanifest-sha256.txt"], namespace)
    return files


def zipped(files: dict[str, bytes], folder: str = FOLDER) -> bytes:
    """A container of these files in the order of a package; unknown ones come last."""
    payload = sorted(name for name in files if name.startswith("data/"))
    order = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", *payload, SIGNATURE]
    order += [name for name in files if name not in order]
    return container.write({f"{folder}/{name}": files[name] for name in order if name in files})
