"""The windows of AuditDesk."""
