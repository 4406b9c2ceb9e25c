from . import care_card
from . import care_card_customer
from . import care_card_history
from . import care_card_person
from . import care_card_secret
from . import care_card_date
from . import care_card_touch
