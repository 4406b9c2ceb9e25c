"""What a column and a sheet are, and the columns that several sheets have."""

from typing import NamedTuple


class Column(NamedTuple):
    """Names: English, Simplified and Traditional Chinese, then others that are read."""

    key: str
    # what is read; "text" is one line, "long" may have several
    kind: str
    names: tuple
    example: object = None


class Sheet(NamedTuple):
    key: str
    names: tuple
    required: tuple
    columns: tuple


def column(key, kind, names, example=None):
    """Return a `Column`; its names are divided by bars."""
    return Column(key, kind, tuple(names.split("|")), example)


CUSTOMER_NAMES = (
    "Customer|客户名称|客戶名稱|客户|客戶|Customer Name|Company|Company Name"
    "|公司|公司名称|公司名稱|单位|单位名称|單位名稱"
)
CUSTOMER_REF = column(
    "customer_ref",
    "text",
    "Customer Reference|客户编号|客戶編號|客户代码|Customer No",
    "C-1001",
)
IDENTIFIER = column("id", "id", "Odoo ID|Odoo标识|Odoo識別碼")
EMAIL = column(
    "email",
    "email",
    "E-Mail|电子邮箱|電子郵件|邮箱|郵箱|电子邮件|信箱|Email Address|Mail",
    "office@example.com",
)
PHONE = column(
    "phone",
    "phone",
    "Phone|电话|電話|手机|手機|手机号|手機號碼|联系电话|聯絡電話|Mobile|Telephone"
    "|Phone Number|Tel",
    "+86 21 6123 4567",
)
CITY = column("city", "text", "City|城市|城市|所在城市", "Shanghai")
NOTE = column("note", "long", "Note|备注|備註|Notes|Remark|Remarks|说明|說明")
CHANNEL = column(
    "channel",
    "channel",
    "Preferred Channel|首选联系方式|偏好聯絡方式|联系方式偏好|渠道|Channel|偏好渠道",
    "Phone",
)
FREQUENCY = column(
    "frequency",
    "whole",
    "Preferred Interval (Days)|期望联系间隔（天）|期望聯絡間隔（天）|Preferred Interval"
    "|联系间隔|联系频率（天）|Interval",
)
ADDRESS = (
    column("street", "text", "Street|街道|街道|地址|Address", "1 Example Road"),
    column("street2", "text", "Street 2|街道2|街道2|Address 2"),
    CITY,
    column("zip", "text", "ZIP|邮编|郵遞區號|邮政编码|Postal Code|Postcode|Zip Code"),
    column("state", "state", "State|省份|省份|省|Province|州"),
    column("country", "country", "Country|国家|國家|国家/地区|國家/地區", "China"),
)
PERSON_NAMES = "Name|姓名|姓名|Person|Contact|联系人|聯絡人|联系人姓名|Contact Name"
# who a line of dates or relations is about
WHO = (
    column("name", "text", f"{PERSON_NAMES}|名称|名稱", "Zhang Wei"),
    column("customer", "text", CUSTOMER_NAMES, "Example Trading"),
    column("ref", "text", "Reference|编号|編號|Ref|Internal Reference|代码"),
    CUSTOMER_REF._replace(example=None),
    EMAIL._replace(example=None),
    PHONE._replace(example=None),
    IDENTIFIER,
)
# to which customer a line belongs
OF_CUSTOMER = (
    column("customer", "text", CUSTOMER_NAMES, "Example Trading"),
    CUSTOMER_REF,
    EMAIL._replace(example=None),
    PHONE._replace(example=None),
    CITY._replace(example=None),
)
