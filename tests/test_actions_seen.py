"""A page that hands over the scene it has drawn spares a read, and can do no more with it than without."""

from __future__ import annotations

import pytest

from tests.learning import NOON, begin, check_whole, everything
from tutor import actions
from tutor.actions import Gone, House, Scene


def say(house: House, seen: Scene, said: str, learner: str = "ann") -> Scene:
    return actions.say(house, learner, "l1", seen.lesson.turn, said, NOON, seen=seen)


def test_a_lesson_told_from_scene_to_scene_is_the_one_in_the_database(house: House) -> None:
    scene = begin(house)
    for said in ("marble", "hint", "1847", "I think my answer is right", "wood", "show me", "next"):
        scene = say(house, scene, said)
        assert actions.resume(house, "ann", "l1") == scene
    check_whole(house, "ann")


def test_a_scene_that_another_tab_has_moved_on_from_changes_nothing(house: House) -> None:
    seen = begin(house)
    moved = say(house, seen, "marble")
    before = everything(house)
    assert say(house, seen, "1847") == moved
    assert everything(house) == before


def test_a_scene_of_a_lesson_that_is_gone_is_no_lesson(house: House) -> None:
    seen = begin(house)
    house.store.write(lambda c: [c.exec_driver_sql(f"DELETE FROM {t}") for t in ("turns", "lessons")])
    with pytest.raises(Gone):
        say(house, seen, "1847")


def test_a_scene_of_another_turn_is_read_again(house: House) -> None:
    first = begin(house)
    second = say(house, first, "marble")
    third = actions.say(house, "ann", "l1", second.lesson.turn, "1847", NOON, seen=first)
    assert third.lesson.turn == second.lesson.turn + 1
    check_whole(house, "ann")
