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
    "text, length, years, stated",
    [
        ("2019", (12, "months"), (2019, 2019), True),
        ("2019-10", (1, "months"), (2019, 2019), True),
        ("2021-02-10", (1, "days"), (2021, 2021), True),
        ("2024-02-01/2024-02-29", (1, "months"), (2024, 2024), True),
        ("2022-03-15/2022-05-14", (2, "months"), (2022, 2022), True),
        ("2022-12-20/2023-01-08", (20, "days"), (2022, 2023), True),
        ("2022-01/2022-07", (7, "months"), (2022, 2022), True),
        ("2020-01/2021-02", (14, "months"), (2020, 2021), True),
        ("../2022-08-10", None, (None, 2022), True),
        ("2019/..", None, (2019, None), True),
        ("P3Y/2022-08", (36, "months"), (2019, 2022), True),
        ("P8Y/2023", (96, "months"), (2016, 2023), True),
        ("P5Y/2024-08-07", (60, "months"), (2019, 2024), True),
        ("P6M/2022-08", (6, "months"), (2022, 2022), True),
        ("P1M/2023-03-30", (1, "months"), (2023, 2023), True),
        ("as of 2024-08-07", None, (2024, 2024), True),
        ("not_stated", None, (None, None), False),
    ],
)
def test_read(
    text: str,
    length: tuple[int, str] | None,
    years: tuple[int | None, int | None],
    stated: bool,
) -> None:
    period = Period.parse(text)
    assert period.length == length
    assert period.years == years
    assert period.stated is stated
    assert str(period) == text, "it writes back as it was written"


def test_a_partial_date_spans_what_it_may_mean() -> None:
    assert str(PartialDate.parse("2024-02").first_day) == "2024-02-01"
    assert str(PartialDate.parse("2024-02").last_day) == "2024-02-29"
    assert str(PartialDate.parse("2023").last_day) == "2023-12-31"
