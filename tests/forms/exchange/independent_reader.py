"""An independent reader of exchange files: written from docs/exchange-format.md alone, with nothing but Python and `ssh-keygen`."""

import base64
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any


def canonical(value: Any) -> bytes:
    """Canonical JSON: keys sorted, no white space, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read_canonical(data: bytes) -> Any:
    """The value of canonical JSON; anything that would be written in other bytes is refused."""
    value = json.loads(data)
    assert canonical(value) == data, "not canonical"
    return value


def check_signature(key: str, namespace: str, message: bytes, signature: bytes) -> None:
    """Let `ssh-keygen` say whether the Ed25519 key (32 bytes in hex) signed the message."""
    blob = b"".join(len(one).to_bytes(4, "big") + one for one in (b"ssh-ed25519", bytes.fromhex(key)))
    with tempfile.TemporaryDirectory() as folder:
        signers, signed = Path(folder, "signers"), Path(folder, "signature")
        signers.write_text(f"author ssh-ed25519 {base64.b64encode(blob).decode()}\n")
        signed.write_bytes(signature)
        command = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", "author", "-n", namespace, "-s", str(signed)]
        subprocess.run(command, input=message, check=True, capture_output=True)


def answers(path: str) -> dict[str, list[Any]]:
    """For each target of an answer the values of its heads: the answers that no other answer names as a parent."""
    with zipfile.ZipFile(path) as found:
        parts = {name: found.read(name) for name in found.namelist()}
    head = read_canonical(parts["exchange.json"])
    assert head["satchel_exchange"] == "1", "made by a newer program"
    check_signature(head["from"], "exchange@satchel", parts["exchange.json"], parts["exchange.sshsig"])
    said: dict[str, tuple[str, Any]] = {}
    named: set[str] = set()
    for hashed in head["segments"]:
        body = parts[f"segments/{hashed}.jsonl"]
        assert hashlib.sha256(body).hexdigest() == hashed, "altered"
        first, *lines = map(read_canonical, body.splitlines())
        assert first["draft"] == head["draft"], "another draft"
        check_signature(first["author"], "segment@satchel", body, parts[f"segments/{hashed}.sshsig"])
        payloads = parts[f"payloads/{hashed}.jsonl"].decode().split("\n")[:-1]
        assert len(payloads) == len(lines), "another number of payloads"
        prev = first["prev"]
        for seq, (event, payload) in enumerate(zip(lines, payloads, strict=True), int(first["from"])):
            whole = {**event, "author": first["author"], "draft": head["draft"], "prev": prev, "seq": str(seq)}
            whole["claimed_time"] = whole.pop("time")
            prev = hashlib.sha256(canonical(whole)).hexdigest()
            assert not payload or hashlib.sha256(payload.encode()).hexdigest() == event["payload"], "another payload"
            if event["kind"] == "answer":
                said[prev] = (event["target"], read_canonical(payload.encode())["value"] if payload else None)
                named.update(event["parents"])
    found_heads: dict[str, list[Any]] = {}
    for identity in sorted(said.keys() - named):
        found_heads.setdefault(said[identity][0], []).append(said[identity][1])
    return found_heads


if __name__ == "__main__":
    print(json.dumps(answers(sys.argv[1])))
