"""What goes of review and remedy with the papers of a visit: every text; days, results and figures stay."""

from __future__ import annotations

from collections.abc import Iterable

from auditdesk.model.records import Finding, Record
from auditdesk.model.review_records import CorrectionDue, DueExtension, FindingVersion, FirmReply, FollowUp, ReviewComment
from auditdesk.store.work import Work


def take_review_away(work: Work, findings: Iterable[Finding]) -> set[str]:
    """Remove versions and remarks, empty the texts of what followed; returns the uids whose journal lines lose their texts."""
    gone: set[str] = set()
    for finding in findings:
        versions, comments = work.all(FindingVersion, finding_uid=finding.uid), work.all(ReviewComment, finding_uid=finding.uid)
        removed: list[Record] = [*versions, *comments]
        for record in removed:
            work.session.delete(record)
        replies = work.all(FirmReply, finding_uid=finding.uid)
        for reply in replies:
            reply.text = reply.measures = reply.contact = reply.source_name = reply.take_back_reason = ""
        extensions = work.all(DueExtension, finding_uid=finding.uid)
        for extension in extensions:
            extension.reason = extension.decision_reason = ""
        checks = work.all(FollowUp, finding_uid=finding.uid)
        for check in checks:
            check.text, check.evidence = "", "[]"
        corrections = work.all(CorrectionDue, finding_uid=finding.uid)
        for correction in corrections:
            correction.reason = ""
        gone |= {record.uid for record in (*removed, *replies, *extensions, *checks, *corrections)}
    return gone
