"""Until when a record is kept."""

from datetime import date

import pytest

from zusanli.core.retention import UntilAge, kept_until

MINORS = (UntilAge(under=17, until_age=25), UntilAge(under=18, until_age=26))


@pytest.mark.parametrize(
    ("last", "born", "minors", "until"),
    [
        pytest.param("2020-05-04", "1960-02-01", MINORS, "2028-05-04", id="grown up"),
        pytest.param("2020-02-29", "1960-02-01", (), "2028-02-29", id="leap day to leap day"),
        pytest.param("2020-05-04", "2010-02-01", MINORS, "2035-02-01", id="a child"),
        pytest.param("2020-05-04", "2002-06-01", MINORS, "2028-06-01", id="seventeen"),
        pytest.param("2020-05-04", "2002-05-04", MINORS, "2028-05-04", id="eighteen that day"),
        pytest.param("2020-05-04", "2003-05-05", MINORS, "2028-05-05", id="sixteen that day"),
        pytest.param("2020-05-04", None, MINORS, "2045-05-04", id="not known may be a child"),
        pytest.param("2020-05-04", None, (), "2028-05-04", id="not known, and no rule"),
        pytest.param("2020-05-04", "2000-02-29", MINORS, "2028-05-04", id="born on a leap day"),
    ],
)
def test_a_record_is_kept_for_years_and_of_minors_longer(last, born, minors, until):
    found = kept_until(
        date.fromisoformat(last),
        born=date.fromisoformat(born) if born else None,
        years=8,
        minors=minors,
    )

    assert found == date.fromisoformat(until)
