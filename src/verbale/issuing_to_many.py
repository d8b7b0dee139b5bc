"""A letter to many is issued: each recipient's copy is made and kept, under one number."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from verbale import batch, mailing, preparing
from verbale import page as pages
from verbale.archive import keep
from verbale.archive.record_v1 import KeptPart
from verbale.archive.store import Store
from verbale.batch import workers
from verbale.problems import Outcome, Place, problem
from verbale.project import Project
from verbale.spec.model import LetterSpec
from verbale.spec.tree import SourceText

__all__ = ["to_many"]


def to_many(
    project: Project, store: Store, source: SourceText, spec: LetterSpec, sent: preparing.Order
) -> Outcome[keep.MadeAll]:
    """Make and keep a copy for each recipient of a list.

    Args:
        project: the project.
        store: the archive, held alone.
        source: the spec's text, where problems are placed.
        spec: the letter, dated and numbered.
        sent: the list, and in which way.

    Raises:
        OSError: the archive cannot be written to.
    """
    ready = preparing.prepared(project, source, spec, sent)
    if ready.value is None:
        return Outcome(None, ready.problems)
    rows = {stem: (recipient, letter) for recipient, letter, stem in ready.value.plan.rows}
    found = list(ready.problems)
    sides: dict[str, keep.SideMade] = {}
    plan = ready.value.plan
    done: dict[int, KeptPart] = {}
    looked: list[batch.Looked] = []
    stops = False
    try:
        with workers.of(sent.jobs) as makes:
            for number, copies in makes(plan.parts):
                part = plan.parts[number]
                looked += [batch.Looked(one.stem, one.full, one.problems) for one in copies]
                stops = stops or any(one.failed for one in copies)
                if not stops:
                    done[number] = _kept_part(store, part, copies, rows)
    except workers.Lost as lost:
        hint = "give the same command again: nothing was issued, and no number given"
        found.append(problem("worker-lost", Place(path=""), str(lost), hint))
    recipients = {stem: recipient for stem, (recipient, _) in rows.items()}
    found += batch.told(looked, recipients, ready.value.mailed)
    for part in plan.parts:
        first = rows[part.stems[0]][1]
        if first.language not in sides:
            text = pages.plain_text(part.page.of(part.copies[0]))
            sides[first.language] = keep.SideMade(first, text)
    ordered = tuple(sides[code] for code in spec.in_languages if code in sides)
    parts = tuple(done[number] for number in sorted(done))
    states = {recipient.state for recipient, _ in rows.values() if recipient.state}
    mailed = ready.value.mailed
    name = os.fsencode(Path(sent.to).name).decode("utf-8", "replace")
    listed = (name, mailed.raw) if mailed.is_file else None
    covered = mailing.coverage(mailed, ready.value.as_of, ready.value.states)
    good = not any(one.stops for one in found)
    needs_chinese = any(part.needs_chinese for part in plan.parts)
    covered_json = batch.coverage_json(covered)
    made_all = keep.MadeAll(ordered, parts, needs_chinese, frozenset(states), listed, covered_json)
    return Outcome(made_all if good else None, tuple(dict.fromkeys(found)))


def _kept_part(
    store: Store,
    part: batch.Part,
    made: Sequence[batch.MadeCopy],
    rows: Mapping[str, Any],
) -> KeptPart:
    copies = []
    for one, copy in zip(made, part.copies, strict=True):
        recipient, letter = rows[one.stem]
        block = letter.addressed[0]
        copies.append(
            keep.CopyMade(
                copy,
                dict(one.files)["pdf"],
                one.pages,
                recipient.id,
                block.in_text or ", ".join(block.lines) or recipient.id,
                recipient.state,
                recipient.email,
            )
        )
    return keep.keep_part(store, part.page, part.full, copies)
