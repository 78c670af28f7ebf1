"""Web addresses, and which of them may be fetched."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

from corpus.errors import AddressRefused, SettingsError

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$")
_SAFE = "/?%:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address in one form: `host` in lower case and ASCII, IPv6 without brackets; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"

    @property
    def origin(self) -> str:
        """Scheme, host and, where it is not the usual one, port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The address; raises AddressRefused where it is none that can be fetched over HTTP."""
        shown = text[:100]
        if _UNFIT.search(text) or len(text) > _LONGEST:
            raise AddressRefused(f"”{shown}” är ingen webbadress som går att läsa.")
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError as error:
            raise AddressRefused(f"”{shown}” är ingen webbadress som går att läsa: {error}.") from error
        if parts.scheme not in _PORTS:
            raise AddressRefused(f"”{shown}”: bara adresser som börjar med http:// eller https:// hämtas.")
        if "@" in parts.netloc:
            raise AddressRefused(f"Adresser med användarnamn eller lösenord hämtas inte ({parts.hostname}).")
        host = _host(parts.hostname or "", shown)
        # Joining takes away "." and "..", which a robots.txt would otherwise be passed by with.
        path = urlsplit(urljoin("http://h/", quote(parts.path or "/", safe=_SAFE))).path
        query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
        return cls(parts.scheme, host, port or _PORTS[parts.scheme], path + query)

    def joined(self, location: str) -> "WebAddress":
        """Where a redirect from here leads; raises AddressRefused."""
        try:
            return WebAddress.parse(urljoin(str(self), location.strip()))
        except ValueError as error:
            raise AddressRefused(f"{self} skickar vidare till en adress som inte går att läsa.") from error


def is_web_address(text: str) -> bool:
    """Whether someone who writes this means a web address and not a file."""
    return re.match(r"[a-z][a-z0-9+.-]*://", text, re.I) is not None


def _host(name: str, shown: str) -> str:
    plain = name.rstrip(".").lower()
    try:
        return ipaddress.ip_address(plain).compressed
    except ValueError:
        pass
    try:
        ascii_name = plain if plain.isascii() else plain.encode("idna").decode()
    except UnicodeError:
        ascii_name = ""
    if not _NAME.match(ascii_name):
        raise AddressRefused(f"”{shown}” har inget värdnamn som går att läsa.")
    return ascii_name


@dataclass(frozen=True, slots=True)
class _Entry:
    """One host that may be fetched from; `port` None stands for the usual ones, `below` for every host under it."""

    host: str
    port: int | None
    below: bool

    def allows(self, address: WebAddress) -> bool:
        under = self.below and address.host.endswith(f".{self.host}")
        return (address.host == self.host or under) and address.port == (self.port or _PORTS[address.scheme])


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """The hosts that may be fetched from; none unless they are named."""

    entries: tuple[_Entry, ...] = ()

    @classmethod
    def parse(cls, setting: str) -> Self:
        """From "example.se, .example.org, example.net:8443"; raises SettingsError.

        A dot before the name means every host under it, too. A port other than the scheme's own must be named.
        """
        return cls(tuple(_entry(part.strip()) for part in setting.split(",") if part.strip()))

    def check(self, address: WebAddress) -> None:
        """Raises AddressRefused, saying what to set, unless the address lies at one of the hosts."""
        if any(entry.allows(address) for entry in self.entries):
            return
        name = address.authority
        raise AddressRefused(
            f"{address}: {name} får inte hämtas från. Tillåt det med inställningen KALLAN_WEB_HOSTS, "
            f"till exempel KALLAN_WEB_HOSTS={name}"
        )

    def named_by_number(self, host: str, port: int) -> bool:
        """Whether that IP address itself stands among the hosts: only then may it be one inside the network."""
        return any(
            entry.host == host and port in ((entry.port,) if entry.port else _PORTS.values())
            for entry in self.entries
            if _is_number(host) and not entry.below
        )


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _entry(text: str) -> _Entry:
    try:
        parts = urlsplit(f"//{text.removeprefix('.')}")
        entry = _Entry(_host(parts.hostname or "", text), parts.port, text.startswith("."))
    except (ValueError, AddressRefused) as error:
        raise _no_host(text) from error
    if parts.path or parts.query or parts.fragment or "@" in text:
        raise _no_host(text)
    return entry


def _no_host(text: str) -> SettingsError:
    return SettingsError(
        f"KALLAN_WEB_HOSTS: ”{text}” är inget värdnamn. Skriv till exempel example.se, .example.se eller "
        "example.se:8443, utan https://."
    )
