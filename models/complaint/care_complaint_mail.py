import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import (
    email_normalize,
    html2plaintext,
    parse_contact_from_email,
    plaintext2html,
)

from ...tools.touch_fact_sql import AUTOMATIC
from .care_complaint_portal import SUBJECT_LIMIT, TEXT_LIMIT


class CareComplaint(models.Model):
    """A mail to the alias of the policy is a complaint of its sender."""

    _inherit = "care.complaint"

    email_from = fields.Char(
        string="Sent from",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Address of the mail that opened the complaint.",
    )

    @api.model
    def _get_default_user(self, vals):
        user = super()._get_default_user(vals)
        if user:
            return user
        company = self.env["res.company"].browse(vals.get("company_id") or [])
        # sudo: as above
        policy = self.env["care.policy"].sudo()._get(company or self.env.company)
        return policy.intake_user_id.filtered("active")

    # what comes in
    @api.model
    def _route_mail(self, message, message_dict, route):
        """The route of a mail that is about to open a complaint: the same, one to a
        complaint that is there already, or None where no complaint is opened."""
        subject = message_dict.get("subject") or ""
        machine = self.env["mail.thread"]._is_machine_mail(message)
        nobody = (message.get("Return-Path") or "").strip() == "<>"
        if machine or nobody or re.search(AUTOMATIC, subject, re.IGNORECASE):
            return None
        address = email_normalize(message_dict.get("email_from"))
        if not address:
            return None
        model, _thread_id, values, user_id, alias = route
        company_id = (values or {}).get("company_id") or self.env.company.id
        complaint = self._find_named(subject, message_dict, address)
        complaint = complaint or self._find_flooded(address, company_id)
        if complaint:
            return (model, complaint.id, None, user_id, alias)
        return route

    @api.model
    def _find_named(self, subject, message_dict, address):
        """The complaint whose number the sender, its customer, wrote in the subject."""
        words = set(re.findall(r"[^\s\[\]():;,#]+", subject)[:50])
        if not words:
            return self.browse()
        author = self.env["res.partner"].browse(message_dict.get("author_id") or [])
        # sudo: the gateway reads for everybody
        named = self.sudo().search([("name", "in", list(words))])
        return named.filtered(
            lambda c: (
                c.email_from == address
                # sudo: the gateway reads for everybody
                or author.sudo().commercial_partner_id == c.commercial_partner_id
            )
        )[:1]

    @api.model
    def _find_flooded(self, address, company_id):
        """The last complaint of a sender who opened too many within the hour."""
        # sudo: the gateway reads for everybody
        policy = self.env["care.policy"].sudo()
        policy = policy._get(self.env["res.company"].browse(company_id))
        recent = [
            ("email_from", "=", address),
            ("company_id", "=", company_id),
            ("create_date", ">", self.env.cr.now() - timedelta(hours=1)),
        ]
        limit = max(policy.complaint_mail_limit, 1)
        # sudo: the gateway reads for everybody
        complaints = self.sudo().search(recent, order="id desc", limit=limit)
        return complaints[:1] if len(complaints) == limit else complaints.browse()

    @api.model
    def _detect_loop_sender_domain(self, email_from_normalized):
        return [("email_from", "=", email_from_normalized)]

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        values = dict(custom_values or {})
        company_id = values.get("company_id") or self.env.company.id
        sender = msg_dict.get("email_from") or ""
        partner = self._find_sender(
            sender,
            msg_dict.get("author_id"),
            self.env["res.company"].browse(company_id),
        )
        subject = (msg_dict.get("subject") or "").strip()[:SUBJECT_LIMIT]
        text = html2plaintext(msg_dict.get("body") or "").strip()[:TEXT_LIMIT]
        channel = self.env.ref(
            "crm_customer_care.channel_mail", raise_if_not_found=False
        )
        values = {
            "subject": subject or self.env._("Mail from %(sender)s", sender=sender),
            "description": plaintext2html(text),
            "partner_id": partner.id,
            "channel_id": channel and channel.id,
            "email_from": email_normalize(sender),
            "company_id": company_id,
            **values,
            "name": "/",
        }
        complaint = super().message_new(msg_dict, values)
        complaint.message_subscribe(partner_ids=complaint._get_contact().ids)
        msg_dict["author_id"] = msg_dict.get("author_id") or partner.id
        return complaint

    @api.model
    def _find_sender(self, sender, author_id, company):
        """The contact of an address that the company may know, else a new one."""
        # sudo: the gateway reads for everybody
        partners = self.env["res.partner"].sudo()
        open_to = [False, company.id]
        author = partners.browse(author_id or [])
        if author and author.company_id.id in open_to:
            return author
        address = email_normalize(sender)
        known = [("email_normalized", "=", address), ("company_id", "in", open_to)]
        partner = partners.search(known, order="is_company, id", limit=1)
        if partner:
            return partner
        name, _address = parse_contact_from_email(sender)
        return partners.create(
            {"name": name or address, "email": address, "company_id": company.id}
        )
