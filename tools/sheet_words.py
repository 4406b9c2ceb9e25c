"""Words of cells that mean a choice: English, Simplified and Traditional Chinese."""

from .sheet_head import plain

WORDS = {
    "gender": {
        "female": "Female|女|女|F|Woman|女性|Ms|女士",
        "male": "Male|男|男|M|Man|男性|Mr|先生",
        "other": "Other|其他|其他",
    },
    "education": {
        "school": "School|中学|中學|高中|初中|High School",
        "vocational": "Vocational Training|专科|專科|大专|大專|中专|中專|College",
        "bachelor": "Bachelor|本科|大學|学士|學士|大学",
        "master": "Master|硕士|碩士|研究生|MBA",
        "doctor": "Doctorate|博士|博士|PhD|Doctor",
        "other": "Other|其他|其他",
    },
    "need_level": {
        "basic": "Basic|基本|基本|低|Low",
        "standard": "Standard|标准|標準|中|Medium",
        "high": "High|高|高",
    },
    "income_band": {
        "low": "Low|低|低",
        "middle": "Middle|中等|中等|中|Medium",
        "high": "High|高|高",
        "very_high": "Very High|很高|很高|极高|極高",
    },
    "calendar": {
        "gregorian": "Gregorian|公历|公曆|國曆|阳历|陽曆|Solar|西历|新历",
        "lunar": "Lunar|农历|農曆|阴历|陰曆|旧历|舊曆",
    },
    "consent": {
        "given": "Given|已同意|已同意|同意|Yes|是|Agreed|Granted",
        "refused": "Refused|已拒绝|已拒絕|拒绝|拒絕|No|否|不同意|Withdrawn|已撤回",
    },
    "team_role": {
        "sponsor": "Executive Sponsor|高层对接人|高層窗口|Sponsor|高层",
        "backup": "Deputy|替补|代理人|Backup|副手",
        "technical": "Technical Support|技术支持|技術支援|Technical|技术|技術",
        "service": "Service|服务|服務|客服",
        "delivery": "Delivery|交付|交付",
        "finance": "Finance|财务|財務",
        "other": "Other|其他|其他",
    },
    # kinds that are shipped, also where their language is not installed
    "date_kind": {
        "birthday": "Birthday|生日|生日|出生日期|诞辰",
        "founding": "Founding|成立日|成立日|成立日期|公司成立|成立|Founded|创立日",
        "wedding": "Wedding|结婚纪念日|結婚紀念日|结婚|Wedding Anniversary",
        "first_cooperation": "First Cooperation|首次合作|首次合作|合作纪念日|合作日期",
        "memorial": "Memorial Day|忌日|忌日|纪念日|祭日",
    },
}
MEANINGS = {
    kind: {
        plain(name): value
        for value, names in words.items()
        for name in (value, *names.split("|"))
    }
    for kind, words in WORDS.items()
}


def word_of(kind, value, position):
    """How a choice is written in the language at a position of the table.

    >>> word_of("gender", "male", 1)
    '男'
    """
    names = WORDS[kind].get(value)
    return names.split("|")[position] if names else value
