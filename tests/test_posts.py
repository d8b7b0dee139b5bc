"""Posts and forms of address: from post, title and gender follow all the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.conftest import run_here as run
from tests.letters import letter
from verbale.letter import Letter
from verbale.project import open_project
from verbale.settle import letter as settle
from verbale.spec.parse import kind_of, parse
from verbale.spec.source import from_text

Written = Callable[..., Path]
SIX = ("ar", "en", "es", "fr", "ru", "zh")
OPENED = open_project(ROOT).value


def settled(text: str, language: str = "en") -> tuple[Letter, list[str]]:
    """Settle a spec in a language; gives the letter and the codes of its problems."""
    assert OPENED is not None
    source = from_text(text, "letter.yaml").value
    assert source is not None
    parsed = parse(source, OPENED.model(kind_of(source)))
    assert parsed.value is not None, parsed.problems
    words, office = OPENED.language(language), OPENED.office("pga")
    assert words is not None
    assert words.value is not None
    assert office is not None
    found = settle(parsed.value, words.value, "pga", office)
    assert found.value is not None
    return found.value, [one.code for one in found.problems]


def to(addressee: str, language: str = "en", day: str = "2016-11-03") -> tuple[Letter, list[str]]:
    return settled(
        f"kind: letter\noffice: pga\ndate: {day}\nsender: {{name: A}}\n"
        f"addressees: {addressee}\nbody: X\n",
        language,
    )


def test_every_language_has_every_post_and_the_same_rules_for_it() -> None:
    assert OPENED is not None
    english = OPENED.language("en")
    assert english is not None
    assert english.value is not None
    posts = english.value.posts
    wanted = {
        *("permanent-representative", "permanent-observer", "charge-daffaires", "minister"),
        *("deputy-permanent-representative", "head-of-state", "head-of-government"),
        *("head-of-delegation-european-union", "secretary-general", "under-secretary-general"),
        *("president-of-the-general-assembly", "president-of-the-security-council"),
        *("president-of-the-economic-and-social-council", "chair-of-the-sixth-committee"),
        *("president-of-the-international-court-of-justice", "director-general-who"),
    }
    assert wanted <= set(posts)
    for code in SIX:
        found = OPENED.language(code)
        assert found is not None
        assert found.problems == ()
        assert found.value is not None
        theirs = found.value.posts
        assert list(theirs) == list(posts), code
        for key, post in theirs.items():
            assert post.held_for == posts[key].held_for, (code, key)
            placed = "{of}" in post.written.m or "{state}" in post.written.m
            assert placed == (post.held_for is not None), (code, key)


@pytest.mark.parametrize("language", SIX)
def test_every_post_can_be_addressed_in_every_language(language: str) -> None:
    assert OPENED is not None
    words = OPENED.language(language)
    assert words is not None
    assert words.value is not None
    for key, post in words.value.posts.items():
        state = {"observer": ", state: VA", None: ""}.get(post.held_for, ", state: MX")
        for title in ("H.E. Ms.", "Mr."):
            found, problems = to(f"{{title: {title}, name: N, post: {key}{state}}}", language)
            assert problems == [], (key, problems)
            assert found.vocative, key
            lines = " ".join(found.addressed[0].lines)
            assert "{" not in lines, lines
            assert "N" in lines


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("fr", "H.E. Ms.", "Représentante permanente du Mexique"),
        ("fr", "H.E. Mr.", "Représentant permanent du Mexique"),
        ("es", "H.E. Ms.", "Representante Permanente de México"),
        ("ru", "H.E. Ms.", "Постоянному представителю Мексики"),
        ("zh", "H.E. Ms.", "墨西哥常驻联合国代表"),
        ("ar", "H.E. Ms.", "الممثلة الدائمة للمكسيك"),
        ("ar", "H.E. Mr.", "الممثل الدائم للمكسيك"),
    ],
)
def test_a_post_follows_gender_and_grammar(language: str, title: str, line: str) -> None:
    found, _ = to(
        f"{{title: {title}, name: N, post: permanent-representative, state: MX}}", language
    )
    assert line in found.addressed[0].lines


@pytest.mark.parametrize(
    ("post", "state", "line"),
    [
        ("president", "CN", "中国国家主席"),
        ("president", "FR", "法国总统"),
        ("prime-minister", "JP", "日本首相"),
        ("prime-minister", "CA", "加拿大总理"),
    ],
)
def test_a_post_may_be_another_for_a_state(post: str, state: str, line: str) -> None:
    found, _ = to(f"{{title: H.E. Mr., name: N, post: {post}, state: {state}}}", "zh")
    assert line in found.addressed[0].lines


def test_excellency_may_follow_gender() -> None:
    person = "{title: H.E. %s, name: N, post: permanent-representative, state: MX}"
    assert to(person % "Mr.", "ar")[0].vocative == "صاحب السعادة"
    assert to(person % "Ms.", "ar")[0].vocative == "صاحبة السعادة"


@pytest.mark.parametrize(
    "post",
    [
        "Permanent Representative",
        "permanent representative",
        "Permanent-Representative",
        "{en: permanent-representative}",
        "Permanent Representative to the United Nations",
    ],
)
def test_a_known_post_is_known_however_it_is_typed(post: str) -> None:
    found, problems = to(f"{{title: H.E. Mr., name: N, post: {post}, state: CH}}")
    assert problems == []
    assert found.addressed[0].lines[2] == "Permanent Representative of Switzerland"
    assert "not-a-member" in to(f"{{title: H.E. Mr., name: N, post: {post}, state: VA}}")[1]


def test_a_post_that_is_held_for_no_state_takes_none() -> None:
    person = "{title: H.E. Mr., name: N, post: secretary-general, state: PT}"
    assert to(person)[1] == ["post-takes-no-state"]


def test_braces_in_a_post_are_printed_as_typed() -> None:
    found, _ = to('{title: Mr., name: N, post: "Minister {of} {state}", state: MX}')
    assert "Minister {of} {state} of Mexico" in found.addressed[0].lines


def test_a_gender_that_a_post_needs_is_asked_for() -> None:
    person = "{title: H.E. Dr., name: N, post: permanent-representative, state: MX%s}"
    assert to(person % ", gender: f", "fr")[1] == []
    assert "gender-needed" in to(person % "", "fr")[1]
    assert to(person % "", "zh")[1] == [], "Chinese has one form for both"


@pytest.mark.parametrize(
    ("person", "vocative"),
    [
        ("title: H.E. Mr., name: N, post: secretary-general", "Excellency"),
        ("title: Mr., name: N, post: secretary-general", "Mr. Secretary-General"),
        ("title: Ms., name: N, post: president-of-the-general-assembly", "Madam President"),
        ("title: Ms., name: N, post: chair-of-the-sixth-committee", "Madam Chair"),
        ("title: Ms., name: N, post: charge-daffaires, state: MX", "Madam"),
        ("title: H.E. Ms., name: N, post: charge-daffaires, state: MX", "Excellency"),
        ("title: Mr., name: N, post: under-secretary-general", "Sir"),
        ("title: H.E. Sheikh, name: N, post: minister, state: QA", "Excellency"),
    ],
)
def test_what_a_person_is_called_follows_from_title_post_and_gender(
    person: str, vocative: str
) -> None:
    found, problems = to(f"{{{person}}}")
    assert (found.vocative, problems) == (vocative, [])


@pytest.mark.parametrize(
    ("person", "again"),
    [
        ("H.E. Mr., name: N, surname: Lauber, post: permanent-representative, state: CH", None),
        ("H.E. Mr., name: N, surname: Lauber, post: Permanent Representative, state: CH", None),
        ("H.E. Ms., name: N, surname: Lee, post: Minister for the Environment, state: KR", "Minis"),
        ("H.E. Ms., name: N, surname: Lee, post: prime-minister, state: KR", "Prime Minister Lee"),
        ("H.E. Archbishop, name: N, surname: Lee, post: permanent-observer, state: VA", "Archbis"),
        ("H.E. General, name: N, surname: Lee, gender: f, post: minister, state: KR", "General Le"),
        ("Ms., name: N, surname: Lee, post: Minister for the Environment, state: KR", "Ms. Lee"),
    ],
)
def test_how_a_person_is_named_again(person: str, again: str | None) -> None:
    found, problems = settled(letter(appointees=f"[{{title: {person}}}]", date="2016-11-03"))
    assert problems == []
    [appointee] = found.fields["appointees"]
    assert appointee.again.startswith(again or "Ambassador Lauber")


def test_a_post_typed_in_words_is_the_known_one() -> None:
    found, _ = to("{title: H.E. Mr., name: N, post: Permanent Representative, state: GM}")
    assert found.addressed[0].lines[-3:] == (
        "Permanent Representative of the Gambia",
        "to the United Nations",
        "New York",
    )


def test_a_vacant_post_is_addressed_by_itself() -> None:
    found, problems = to("{post: permanent-representative, state: GM}")
    assert problems == []
    assert found.addressed[0].lines == (
        "The Permanent Representative of the Gambia",
        "to the United Nations",
        "New York",
    )
    assert found.vocative == "Excellency"
    french, _ = to("{post: permanent-representative, state: GM}", "fr")
    assert french.addressed[0].lines[0] == "Le Représentant permanent de la Gambie"
    assert "post-needs-state" in to("{post: permanent-representative}")[1]
    office, _ = to("{post: The Legal Counsel, salutation: Sir}")
    assert office.vocative == "Sir"


def test_an_observer_state_has_an_observer_mission() -> None:
    found, problems = to("{mission: VA}")
    assert problems == []
    assert found.addressed[0].lines[0] == "Permanent Observer Mission of the Holy See"
    before, problems = to("{mission: CH}", day="2001-01-01")
    assert before.addressed[0].lines[0] == "Permanent Observer Mission of Switzerland"
    assert to("{mission: SS}", day="2001-01-01")[1] == ["not-a-member"]


def test_states_are_addressed_in_alphabetical_order_and_observers_apart() -> None:
    found, problems = to("{states: [TR, VA, CH, Türkiye, GM]}")
    assert problems == []
    assert found.addressed[0].lines == (
        "The Permanent Representatives of",
        "the Gambia, Switzerland and Turkey",
        "to the United Nations",
        "The Permanent Observer of the Holy See",
        "to the United Nations",
        "New York",
    )
    assert found.vocative == "Excellencies"
    french, _ = to("{states: [CH, MX]}", "fr")
    assert "du Mexique et de la Suisse" in french.addressed[0].lines


def test_a_title_is_written_as_the_language_writes_it() -> None:
    found, _ = settled(letter(), "fr")
    assert found.fields["appointees"][0].full == "S.E. M. Jürg Lauber"
    typed = letter().replace("H.E. Mr.", "S.E. M.")
    assert settled(typed, "fr")[0].fields["appointees"][0].full == "S.E. M. Jürg Lauber"
    assert "unknown-title" in settled(typed, "en")[1]


def test_an_under_secretary_general_writes_on_behalf_of_the_secretary_general(
    project: Path, written: Written
) -> None:
    written(
        "kind: circular\noffice: pga\ndate: 2016-11-03\n"
        "sender: {name: N, post: under-secretary-general}\n"
        "addressees: all-permanent-representatives\nmatter: inform you of the arrangements\n"
    )
    ran = run("render", "--format", "txt", cwd=project)
    assert ran.exit == 0, ran.all
    text = (project / "output" / "letter.txt").read_text("utf-8")
    assert "On behalf of the Secretary-General, I have the honour to inform you of" in text
    written(letter(sender="{name: N, post: under-secretary-general}"))
    run("render", "--format", "txt", cwd=project)
    text = (project / "output" / "letter.txt").read_text("utf-8")
    assert "resolution, on behalf of the Secretary-General, I have the honour to inform" in text


def test_the_office_adds_a_post_a_title_and_a_list(project: Path, written: Written) -> None:
    import re

    page = (ROOT / "docs" / "data.md").read_text("utf-8")
    own = dict(re.findall(r"```yaml (\S+)\n(.*?)```", page, re.DOTALL))
    (project / "templates/languages").mkdir(parents=True)
    (project / "templates/languages/en.yaml").write_text(own["templates/languages/en.yaml"])
    written(
        "kind: letter\noffice: pga\ndate: 2016-11-03\nsender: {name: N}\nbody: X\n"
        "addressees: {title: H.E. Baroness, name: A B, post: envoy-for-oceans}\n"
    )
    ran = run("render", "--format", "txt", cwd=project)
    assert ran.exit == 0, ran.all
    text = (project / "output" / "letter.txt").read_text("utf-8")
    assert "Her Excellency\nBaroness A B\nSpecial Envoy for the Ocean" in text
    assert "3 November 2016\n\nExcellency," in text, "the package's words are still there"
    broken = own["templates/languages/en.yaml"].replace("again: Ambassador", "agian: Ambassador")
    (project / "templates/languages/en.yaml").write_text(broken)
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert re.search(r"templates/languages/en\.yaml:4:5  error  unknown-key", ran.all), ran.all
    assert 'did you mean "again"?' in ran.all


def test_dates_are_written_as_each_language_writes_them() -> None:
    assert OPENED is not None
    wanted = {
        "fr": "1er janvier 2017",
        "es": "1 de enero de 2017",
        "ru": "1 января 2017 года",
        "zh": "2017年1月1日",
        "ar": "1 كانون الثاني/يناير 2017",
        "en": "1 January 2017",
    }
    for code, words in wanted.items():
        language = OPENED.language(code)
        assert language is not None
        assert language.value is not None
        assert language.value.day(date(2017, 1, 1)) == words
