"""The product asked about a file: read, and checked against what had been asked for. The one place that knows how."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from domain.forms.checks import Expectation, check_form
from domain.forms.reading import read_form
from domain.forms.reading_result import Finding, Reading
from reports.filled_form import open_grid
from tests.domain.named_units import units_of_district
from tests.samples.making import definitions


def read(data: bytes, name: str) -> Reading | None:
    """The form as read, None when no form is recognised. Raises UnreadableFileError."""
    return read_form(open_grid(data, name), definitions())


def known_kinds() -> frozenset[str]:
    """The forms of the configuration."""
    return frozenset(definitions())


def findings(truth: dict[str, Any], reading: Reading) -> tuple[Finding, ...]:
    """All that is told of the file."""
    asked = truth["context"]
    subject = asked.get("expected_subject") or {}
    told = {
        "form": asked["expected_kind"],
        "fiscal_year_be": asked["expected_fiscal_year_be"],
        "round": asked["expected_round"],
        "subject": subject_of(subject),
        "subjects": subjects_of(subject),
        "said": {"agency": subject["agency"]} if "agency" in subject else {},
        "indicators": tuple((no, name) for no, name in asked.get("expected_indicators", ())),
        "units": units_of_district(),
    }
    expected = Expectation(**{one.name: told[one.name] for one in fields(Expectation)})
    return check_form(reading, definitions()[reading.form], expected)


def subject_of(subject: dict[str, Any]) -> str | None:
    """The subject as a reading states it; None where each row or sheet has its own."""
    number = subject.get("strategy_no", subject.get("item"))
    return None if number is None else str(number)


def subjects_of(subject: dict[str, Any]) -> tuple[str, ...]:
    """The subjects a file may be about where each row or sheet has its own."""
    alone = [subject["project_code"]] if "project_code" in subject else []
    return tuple(str(one) for one in subject.get("topics") or subject.get("project_codes") or alone)
