from odoo import api, models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_route(
        self, message, message_dict, model=None, thread_id=None, custom_values=None
    ):
        routes = super().message_route(
            message, message_dict, model, thread_id, custom_values
        )
        complaints = self.env["care.complaint"]
        kept = []
        for route in routes:
            if route[0] == complaints._name and not route[1]:
                route = complaints._route_mail(message, message_dict, route)
            if route:
                kept.append(route)
        return kept
