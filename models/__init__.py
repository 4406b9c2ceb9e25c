from . import care_ledger
from . import mail_activity_job
from . import mail_thread_job
from . import classification
from . import archive
from . import care
from . import greeting
from . import complaint
