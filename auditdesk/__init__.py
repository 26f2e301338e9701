"""AuditDesk: information-security audits of securities firms, from the rulebook to the January-1 notice."""

__version__ = "0.1.0"
