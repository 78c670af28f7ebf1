"""Every error the project raises on purpose.

KallanError
├── SettingsError            a setting that cannot be used
│   └── TourError            tour.yaml says something that cannot be
├── IngestError              a source that cannot become a document
│   ├── UnsupportedFormat    no reader for this kind of file
│   ├── UnreadableFile       broken, empty or without any text
│   ├── EncryptedFile        needs a password
│   ├── OverLimits           larger than is read, or takes more time or memory than a file may
│   ├── AddressRefused       a web address that may not be fetched
│   ├── FetchFailed          a web address that could not be fetched
│   └── CatalogueError       catalogue.yaml says something that cannot be
├── ReaderUnavailable        the process that reads files cannot be started
├── StoreError               the data folder cannot be used
│   └── StoreBusy            another ingest holds it
├── IndexError_              the index cannot be used
│   ├── IndexMissing         nothing has been ingested yet
│   ├── IndexMismatch        built with another embedder, splitter or analyser
│   ├── IndexUnavailable     the server that searches the vectors does not answer
│   └── EmbedderError        the embedder cannot be loaded or gives unusable vectors
├── GeneratorError           the language model cannot be reached or fails
├── TooManyAttempts          a secret is guessed, or something sent, too often
├── Busy                     more is asked at once than can be answered in time
├── NotFound                 a document or page that is not there
└── InvalidRequest           a question, filter or number outside its limits

Messages are written for the person who meets them and say what to do next. They are in Swedish, like
everything a reader sees; the class name is what programs go by.
"""


class KallanError(Exception):
    """Base of all errors raised on purpose."""


class SettingsError(KallanError):
    """A setting that cannot be used."""


class TourError(SettingsError):
    """The file of the new member's tour says something that cannot be."""


class IngestError(KallanError):
    """A source that cannot become a document."""


class UnsupportedFormat(IngestError):
    """No reader for this kind of file."""


class UnreadableFile(IngestError):
    """Broken, empty or without any text."""


class EncryptedFile(IngestError):
    """Needs a password."""


class OverLimits(IngestError):
    """Larger than is read, or takes more time or memory than a file may."""


class AddressRefused(IngestError):
    """A web address that may not be fetched."""


class FetchFailed(IngestError):
    """A web address that could not be fetched."""


class CatalogueError(IngestError):
    """The catalogue says something that cannot be."""


class ReaderUnavailable(KallanError):
    """The process that reads files cannot be started."""


class StoreError(KallanError):
    """The data folder cannot be used."""


class StoreBusy(StoreError):
    """Another ingest holds the data folder."""


class IndexError_(KallanError):  # the trailing underscore keeps Python's own IndexError visible
    """The index cannot be used."""


class IndexMissing(IndexError_):
    """Nothing has been ingested yet."""


class IndexMismatch(IndexError_):
    """Built with another embedder, splitter or analyser than the settings name."""


class IndexUnavailable(IndexError_):
    """The server that searches the vectors does not answer."""


class EmbedderError(IndexError_):
    """The embedder cannot be loaded or gives unusable vectors."""


class GeneratorError(KallanError):
    """The language model cannot be reached or fails."""


class TooManyAttempts(KallanError):
    """A secret is guessed, or something sent, too often; after `seconds` it may be tried again."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class Busy(KallanError):
    """More is asked at once than can be answered in time."""


class NotFound(KallanError):
    """A document or page that is not there."""


class InvalidRequest(KallanError):
    """A question, filter or number outside its limits."""
