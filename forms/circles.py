"""Circles: conditions that depend on each other, or on themselves, each circle named whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from forms.answers import Target
from forms.places import Places, choices
from forms.questionnaire import Matrix, Note, Questionnaire, Table

Graph = Mapping[str, Sequence[str]]
Reads = Mapping[str, frozenset[Target]]
_ANSWER = "="


def circles(questionnaire: Questionnaire, reads: Reads, places: Places) -> Iterator[tuple[str, ...]]:
    """For each group of places that depends on itself, the shortest circle through its first place, in which each place
    depends on the next and the last on the first. `reads` says which answers the condition at a place (section, item,
    `question/row`, `question/choice`) reads."""
    graph = _graph(questionnaire, reads, places)
    for group in _groups(graph):
        first = next(one for one in graph if one in group and not one.startswith(_ANSWER))
        yield tuple(one for one in _shortest(graph, first, group) if not one.startswith(_ANSWER))


def _graph(questionnaire: Questionnaire, reads: Reads, places: Places) -> dict[str, list[str]]:
    """Each place with what decides whether it is shown. Answers stand as nodes of their own, so that many choices read by
    many conditions do not multiply."""
    graph = {section.id: _read_at(section.id, reads) for section in questionnaire.sections}
    for section in questionnaire.sections:
        for item in section.items:
            graph[item.id] = [section.id, *_read_at(item.id, reads)]
            if isinstance(item, Note):
                continue
            rows = item.rows if isinstance(item, (Matrix, Table)) else ()
            for below in [*(one.id for one in choices(item)), *(one.id for one in rows)]:
                place = f"{item.id}/{below}"
                if place in reads:
                    graph[place] = [item.id, *_read_at(place, reads)]
    for target in sorted({one for found in reads.values() for one in found}):
        graph[_ANSWER + target] = [place for place in _deciding(target, places) if place in graph]
    return graph


def _read_at(place: str, reads: Reads) -> list[str]:
    return [_ANSWER + target for target in sorted(reads.get(place, ()))]


def _deciding(target: Target, places: Places) -> Iterator[str]:
    """The places on which it depends what conditions read at `target`."""
    spot = places.find(target)
    question = spot.question
    yield question.id
    if spot.row is not None:
        yield f"{question.id}/{spot.row.id}"
    for choice in choices(question) if spot.choice is None else (spot.choice,):
        if choice.show_if is not None:
            yield f"{question.id}/{choice.id}"


def _groups(graph: Graph) -> Iterator[frozenset[str]]:
    """Every strongly connected group with a circle in it (Tarjan's algorithm, without recursion)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    for root in graph:
        if root in order:
            continue
        path = [(root, iter(graph[root]))]
        order[root] = low[root] = len(order)
        stack.append(root)
        waiting.add(root)
        while path:
            node, following = path[-1]
            for other in following:
                if other not in order:
                    order[other] = low[other] = len(order)
                    stack.append(other)
                    waiting.add(other)
                    path.append((other, iter(graph[other])))
                    break
                if other in waiting:
                    low[node] = min(low[node], order[other])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == order[node]:
                    group = set(stack[stack.index(node) :]) if stack[-1] != node else {node}
                    del stack[-len(group) :]
                    waiting -= group
                    if len(group) > 1 or node in graph[node]:
                        yield frozenset(group)


def _shortest(graph: Graph, first: str, group: frozenset[str]) -> list[str]:
    """The shortest way from `first` back to itself inside its group."""
    came: dict[str, str] = {}
    ahead = deque([first])
    while ahead:
        node = ahead.popleft()
        for other in graph[node]:
            if other == first:
                way = [node]
                while way[-1] != first:
                    way.append(came[way[-1]])
                return way[::-1]
            if other in group and other not in came:
                came[other] = node
                ahead.append(other)
    return [first]
