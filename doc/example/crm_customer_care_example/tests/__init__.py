from . import test_contact
from . import test_customer
from . import test_management
