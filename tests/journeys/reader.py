"""A person who sees nothing at the real window: finds every control over AT-SPI by its role and spoken name alone.

`/usr/bin/python3 reader.py PLAN.json` carries the plan out and prints what was heard as JSON. It is run by the system's Python,
which has `gi`, and imports nothing of Satchel.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  # the version has to be told first

PATIENCE = 20.0
WORKED = {"push button", "toggle button", "check box", "radio button", "text", "combo box", "list", "list item", "link"}
"""The roles of what a person works with. Scroll bars and frames are moved by the screen reader itself."""


class Lost(Exception):
    """A control that the person knows of is not there."""


class Reader:
    """Listens to the window of one program."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._near: dict[tuple[str, str], list[Any]] = {}
        self.nameless: list[str] = []
        self.ambiguous: list[str] = []
        self.untold: list[str] = []
        self.unreached: list[str] = []
        self.deaf: list[str] = []
        self.screens: dict[str, int] = {}

    def listen(self, screen: str) -> None:
        """Hear everything that is on screen now, and remember what has no name."""
        self._near = {}
        for role, name, node in self._heard(self._window()):
            self._near.setdefault((role, name), []).append(node)
            if role in WORKED and not name.strip() and is_shown(node):  # it may have gone between role and name
                self.nameless.append(f"{screen}: {role}")
        self.screens[screen] = sum(len(nodes) for (role, _), nodes in self._near.items() if role in WORKED)

    def take_in(self, screen: str) -> None:
        """Hear a screen that stands still, and remember which names stand there twice."""
        self.listen(screen)
        for (role, name), nodes in self._near.items():
            if role in WORKED and len(nodes) > 1:
                self.ambiguous.append(f"{screen}: {len(nodes)} times {role} “{name}”")

    def wait_for(self, role: str, name: str, screen: str) -> Any:
        """The control with this role and name, once it is there."""
        limit = time.monotonic() + PATIENCE
        while (role, name) not in self._near:
            if time.monotonic() > limit:
                raise Lost(f"{screen}: no {role} “{name}” among {sorted(self._near)}")
            time.sleep(0.03)
            self.listen(screen)
        return self._near[role, name][0]

    def press(self, name: str, screen: str) -> None:
        """Press a button; what comes next has to be listened to anew."""
        act(self.wait_for("push button", name, screen), "Press")
        self._near = {}

    def answer(self, step: dict[str, Any], screen: str) -> None:
        """Go to a control, hear its description, and tick it or write into it."""
        role, name = step["role"], step["name"]
        node = self.wait_for(role, name, screen)
        told = str(node.get_description())
        if (told.partition(".")[0] == "Required") != step["required"]:
            self.untold.append(f"{name}: {told!r}")
        act(node, "SetFocus")
        if not heard(lambda: bool(node.get_state_set().contains(Atspi.StateType.FOCUSED))):
            self.unreached.append(name)
        if role == "text":
            node.set_text_contents(step["words"])
            done = heard(lambda: str(node.get_text(0, -1)) == step["words"])
        else:
            act(node, "Toggle")
            done = heard(lambda: bool(node.get_state_set().contains(Atspi.StateType.CHECKED)))
        if not done:
            self.deaf.append(f"{role} “{name}”")

    def come_to_front(self, command: list[str]) -> None:
        """Start the program once more, as a person does who has lost its window; the first one has to come to the front."""
        self._near = {}
        subprocess.run(command, check=True, timeout=60)
        frame = self._window().get_child_at_index(0)
        if not heard(lambda: bool(frame.get_state_set().contains(Atspi.StateType.ACTIVE))):
            raise Lost("the window does not come to the front")

    def _window(self) -> Any:
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            desktop = Atspi.get_desktop(0)
            for at in range(desktop.get_child_count()):
                program = desktop.get_child_at_index(at)
                if program is not None and program.get_name() == self._program and program.get_child_count():
                    program.set_cache_mask(Atspi.Cache.NONE)  # what stands there now, never what stood there before
                    return program
            time.sleep(0.05)
        raise Lost(f"{self._program} has no window")

    def _heard(self, node: Any) -> Iterator[tuple[str, str, Any]]:
        try:
            if not is_shown(node):
                return
            role = str(node.get_role_name())
            yield role, str(node.get_name()), node
            children = [node.get_child_at_index(at) for at in range(node.get_child_count())]
        except GLib.Error:  # it went away while we listened
            return
        for child in children:
            if child is not None:
                yield from self._heard(child)


def is_shown(node: Any) -> bool:
    """Whether it is on screen; what has gone is not."""
    try:
        return bool(node.get_state_set().contains(Atspi.StateType.SHOWING))
    except GLib.Error:
        return False


def act(node: Any, deed: str) -> None:
    """Do what the control offers under this name."""
    for at in range(node.get_n_actions()):
        if node.get_action_name(at) == deed:
            node.do_action(at)
            return
    raise Lost(f"{node.get_role_name()} “{node.get_name()}” offers no {deed}")


def heard(true: Callable[[], bool]) -> bool:
    """Whether it becomes true."""
    limit = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > limit:
            return False
        time.sleep(0.01)
    return True


def carry_out(plan: dict[str, Any], reader: Reader) -> None:
    """From home, with a look at the settings and at finding, to the finalised contribution."""
    begin = f"Begin: {plan['title']}"
    reader.wait_for("push button", begin, "home")
    reader.come_to_front(plan["start"])
    reader.take_in("home")
    reader.press("Settings", "home")
    reader.wait_for("push button", "Back up now", "settings")
    reader.take_in("settings")
    reader.press("Home", "settings")
    reader.press(begin, "home")
    for number, section in enumerate(plan["sections"]):
        title = section["title"]
        last = number + 1 == len(plan["sections"])
        onward = "Review my answers" if last else "Next section"
        reader.wait_for("label", title, title)
        for step in section["steps"]:
            reader.answer(step, title)
        reader.take_in(title)
        if last:
            reader.press("Find", title)
            reader.wait_for("text", "Find in this questionnaire", "find")
            reader.take_in("find")
            reader.press("Close find", "find")
        reader.press(onward, title)
    for words, screen in (("Go on to finalise", "review"), ("Finalise", "finalise")):
        reader.wait_for("push button", words, screen)
        reader.take_in(screen)
        reader.press(words, screen)
    reader.wait_for("push button", "Save the package…", "contribution")
    reader.take_in("contribution")


def work_together(plan: dict[str, Any], reader: Reader) -> None:
    """One deed after the other, each on a screen that is heard as a whole before: press, toggle, or only wait for words."""
    for deed, role, name, screen in plan["deeds"]:
        node = reader.wait_for(role, name, screen)
        reader.take_in(screen)
        if deed == "press":
            reader.press(name, screen)
        elif deed == "toggle":
            act(node, "Toggle")


def main() -> int:
    """Carry out the plan in the file named; print what was heard."""
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Atspi.set_timeout(5_000, 5_000)  # a busy machine is no fault of the window
    reader = Reader("Satchel")
    lost = ""
    try:
        (work_together if "deeds" in plan else carry_out)(plan, reader)
    except Lost as fault:
        lost = str(fault)
    told = ("nameless", "ambiguous", "untold", "unreached", "deaf", "screens")
    print(json.dumps({"lost": lost, **{one: getattr(reader, one) for one in told}}))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
