import pytest

from tools.coverage_map import ELEMENTS, coverage, read_elements


def test_the_list_holds_272_elements_each_once():
    assert len(read_elements(ELEMENTS)) == 272


def test_a_row_with_a_test_is_tested_and_another_keeps_what_it_waits_for():
    states = {"a": "rules", "b": "page", "c": "rules"}
    proofs = {"a": {("test_two", "t.py"), ("test_one", "t.py")}}

    assert list(coverage(states, proofs)) == [
        ("a", "tested", "test_one; test_two", "t.py"),
        ("b", "page", "", ""),
        ("c", "rules", "", ""),
    ]


@pytest.mark.parametrize("state", ["", "later", "declined", "declined: ", "never, declined: so"])
def test_a_state_nobody_knows_is_refused(tmp_path, state):
    path = tmp_path / "elements.csv"
    path.write_text(f'element,state\na,"{state}"\n')

    with pytest.raises(ValueError, match="is no state"):
        read_elements(path)


def test_an_element_that_stands_twice_is_refused(tmp_path):
    path = tmp_path / "elements.csv"
    path.write_text("element,state\na,page\na,declined: a picture only\n")

    with pytest.raises(ValueError, match="a stands twice"):
        read_elements(path)
