"""Where rules on wording point, what their hints say, and that one fault is told once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.conftest import run_here as run
from tests.letters import letter

Written = Callable[..., Path]
_TWO = (
    "{title: H.E. Mr., name: Jürg Lauber, surname: Lauber, post: permanent-representative, "
    "state: CH}"
)


def spec(extra: str = "", **changed: str) -> str:
    """Give a letter of which nothing is said, changed a little."""
    return letter(extra, **{"role": "co-facilitator", **changed})


def told(text: str, project: Path, written: Written) -> list[dict[str, Any]]:
    """Check a spec, and give what is said of it."""
    return list(json.loads(run("check", written(text), "--json", cwd=project).out))


def codes(found: list[dict[str, Any]]) -> list[str]:
    """Give the codes of what is said."""
    return [one["code"] for one in found]


def test_a_stop_is_shown_where_it_stands(project: Path, written: Written) -> None:
    """In folded text it is not on the line of the key."""
    text = spec(task=">\n  to lead open\n  and inclusive consultations.")
    [found] = told(text, project, written)
    last = text.splitlines()[found["line"] - 1]
    assert last == "  and inclusive consultations.", "the line on which the text ends"
    assert found["column"] == 3, "under its last words"


def test_a_stop_is_shown_in_the_language_that_has_it(project: Path, written: Written) -> None:
    """Of a text in two languages the one is told that ends with a stop."""
    text = spec(
        "languages: [en, fr]\n",
        references="",
        task="\n  en: to lead consultations\n  fr: de diriger les consultations.",
    )
    found = [one for one in told(text, project, written) if one["code"] == "stop-in-fragment"]
    lines = [text.splitlines()[one["line"] - 1] for one in found]
    assert lines == ["  fr: de diriger les consultations."]


def test_words_that_the_drafter_doubled_are_not_laid_to_the_template(
    project: Path, written: Written
) -> None:
    """The hint says what can be followed, and words set twice are shown where the text begins."""
    own = told(spec("body: They are for the the mission.\n"), project, written)
    assert [one["hint"] for one in own if one["code"] == "doubled-words"] == [
        "leave one of the two out"
    ]
    cited = "[{symbol: A/RES/71/1, by_which: by which it decided}]"
    [found] = told(spec(references=cited), project, written)
    assert found["code"] == "doubled-words"
    assert found["hint"].startswith("the template sets the words")
    assert found["line"], "it has the place of the text that begins with them"


def test_a_day_that_is_wrong_altogether_is_told_once(project: Path, written: Written) -> None:
    """Of no use is the weekday of a deadline long past, or that another session is still ahead."""
    found = told(spec("deadline: 2016-10-01\n"), project, written)
    assert codes(found) == ["day-past"], "1 October 2016 is a Saturday"
    cited = "[{symbol: A/RES/71/1, adopted: 2018-09-19}]"
    assert codes(told(spec(references=cited), project, written)) == ["date-not-of-session"]


def test_a_name_that_two_bear_is_said_once(project: Path, written: Written) -> None:
    """Of two who are appointed with one surname the hint says it once."""
    other = _TWO.replace("Jürg", "Anna").replace("Mr.", "Ms.").replace("CH", "MX")
    text = spec(
        "body: I should like to thank Ambassador Okafor for accepting this task.\n",
        appointees=f"\n  - {_TWO}\n  - {other}",
        role="co-facilitators",
    )
    hints = [one["hint"] for one in told(text, project, written)]
    assert any("are Lauber:" in one for one in hints), hints
