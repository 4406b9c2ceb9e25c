from . import base_partner_merge
from . import care_policy_preview
from . import care_revisit_form
