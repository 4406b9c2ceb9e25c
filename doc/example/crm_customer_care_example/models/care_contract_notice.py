from odoo import api, fields, models
from odoo.tools import split_every

CHUNK = 500


class CareContractNotice(models.Model):
    """That a contract has ended is told once, whatever happens to the job."""

    _name = "care.contract.notice"
    _description = "End of a Contract"
    _inherit = ["care.ledger"]
    _rec_name = "contract_id"

    contract_id = fields.Many2one("care.contract", required=True, ondelete="cascade")
    end_date = fields.Date(required=True)
    activity_id = fields.Many2one("mail.activity", ondelete="set null")

    _end_uniq = models.Constraint(
        "UNIQUE(contract_id, end_date)", "The end of this contract was told already."
    )

    @api.model
    def _cron_tell(self):
        """Tell the salespeople of contracts that ended. Run again, or twice at once, it
        tells nobody twice."""
        today = fields.Date.context_today(self)
        contracts = self.env["care.contract"].search(
            [("state", "=", "active"), ("end_date", "<", today)], order="id"
        )
        values = [
            {"contract_id": contract.id, "end_date": contract.end_date}
            for contract in contracts
        ]
        self._claim_and_act(split_every(CHUNK, values, list), self._tell)

    @api.model
    def _tell(self, notices):
        """Only rows of this transaction come here: each gets its activity once."""
        for notice in notices:
            contract = notice.contract_id
            notice.activity_id = contract.partner_id.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Contract %(name)s has ended", name=contract.name),
                user_id=contract.user_id.id,
            )
