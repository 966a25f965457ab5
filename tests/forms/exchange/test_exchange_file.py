"""Exchange files: what was written is taken, what is known is not read, and only those who sealed are believed."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import canonical
from forms.answers import Target
from forms.events import to_data
from forms.exchange.exchange_file import Exchange, take
from forms.exchange.segment import Segment
from forms.questionnaire import Questionnaire
from forms.trouble import Trouble
from tests.forms.exchange.sharing import (
    PAPER_DIGEST,
    Colleague,
    Shared,
    ana,
    beginning,
    known,
    parts_of,
    shared,
    written,
)
from tests.samples import MOMENT, ngo_answers, questionnaire

ANSWERS = {**ngo_answers(), "other-aspects": 'One\n\u00abtwo\u00bb\t\U0001f600 \\ "three" \u0007 \u202e'}
SAID = st.tuples(st.integers(1, 3), st.sampled_from(sorted(ANSWERS)), st.booleans())


def test_round_trip() -> None:
    """A file of all kinds of events comes out as it went in, sealed, signed and named by its sender; the questionnaire too."""
    found = take(written())

    assert sorted(found.segments, key=lambda one: one.hash) == sorted(shared().segments, key=lambda one: one.hash)
    assert found == Exchange(
        draft=shared().segments[0].draft,
        genesis=shared().segments[0].tip,
        name="Our reply",
        sender=ana().key,
        sender_name="Ana Example",
        written=MOMENT,
        has=shared().has,
        questionnaire=questionnaire(),
        segments=found.segments,
        listed=tuple(sorted(one.hash for one in shared().segments)),
        payloads=shared().payloads,
        attachments=shared().attachments,
        missing=(),
    )


@settings(max_examples=60)
@given(st.lists(SAID, max_size=12), st.integers(1, 4), st.text(max_size=20))
def test_round_trip_of_anything(said: list[tuple[int, Target, bool]], length: int, name: str) -> None:
    """Whatever colleagues answered or cleared, in segments of whatever length, comes out as it went in, and again in the same bytes."""
    people = [Colleague(number) for number in (1, 2, 3)]
    segments: list[Segment] = [people[0].seal([beginning(people[0])])]
    for at in range(0, len(said), length):
        for by in people:
            events = [
                by.event("answer", target, None if cleared else to_data(ANSWERS[target]), [segments[-1].tip])
                for number, target, cleared in said[at : at + length]
                if number == by.number
            ]
            if events:
                segments.append(by.seal(events))
    payloads = {hashed: data for by in people for hashed, data in by.payloads.items()}
    has = {by.key: by.said for by in people if by.said}
    data = written(Shared(tuple(segments), payloads, {}, has), name=name)
    found = take(data, questionnaire_known=known)

    assert set(found.segments) == set(segments)
    assert (found.payloads, found.has, found.name) == (payloads, has, name)
    assert written(Shared(found.segments[::-1], found.payloads, {}, found.has), name=name) == data


def counted(data: bytes, **more: Any) -> tuple[Exchange, list[str]]:
    """What `take` brings, and the parts that it read."""
    with zipfile.ZipFile(io.BytesIO(data)) as listing:
        places = {one.header_offset + 30 + len(one.filename): one.filename for one in listing.infolist()}
    touched: list[str] = []

    class Watched(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() in places:
                touched.append(places[self.tell()])
            return super().read(size)

    return take(Watched(data), **more), touched


def test_what_is_known_is_not_read() -> None:
    """Of a known segment neither events nor signature nor payloads are touched, and a known file is not read either: they might
    hold anything."""
    hashes = [one.hash for one in shared().segments]
    everything, all_parts = counted(written())
    nothing, touched = counted(written(), known={*hashes, PAPER_DIGEST}, questionnaire_known=known)
    some, _ = counted(written(), known=hashes[:-1], questionnaire_known=known)

    assert len(all_parts) == 3 + 3 * len(hashes) + 1
    assert touched == ["exchange.json", "exchange.sshsig"]
    assert (nothing.segments, nothing.payloads, nothing.attachments, nothing.missing) == ((), {}, {}, ())
    assert nothing.listed == everything.listed
    assert some.segments == shared().segments[-1:]
    assert set(some.payloads) == {one.payload for one in shared().segments[-1].events}
    assert some.attachments == shared().attachments


def test_a_file_that_has_not_come_is_named() -> None:
    """An answer may name a file that is not there: it may come later, and is not missed where it is known."""
    found = take(written(attachments={}), questionnaire_known=known)

    assert found.missing == (PAPER_DIGEST,)
    assert take(written(attachments={}), known={PAPER_DIGEST}, questionnaire_known=known).missing == ()


def test_erased_payload_is_absent() -> None:
    """What was erased leaves an empty line, its event stays, and the chain holds."""
    found = take(written(), questionnaire_known=known)
    hashes = [event.payload for one in found.segments for event in one.events]

    assert len(set(hashes) - found.payloads.keys()) == 1


def test_trusted_questionnaire_is_not_read_again() -> None:
    """The caller is asked for the digest, and what it gives is used."""
    asked: list[str] = []

    def trusted(digest: str) -> Questionnaire:
        asked.append(digest)
        return questionnaire()

    assert take(written(), questionnaire_known=trusted).questionnaire is questionnaire()
    assert asked == [questionnaire().digest]
    assert take(written(), questionnaire_known=lambda _digest: None).questionnaire == questionnaire()


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("reverse", [False, True])
def test_unzipped_and_zipped_again(compression: int, reverse: bool) -> None:
    """A file that somebody unpacked and packed again with an ordinary program still opens."""
    file = io.BytesIO()
    parts = parts_of(written())
    with zipfile.ZipFile(file, "w", compression) as out:
        for name in sorted(parts, reverse=reverse):
            out.writestr(zipfile.ZipInfo(name, (2026, 11, 24, 10, 30, 0)), parts[name], compression)
    again = take(file.getvalue(), questionnaire_known=known)

    assert again == take(written(), questionnaire_known=known)


def test_forks_lose_nothing() -> None:
    """A key that was copied to a second device told its second step twice: both are taken, for neither word may be lost."""
    one, copy = Colleague(1), Colleague(1)
    begun = one.seal([beginning(one)])
    copy.said, copy.prev = one.said, one.prev
    this = one.seal([one.event("answer", "surname", "This")])
    that = copy.seal([copy.event("answer", "surname", "That")])
    on = copy.seal([copy.event("answer", "surname", "That too")])
    data = written(Shared((begun, this, that, on), {**one.payloads, **copy.payloads}, {}, {}), genesis=begun.tip)

    assert set(take(data, questionnaire_known=known).segments) == {begun, this, that, on}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"sender": "x"}, "head"),
        ({"written": "today"}, "head"),
        ({"has": {"x": 1}}, "head"),
        ({"has": {"0" * 64: 0}}, "head"),
        ({"attachments": {canonical.digest(str(n).encode()): b"" for n in range(20_000)}}, "exchange-too-large"),
        ({"attachments": {"0" * 64: bytes(100_000_001)}}, "exchange-too-large"),
    ],
    ids=["sender", "moment", "key", "seq", "20,000 files", "a file above 100 MB"],
)
def test_writing_what_nobody_would_take(other: dict[str, Any], code: str) -> None:
    """What others would refuse is not written."""
    with pytest.raises(Trouble) as refused:
        written(**other)

    assert refused.value.code == code


def test_long_names_are_cut() -> None:
    """Somebody who called the draft by a whole page can send it."""
    found = take(written(name="x" * 5_000, sender_name="y" * 5_000), questionnaire_known=known)

    assert (found.name, found.sender_name) == ("x" * 1_000, "y" * 1_000)


def test_dense_text_can_be_written_and_taken() -> None:
    """Somebody who types one letter two million times makes no file that colleagues suspect."""
    by = ana()
    begun = by.seal([beginning(by)])
    long = by.seal([by.event("answer", "other-aspects", "a" * 2_000_000)])
    data = written(Shared((begun, long), by.payloads, {}, {by.key: 2}), genesis=begun.tip)

    assert take(data, questionnaire_known=known).payloads == by.payloads
