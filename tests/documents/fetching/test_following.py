"""Listing pages are fetched like files: with tries, and within the rules."""

from __future__ import annotations

from contextlib import closing

import pytest

from pipelines.documents.fetching.asking import Asker
from pipelines.documents.fetching.following import Listing, files_of_listing, found_on_listing
from pipelines.documents.fetching.listing import Wanted
from pipelines.documents.fetching.problems import FetchError
from pipelines.documents.fetching.tries import Try
from tests.documents.fetching.site import PDF, Site, in_turn, limits, page, status


def test_files_get_names_and_known_addresses_keep_theirs(site: Site) -> None:
    site.answers |= {
        "/list": page(("a.html", "某局2024年部门预算"), ("1.pdf", "某委2024年部门预算")),
        "/a.html": in_turn(status(503), page(("2.pdf", "附件"))),
    }
    tries: list[Try] = []
    with closing(Asker(limits())) as asker:
        files = files_of_listing(
            asker,
            f"{site.url}/list",
            Listing("2024/", Wanted()),
            lambda url: "old/known.pdf" if url.endswith("/1.pdf") else None,
            lambda name: False,
            tries.append,
        )
    assert files == {f"{site.url}/1.pdf": "old/known.pdf", f"{site.url}/2.pdf": "2024/某局2024年部门预算 附件.pdf"}
    assert [item.outcome for item in tries] == ["listed", "failed", "listed"]
    assert site.times("/1.pdf") == [] == site.times("/2.pdf")


@pytest.mark.parametrize(("answer", "code"), [(status(404), "refused"), (PDF, "not_a_page")])
def test_a_list_that_is_none_is_told(site: Site, answer: bytes, code: str) -> None:
    site.answers["/list"] = answer
    with closing(Asker(limits())) as asker, pytest.raises(FetchError) as error:
        found_on_listing(asker, f"{site.url}/list", Wanted(), lambda _: None)
    assert error.value.code == code


def test_an_article_that_is_gone_is_a_try_that_failed(site: Site) -> None:
    site.answers["/list"] = page(("a.html", "部门预算"), ("1.pdf", "部门决算"))
    tries: list[Try] = []
    with closing(Asker(limits())) as asker:
        found = found_on_listing(asker, f"{site.url}/list", Wanted(), tries.append)
    assert [item.url for item in found] == [f"{site.url}/1.pdf"]
    assert [item.problem_code for item in tries] == [None, "refused"]
