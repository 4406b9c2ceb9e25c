from . import care_import
