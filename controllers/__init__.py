from . import care_card
from . import care_import
