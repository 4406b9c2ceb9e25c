"""What the web client of one salesperson asks for, over HTTP."""

import itertools
import re

import requests
from touches import START, STOP

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
CHATTER = ["activities", "attachments", "followers", "scheduledMessages"]
SEARCHED = ("complete_name", "ref", "email", "vat", "company_registry")
numbers = itertools.count(1)


class Refused(Exception):
    """An error that the user would see."""


class Browser:
    """A session of a user."""

    def __init__(self, site, login):
        self.site, self.login = site, login
        self.http = requests.Session()

    # requests
    def sign_in(self):
        page = self.http.get(f"{self.site.address}/web/login", timeout=60)
        values = {"login": self.login, "password": self.login}
        values["csrf_token"] = TOKEN.search(page.text)[1]
        done = self.http.post(page.url, data=values, timeout=60)
        if "/web/login" in done.url:
            raise Refused(f"{self.login} could not log in")
        self.views("res.partner", "list", "kanban", "form", "search")

    def ask(self, path, params):
        request = {"jsonrpc": "2.0", "id": next(numbers), "params": params}
        answer = self.http.post(f"{self.site.address}{path}", json=request, timeout=120)
        if answer.status_code != 200:
            raise Refused(f"{path}: {answer.status_code} {answer.reason}")
        answer = answer.json()
        if "error" in answer:
            data = answer["error"].get("data", {})
            raise Refused(f"{path}: {data.get('name')} {data.get('message')}")
        return answer["result"]

    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.ask(f"/web/dataset/call_kw/{model}/{method}", params)

    # what the client does on its screens
    def views(self, model, *kinds):
        pairs = [[False, kind] for kind in kinds]
        self.call(model, "get_views", views=pairs, options={"toolbar": True})

    def list(self, model, domain=(), order=""):
        return self.call(
            model,
            "web_search_read",
            domain=list(domain),
            specification=self.site.specifications[model, "list"],
            limit=80,
            order=order,
            count_limit=10_001,
        )

    def open(self, model, number):
        """A form, and the chatter below it."""
        specification = self.site.specifications[model, "form"]
        self.call(model, "web_read", [number], specification=specification)
        thread = {"thread_model": model, "thread_id": number}
        wanted = {**thread, "request_list": CHATTER}
        self.ask("/mail/data", {"fetch_params": [["mail.thread", wanted]]})
        messages = {**thread, "fetch_params": {"limit": 30}}
        self.ask("/mail/thread/messages", messages)

    def save(self, model, number, values):
        specification = self.site.specifications[model, "form"]
        numbers = [number] if number else []
        self.call(model, "web_save", numbers, values, specification=specification)

    def note(self, model, number, text):
        post = {"body": text, "message_type": "comment"}
        post["subtype_xmlid"] = "mail.mt_note"
        self.ask(
            "/mail/message/post",
            {"thread_model": model, "thread_id": number, "post_data": post},
        )

    def one_of(self, model, random):
        return random.choice(self.site.own[self.login][model])


# Screens: (browser, random). The first ones are there without the addon, too.
def contacts(browser, _random):
    browser.list("res.partner")


def search(browser, random):
    text = f"{random.choice('bdfglm')}{random.choice('aeio')}{random.randrange(99)}"
    domain = ["|"] * (len(SEARCHED) - 1) + [[name, "ilike", text] for name in SEARCHED]
    browser.list("res.partner", domain)


def contact(browser, random):
    browser.open("res.partner", browser.one_of("res.partner", random))


def contact_saved(browser, random):
    phone = f"+1 557 {random.randrange(10**7):07}"
    number = browser.one_of("res.partner", random)
    browser.save("res.partner", number, {"phone": phone})


def note(browser, random):
    browser.note("res.partner", browser.one_of("res.partner", random), "Called back")


def activity(browser, random):
    values = {"res_model_id": browser.site.partner_model}
    values["res_id"] = browser.one_of("res.partner", random)
    values |= {"summary": "Call", "activity_type_id": browser.site.call_type}
    number = browser.call("mail.activity", "create", values)
    browser.call("mail.activity", "action_feedback", [number], feedback="Done")


def pipeline(browser, _random):
    mine = [["type", "=", "opportunity"], ["user_id.login", "=", browser.login]]
    browser.list("crm.lead", mine)


def lead(browser, random):
    browser.open("crm.lead", browser.one_of("crm.lead", random))


def orders(browser, _random):
    browser.list("sale.order", [["state", "=", "sale"]])


def calendar(browser, _random):
    customers = [["care_profile_id", "!=", False]]
    browser.call("care.touch", "get_calendar", customers, START, STOP, 80, 0)


def day(browser, _random):
    browser.call("care.day", "get_day", False)


def customers(browser, _random):
    browser.list("care.profile", order="contribution desc")


def complaints(browser, _random):
    browser.list("care.complaint")


def complaint(browser, random):
    browser.open("care.complaint", browser.one_of("care.complaint", random))


def complaint_saved(browser, random):
    number = browser.one_of("care.complaint", random)
    text = {"apology_note": f"<p>We are sorry, {random.randrange(1000)}</p>"}
    browser.save("care.complaint", number, text)


def touch(browser, random):
    values = {"partner_id": browser.one_of("res.partner", random)}
    values |= {"channel_id": browser.site.channel, "summary": "Talked"}
    browser.call("care.touch", "create", values)


# how many of a hundred clicks
COMMON = {
    contacts: 12,
    search: 10,
    contact: 20,
    contact_saved: 5,
    note: 4,
    activity: 4,
    pipeline: 6,
    lead: 5,
    orders: 4,
}
OURS = {
    calendar: 6,
    day: 6,
    customers: 4,
    complaints: 4,
    complaint: 4,
    complaint_saved: 2,
    touch: 4,
}
ALL = {**COMMON, **OURS}
PARTNERS = {contacts: 1, contact: 1}
