"""What a figure covers."""

from datetime import date

import pytest

from asreported.catalog.period import PartialDate, Period


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
        ("P18M/2022", (18, "months"), (2021, 2022), True),
        ("2022-03-15/2022-05-15", (62, "days"), (2022, 2022), True),
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


@pytest.mark.parametrize(
    "text, message",
    [
        ("soon", "'soon' is no date: write 2022, 2022-08 or 2022-08-10"),
        ("P3W/2022", "'P3W' is no date: write 2022, 2022-08 or 2022-08-10"),
        ("2022/2023/2024", "'2023/2024' is no date: write 2022, 2022-08 or 2022-08-10"),
        ("2022-02-30", "'2022-02-30' is not in the calendar"),
        ("2022-13/2023", "'2022-13' is not in the calendar"),
        ("2022-08/2022-07", "'2022-08/2022-07' ends before it starts"),
        ("2022-08-11/2022-08-10", "'2022-08-11/2022-08-10' ends before it starts"),
    ],
)
def test_a_refusal_says_which_part_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ValueError) as refusal:
        Period.parse(text)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2022-03-15/2022-05", date(2022, 3, 15), date(2022, 5, 31)),
        ("as of 2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("../2022-08-10", None, date(2022, 8, 10)),
        ("2019/..", date(2019, 1, 1), None),
        ("not_stated", None, None),
        ("P1Y/2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("P3Y/2022-08", date(2019, 9, 1), date(2022, 8, 31)),
        ("P2M/2023-01", date(2022, 12, 1), date(2023, 1, 31)),
        ("P1M/2022-12-31", date(2022, 12, 1), date(2022, 12, 31)),
        ("P5Y/2024-08-07", date(2019, 8, 8), date(2024, 8, 7)),
        ("P1M/2023-03-30", date(2023, 2, 28), date(2023, 3, 30)),  # there is no 31 February
    ],
)
def test_the_days_that_a_period_may_touch(text: str, first: date | None, last: date | None) -> None:
    period = Period.parse(text)
    assert (period.first_day, period.last_day) == (first, last)


@pytest.mark.parametrize(
    "text, written",
    [("2023-03-30/2023-03-30", "2023-03-30"), ("P12M/2022", "P1Y/2022"), ("1066", "1066")],
)
def test_a_period_is_written_in_its_shortest_form(text: str, written: str) -> None:
    assert str(Period.parse(text)) == written
