"""The administrative division that a body's name reveals.

Belongs here: reading 武汉市青山区 out of 中国共产党武汉市青山区委员会组织部. Codes are not guessed from names or numbers.
"""

from __future__ import annotations

import re

_PARTY = re.compile(r"^(?:中国共产党|中共|中国人民政治协商会议|政协|共青团|中国共产主义青年团)")
_PROVINCE = r"(?:[\u4e00-\u9fff]{2,3}?省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区)"
_CITY = r"(?:[\u4e00-\u9fff]{2,4}?(?:市|自治州|盟))"
_COUNTY = r"(?:[\u4e00-\u9fff]{1,6}?(?<![社园校景地山港厂辖特])(?:区|县|旗)|[\u4e00-\u9fff]{1,3}?(?:山|港|园|海|江)区)"
_DIVISION = re.compile(rf"(?P<province>{_PROVINCE})?(?P<city>{_CITY})?(?P<county>{_COUNTY})?")
#: A county is close behind the city's name; further on, 区 and 县 belong to words like 社区服务.
_MAX_COUNTY_CHARS = 6


def division_of(name: str | None) -> str | None:
    """Return the division a body's name begins with (上海市普陀区, 江苏省), None if it begins with none."""
    if not name:
        return None
    found = _DIVISION.match(_PARTY.sub("", name))
    if not found:
        return None
    county = found["county"] or ""
    if len(county) > _MAX_COUNTY_CHARS or re.search(r"[局委院部会厅办]", county):
        county = ""
    return "".join((found["province"] or "", found["city"] or "", county)) or None
