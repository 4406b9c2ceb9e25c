from odoo.exceptions import AccessError
from odoo.tests import tagged

from .complaint_portal_common import PASSWORD, PortalCommon


@tagged("post_install", "-at_install")
class TestComplaintPortal(PortalCommon):
    def path(self, token=None):
        path = f"/{self.case.id}"
        return f"{path}?access_token={token}" if token else path

    # who sees what
    def test_the_customer_and_colleagues_see_a_complaint_strangers_find_none(self):
        for user in (self.owner, self.colleague):
            page = self.go(self.path(), user)
            self.assertEqual(page.status_code, 200)
            self.assertIn("It fell apart", page.text)
            self.assertNotIn("Secret thought", page.text)
            self.assertIn(self.case.name, self.go("", user).text)
        self.assertEqual(self.go(self.path(), self.stranger).status_code, 404)
        self.assertNotIn(self.case.name, self.go("", self.stranger).text)
        self.assertEqual(self.go("/999999999", self.owner).status_code, 404)

    def test_a_link_opens_one_complaint_without_password(self):
        token = self.case._portal_ensure_token()
        other = self.complaint(partner_id=self.owner.partner_id.id)
        self.assertIn("It fell apart", self.go(self.path(token)).text)
        self.assertEqual(self.go(self.path("wrong")).status_code, 404)
        self.assertEqual(self.go(self.path()).status_code, 404)
        path = f"/{other.id}?access_token={token}"
        self.assertEqual(self.go(path).status_code, 404)
        self.assertIn("/web/login", self.go("").headers["Location"])

    def test_links_of_a_former_customer_open_nothing(self):
        token = self.case._portal_ensure_token()
        self.case.write({"partner_id": self.customer(name="Right").id})
        self.assertEqual(self.go(self.path(token)).status_code, 404)

    def test_over_rpc_customers_read_little_and_write_nothing(self):
        case = self.case.with_user(self.owner)
        self.assertEqual(case.search([]), case)
        self.assertEqual(case.read(["subject"])[0]["subject"], "Broken")
        for name in ("assessment", "tier_id", "user_id", "priority", "timer"):
            self.assertRefuses(AccessError, "", case.read, [name])
        self.assertRefuses(AccessError, "", case.search, [("priority", "=", "1")])
        self.assertRefuses(AccessError, "", case.write, {"state": "closed"})
        self.assertRefuses(AccessError, "", case.action_accept)
        self.assertRefuses(AccessError, "", case.action_ask_rating)
        self.assertRefuses(AccessError, "", case.action_pause, "customer")
        self.assertRefuses(AccessError, "", case.unlink)
        vals = {"subject": "Forged", "partner_id": self.buyer.id}
        self.assertRefuses(AccessError, "", case.create, vals)
        foreign = self.case.with_user(self.stranger)
        self.assertFalse(foreign.search([]))
        self.assertRefuses(AccessError, "", foreign.read, ["subject"])
        for model in ("care.satisfaction", "care.complaint.clock", "care.compensation"):
            model = self.env[model].with_user(self.owner)
            self.assertRefuses(AccessError, "", model.search, [])

    def test_the_home_page_counts_the_customers_complaints(self):
        for user, count in ((self.owner, 1), (self.stranger, 0)):
            self.authenticate(user.login, PASSWORD)
            result = self.make_jsonrpc_request(
                "/my/counters", {"counters": ["complaint_count"]}
            )
            self.assertEqual(result["complaint_count"], count)

    def test_the_conversation_speaks_the_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        page = self.url_open("/website/translations?lang=zh_CN")
        words = {
            message["id"]: message["string"]
            for addon in page.json()["modules"].values()
            for message in addon["messages"]
        }
        self.assertEqual(words.get("The conversation is empty."), "对话内容为空")

    # list
    def test_the_list_is_searched_filtered_sorted_and_paged(self):
        for number in range(25):
            self.complaint(partner_id=self.buyer.id, subject=f"Case {number:02}")
        self.finish(self.case)
        self.assertIn("page/2", self.go("", self.owner).text)
        self.assertIn("Case 07", self.go("?search=case+07", self.owner).text)
        self.assertNotIn("Case 08", self.go("?search=case+07", self.owner).text)
        closed = self.go("?filterby=closed&sortby=state", self.owner).text
        self.assertIn(self.case.name, closed)
        self.assertNotIn("Case 08", closed)
        self.assertEqual(self.go("/page/99", self.owner).status_code, 200)
        odd = "?sortby=priority;drop&filterby=none&search=%25%27%22"
        self.assertEqual(self.go(odd, self.owner).status_code, 200)

    # new
    def new(self, user=None, **data):
        data = {"subject": "Late", "description": "Two weeks late", **data}
        before = self.env["care.complaint"].search([])
        answer = self.go("/new", user or self.owner, **data)
        return answer, self.env["care.complaint"].search([]) - before

    def test_a_customer_complains_with_files(self):
        self.buyer.user_id = seller = self.user()
        order = self.order(self.buyer, "2026-06-01 08:00:00")
        files = [
            ("files", ("a.txt", b"text")),
            ("files", ("b.html", b"<script>1</script>")),
        ]
        answer, case = self.new(files=files, order_id=order.id, wanted_remedy="Money")
        self.assertEqual(answer.status_code, 303)
        self.assertEqual(case.partner_id, self.buyer)
        self.assertEqual(case.person_id, self.owner.partner_id)
        self.assertEqual(case.user_id, seller)
        self.assertEqual(case.order_id, order)
        self.assertEqual(case.state, "received")
        message = case.message_ids.filtered("attachment_ids")
        self.assertEqual(message.author_id, self.owner.partner_id)
        mimetypes = set(message.attachment_ids.mapped("mimetype"))
        self.assertEqual(mimetypes, {"text/plain"})
        self.assertIn(case.name, self.go("", self.colleague).text)

    def test_markup_is_text(self):
        evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
        _answer, case = self.new(subject=evil, description=evil, wanted_remedy=evil)
        page = self.go(f"/{case.id}", self.owner).text
        for text in (page, self.go("", self.owner).text):
            self.assertNotIn("<script>alert", text)
            self.assertNotIn("<img src=x", text)
        self.assertIn("&lt;script&gt;alert(1)", page)

    def test_long_texts_are_taken_and_longer_ones_come_back(self):
        text = "很长 " * 3333 + "x"
        _answer, case = self.new(description=text)
        self.assertTrue(case)
        answer, case = self.new(description=text + "yy")
        self.assertFalse(case)
        self.assertIn("shorten", answer.text)
        self.assertIn(text[:9000], answer.text)
        self.assertFalse(self.new(subject="x" * 201)[1])

    def test_what_is_missing_or_forged_is_told_and_nothing_is_made(self):
        foreign = self.order(self.stranger.partner_id.commercial_partner_id)
        self.assertFalse(self.new(description=" ")[1])
        self.assertFalse(self.new(kind="secret")[1])
        for order in (foreign.id, "0", "x"):
            answer, case = self.new(order_id=order)
            self.assertFalse(case)
            self.assertIn("one of the orders", answer.text)
        _answer, case = self.new(
            state="closed", partner_id=self.stranger.partner_id.id, severity="3"
        )
        self.assertEqual(case.state, "received")
        self.assertEqual(case.partner_id, self.buyer)
        self.assertEqual(case.severity, "1")

    def test_files_beyond_the_limit_are_refused_with_a_sentence(self):
        self.policy.complaint_file_limit = 1
        big = [("files", ("big.bin", b"0" * (1024 * 1024 + 1)))]
        answer, case = self.new(files=big)
        self.assertFalse(case)
        self.assertIn("big.bin", answer.text)
        self.assertIn("Two weeks late", answer.text)
        many = [("files", (f"{number}.txt", b"x")) for number in range(11)]
        self.assertFalse(self.new(files=many)[1])

    # steps
    def test_the_proposal_is_seen_once_it_is_communicated(self):
        self.propose()
        self.assertNotIn("A new one.", self.go(self.path(), self.owner).text)
        self.answer(self.owner, "accept")
        self.assertEqual(self.case.state, "proposed")
        self.case.action_communicate()
        self.assertIn("A new one.", self.go(self.path(), self.owner).text)

    def test_a_customer_accepts_and_a_colleague_comes_too_late(self):
        self.propose()
        self.case.action_communicate()
        self.assertEqual(self.answer(self.stranger, "accept").status_code, 404)
        self.go(f"/{self.case.id}/accept", self.owner, note="Fine <b>so</b>")
        self.assertEqual(self.case.state, "accepted")
        self.assertEqual(self.case.answer_note, "Fine <b>so</b>")
        message = self.case.message_ids.filtered(lambda m: "accept" in (m.body or ""))[
            :1
        ]
        self.assertEqual(message.author_id, self.owner.partner_id)
        self.assertIn("&lt;b&gt;", message.body)
        late = self.answer(self.colleague, "refuse")
        self.assertIn("no proposal to answer", late.text)
        self.assertEqual(self.case.state, "accepted")

    def test_who_has_the_link_refuses_for_the_customer(self):
        self.propose()
        self.case.action_communicate()
        token = self.case._portal_ensure_token()
        self.assertEqual(self.answer(None, "refuse").status_code, 404)
        self.answer(None, "refuse", access_token=token)
        self.assertEqual(self.case.state, "options")
        message = self.case.message_ids.filtered(lambda m: "not accept" in m.body)
        self.assertEqual(message.author_id, self.owner.partner_id)

    def test_auditors_answer_nothing_for_the_customer(self):
        self.propose()
        self.case.action_communicate()
        auditor = self.user("auditor", password=PASSWORD)
        self.assertEqual(self.answer(auditor, "accept").status_code, 404)
        self.assertEqual(self.case.state, "communicated")

    def test_a_closed_complaint_is_rated_once_and_opened_again(self):
        self.assertIn("not closed", self.answer(self.owner, "rate", rate="1").text)
        self.finish(self.case)
        self.assertIn("three faces", self.answer(self.owner, "rate", rate="9").text)
        self.answer(self.owner, "rate", rate="1")
        self.assertEqual(self.case.rating_last_value, 1)
        self.assertEqual(self.case.low_rating_cycle, 1)
        self.answer(self.colleague, "rate", rate="5")
        self.assertEqual(self.case.rating_last_value, 1)
        self.assertIn("still wrong", self.answer(self.owner, "reopen").text)
        self.go(f"/{self.case.id}/reopen", self.owner, note="It broke again")
        self.assertEqual(self.case.state, "investigating")
        self.assertEqual(self.case.cycle, 2)

    def test_no_rating_comes_with_a_message(self):
        self.authenticate(self.owner.login, PASSWORD)
        token = self.case._portal_ensure_token()
        post = {"body": "Hello", "rating_value": 1, "message_type": "comment"}
        self.make_jsonrpc_request(
            "/mail/message/post",
            {
                "thread_model": "care.complaint",
                "thread_id": self.case.id,
                "post_data": {**post, "subtype_xmlid": "mail.mt_comment"},
                "token": token,
            },
        )
        self.assertEqual(self.case.message_ids[:1].author_id, self.owner.partner_id)
        self.assertFalse(self.case.rating_ids)

    def test_the_link_of_the_mail_rates(self):
        self.finish(self.case)
        token = self.case._rating_get_access_token()
        self.authenticate(None, None)
        self.assertEqual(self.url_open(f"/rate/{token}/1").status_code, 200)
        data = {"csrf_token": self.csrf(), "rate": "1", "feedback": "Slow"}
        self.url_open(f"/rate/{token}/submit_feedback", data=data)
        self.assertEqual(self.case.rating_last_value, 1)
        self.assertEqual(self.case.low_rating_cycle, 1)

    # survey
    def test_the_survey_is_answered_by_its_link(self):
        self.finish(self.case)
        survey = self.case._get_survey()
        url = f"/complaint/satisfaction/{survey.access_token}"
        self.authenticate(None, None)
        self.assertEqual(self.url_open("/complaint/satisfaction/x").status_code, 404)
        self.assertEqual(self.url_open(url).status_code, 200)
        items = survey._get_parts()[2][1]
        data = {"csrf_token": self.csrf(), f"item_{items[0].id}": "9"}
        self.assertIn("at least one", self.url_open(url, data=data).text)
        data = {**data, f"item_{items[0].id}": "1", "item_0": "5"}
        self.assertIn("Thank you", self.url_open(url, data=data).text)
        self.assertEqual(self.case.weak_line_ids.item_id, items[0])
        self.assertEqual(survey.relation_score, 1)
        again = self.url_open(url, data=data)
        self.assertIn("already", again.text)
