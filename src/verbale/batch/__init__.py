"""One spec, many recipients: planned in parts, made by plates, written so that it can go on."""

from verbale.batch.findings import Looked, told
from verbale.batch.make import MadeCopy, make
from verbale.batch.plan import Part
from verbale.batch.planning import Plan, Row, Side, plan
from verbale.batch.reports import coverage_json, dispatch, manifest
from verbale.batch.run import Batch, Busy, Wrote, alone, digest, run

__all__ = [
    "Batch",
    "Busy",
    "Looked",
    "MadeCopy",
    "Part",
    "Plan",
    "Row",
    "Side",
    "Wrote",
    "alone",
    "coverage_json",
    "digest",
    "dispatch",
    "make",
    "manifest",
    "plan",
    "run",
    "told",
]
