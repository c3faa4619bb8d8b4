"""Which place prints in which way: one style a layout family, seen in real reports.

Belongs here: data.
"""

from __future__ import annotations

from specimens.families.style import Style

STYLES: dict[str, Style] = {
    style.name: style
    for style in (
        Style("shanghai", unit="元", codes="three", decimals=2, title="{year}年部门{name}", splits_basic=True),
        Style("shanghai_final", is_final=True, codes="three", revenue="function", splits_basic=False, basic="two_sided", three_public="paired", title="{year}年度{name}"),
        Style("beijing", look="excel", decimals=6, codes="dash", revenue="one_row", splits_basic=False, title="预算{no:02d}表 {name}", has_heading_in_grid=True),
        Style("guangzhou", zero="0.00", codes="bracket", is_landscape=False, splits_basic=False, basic="plain", three_public="by_fund", title="{name}"),
        Style("hangzhou", look="word", codes="names", title="表{no}：{year}年市级部门{name}"),
        Style("jiangsu", halves="three", codes="one", is_landscape=False, basic="plain", has_several_a_page=True, zero="", title="{name}"),
        Style("suzhou", look="word", codes="one", zero="0.00", three_public="standing", numbers="plain"),
        Style("yantai", look="excel", codes="parts", decimals=2, title="部门公开表{no} {name}", basic="plain"),
        Style("fuzhou", has_separators=False, codes="one", three_public="standing", splits_basic=False, title="{year}年度{name}"),
        Style("changsha", look="word", codes="one", numbers="stars", is_total_last=False, zero="0.00", title="部门公开表{no:02d} {name}"),
        Style("ministry_final", codes="three", is_final=True, revenue="function", numbers="word", splits_basic=False, basic="two_sided", three_public="paired", title="{name}"),
        Style("sichuan", unit="元", codes="three", is_total_last=True, basic="two_sided", zero="0", title="表{no} {name}"),
        Style("henan", codes="three", calls_tables_situations=True, title="部门公开表{no} {name}", zero="0.00", numbers="stars", three_public="standing"),
        Style("items_only", look="word", unit="元", codes="one", has_groups=False, zero="-", has_separators=True, revenue="function"),
        Style("bottom_totals", codes="dash", is_total_last=True, zero="0.00", has_heading_in_grid=True, numbers="plain", basic="plain"),
    )
}  # fmt: skip
