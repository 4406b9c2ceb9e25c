from . import care_audit_draw
from . import care_profile_lock
from . import base_partner_merge
from . import base_partner_merge_quality
