"""Every problem has a sentence in both languages, and says whether another try may help."""

from __future__ import annotations

import pytest

from pipelines.documents.fetching.problems import FetchError, problem_codes


@pytest.mark.parametrize("code", problem_codes())
def test_a_problem_says_the_detail_in_both_languages(code: str) -> None:
    error = FetchError(code, "the detail", "细节")
    assert "the detail" in error.en and "细节" in error.zh and "{" not in error.en + error.zh
    assert str(error) == error.en


def test_servers_that_fail_may_do_better_and_what_is_forbidden_will_not() -> None:
    assert FetchError("server_error", "503").is_passing and not FetchError("robots", "/a").is_passing


def test_a_code_without_a_sentence_is_refused() -> None:
    with pytest.raises(KeyError):
        FetchError("other", "x")
