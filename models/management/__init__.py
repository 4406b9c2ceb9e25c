from . import care_policy_change
from . import care_policy_log
from . import care_profile_preview
from . import res_partner_preview
