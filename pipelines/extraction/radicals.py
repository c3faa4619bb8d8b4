"""CJK radical forms and the ordinary ideographs they look like.

Belongs here: the table only; ``text.normalize`` applies it. Fonts embedded by office programs map 门 to U+2ED4 (⻔), 青 to
U+2ED8 (⻘), 户 to U+2F3E (⼾); text read from such a PDF looks right and compares unequal.

Derivation: property EquivalentUnifiedIdeograph of the Unicode Character Database 15.1 (EquivalentUnifiedIdeograph.txt),
blocks CJK Radicals Supplement and Kangxi Radicals, without the characters that NFKC already maps to the same ideograph.
"""

from __future__ import annotations

_PAIRS = (
    "⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ⺔彑 "
    "⺕𫜹 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪𤴔 "
    "⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽𦥑 ⺾艹 "
    "⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 "
    "⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 "
    "⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 "
)

#: Where the official equivalent is the traditional or old form, but reports printed in simplified Chinese mean the other:
#: ⼾ is 戶 by the table, ⾭ is 靑.
_SIMPLIFIED = {"\u2f3e": "户", "\u2fad": "青"}

#: Radical form → ordinary ideograph.
RADICALS: dict[str, str] = {pair[0]: pair[1] for pair in _PAIRS.split()} | _SIMPLIFIED
