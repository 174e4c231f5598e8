"""A page that hands over the scene it has drawn spares a read, and can do no more with it than without."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, update

from tests.learning import NOON, begin, check_whole, everything
from tutor import actions
from tutor.actions import Gone, House, Scene
from tutor.store.codec import encode
from tutor.store.tables import lessons


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


def test_a_page_that_was_open_while_an_old_backup_was_put_back_answers_nothing_that_it_does_not_show(
    house: House,
) -> None:
    """Backup at turn 1; the page goes on to turn 3; the backup is put back; in another window, turns 1 and 2 anew."""
    first = begin(house)
    seen = later(house, later(house, first, "hint", 1), "1847", 2)
    take_back(house, first)
    other = later(house, later(house, first, "marble", 3), "brass", 4)
    assert (other.lesson.turn, other.lesson.asked) != (1, seen.lesson.asked)
    before = everything(house)
    for known in (seen, replace(seen, bank=replace(seen.bank))):  # the second is read again: its bank has changed since
        shown = actions.say(house, "ann", "l1", seen.lesson.turn, "Ada Brink", NOON, seen=known)
        assert shown == other
    assert everything(house) == before
    assert later(house, other, "1847", 5).lesson.turn == 4
    check_whole(house, "ann")


def test_a_page_that_is_ahead_of_an_old_backup_is_shown_where_the_lesson_stands(house: House) -> None:
    first = begin(house)
    seen = later(house, first, "hint", 1)
    take_back(house, first)
    assert say(house, seen, "1847") == first


def later(house: House, seen: Scene, said: str, minutes: int) -> Scene:
    now = NOON + timedelta(minutes=minutes)
    return actions.say(house, "ann", "l1", seen.lesson.turn, said, now, seen=seen)


def take_back(house: House, to: Scene) -> None:
    """Have the database as it was at this scene."""

    def work(connection: Connection) -> None:
        for table in ("reviews", "cards", "attempts", "turns"):
            where = "" if table == "cards" else f" WHERE turn >= {to.lesson.turn}"
            connection.exec_driver_sql(f"DELETE FROM {table}{where}")
        state = {"state": encode(to.lesson), "turn": to.lesson.turn, "open": True, "touched": to.touched}
        connection.execute(update(lessons).values(state))

    house.store.write(work)
