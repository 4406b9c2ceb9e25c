from . import care_card
