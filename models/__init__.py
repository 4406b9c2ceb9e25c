from . import care_ledger
from . import classification
from . import archive
from . import care
from . import greeting
from . import complaint
