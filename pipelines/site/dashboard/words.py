"""The words of the pages for what the warehouse names by keys, in Chinese and English.

Belongs here: words that several pages use. What a finding says is in the warehouse; sentences of one page are in its template.
"""

from __future__ import annotations

from pipelines.site.review_words import REVIEWER_VERDICTS, SEVERITY_WORDS, UNREAD_KINDS, VERDICTS

#: A word for people: Chinese, English.
Words = tuple[str, str]

STATES: dict[str, Words] = {
    "reconciled": ("已核对", "reconciled"),
    "published_with_discrepancies": ("有不符", "with discrepancies"),
    "disagrees": ("有不符", "with discrepancies"),
    "unproven": ("未证实", "unproven"),
    "not_understood": ("未识别", "not understood"),
    "held_back": ("暂不发布", "held back"),
    "not_a_report": ("未收入", "not taken in"),
    "absent": ("缺", "absent"),
    "not_yet_due": ("未到期", "not yet due"),
    "not_expected": ("不必公开", "need not publish"),
    "gap": ("未见", "not seen"),
}
#: The same states as one word for style sheets.
STATE_CLASSES = {
    "reconciled": "good",
    "published_with_discrepancies": "bad",
    "disagrees": "bad",
    "unproven": "open",
    "not_understood": "unknown",
    "held_back": "held",
    "not_a_report": "held",
    "absent": "absent",
    "not_yet_due": "gap",
    "not_expected": "gap",
    "gap": "gap",
}
ISSUER_SOURCES: dict[str, Words] = {
    "stated": ("来源清单", "the list of sources"),
    "printed": ("报告所印", "what the report prints"),
    "same_totals": ("数字相同的另一份文件", "another file with the same totals"),
    "tables_unit": ("表中的单位", "the unit named in its tables"),
    "file_name": ("文件名", "the file's name"),
    "folder_name": ("文件夹名", "the folder's name"),
}
REPORT_KINDS: dict[str, Words] = {"budget": ("预算", "budget"), "final_accounts": ("决算", "final accounts")}
CAUSES: dict[str, Words] = {
    "rows_moved": ("数字错行", "values in the wrong row"),
    "columns_swapped": ("两栏对调", "columns swapped"),
    "row_wrong": ("整行有误", "a wrong row"),
    "table_unit_wrong": ("表的单位有误", "wrong unit of the table"),
    "wrong_figure": ("一个数字有误", "one wrong figure"),
    "one_digit": ("一位数字有误", "one wrong digit"),
    "digits_swapped": ("数字颠倒", "digits swapped"),
    "wrong_unit": ("单位有误", "wrong unit"),
    "wrong_sign": ("正负号有误", "wrong sign"),
    "row_missing": ("缺少行", "rows missing"),
    "row_repeated": ("重复行", "row repeated"),
    "rounding": ("四舍五入", "rounding"),
    "unexplained": ("原因未明", "cause unknown"),
    "not_diagnosed": ("未能分析", "not diagnosed"),
    "change_differs": ("增减说明不符", "stated change differs"),
    "share_differs": ("占比说明不符", "stated share differs"),
    "shape_differs": ("格式不符", "form differs"),
    "wording_differs": ("用语不符", "wording differs"),
    "names_differs": ("名称不符", "names differ"),
    "codes_differs": ("科目编码不符", "codes differ"),
    "narrative_differs": ("文字与表不符", "text and table differ"),
    "text_parts_differs": ("文字分项不符", "parts in the text differ"),
    "across_differs": ("横向合计不符", "sum across a row differs"),
    "between_differs": ("表间不符", "tables differ"),
    "hierarchy_differs": ("逐级合计不符", "sum down a hierarchy differs"),
    "summary_differs": ("收支总表不符", "summary differs"),
    "function_economic_differs": ("功能与经济分类不符", "function and economic differ"),
    "product_differs": ("数量乘单价不符", "quantity times price differs"),
    "staffing_differs": ("人员数不符", "staffing differs"),
    "laws_differs": ("同一金额两处不同", "the same money printed twice differs"),
    "reports_differs": ("与另一份报告不符", "differs from another report"),
}
RULE_FAMILIES: dict[str, Words] = {
    "hierarchy": ("逐级合计", "down a hierarchy"),
    "across": ("横向合计", "across a row"),
    "between": ("表间一致", "between tables"),
    "summary": ("收支总表", "summary"),
    "narrative": ("文字与表", "text against tables"),
    "text_parts": ("文字分项", "parts within the text"),
    "change": ("增减", "change"),
    "reports": ("报告之间", "between reports"),
    "laws": ("同一金额", "same money"),
    "shape": ("格式", "form"),
    "codes": ("科目编码", "codes"),
    "names": ("名称", "names"),
    "share": ("占比", "shares"),
    "product": ("数量乘单价", "quantity times price"),
    "function_economic": ("功能与经济分类", "function against economic"),
    "wording": ("用语", "wording"),
    "staffing": ("人员", "staffing"),
}
#: Steps of a run, as its journal names them.
PHASES: dict[str, Words] = {
    "scan": ("查看文件", "look at files"),
    "read": ("读取报告", "read reports"),
    "parse": ("准备模型", "prepare models"),
    "gather": ("汇集所读", "gather what was read"),
    "dbt": ("计算 (dbt)", "compute (dbt)"),
    "diagnose": ("分析原因", "find causes"),
    "suites": ("检验", "expectations"),
    "hold": ("扣下不合格的", "hold back"),
    "publish": ("发布", "publish"),
    "pictures": ("绘制页面", "draw pages"),
}
OUTCOMES: dict[str, Words] = {
    "done": ("完成", "done"),
    "failed": ("失败", "failed"),
    "skipped": ("跳过", "skipped"),
    "time": ("超出时限", "over its time"),
    "page_time": ("一页超出时限", "a page over its time"),
    "memory": ("超出内存", "over its memory"),
    "died": ("进程中断", "its process ended"),
}
__all__ = [
    "CAUSES",
    "ISSUER_SOURCES",
    "OUTCOMES",
    "PHASES",
    "REPORT_KINDS",
    "REVIEWER_VERDICTS",
    "RULE_FAMILIES",
    "SEVERITY_WORDS",
    "STATES",
    "STATE_CLASSES",
    "UNREAD_KINDS",
    "VERDICTS",
]


def words_of(table: dict[str, Words], key: str | None) -> Words:
    """Return the words for a key; a key that has none stands for itself, readable."""
    if key is None:
        return ("", "")
    return table.get(key, (key.replace("_", " "), key.replace("_", " ")))
