"""The pictures of README.rst and of the guides: what `make screenshots` takes."""

from typing import NamedTuple

from openpyxl import Workbook

# The folder of the pictures, and Odoo's code of the language.
LANGUAGES = {"en": "en_US", "zh_CN": "zh_CN"}
# Customers who have complained, by a login that is their password as well.
PORTAL_USERS = {"ingrid": "Ingrid Solheim", "paolo": "Paolo Ferraro"}
SCREEN = (1400, 900)

DAY_ITEM = ".o_care_day_main .o_care_day_item"
FIELD = ".modal .o_field_widget[name=%s]"
OPTION = ".o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) a"


class Picture(NamedTuple):
    """
    :param path: below /odoo/, or of the whole site with a slash; `{model:field=value}`
        stands for the id of a record
    :param steps: methods of `Page` with what they are given; a dict has something for
        every language, a function writes the file to give
    :param boxes: CSS of the parts that are taken; everything without one
    :param readme: its name beside README.rst and the app's page, in English
    :param in_guide: whether the guides show it, in their languages
    """

    name: str
    login: str
    path: str
    steps: tuple = ()
    size: tuple = SCREEN
    boxes: tuple = ()
    readme: str = ""
    in_guide: bool = True

    def files(self, language):
        if self.readme and language == "en":
            yield f"static/description/{self.readme}.png"
        if self.in_guide:
            yield f"doc/images/{language}/{self.name}.png"


def choose(css, text):
    """Steps that choose in a field that completes."""
    return (("write", css, text), ("click", OPTION))


SHEET = {
    "en": (
        "Customers",
        "Customer|E-Mail|City|Country|Salesperson",
        "Kestrel Dairy Ltd|dairy@kestrel.example|Leeds|GB|tom",
        "Alder Tools Ltd|office@alder.example|York|GB|tom",
        "Birch Foods BV|info@birch.example|Delft|NL|jakob",
        "Cedar Optik GmbH|mail(at)cedar.example|Jena|DE|jakob",
        "Dogwood Timber AB|hej@dogwood.example|Falun|SE|ana",
    ),
    "zh_CN": (
        "客户",
        "客户|电子邮箱|城市|国家|销售员",
        "苏州华鑫精密制造有限公司|huaxin@huaxin.example|苏州|CN|mei",
        "常州明辉工具有限公司|mh@minghui.example|常州|CN|mei",
        "合肥佳禾食品有限公司|info@jiahe.example|合肥|CN|tom",
        "西安光辰光学有限公司|mail(at)guangchen.example|西安|CN|tom",
        "沈阳北木木业有限公司|bm@beimu.example|沈阳|CN|mei",
    ),
}


def write_workbook(path, language):
    """A small workbook of customers: a known one, new ones, one that is wrong."""
    book = Workbook()
    book.active.title, *rows = SHEET[language]
    for row in rows:
        book.active.append(row.split("|"))
    book.save(path)


SALES = (
    Picture("sales-day", "tom", "care-day", size=(1400, 1440), readme="day"),
    Picture(
        "sales-done",
        "tom",
        "care-day",
        (("click", f"{DAY_ITEM} [data-key=d]"),),
    ),
    Picture(
        "sales-briefing",
        "tom",
        "care-day",
        (("click", f"{DAY_ITEM} [data-key=i]"),),
    ),
    Picture(
        "sales-log",
        "tom",
        "care-day",
        (
            ("click", ".o_care_day_log"),
            *choose(FIELD % "partner_id" + " input", "Kestrel Dairy"),
            ("click", ".modal .o_care_channel[data-letter=T]"),
        ),
    ),
    Picture(
        "sales-contact",
        "mei",
        "action-contacts.action_contacts/{res.partner:name=上海明远机械有限公司}",
        (("click", ".o_notebook .nav-link[name=care_archive]"),),
        size=(1400, 1300),
    ),
    Picture(
        "person",
        "tom",
        "action-contacts.action_contacts/{res.partner:name=Fiona Clarke}",
        (("click", ".o_notebook .nav-link[name=care_archive]"),),
        size=(1400, 1200),
        readme="archive",
        in_guide=False,
    ),
    Picture("sales-calendar", "mei", "contact-calendar"),
    Picture("sales-planned", "mei", "planned-contacts"),
    Picture(
        "sales-complaint",
        "mei",
        "complaints/{care.complaint:subject=新泵振动过大，产线停了}",
        (("click", ".o_notebook .nav-link[name=clocks]"),),
        readme="complaint",
    ),
    Picture(
        "sales-card",
        "mei",
        "/report/html/crm_customer_care.care_card"
        "/{res.partner:name=上海明远机械有限公司}",
        size=(860, 1240),
        boxes=("main",),
    ),
)
MANAGEMENT = (
    Picture("manager-team", "mei", "care-day", (("click", ".o_care_day_team"),)),
    Picture("manager-dashboard", "admin", "care-dashboard", readme="dashboard"),
    Picture("manager-customers", "admin", "key-customers", readme="customers"),
    Picture(
        "manager-map",
        "admin",
        "key-customers",
        (("click", ".o_switch_view.o_care_map"),),
        readme="map",
    ),
    Picture("manager-warnings", "admin", "warnings", readme="warnings"),
    Picture("manager-targets", "admin", "targets", readme="targets"),
    Picture("manager-movement", "admin", "care-movement", size=(1400, 640)),
    Picture(
        "manager-what-if",
        "admin",
        "policy-what-if",
        (
            ("click", ".o_field_widget[name=tier_ids] .o_data_row td[name=cut]"),
            (
                "write",
                ".o_field_widget[name=tier_ids] .o_selected_row [name=cut] input",
                "88",
            ),
            ("click", "button[name=action_show]"),
        ),
        size=(1400, 1300),
    ),
    Picture(
        "manager-handover",
        "admin",
        "action-crm_customer_care.care_handover_action_new",
        (
            *choose(".o_field_widget[name=old_user_id] input", "Jakob Winter"),
            (
                "click",
                ".o_field_widget[name=receiver_ids] .o_field_x2many_list_row_add a",
            ),
            *choose(
                ".o_field_widget[name=receiver_ids] [name=user_id] input",
                "Ana Ribeiro",
            ),
            ("click", "button[name=action_preview]"),
        ),
        size=(1400, 1300),
    ),
)
SETTINGS = ".o_settings_container:has(#care_sources)"
SET_UP = (
    Picture(
        "admin-settings",
        "admin",
        "action-crm.crm_config_settings_action",
        size=(1400, 2600),
        boxes=("h2:has(+ .o_settings_container #care_sources)", SETTINGS),
    ),
    Picture(
        "admin-policy",
        "admin",
        "action-crm_customer_care.care_policy_action/{care.policy:id=1}",
        size=(1400, 1100),
    ),
    Picture(
        "admin-cadence",
        "admin",
        "action-crm_customer_care.care_cadence_action",
        size=(1400, 480),
    ),
    Picture(
        "admin-greeting-preview",
        "admin",
        "greeting-rules",
        (
            ("click", ".o_data_row .o_data_cell"),
            ("click", "button[name=action_preview]"),
        ),
    ),
    Picture(
        "admin-import",
        "admin",
        "customer-import",
        (
            ("give", ".o_field_widget[name=file] input[type=file]", write_workbook),
            ("click", "button[name=action_preview]"),
        ),
        size=(1400, 640),
    ),
)
WAITING = "/my/complaints/{care.complaint:subject=Nobody on call on Saturday}"
CLOSED = "/my/complaints/{care.complaint:subject=Three mails without an answer}"
PORTAL = (
    Picture("portal-list", "ingrid", "/my/complaints", size=(1100, 420)),
    Picture(
        "portal-new",
        "ingrid",
        "/my/complaints/new",
        (
            (
                "write",
                "input[name=subject]",
                {"en": "Filter leaks after the service", "zh_CN": "保养后滤芯漏水"},
            ),
            (
                "write",
                "textarea[name=description]",
                {
                    "en": "Since Monday there is water below the filter of line 2.",
                    "zh_CN": "周一保养以后，二号线的滤芯一直漏水。",
                },
            ),
        ),
        size=(1100, 1150),
    ),
    Picture("portal-answer", "ingrid", WAITING, size=(1100, 960), readme="portal"),
    Picture(
        "portal-rating",
        "paolo",
        CLOSED,
        (("click", "#reopen summary"),),
        size=(1100, 1250),
    ),
)
PICTURES = (*SALES, *MANAGEMENT, *SET_UP, *PORTAL)
