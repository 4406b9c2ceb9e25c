from odoo import api, models
from odoo.tools import SQL

FOLLOW = """
    WITH follower AS (
         INSERT INTO mail_followers (res_model, res_id, partner_id)
         SELECT DISTINCT %(model)s, v.res_id, v.partner_id
           FROM unnest(%(documents)s::int[], %(partners)s::int[]) v(res_id, partner_id)
           JOIN res_partner p ON p.id = v.partner_id AND p.active
          ORDER BY v.res_id, v.partner_id
             ON CONFLICT DO NOTHING RETURNING id)
    INSERT INTO mail_followers_mail_message_subtype_rel
           (mail_followers_id, mail_message_subtype_id)
    SELECT f.id, s.id FROM follower f CROSS JOIN unnest(%(subtypes)s::int[]) s(id)"""


class MailActivity(models.Model):
    """Activities that a job makes by the thousand."""

    _inherit = "mail.activity"

    @api.model
    def _create_by_job(self, vals_list):
        """Create activities on documents of one model, without a notice to anybody.

        Raises SerializationFailure where somebody has just begun to follow one of the
        documents: roll back and try again.
        """
        if not vals_list:
            return self.browse()
        model = self.env["ir.model"].browse(vals_list[0]["res_model_id"]).model
        users = self.env["res.users"].browse({vals["user_id"] for vals in vals_list})
        partners = {user.id: user.partner_id.id for user in users}
        documents = [vals["res_id"] for vals in vals_list]
        followers = [partners[vals["user_id"]] for vals in vals_list]
        self._follow_by_job(model, documents, followers)
        quick = {"mail_activity_quick_update": True, "care_follows_already": True}
        return self.browse(self.with_context(**quick).create(vals_list).ids)

    @api.model
    def _follow_by_job(self, model, documents, partners):
        """Let partners follow documents, as `create` does document by document."""
        followers = self.env["mail.followers"]
        followers.flush_model()
        subtypes = self.env["mail.message.subtype"].default_subtypes(model)[0]
        self.env.cr.execute(
            SQL(
                FOLLOW,
                model=model,
                documents=documents,
                partners=partners,
                subtypes=subtypes.ids,
            )
        )
        followers.invalidate_model(flush=False)
        names = ["message_follower_ids", "message_partner_ids"]
        self.env[model].invalidate_model(names, flush=False)
