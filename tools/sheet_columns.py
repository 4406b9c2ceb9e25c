"""The one table of sheets and columns that is read, exported, and in the templates."""

from typing import NamedTuple


class Column(NamedTuple):
    """Names: English, Simplified and Traditional Chinese, then others that are read."""

    key: str
    kind: str
    names: tuple
    example: object = None


class Sheet(NamedTuple):
    key: str
    names: tuple
    required: tuple
    columns: tuple


def _column(key, kind, names, example=None):
    return Column(key, kind, tuple(names.split("|")), example)


CUSTOMER_NAMES = (
    "Customer|客户名称|客戶名稱|客户|客戶|Customer Name|Company|Company Name"
    "|公司|公司名称|公司名稱|单位|单位名称|單位名稱"
)
CUSTOMER_REF = _column(
    "customer_ref",
    "text",
    "Customer Reference|客户编号|客戶編號|客户代码|Customer No",
    "C-1001",
)
IDENTIFIER = _column("id", "id", "Odoo ID|Odoo标识|Odoo識別碼")
EMAIL = _column(
    "email",
    "email",
    "E-Mail|电子邮箱|電子郵件|邮箱|郵箱|电子邮件|信箱|Email Address|Mail",
    "office@example.com",
)
PHONE = _column(
    "phone",
    "phone",
    "Phone|电话|電話|手机|手機|手机号|手機號碼|联系电话|聯絡電話|Mobile|Telephone"
    "|Phone Number|Tel",
    "+86 21 6123 4567",
)
CITY = _column("city", "text", "City|城市|城市|所在城市", "Shanghai")
NOTE = _column("note", "text", "Note|备注|備註|Notes|Remark|Remarks|说明|說明")
CHANNEL = _column(
    "channel",
    "channel",
    "Preferred Channel|首选联系方式|偏好聯絡方式|联系方式偏好|渠道|Channel|偏好渠道",
    "Phone",
)
FREQUENCY = _column(
    "frequency",
    "whole",
    "Preferred Interval (Days)|期望联系间隔（天）|期望聯絡間隔（天）|Preferred Interval"
    "|联系间隔|联系频率（天）|Interval",
)
ADDRESS = (
    _column("street", "text", "Street|街道|街道|地址|Address", "1 Example Road"),
    _column("street2", "text", "Street 2|街道2|街道2|Address 2"),
    CITY,
    _column("zip", "text", "ZIP|邮编|郵遞區號|邮政编码|Postal Code|Postcode|Zip Code"),
    _column("state", "state", "State|省份|省份|省|Province|州"),
    _column("country", "country", "Country|国家|國家|国家/地区|國家/地區", "China"),
)
PERSON_NAMES = "Name|姓名|姓名|Person|Contact|联系人|聯絡人|联系人姓名|Contact Name"
# who a line of dates or relations is about
WHO = (
    _column("name", "text", f"{PERSON_NAMES}|名称|名稱", "Zhang Wei"),
    _column("customer", "text", CUSTOMER_NAMES, "Example Trading"),
    _column("ref", "text", "Reference|编号|編號|Ref|Internal Reference|代码"),
    CUSTOMER_REF._replace(example=None),
    EMAIL._replace(example=None),
    PHONE._replace(example=None),
    IDENTIFIER,
)

CUSTOMERS = Sheet(
    "customer",
    ("Customers", "客户", "客戶"),
    ("name",),
    (
        _column("name", "text", CUSTOMER_NAMES, "Example Trading"),
        CUSTOMER_REF._replace(
            key="ref",
            names=(*CUSTOMER_REF.names, "Reference", "编号", "編號", "Ref", "代码"),
        ),
        EMAIL,
        PHONE,
        *ADDRESS,
        _column("website", "text", "Website|网站|網站|网址|Homepage"),
        _column(
            "vat", "text", "Tax ID|税号|稅籍編號|纳税人识别号|VAT|统一编号|統一編號"
        ),
        _column("industry", "industry", "Industry|行业|產業|行業"),
        _column("user", "user", "Salesperson|销售员|銷售人員|业务员|業務員|客户经理"),
        _column("tier", "tier", "Tier|客户等级|客戶等級|等级|等級|级别|Level|Grade"),
        _column("tags", "tags", "Tags|标签|標籤|Categories"),
        _column("need_level", "need_level", "Need for Service|服务需求|服務需求"),
        _column(
            "yearly_spend",
            "number",
            "Yearly Spend|年采购额|年採購額|年需求额|Yearly Spend in Our Field",
        ),
        _column("competitors", "competitors", "Competitors|竞争对手|競爭對手"),
        _column("barriers", "text", "Switching Barriers|转换障碍|轉換障礙"),
        _column(
            "products", "products", "Products of Interest|感兴趣的产品|感興趣的產品"
        ),
        CHANNEL._replace(example=None),
        FREQUENCY,
        NOTE,
        IDENTIFIER,
    ),
)
CONFIDENTIAL = (
    _column("income_band", "income_band", "Income|收入水平|收入水準|收入|Income Band"),
    _column("assets", "text", "Assets|资产|資產"),
    _column("family", "text", "Family|家庭情况|家庭狀況|家庭"),
    _column("home_address", "text", "Home Address|家庭住址|住家地址|住址"),
    _column("taboos", "text", "Taboos|禁忌|禁忌|忌讳"),
    _column("secrets", "text", "Secrets|秘密|秘密|隐私"),
    _column("income_purpose", "text", "Income Kept for|收入用途说明|收入用途說明"),
    _column("assets_purpose", "text", "Assets Kept for|资产用途说明|資產用途說明"),
    _column("family_purpose", "text", "Family Kept for|家庭用途说明|家庭用途說明"),
    _column(
        "home_address_purpose",
        "text",
        "Home Address Kept for|家庭住址用途说明|住家地址用途說明",
    ),
    _column("taboos_purpose", "text", "Taboos Kept for|禁忌用途说明|禁忌用途說明"),
    _column("secrets_purpose", "text", "Secrets Kept for|秘密用途说明|秘密用途說明"),
)
PERSONS = Sheet(
    "person",
    ("Persons", "联系人", "聯絡人"),
    ("name",),
    (
        _column("name", "text", PERSON_NAMES, "Zhang Wei"),
        _column("customer", "text", CUSTOMER_NAMES, "Example Trading"),
        CUSTOMER_REF,
        _column("ref", "text", "Reference|编号|編號|Ref|Internal Reference|工号"),
        _column(
            "function", "text", "Job Position|职位|職位|职务|職務|Job Title|Position"
        ),
        EMAIL._replace(example="zhang.wei@example.com"),
        PHONE._replace(example="13812345678"),
        *(column._replace(example=None) for column in ADDRESS),
        _column("gender", "gender", "Gender|性别|性別|Sex", "Male"),
        _column("education", "education", "Education|学历|學歷|教育程度"),
        _column("personality", "text", "Personality|性格|個性|个性"),
        _column(
            "interests", "interests", "Interests|兴趣爱好|興趣愛好|爱好|兴趣|Hobbies"
        ),
        _column("gifts", "text", "Gift Preferences|礼品偏好|禮品偏好"),
        _column("hints", "text", "Hints for Service|服务提示|服務提示|注意事项"),
        CHANNEL,
        FREQUENCY,
        _column("do_not_call", "yes", "Do Not Call|请勿致电|請勿致電|勿扰"),
        _column("call_from", "hour", "Call from|致电开始时间|致電開始時間"),
        _column("call_to", "hour", "Call until|致电结束时间|致電結束時間"),
        _column(
            "call_days", "text", "Call on (1-7)|致电日（1-7）|致電日（1-7）|Call on"
        ),
        _column("tz", "text", "Time Zone|时区|時區"),
        _column("deceased", "yes", "Deceased|已故|已故"),
        _column("bereaved_until", "day", "In Mourning until|守丧至|守喪至"),
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
        _column(
            "kind",
            "date_kind",
            "Kind of Date|日期类型|日期類型|类型|類型|Kind|日期种类|Occasion",
            "Birthday",
        ),
        _column("date", "partial", "Date|日期|日期|生日|Day", "lunar 8/15"),
        _column("calendar", "calendar", "Calendar|历法|曆法|公历/农历|公曆/農曆"),
        _column("relative", "text", "Relative|亲属|親屬|Of|家属"),
        _column("label", "text", "Title|标题|標題|日期名称|名目"),
        NOTE,
    ),
)
RELATIONS = Sheet(
    "relation",
    ("Relations", "人际关系", "人際關係"),
    ("kind", "other"),
    (
        *WHO,
        _column(
            "kind",
            "relation_kind",
            "Relation|关系|關係|关系类型|Relationship|Kind of Relation",
            "Spouse",
        ),
        _column(
            "other",
            "text",
            "Other Person|对方|對方|关系人|關係人|Related Person",
            "Li Na",
        ),
        _column("other_customer", "text", "Customer of the Other|对方客户|對方客戶"),
        _column("other_ref", "text", "Reference of the Other|对方编号|對方編號"),
        _column("other_email", "email", "E-Mail of the Other|对方邮箱|對方電子郵件"),
        _column("other_phone", "phone", "Phone of the Other|对方电话|對方電話"),
        _column("other_id", "id", "Odoo ID of the Other|对方Odoo标识|對方Odoo識別碼"),
        _column("secret", "yes", "Secret|保密|保密|是否保密"),
        NOTE,
    ),
)
DEALS = Sheet(
    "deal",
    ("Earlier Deals", "历史成交", "歷史成交"),
    ("date", "amount"),
    (
        _column("customer", "text", CUSTOMER_NAMES, "Example Trading"),
        CUSTOMER_REF,
        EMAIL._replace(example=None),
        PHONE._replace(example=None),
        CITY._replace(example=None),
        _column(
            "date", "day", "Date|日期|日期|成交日期|交易日期|Order Date", "2025-03-31"
        ),
        _column(
            "amount",
            "number",
            "Amount|金额|金額|成交金额|成交金額|销售额|Untaxed Amount",
            12500,
        ),
        _column("currency", "currency", "Currency|币种|幣別|货币|貨幣"),
        _column("product", "text", "Product|产品|產品|品名|商品", "Annual service"),
        _column("margin", "number", "Margin|毛利|毛利|利润|利潤"),
        _column(
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
    (_column("customer", "text", CUSTOMER_NAMES, "Example Trading"),),
)
SHEETS = (CUSTOMERS, PERSONS, DATES, RELATIONS, DEALS, TOUCHES)
# added to rejected rows: no column of anybody's
REASON = ("Reason", "原因", "原因", "拒绝原因", "拒絕原因")
LANGUAGES = {"zh_CN": 1, "zh_TW": 2, "zh_HK": 2}


def position_of(lang):
    """Which of a column's names a language shows.

    >>> position_of("zh_TW"), position_of("fr_FR")
    (2, 0)
    """
    return LANGUAGES.get(lang or "", 0)
