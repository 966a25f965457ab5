"""Meeting: the two screens at which drafting together begins, for who invites and for who is invited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.desks.filling import OpenDesk
from desktop.desks.joining import InvitationDesk
from desktop.desks.together import PeopleDesk
from desktop.group import Stage
from desktop.work.office import Office
from ui.parts.ask import Ask
from ui.together.join_screen import JoinScreen
from ui.together.people_screen import PeopleScreen


def begin_screen(office: Office, desk: OpenDesk, ask: Ask, stage: Stage, began: Callable[[], None]) -> PeopleScreen:
    """Where a draft of one person is shared; `began` is called once it is."""
    screen = PeopleScreen(PeopleDesk(office, desk.draft, desk.redraw, new_key=stage.new_key), ask)
    screen.back_asked.connect(stage.show_questions)
    screen.began.connect(began)
    return screen


def join_screen(office: Office, ask: Ask, path: Path, passphrase: str, opened: Callable[[str], None]) -> JoinScreen:
    """What a person is invited to by a colleague's file; `opened` gets the id of the draft once they go on in it. Raises `Trouble`
    for a file that cannot be read."""
    desk = InvitationDesk(office, path, passphrase)
    screen = JoinScreen(desk, ask)
    screen.open_asked.connect(lambda: opened(desk.draft_id))
    return screen
