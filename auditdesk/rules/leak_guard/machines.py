"""Machines by the form of their names and addresses, however they are spelt out."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import Final

from auditdesk.rules.leak_guard.folding import Folded
from auditdesk.rules.leak_guard.numerals import SIGNS, chinese_number
from auditdesk.rules.leak_guard.variants import DIGITS_LIKE

DOT: Final = r"\s*(?:\.|\(dot\)|\[dot\]|\[\.\]|\(\.\)|。|·|・)\s*"
_SPOKEN_DOT = r"\s*(?:\.|\(dot\)|\[dot\]|\[\.\]|\(\.\)|\(點\)|\[點\]|。|·|・|點|dot|point)\s*"
_PART, _OPEN = r"[\dol]{1,3}", r"[\dol]{1,3}|x+"
_IPV4 = re.compile(
    rf"(?<![\d.])({_PART}){_SPOKEN_DOT}({_OPEN}){_SPOKEN_DOT}({_OPEN}){_SPOKEN_DOT}({_OPEN})(?:\s*/\s*\d{{1,2}})?(?!\d)"
)
_SPOKEN_IPV4 = re.compile(rf"(?<![\d.{SIGNS}])" + _SPOKEN_DOT.join([rf"([\d{SIGNS}]{{1,5}})"] * 4) + rf"(?![\d{SIGNS}點])")
_PRIVATE = re.compile(
    r"(?<![\d.-])(?:192([-_ ])168\1\d{1,3}\1\d{1,3}|172([-_ ])(?:1[6-9]|2\d|3[01])\2\d{1,3}\2\d{1,3}|"
    r"10([-_])\d{1,3}\3\d{1,3}\3\d{1,3})(?![\d-])|"
    rf"(?<![\d.])192{_SPOKEN_DOT}168(?!\d)|(?<![\d.])(?:10|172){DOT}\d{{1,3}}(?:{DOT}\d{{1,3}})?\s*(?=網段|開頭|子網)"
)
_IPV6 = re.compile(r"(?<![0-9a-f:])(?=[0-9a-f:]*:[0-9a-f:]*:)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![0-9a-f:])")
_MAC = re.compile(
    r"(?<![0-9a-f])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f])|"
    r"(?<![0-9a-f.])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![0-9a-f.])|"
    r"(?<![^a-z0-9][0-9a-f]{2} )(?<![0-9a-z])(?=[0-9 ]*[a-f])(?:[0-9a-f]{2} ){5}[0-9a-f]{2}(?![0-9a-f])"
)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_TOP = r"(?:com|net|org|edu|gov|idv|biz|info|io|co|local|lan|corp|intra|internal|tw|cn|hk|jp|us|uk|sg|ai|app|dev|cloud|xyz)"
_FQDN = re.compile(rf"(?<![a-z0-9@.-]){_LABEL}(?:{DOT}{_LABEL})*{DOT}{_TOP}(?![a-z0-9])")
_SHARE = re.compile(r"\\\\\s*[a-z0-9][a-z0-9._-]+(?:\\[a-z0-9$._-]+)*")
_PARTED = re.compile(
    r"(?<![a-z0-9.-])(?=[a-z0-9_-]*[a-z])(?=[a-z0-9_-]*\d)[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+(?![a-z0-9@]|\.[a-z0-9])"
)
_WORD = re.compile(r"(?<![a-z0-9@._\\-])[a-z][a-z0-9]{3,23}(?![a-z0-9@_\\-]|\.[a-z0-9])")
_NUMBERED = re.compile(r"([a-z]{2,})(\d{1,4})[a-z]{0,3}")
_NAMED = re.compile(
    r"(?:主機|伺服器|工作站|節點)\s*(?:名稱)?\s*(?:為|是|:|「|\()?\s*([a-z][a-z0-9]{2,23})(?![a-z0-9@]|[._-][a-z0-9])"
    r"(?!\s*(?:server|os|系統|作業|軟體|憑證|服務|log))"
)
_ROLES = (
    "srv|svr|server|serv|db|dc|ad|web|www|mail|ap|app|fw|sw|rt|core|ord|order|trade|trd|prod|test|uat|dev|bak|backup|nas|san|vm|esx|pc|nb|ws|"
    "dmz|proxy|vpn|dns|ntp|ftp|sftp|file|print|prn|log|siem|jump|bastion|node|host|oms|ems|crm|erp|gw|gate|router|fin|acct|risk|quote|quot|portal|"
    "sso|cache|mq|ora|redis|kafka|edge|lb|waf|wsus|hsm|tpe|hq|dr|idc"
)
_BY_ROLE = re.compile(rf"(?:{_ROLES})[a-z]*|[a-z]*(?:{_ROLES})")
_SHOUTED = re.compile(r"[a-z]{2,}(?:srv|svr|db|ap|dc|fw|nas|gw|proxy|mail|web)|(?:srv|svr)[a-z]{2,}")
_COMMON = re.compile(
    r"(?:iso|tls|ssl|sha|aes|md|rc|win|windows|office|ipv?|wpa|sql|smb|https?|o?auth|rsa|cis|java|rhel|log4j|cc|ms|kb|cve|top|pdf|utf|base|usb|rj|cat|"
    r"lv|level|tier|phase|ver|no|item|rfc|fips|pci|itil|cobit|nist|cns|sec|fig|table|art|page|vol|day|week|year|hour|exchange|centos|ubuntu|debian|"
    r"solaris|aix|oracle|php|python|apache|nginx|tomcat|iis|esxi?|vsphere|vmware|ios|android|server20|type|class|step|part|case|group|zone|q|fy|"
    r"ecc|des|ntlm|owasp|covid|sr|feb|notice|grade|rule|windowsserver|log4|mysql|db2|chrome|ie|edge|adobe|dotnet|html|css|sslv|tlsv|snmpv|smbv|nfsv|imap|pop)\d+[a-z]{0,3}"
)
_TRADE = (
    "account accounts acl active admin administrator agent and apache api apis are audit backup bios cache centos citrix "
    "client clock cluster console cpu database databases dhcp directory disk dmap dns docker domain edr email esxi event "
    "events extranet fileserver firmware for from ftp gap gmail guest had has host hostname hosts http https hyperv ids "
    "iis imap influxdb internet into intranet ips java ldap linux list log log4j login logon logout logs machine mail map "
    "mariadb mdr memory mongodb mssql must mysql name names nas net nginx nmap node nodes not ntp openldap oracle owasp "
    "password passwords patch php port ports proxy python rack racks raid rdp redhat roadmap room rooms root san sap "
    "security server sftp should siem smb smtp snap snmp soap soc solaris sqlserver ssh ssl swap syslog system telnet that "
    "the time tls tomcat trail ubuntu unix usb user users virtual vmware vpn waf wap was web webap webmail were which "
    "windows windows10 with without"
)
TECHNICAL: Final = frozenset(_TRADE.split())
"""Words of the trade that stand behind ``host`` or ``account`` and name neither."""
_OURS = re.compile(
    r"(?:^|-)(?:cc|sr|feb)-[a-z0-9-]+|cc\d{5}|notice-\d+(?:-n\d+)?|^a-[1234][abu]?$|"
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december)-\d+|"
    r"(?:cve|ms|kb|cwe|rfc|iso|cns|nist|sp|fips|tls|sha|aes|utf|pdf|ua|pkcs)[-_]?\d[\d_-]*"
)
"""Codes of rules and patterns, numbers of notices, and public numbers of weaknesses and standards."""


def addresses_in(text: Folded) -> Iterator[tuple[int, int]]:
    """Half-open ranges of IPv4 and IPv6 addresses, also masked, defanged or spelt out."""
    for match in _IPV4.finditer(text.signs):
        parts = [part.translate(DIGITS_LIKE) for part in match.groups()]
        if sum(sign.isdigit() for sign in match.group()) > 1 and all(int(part) < 256 for part in parts if part.isdigit()):
            yield match.span()
    for match in _SPOKEN_IPV4.finditer(text.signs):
        values = [int(part) if part.isdigit() else chinese_number(part) for part in match.groups()]
        if all(value is not None and value < 256 for value in values):
            yield match.span()
    for match in _PRIVATE.finditer(text.signs):
        yield match.span()
    for match in _IPV6.finditer(text.signs):
        if _is_ipv6(match.group()):
            yield match.span()


def cards_in(text: Folded) -> Iterator[tuple[int, int]]:
    """Half-open ranges of addresses of network cards."""
    return (match.span() for match in _MAC.finditer(text.signs))


def hosts_in(text: Folded) -> Iterator[tuple[int, int]]:
    """Half-open ranges of host names: with a domain, parted by hyphens, or one word that a machine would bear."""
    for form in (_FQDN, _SHARE):
        yield from (match.span() for match in form.finditer(text.signs))
    for match in _PARTED.finditer(text.signs):
        if not is_public_code(match.group()):
            yield match.span()
    for match in _WORD.finditer(text.signs):
        if _of_a_machine(match.group()):
            yield match.span()
    for match in _NAMED.finditer(text.signs):
        if match.group(1) not in TECHNICAL and not _COMMON.fullmatch(match.group(1)):
            yield match.span(1)


def shouted_hosts_in(text: str, spelt: Folded) -> Iterator[tuple[int, int]]:
    """Host names without a digit: capitals that end or begin with what the machine does (``TRADEDB``). ``text``: the original."""
    for match in _WORD.finditer(spelt.signs):
        start, end = spelt.span(*match.span())
        if _SHOUTED.fullmatch(match.group()) and match.group() not in TECHNICAL and text[start:end].isupper():
            yield match.span()


def is_public_code(text: str) -> bool:
    """Whether it is a code of a rule, a standard or a known weakness, which names nobody."""
    return bool(_OURS.search(text))


def is_public_word(text: str) -> bool:
    """Whether letters with a number are a product's version or a standard."""
    return bool(_COMMON.fullmatch(text)) or is_public_code(text)


def _of_a_machine(word: str) -> bool:
    if word in TECHNICAL or is_public_word(word):
        return False
    numbered = _NUMBERED.fullmatch(word)
    if numbered is None:
        return "srv" in word or "svr" in word
    letters, digits = numbered.groups()
    return bool(_BY_ROLE.fullmatch(letters)) or (len(letters) >= 3 and (len(digits) >= 2 or digits.startswith("0")))


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return sum(sign.isalnum() for sign in text) >= 3
