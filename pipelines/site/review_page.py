"""The page of a review: findings with sentences to copy and crops, then what could not be checked; one HTML file.

Belongs here: the page as a whole and its findings. What stands below the findings is in ``review_sections``; the crops are
cut in ``review_crops``. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from string import Template

from pipelines.documents.names import shown
from pipelines.review.answer import SEVERITIES, Evidence, Review, ReviewFinding
from pipelines.site.review_crops import Crop, CropCutter
from pipelines.site.review_sections import report_card, sections_below
from pipelines.site.review_words import SEVERITY_WORDS, VERDICTS, both, judged_words, judged_words_en, money

_TEMPLATE = Path(__file__).with_name("review_page.html")
#: Suggested figures shown at once; the others open with a click.
_CHANGES_SHOWN = 8


def write_review_page(
    review: Review,
    target: Path,
    on_finding: Callable[[int, int], None] = lambda number, count: None,
    *,
    has_english: bool = True,
) -> None:
    """Write ``target``: one file, no network, printable. Raises ``OSError`` if it cannot be written.

    Both languages are in it; without ``has_english`` the English shows only after a click.
    """
    articles = []
    has_many = len(review.reports) > 1
    with CropCutter({report.document_id: report.path for report in review.reports}) as cutter:
        for number, finding in enumerate(review.findings, start=1):
            articles.append(_article(number, finding, *cutter.cut(finding.marks), has_many=has_many))
            on_finding(number, len(review.findings))
    first = review.reports[0]
    is_whole = all(report.is_read_in_full for report in review.reports)
    heading = f"{first.issuer or Path(shown(first.path.name)).stem} {first.fiscal_year or ''}"
    page = Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        heading=escape(heading),
        reports="\n".join(report_card(report) for report in review.reports),
        filters="".join(_filter(severity, review.count(severity)) for severity in SEVERITIES),
        findings="\n".join(articles) or (_NOTHING if is_whole else _NOTHING_IN_WHAT_WAS_READ),
        below="\n".join(sections_below(report, has_many=has_many) for report in review.reports),
        seconds=f"{review.seconds:.1f}",
        english="checked" if has_english else "",
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, encoding="utf-8")


_NOTHING = (
    "<p class='nothing'>没有发现不符之处；未能核对的规则见下。"
    "<span lang='en'>Nothing was found that does not agree; what could not be checked is told below.</span></p>"
)
_NOTHING_IN_WHAT_WAS_READ = (
    "<p class='nothing held'>已读出的部分没有发现不符之处；其余部分未能核对，见下。"
    "<span lang='en'>In what was read, nothing was found that does not agree; the rest is not checked, see below.</span></p>"
)


def _filter(severity: str, count: int) -> str:
    zh, en = SEVERITY_WORDS[severity]
    return (
        f"<label class='filter {severity}'><input type='checkbox' checked value='{severity}'> {zh} "
        f"<span lang='en'>{en}</span> <b>{count}</b></label>"
    )


def _article(number: int, finding: ReviewFinding, crops: list[Crop], left_out: int, *, has_many: bool) -> str:
    zh, en = SEVERITY_WORDS[finding.severity]
    verdict_zh, verdict_en = VERDICTS[finding.verdict]
    pages = "、".join(map(str, finding.page_nos))
    where = [both(f"第 {pages} 页", f"p. {pages}") if pages else ""]
    where += [escape(finding.table or ""), escape(finding.file_name) if has_many else ""]
    pictures = "".join(_figure(crop, has_many=has_many) for crop in crops)
    if left_out:
        pictures += (
            f"<p class='more'>另有 {left_out} 页未附图。 <span lang='en'>{left_out} more pages not shown.</span></p>"
        )
    rules = "、".join(finding.rule_ids)
    return f"""<article class="finding {finding.severity}" data-severity="{finding.severity}" id="f{number}">
<h2><span class="no">{number}</span> <span class="badge">{both(zh, en)}</span> {escape(finding.title_zh)}</h2>
<p class="where">{" · ".join(filter(None, where))}</p>
<div class="words"><blockquote>{escape(finding.text_zh)}</blockquote>
<blockquote lang="en">{escape(finding.text_en)}</blockquote></div>
<p class="tools"><button class="copy" type="button">{both("复制中文", "Copy Chinese")}</button>
<button class="copy-en" type="button" lang="en">Copy English</button>
<span class="verdict">{verdict_zh} <span lang="en">{verdict_en}</span></span></p>
{_judged(finding)}{_evidence(finding)}{_changes(finding)}{pictures}
<p class="ids">{both("规则", "rules")}：{escape(rules)} · {finding.finding_id} · {both("判断用标识", "key for a verdict")}：
<code>{finding.finding_key or "–"}</code></p>
</article>"""


def _judged(finding: ReviewFinding) -> str:
    """What a person decided on it; nothing if nobody has."""
    if finding.judged is None:
        return ""
    words = f"{escape(judged_words(finding.judged))} <span lang='en'>{escape(judged_words_en(finding.judged))}</span>"
    if finding.severity != finding.severity_found:
        before = SEVERITY_WORDS[finding.severity_found]
        words += f" · 原为{before[0]} <span lang='en'>was: {before[1]}</span>"
    return f"<p class='judged'>{words}</p>"


def _figure(crop: Crop, *, has_many: bool) -> str:
    name = f"{crop.file_name} " if has_many else ""
    caption = f"{escape(name)}第 {crop.page_no} 页"
    return (
        f"<figure><figcaption>{both(caption, f'page {crop.page_no}')}</figcaption><img alt='{caption}' loading='lazy' "
        f"width='{crop.width}' height='{crop.height}' src='data:image/png;base64,{crop.png}'></figure>"
    )


def _evidence(finding: ReviewFinding) -> str:
    rows = "".join(_evidence_row(item) for item in finding.evidence)
    more = finding.check_count - len(finding.evidence)
    rest = f"<tr><td colspan='4'>{both(f'另有 {more} 项', f'and {more} more')}</td></tr>" if more > 0 else ""
    table = (
        f"<table class='evidence'><thead><tr><th>{both('所印', 'printed')}</th><th>{both('应一致于', 'should agree with')}</th>"
        f"<th>{both('差额', 'difference')}</th><th>{both('规则', 'rule')}</th></tr></thead><tbody>{rows}{rest}</tbody></table>"
    )
    closes = ""
    if finding.closes_count:
        count = finding.closes_count
        closes = f"；{both(f'按下列修改后 {count} 项成立', f'with the change below {count} hold')}"
    summary = f"<summary>{both(f'核对 {finding.check_count} 项', 'checks')}{closes}</summary>"
    return f"<details{' open' if len(finding.evidence) <= 2 else ''}>{summary}{table}</details>"


def _evidence_row(item: Evidence) -> str:
    return (
        f"<tr><td>{escape(item.left_label)}<b>{escape(item.left)}</b></td>"
        f"<td>{escape(item.right_label)}<b>{escape(item.right)}</b></td><td class='figure'>{escape(item.difference)}</td>"
        f"<td>{escape(item.rule_zh)} <span lang='en'>{escape(item.rule_en)}</span></td></tr>"
    )


def _changes(finding: ReviewFinding) -> str:
    if not finding.changes:
        return ""
    rows = [
        f"<tr><td>{escape(change.place)}</td><td class='figure'>{money(change.printed)}</td>"
        f"<td class='figure suggested'>{money(change.suggested)}</td></tr>"
        for change in finding.changes
    ]
    columns = (("位置", "place"), ("所印", "printed"), ("改为即成立", "would close it"))
    head = f"<thead><tr>{''.join(f'<th>{both(zh, en)}</th>' for zh, en in columns)}</tr></thead>"
    words = both("可使合计成立的改法", "what would mend it")
    if not finding.is_proven:
        words = both(
            "可能的改法之一，仅凭本报告不能断定", "one of the changes that would mend it; this report alone cannot tell"
        )
    table = f"<p class='caption'>{words}</p><table class='changes'>{head}<tbody>{''.join(rows[:_CHANGES_SHOWN])}</tbody></table>"
    hidden = rows[_CHANGES_SHOWN:]
    if hidden:
        table += (
            f"<details><summary>{both(f'其余 {len(hidden)} 处', f'the other {len(hidden)}')}</summary>"
            f"<table class='changes'>{head}<tbody>{''.join(hidden)}</tbody></table></details>"
        )
    return table
