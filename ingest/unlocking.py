"""Encrypted files to the same files without encryption, with a password that was given or an empty one."""

import io
from collections.abc import Sequence

import pypdfium2

from corpus.errors import EncryptedFile, OverLimits, UnreadableFile
from ingest.bounds import MOST_BYTES
from ingest.pdf.reader import LOCK

_HOW = "Ange lösenordet med --password, eller spara en kopia utan lösenord."


def unlocked_pdf(data: bytes, name: str, passwords: Sequence[str]) -> bytes:
    """The PDF as it is where an empty password opens it, else a copy without encryption.

    Raises EncryptedFile where no password opens it. A file that is broken otherwise comes back as it is.
    """
    if _opens(data, ""):
        return data
    for password in passwords:
        if _opens(data, password):
            return _copied(data, password)
    # An empty owner password opens a file for pypdf, and not for PDFium.
    found = _by_pypdf(data, ("", *passwords))
    if found is None:
        raise EncryptedFile(_locked(name, passwords))
    return found


def _opens(data: bytes, password: str) -> bool:
    """Whether PDFium opens it; also true where it fails for another reason than the password."""
    with LOCK:
        try:
            pypdfium2.PdfDocument(data, password=password or None).close()
        except pypdfium2.PdfiumError as error:
            return "password" not in str(error).lower()
    return True


def _copied(data: bytes, password: str) -> bytes:
    """The PDF that a password opens, without encryption."""
    found = io.BytesIO()
    with LOCK:
        document = pypdfium2.PdfDocument(data, password=password)
        try:
            document.save(found, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
        finally:
            document.close()
    return found.getvalue()


def _by_pypdf(data: bytes, passwords: Sequence[str]) -> bytes | None:
    import pypdf

    found = io.BytesIO()
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if not any(reader.decrypt(password) for password in passwords):
            return None
        pypdf.PdfWriter(clone_from=reader).write(found)
    except Exception:  # noqa: BLE001 - whatever a broken file makes the library raise, this way does not open it
        return None
    return found.getvalue()


def unlocked_word(data: bytes, name: str, passwords: Sequence[str]) -> bytes:
    """The package within an encrypted Word document; raises EncryptedFile where no password opens it."""
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
    from msoffcrypto.format.ooxml import OOXMLFile

    for password in filter(None, passwords):
        found = io.BytesIO()
        try:
            locked = OOXMLFile(io.BytesIO(data))
            locked.load_key(password=password, verify_password=True)
            locked.decrypt(found, verify_integrity=False)
        except InvalidKeyError:
            continue
        except (DecryptionError, FileFormatError, ParseError) as error:
            raise UnreadableFile(f"”{name}” kan inte läsas: låset på filen är trasigt eller okänt.") from error
        if len(found.getvalue()) > MOST_BYTES:
            raise OverLimits(f"”{name}” är för stor för att läsas.")
        return found.getvalue()
    raise EncryptedFile(_locked(name, passwords))


def _locked(name: str, passwords: Sequence[str]) -> str:
    opened = "inget av lösenorden passar" if passwords else "den går inte att öppna utan lösenord"
    return f"”{name}” är låst: {opened}. {_HOW}"
