"""A catalog whose every word tries to be something else than a word."""

from __future__ import annotations

import json
from pathlib import Path

HTML = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script></script><b>b</b>'
MARKDOWN = (
    "# *a* __b__ `c` [d](javascript:window.hacked=1) :red[e] :material/home: :smile: $f^2$ ~g~"
)
PLOTLY = '<b>a</b><br><a href="javascript:window.hacked=1">b</a> %{x} %{customdata} <extra>c</extra> &lt;'
TURNED = "abc \u202e def \u2067 ghi"
UNSEEN = "a\u200bb\u2060c\ufeffd\u00ade"
EMOJI = "👩‍👩‍👧 🇨🇳 é é 𝔘"
LATEX = r"\input{x} $$\frac{1}{2}$$ {a} 50% \\ ^_~ & #"
LONG = "a" * 10_000
WIDE = "案" * 10_000
FORMULA = '=HYPERLINK("http://x","y")'

#: What stands before a number in the article, by figure.
QUOTES = {
    "html": HTML, "markdown": MARKDOWN, "plotly": PLOTLY, "turned": TURNED, "unseen": UNSEEN,
    "emoji": EMOJI, "latex": LATEX, "long": LONG, "wide": WIDE, "formula": FORMULA,
    "plus": "+a", "minus": "-a", "at": "@a",
}  # fmt: skip
ALL = [*QUOTES.values()]


def both(words: str) -> dict[str, str]:
    return {"en": words, "zh": words}


def named(words: str) -> dict[str, object]:
    return {"name": both(words), "about": both(words)}


def quote(name: str) -> str:
    return f"{QUOTES[name]}有5万个"


def write(folder: Path) -> Path:
    """Such a catalog with its articles, in a folder; a city for each sort of words."""
    (folder / "seeds").mkdir()
    cities = {}
    for name, words in QUOTES.items():
        article = f"{words}\n\n“{quote(name)}。”{words}\n"
        (folder / f"seeds/{name}.txt").write_text(article, encoding="utf-8")
        figure = {
            "metric": "cameras", "counts": "cameras", "value": 50_000, "period": "as of 2024",
            "quote": quote(name), "as_written": "5万", "gloss": words, "note": both(words), "system": f"net-{name}",
            "inferred": {"counts": both(words)},
        }  # fmt: skip
        cities[name] = {
            "name": both(words), "province": both(words),
            "population": {"value": 1_000_000, "census": "census"},
            "source": {
                "file": f"seeds/{name}.txt", "published": 2024, "title": both(words),
                "publisher": both(words), "authors": [both(words)], "stated_by": "press",
            },
            "figures": [
                {"id": f"{name}-one", **figure},
                {"id": f"{name}-two", **figure, "metric": f"metric-{name}", "counts": f"counts-{name}"},
            ],
            "systems": [{"id": f"net-{name}", "name": both(words), "about": both(words)}],
        }  # fmt: skip
    metric = {"theme": "plain", "kind": "count", "unit": "each", "rates": ["per_head"]}
    catalog = {
        "about": {"subject": both(HTML), "where": both(MARKDOWN)},
        "themes": {"plain": named("Plain"), **{f"theme-{n}": named(w) for n, w in QUOTES.items()}},
        "counting_units": {"thing": named(HTML)},
        "counts": {
            "cameras": {**named("Cameras"), "unit": "thing"},
            **{f"counts-{n}": {**named(w), "unit": "thing"} for n, w in QUOTES.items()},
        },
        "baselines": {"not_stated": {**named(HTML), "against": both(HTML)}},
        "areas": {"whole_city": named(HTML)},
        "voices": {"press": named(HTML)},
        "reasons": {"date": named(HTML)},
        "censuses": {"census": {**named(PLOTLY), "on": "2020-11-01"}},
        "metrics": {
            "cameras": {**named("Cameras"), **metric},
            **{f"metric-{n}": {**named(w), **metric, "theme": f"theme-{n}"} for n, w in QUOTES.items()},
        },
        "cities": cities,
    }  # fmt: skip
    del catalog["censuses"]["census"]["about"]
    path = folder / "metrics.yaml"
    path.write_text(json.dumps(catalog, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
