"""A small catalog with its article that tests write, change and break."""

from __future__ import annotations

from pathlib import Path

import pytest

from asreported import CatalogError, load
from asreported.catalog.problems import Problem

ARTICLE = "标题\n\n2023年,全市刑事发案下降22%,破案率为98%。全市有5万个摄像头,密度全省第一。\n案件下降5%。案件下降5%。\n"

GOOD = """\
themes:
  cases: {name: {en: Cases, zh: 发案}}
counting_units:
  case: {name: {en: cases, zh: 案件}}
counts:
  criminal_cases: {name: {en: Criminal cases, zh: 刑事案件}, unit: case}
baselines:
  not_stated: {name: {en: none, zh: 无}, against: {en: none, zh: 无}}
areas:
  whole_city: {name: {en: whole city, zh: 全市}}
voices:
  press: {name: {en: press, zh: 报刊}}
reasons:
  date: {name: {en: a date, zh: 日期}}
censuses:
  c2020: {name: {en: Census, zh: 普查}, on: 2020-11-01}
about: {subject: {en: work, zh: 工作}, where: {en: cities, zh: 城市}}
metrics:
  case_change:
    name: {en: Change in cases, zh: 发案变化}
    theme: cases
    kind: change
    unit: percent
    about: {en: Change., zh: 变化。}
  clearance:
    name: {en: Clearance, zh: 破案率}
    theme: cases
    kind: share
    unit: percent
    about: {en: Share., zh: 占比。}
  cameras:
    name: {en: Cameras, zh: 摄像头}
    theme: cases
    kind: count
    unit: each
    about: {en: Count., zh: 数量。}
  cameras_rank:
    name: {en: Rank, zh: 位次}
    theme: cases
    kind: rank
    unit: place
    about: {en: Rank., zh: 位次。}
cities:
  longnan:
    name: {en: Longnan, zh: 陇南}
    province: {en: Gansu, zh: 甘肃}
    population: {value: 2407272, census: c2020}
    source: {file: seeds/a.txt, published: 2024-08-07, stated_by: press}
    figures:
      - id: drop
        metric: case_change
        counts: criminal_cases
        value: -22
        period: 2023
        baseline: not_stated
        quote: 刑事发案下降22%
        gloss: criminal cases fell 22%
      - id: rate
        metric: clearance
        counts: criminal_cases
        value: 98
        period: 2023
        quote: 破案率为98%
        gloss: the clearance rate was 98%
      - id: cameras
        metric: cameras
        counts: criminal_cases
        value: 50000
        period: as of 2024
        quote: 全市有5万个摄像头
        gloss: 50,000 cameras
      - id: rank
        metric: cameras_rank
        counts: criminal_cases
        value: 1
        period: as of 2024
        quote: 密度全省第一
        gloss: first in the province
"""
# What may follow the figures of GOOD.
TAIL = """    systems:
      - id: net
        name: {en: Net, zh: 摄像头}
        about: {en: x, zh: 某}
    not_figures:
      - {quote: 5%, why: date}
"""


def write(folder: Path, text: str | bytes = GOOD, article: str | bytes = ARTICLE) -> Path:
    """Write a catalog and its article into a folder; give the catalog's path."""
    (folder / "seeds").mkdir(exist_ok=True)
    for name, content in (("seeds/a.txt", article), ("metrics.yaml", text)):
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(raw)
    return folder / "metrics.yaml"


def problems(path: Path) -> list[Problem]:
    """What ``load`` says against a catalog that it refuses."""
    with pytest.raises(CatalogError) as refusal:
        load(path)
    return refusal.value.problems


def line_of(text: str, part: str) -> int:
    """The line, from 1, on which a part of a text begins."""
    return text[: text.index(part)].count("\n") + 1
