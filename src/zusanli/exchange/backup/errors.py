"""Why a backup is not made, not read or not brought back."""

from zusanli.errors import InputError


class BackupError(InputError):
    """Something about a backup that cannot be taken as it is; nothing was changed."""


class DamagedError(BackupError):
    """The bytes are not those that were written."""


class WrongPassPhraseError(BackupError):
    """The file is whole as far as can be seen without its key, and this is not its key."""


class NewerFormatError(BackupError):
    """A later version of Zusanli made it."""
