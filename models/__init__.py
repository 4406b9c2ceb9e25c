from . import classification
from . import archive
from . import care
