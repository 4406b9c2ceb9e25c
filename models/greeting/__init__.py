from . import care_occasion
from . import care_greeting_rule
from . import care_greeting
from . import care_policy
from . import res_config_settings
