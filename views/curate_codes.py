"""What no codelist has yet: it is asked for in place of a choice, and made with the entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from asreported.catalog.checks import UNITS_OF_KIND
from asreported.curation.edits import AddCode
from asreported.curation.entries import typed
from asreported.curation.worklist import READY_REASONS
from asreported.words.labels import measure
from asreported.words.language import DEFAULT_LANGUAGE, LANGUAGES
from views.curate_fields import (
    NEW,
    Work,
    ask_choice,
    ask_text,
    ask_twice,
    in_both,
    names_of,
    typed_so_far,
)

#: The codelist of each field that may be of something new.
_CODELISTS = {"metric": "metrics", "counts": "counts", "why": "reasons", "census": "censuses"}


def ask_code(work: Work, field: str, label: str, names: Mapping[str, str], **more: Any) -> str:
    """Ask for a code, or for what makes a new one; return its id."""
    t, content = work.page.t, work.catalog.content
    chosen = ask_choice(work, field, label, names, **more)
    if chosen != NEW:
        return chosen
    match field:
        case "metric":
            ask_twice(work, "metric-name", t("Metric"))
            ask_twice(work, "metric-about", t("What it measures"))
            ask_choice(work, "metric-theme", t("Theme"), names_of(work, content.themes))
            pairs = {
                f"{kind} {unit}": in_both(work, measure, kind, unit)
                for kind, units in UNITS_OF_KIND.items()
                for unit in sorted(units)
            }
            ask_choice(work, "metric-measure", t("Kind and unit"), pairs)
        case "counts":
            ask_twice(work, "counts-name", t("What is counted"))
            units = names_of(work, content.counting_units)
            ask_choice(work, "counts-unit", t("Counting unit"), units)
        case "why":
            ask_twice(work, "why-name", t("Reason"))
        case "census":
            ask_twice(work, "census-name", t("Name of the census"))
            ask_text(work, "census-on", t("Day of the census"), placeholder="2020-11-01")
    words = typed_so_far(work, f"{field}-name-{DEFAULT_LANGUAGE}").lower()
    return "_".join(re.findall("[a-z0-9]+", words))[:60]


def codes_made(work: Work, entry: Mapping[str, Any]) -> list[AddCode]:
    """Return the codes that come with the fields of an entry, each for its codelist."""
    made: list[AddCode] = []
    for field, code in ((one, str(entry.get(one) or "")) for one in _CODELISTS):
        is_ready = code in {*READY_REASONS} - {*work.catalog.content.exclusion_reasons}
        if field == "why" and is_ready:
            made.append(AddCode("reasons", code, {"name": READY_REASONS[code].model_dump()}))
        elif code and typed_so_far(work, field) == NEW:
            fields: dict[str, Any] = {"name": _in_all(work, f"{field}-name")}
            if field == "counts":
                fields["unit"] = typed_so_far(work, "counts-unit")
            if field == "census":
                fields["on"] = typed_so_far(work, "census-on")
            if field == "metric":
                kind, _, unit = typed_so_far(work, "metric-measure").partition(" ")
                fields |= {"theme": typed_so_far(work, "metric-theme"), "kind": kind, "unit": unit}
                fields["about"] = _in_all(work, "metric-about")
            made.append(AddCode(_CODELISTS[field], code, typed(_CODELISTS[field], fields)))
    return made


def _in_all(work: Work, field: str) -> dict[str, str]:
    return {code: typed_so_far(work, f"{field}-{code}") for code in LANGUAGES}
