from . import care_card
from . import care_import
from . import care_opt_out
from . import care_pivot
from . import care_satisfaction
from . import care_vcard
from . import portal
from . import portal_new
