"""What a figure covers."""

import pytest

from asreported.period import PartialDate, Period


@pytest.mark.parametrize(
    "text",
    [
        "2022-13", "2022-02-30", "22", "2022/2021", "2022-08/2022-07", "P3W/2022", "P3Y", "../",
        "as of", "as of 2022-01/2022-02", "soon", "", "/2022", "2022/", "2022-8", "../..",
    ],
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


@pytest.mark.parametrize(
    "text, months, years, stated",
    [
        ("2019", 12, (2019,), True),
        ("2019-10", 1, (2019,), True),
        ("2021-02-10", None, (2021,), True),
        ("2022-01/2022-07", 7, (2022,), True),
        ("2020-01/2021-02", 14, (2020, 2021), True),
        ("../2022-08-10", None, (2022,), True),
        ("2019/..", None, (2019,), True),
        ("P3Y/2022-08", 36, (2022,), True),
        ("P6M/2022-08", 6, (2022,), True),
        ("as of 2024-08-07", None, (2024,), True),
        ("not_stated", None, (), False),
    ],
)
def test_read(text: str, months: int | None, years: tuple[int, ...], stated: bool) -> None:
    period = Period.parse(text)
    assert period.length_in_months == months
    assert period.years == years
    assert period.stated is stated
    assert str(period) == text, "it writes back as it was written"


def test_a_partial_date_spans_what_it_may_mean() -> None:
    assert str(PartialDate.parse("2024-02").first_day) == "2024-02-01"
    assert str(PartialDate.parse("2024-02").last_day) == "2024-02-29"
    assert str(PartialDate.parse("2023").last_day) == "2023-12-31"
