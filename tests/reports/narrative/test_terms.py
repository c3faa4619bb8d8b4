"""The glossary, cut into terms and what they mean."""

from __future__ import annotations

from pipelines.reports.narrative.reader import text_of
from pipelines.reports.narrative.terms import read_terms
from tests.reports.narrative.texts import document_of

_GLOSSARY = """
第四部分 名词解释
  一、财政拨款收入：指本级财政当年拨付的资金。
  二、“三公”经费：指因公出国（境）费、公务用车购置及运行费和公务接待费。
  三、一般公共服务支出（类）组织事务（款）行政运行（项）：反映行政单位的基本支出。
"""


def _terms(text: str) -> list[dict[str, object]]:
    return read_terms(text_of(document_of(text)), "0" * 64)


def test_terms_their_meaning_and_the_function_they_name() -> None:
    found = _terms(_GLOSSARY)
    assert [row["term"] for row in found][:2] == ["财政拨款收入", "“三公”经费"]
    assert [row["term_no"] for row in found] == [1, 2, 3]
    assert str(found[0]["definition"]).endswith("拨付的资金。")
    path = (found[2]["class_name"], found[2]["subclass_name"], found[2]["item_name"])
    assert path == ("一般公共服务支出", "组织事务", "行政运行")
    assert found[0]["class_name"] is None


def test_a_text_without_a_glossary_explains_nothing() -> None:
    assert _terms("第一部分 概况\n  一、主要职责：负责组织工作。") == []
