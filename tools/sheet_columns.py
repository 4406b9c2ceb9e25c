"""The one table of sheets and columns that is read, exported, and in the templates."""

from .sheet_column import (
    ADDRESS,
    CHANNEL,
    CUSTOMER_NAMES,
    CUSTOMER_REF,
    EMAIL,
    FREQUENCY,
    IDENTIFIER,
    NOTE,
    OF_CUSTOMER,
    PERSON_NAMES,
    PHONE,
    WHO,
    Sheet,
    column,
)

CUSTOMERS = Sheet(
    "customer",
    ("Customers", "客户", "客戶"),
    ("name",),
    (
        column("name", "text", CUSTOMER_NAMES, "Example Trading"),
        CUSTOMER_REF._replace(
            key="ref",
            names=(*CUSTOMER_REF.names, "Reference", "编号", "編號", "Ref", "代码"),
        ),
        EMAIL,
        PHONE,
        *ADDRESS,
        column("website", "text", "Website|网站|網站|网址|Homepage"),
        column(
            "vat", "text", "Tax ID|税号|稅籍編號|纳税人识别号|VAT|统一编号|統一編號"
        ),
        column("industry", "industry", "Industry|行业|產業|行業"),
        column("user", "user", "Salesperson|销售员|銷售人員|业务员|業務員|客户经理"),
        column("tier", "tier", "Tier|客户等级|客戶等級|等级|等級|级别|Level|Grade"),
        column("tags", "tags", "Tags|标签|標籤|Categories"),
        column("need_level", "need_level", "Need for Service|服务需求|服務需求"),
        column(
            "hints",
            "long",
            "Needs and Habits|需求与习惯|需求與習慣|Hints for Service|服务提示"
            "|服務提示",
        ),
        column(
            "yearly_spend",
            "number",
            "Yearly Spend|年采购额|年採購額|年需求额|Yearly Spend in Our Field",
        ),
        column("competitors", "competitors", "Competitors|竞争对手|競爭對手"),
        column("barriers", "long", "Switching Barriers|转换障碍|轉換障礙"),
        column(
            "products", "products", "Products of Interest|感兴趣的产品|感興趣的產品"
        ),
        CHANNEL._replace(example=None),
        FREQUENCY,
        NOTE,
        IDENTIFIER,
    ),
)
CONFIDENTIAL = (
    column("income_band", "income_band", "Income|收入水平|收入水準|收入|Income Band"),
    column("assets", "long", "Assets|资产|資產"),
    column("family", "long", "Family|家庭情况|家庭狀況|家庭"),
    column("home_address", "long", "Home Address|家庭住址|住家地址|住址"),
    column("taboos", "long", "Taboos|禁忌|禁忌|忌讳"),
    column("secrets", "long", "Secrets|秘密|秘密|隐私"),
    column("income_purpose", "text", "Income Kept for|收入用途说明|收入用途說明"),
    column("assets_purpose", "text", "Assets Kept for|资产用途说明|資產用途說明"),
    column("family_purpose", "text", "Family Kept for|家庭用途说明|家庭用途說明"),
    column(
        "home_address_purpose",
        "text",
        "Home Address Kept for|家庭住址用途说明|住家地址用途說明",
    ),
    column("taboos_purpose", "text", "Taboos Kept for|禁忌用途说明|禁忌用途說明"),
    column("secrets_purpose", "text", "Secrets Kept for|秘密用途说明|秘密用途說明"),
)
PERSONS = Sheet(
    "person",
    ("Persons", "联系人", "聯絡人"),
    ("name",),
    (
        column("name", "text", PERSON_NAMES, "Zhang Wei"),
        column("customer", "text", CUSTOMER_NAMES, "Example Trading"),
        CUSTOMER_REF,
        column("ref", "text", "Reference|编号|編號|Ref|Internal Reference|工号"),
        column(
            "function", "text", "Job Position|职位|職位|职务|職務|Job Title|Position"
        ),
        EMAIL._replace(example="zhang.wei@example.com"),
        PHONE._replace(example="13812345678"),
        *(part._replace(example=None) for part in ADDRESS),
        column("gender", "gender", "Gender|性别|性別|Sex", "Male"),
        column("education", "education", "Education|学历|學歷|教育程度"),
        column("personality", "text", "Personality|性格|個性|个性"),
        column(
            "interests", "interests", "Interests|兴趣爱好|興趣愛好|爱好|兴趣|Hobbies"
        ),
        column("gifts", "long", "Gift Preferences|礼品偏好|禮品偏好"),
        column("hints", "long", "Hints for Service|服务提示|服務提示|注意事项"),
        CHANNEL,
        FREQUENCY,
        column("do_not_call", "yes", "Do Not Call|请勿致电|請勿致電|勿扰"),
        column("call_from", "hour", "Call from|致电开始时间|致電開始時間"),
        column("call_to", "hour", "Call until|致电结束时间|致電結束時間"),
        column(
            "call_days", "text", "Call on (1-7)|致电日（1-7）|致電日（1-7）|Call on"
        ),
        column("tz", "text", "Time Zone|时区|時區"),
        column("deceased", "yes", "Deceased|已故|已故"),
        column("bereaved_until", "day", "In Mourning until|守丧至|守喪至"),
        column(
            "decision_maker",
            "yes",
            "Decision Maker|决策人|決策者|是否决策人|決策人",
        ),
        column("sponsor", "yes", "Sponsor|支持者|支持者|客户方支持者|客戶方支持者"),
        *CONFIDENTIAL,
        NOTE,
        IDENTIFIER,
    ),
)
DATES = Sheet(
    "date",
    ("Dates", "重要日期", "重要日期"),
    ("kind", "date"),
    (
        *WHO,
        column(
            "kind",
            "date_kind",
            "Kind of Date|日期类型|日期類型|类型|類型|Kind|日期种类|Occasion",
            "Birthday",
        ),
        column("date", "partial", "Date|日期|日期|生日|Day", "lunar 8/15"),
        column("calendar", "calendar", "Calendar|历法|曆法|公历/农历|公曆/農曆"),
        column("relative", "text", "Relative|亲属|親屬|Of|家属"),
        column("label", "text", "Title|标题|標題|日期名称|名目"),
        NOTE,
    ),
)
RELATIONS = Sheet(
    "relation",
    ("Relations", "人际关系", "人際關係"),
    ("kind", "other"),
    (
        *WHO,
        column(
            "kind",
            "relation_kind",
            "Relation|关系|關係|关系类型|Relationship|Kind of Relation",
            "Spouse",
        ),
        column(
            "other",
            "text",
            "Other Person|对方|對方|关系人|關係人|Related Person",
            "Li Na",
        ),
        column("other_customer", "text", "Customer of the Other|对方客户|對方客戶"),
        column("other_ref", "text", "Reference of the Other|对方编号|對方編號"),
        column("other_email", "email", "E-Mail of the Other|对方邮箱|對方電子郵件"),
        column("other_phone", "phone", "Phone of the Other|对方电话|對方電話"),
        column("other_id", "id", "Odoo ID of the Other|对方Odoo标识|對方Odoo識別碼"),
        column("secret", "yes", "Secret|保密|保密|是否保密"),
        NOTE,
    ),
)
CONSENTS = Sheet(
    "consent",
    ("Consents", "联系同意", "聯絡同意"),
    ("channel", "answer"),
    (
        *WHO,
        column("channel", "channel", "Channel|渠道|管道|联系方式|聯絡方式", "E-Mail"),
        column("answer", "consent", "Answer|答复|答覆|Consent|同意|是否同意", "Given"),
        column(
            "date",
            "day",
            "Answered on|答复日期|答覆日期|Date|日期|同意日期",
            "2025-03-31",
        ),
        NOTE,
    ),
)
TEAMS = Sheet(
    "team",
    ("Teams", "客户团队", "客戶團隊"),
    ("user", "role"),
    (
        *OF_CUSTOMER,
        column(
            "user",
            "user",
            "Colleague|同事|同事|Team Member|团队成员|團隊成員",
            "Anna Smith",
        ),
        column(
            "role",
            "team_role",
            "Role|角色|角色|职责|職責|Role in the Team",
            "Deputy",
        ),
        column("since", "day", "Since|开始日期|開始日期|From|起始日期", "2025-03-31"),
        IDENTIFIER,
    ),
)
DEALS = Sheet(
    "deal",
    ("Earlier Deals", "历史成交", "歷史成交"),
    ("date", "amount"),
    (
        *OF_CUSTOMER,
        column(
            "date", "day", "Date|日期|日期|成交日期|交易日期|Order Date", "2025-03-31"
        ),
        column(
            "amount",
            "number",
            "Amount|金额|金額|成交金额|成交金額|销售额|Untaxed Amount",
            12500,
        ),
        column("currency", "currency", "Currency|币种|幣別|货币|貨幣"),
        column("product", "text", "Product|产品|產品|品名|商品", "Annual service"),
        column("margin", "number", "Margin|毛利|毛利|利润|利潤"),
        column(
            "reference",
            "text",
            "Deal Reference|单号|單號|订单号|訂單號|合同号|合約號|Order|Reference",
            "2025-0042",
        ),
        IDENTIFIER,
    ),
)
TOUCHES = Sheet(
    "touch",
    ("Contact Calendar", "联系日历", "聯絡行事曆"),
    ("customer",),
    (
        column("customer", "text", CUSTOMER_NAMES, "Example Trading"),
        CUSTOMER_REF,
        IDENTIFIER,
    ),
)
SHEETS = (*(CUSTOMERS, PERSONS, DATES, RELATIONS, CONSENTS, TEAMS, DEALS, TOUCHES),)
# added to rejected rows: no column of anybody's
REASON = ("Reason", "原因", "原因", "拒绝原因", "拒絕原因")
LANGUAGES = {"zh_CN": 1, "zh_TW": 2, "zh_HK": 2}


def position_of(lang):
    """Which of a column's names a language shows.

    >>> position_of("zh_TW"), position_of("fr_FR")
    (2, 0)
    """
    return LANGUAGES.get(lang or "", 0)
