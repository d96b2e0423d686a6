"""Words in which a numeral states nothing, in any text; a catalog has those of its articles."""

from __future__ import annotations

CHINESE_IDIOMS = (
    "一些", "一定", "一样", "一般", "一旦", "一致", "一律", "一再", "一向", "一贯", "一同",
    "一带", "一时", "一生", "一边", "一道", "一系列", "一会", "一下", "一味", "一举", "一度",
    "统一", "进一步", "万一", "一直", "一切", "一体化", "几乎", "零售", "零件", "零部件", "零食",
    "零散", "零星", "零工", "零花", "千方百计", "万众", "百货", "百科", "百分比", "百分率",
    "百分制", "千古", "百年大计", "三明治", "七夕", "两会", "四川", "六安", "九江", "十堰",
    "一带一路", "一窝蜂", "一线", "一如既往", "一目了然", "一丝不苟", "举一反三", "五花八门",
    "乱七八糟", "三心二意", "百姓", "千家万户", "四面八方", "万事", "一方面", "第一时间",
    "零距离", "下一步", "新一代", "专一", "单一", "唯一性", "老两口", "十足", "一看",
    "十之八九", "八九不离十", "十万八千里", "三十而立",
)  # fmt: skip
ENGLISH_IDIOMS = (
    "this one", "that one", "which one", "each one", "every one", "another one", "no one",
    "one another", "one day", "at one point", "one of", "the one", "one by one", "one-way",
    "one-off", "second-hand", "first half", "second half", "half-time", "half time", "anyone",
    "first time", "at first", "first aid", "in the first place", "first lady", "nine-to-five",
    "24/7", "zero tolerance", "zero-tolerance", "third party", "third-party", "second thoughts",
    "half-hearted", "quarter-final", "half-brother",
)  # fmt: skip
