from . import care_profile_lock
from . import base_partner_merge
