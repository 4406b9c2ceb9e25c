from . import classification
from . import archive
