"""The composition root: puts a workspace, the rulebook and the services together for one person, and closes them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from auditdesk.errors import Refused, Unavailable
from auditdesk.model.cautions import Caution
from auditdesk.model.drafts import SESSION
from auditdesk.model.records import Person
from auditdesk.model.rows import DraftRow, PersonRow
from auditdesk.model.rulebook import Rulebook
from auditdesk.places import Workspace
from auditdesk.progress import Progress, silent
from auditdesk.rules import acts
from auditdesk.services.absences import AbsenceService
from auditdesk.services.backups import BackupService
from auditdesk.services.care import CareService
from auditdesk.services.contacts import ContactService
from auditdesk.services.drafts import DraftService
from auditdesk.services.evidence import EvidenceService
from auditdesk.services.exceptions import ExceptionService
from auditdesk.services.fieldwork import FieldworkService
from auditdesk.services.finding_imports import FindingImportService
from auditdesk.services.findings import FindingService
from auditdesk.services.findings_bulk import BulkService
from auditdesk.services.findings_list import FindingListService, ViewService
from auditdesk.services.firm_lists import FirmListService
from auditdesk.services.firm_records import FirmRecordService
from auditdesk.services.firms import FirmService
from auditdesk.services.interviews import InterviewService
from auditdesk.services.key_items import KeyItemService
from auditdesk.services.leaks import LeakService
from auditdesk.services.letters import LetterService
from auditdesk.services.letters_templates import LetterTemplateService
from auditdesk.services.measures import MeasureService
from auditdesk.services.notice import NoticeService
from auditdesk.services.notice_life import NoticeLifeService
from auditdesk.services.notice_register import NoticeRegisterService
from auditdesk.services.office import Office, day_of
from auditdesk.services.office_editions import OfficeEditionService
from auditdesk.services.office_patterns import OfficePatternService
from auditdesk.services.office_settings import SettingService
from auditdesk.services.outside_findings import OutsideFindingService
from auditdesk.services.outside_retention import OutsideRetentionService
from auditdesk.services.parcel_arriving import holder_of, open_from_office
from auditdesk.services.parcels import ParcelService
from auditdesk.services.patterns import PatternService
from auditdesk.services.people import PeopleService, checked_login, checked_roles, keep_signing_key, key_file_cautions
from auditdesk.services.plan import PlanService
from auditdesk.services.remedy import RemedyService
from auditdesk.services.retention import RetentionService
from auditdesk.services.review import ReviewService
from auditdesk.services.samples import SampleService
from auditdesk.services.shipped_rules import read_shipped_rules
from auditdesk.services.sign_in_cautions import cautions, clock_doubt, superseded_cautions
from auditdesk.services.tables import TableService
from auditdesk.services.tips import TipService
from auditdesk.services.today import TodayService
from auditdesk.services.today_tasks import Counted
from auditdesk.services.trail import TrailService
from auditdesk.services.visit_reopening import ReopeningService
from auditdesk.services.visits import VisitService
from auditdesk.services.working_papers import WorkingPaperService
from auditdesk.store.keys import Cost, DataKey
from auditdesk.store.keys_cost import calibrated
from auditdesk.store.queries import parcels as parcel_queries
from auditdesk.store.queries import register
from auditdesk.store.store import Clock, Store, random_uid, utc_now

if TYPE_CHECKING:
    from auditdesk.exchange.parcel_files import Opening

Answer = TypeVar("Answer")


def fixed_clock(day: date) -> Clock:
    """A clock whose day is always ``day`` while its time of day goes on."""

    def now() -> datetime:
        return datetime.combine(day, utc_now().timetz())

    return now


class Desk:
    """One person at one open workspace; every act of windows and commands starts here. Close it when done."""

    def __init__(self, store: Store, key: DataKey, actor: PersonRow, cost: Cost | None, today: Callable[[], date]) -> None:
        self.store = store
        store.today = today
        office = self.office = Office(store, actor, today, read_shipped_rules)
        self.firms = FirmService(office)
        self.firm_lists = FirmListService(office)
        self.firm_records = FirmRecordService(office)
        self.contacts = ContactService(office)
        self.exceptions = ExceptionService(office)
        self.key_items = KeyItemService(office)
        self.office_editions = OfficeEditionService(office)
        self.plan = PlanService(office)
        self.absences = AbsenceService(office)
        self.visits = VisitService(office)
        self.fieldwork = FieldworkService(office)
        self.patterns = PatternService(office)
        self.office_patterns = OfficePatternService(office)
        self.finding_imports = FindingImportService(office, self.patterns)
        self.outside_findings = OutsideFindingService(office)
        self.samples = SampleService(office)
        self.interviews = InterviewService(office)
        self.reopening = ReopeningService(office)
        self.working_papers = WorkingPaperService(office)
        self.tips = TipService(office)
        self.leaks = LeakService(office)
        self.findings = FindingService(office)
        self.review = ReviewService(office, self.findings)
        self.finding_list = FindingListService(office, self.findings)
        self.views = ViewService(office)
        self.bulk = BulkService(office, self.findings, self.fieldwork)
        self.remedy = RemedyService(office)
        self.measures = MeasureService(office)
        self.letters = LetterService(office)
        self.letter_templates = LetterTemplateService(office)
        self.notice = NoticeService(office)
        self.notice_life = NoticeLifeService(office, self.leaks)
        self.notice_register = NoticeRegisterService(office, self.leaks, self.notice_life)
        self.people = PeopleService(office, key, cost)
        self.settings = SettingService(office)
        self.trail = TrailService(office, key)
        office.sign = self.trail.sign_off
        office.open_clashes = parcel_queries.open_clashes_of
        self.tables = TableService(office.sign, office.demand, store.clock, self.patterns.wordings)
        self.backups = BackupService(office, key)
        self.parcels = ParcelService(office, key, self.backups)
        self.evidence = EvidenceService(office)
        self.retention = RetentionService(office, self.backups)
        self.outside_retention = OutsideRetentionService(office, self.backups)
        self.care = CareService(office)
        self.drafts = DraftService(office)
        counted = Counted(
            office=office,
            firms=self.firms,
            visits=self.visits,
            plan=self.plan,
            review=self.review,
            finding_list=self.finding_list,
            remedy=self.remedy,
            letters=self.letters,
            letter_templates=self.letter_templates,
            parcels=self.parcels,
            tips=self.tips,
            notice_life=self.notice_life,
            notice_register=self.notice_register,
            exceptions=self.exceptions,
            key_items=self.key_items,
            office_editions=self.office_editions,
            office_patterns=self.office_patterns,
        )
        self.day = TodayService(counted)
        self.cautions: tuple[Caution, ...] = ()
        """What is to be told at sign-in although work can go on."""
        self.left_open: tuple[DraftRow, ...] = ()
        """Where this person's earlier window was, as it was kept when this desk was opened."""

    @classmethod
    def create(
        cls,
        home: Path,
        login: str,
        name: str,
        passphrase: str,
        roles: Iterable[str] = ("supervisor",),
        *,
        cost: Cost | None = None,
        clock: Clock = utc_now,
        today: date | None = None,
        new_uid: Callable[[], str] = random_uid,
        allow_synced: bool = False,
    ) -> tuple[Desk, str]:
        """A new encrypted workspace and its first person; returns the desk and the recovery code, shown once.

        ``clock`` stamps what is done; ``today`` fixes the day that is worked on and stamps nothing.
        ``allow_synced``: the person was told what a folder copied to a cloud does, and wants it there all the same.
        Raises what ``Store.create`` raises, and Refused for a malformed login or an unknown role.
        """
        login, roles = checked_login(login), checked_roles(roles)
        cost = cost or calibrated()
        actor = PersonRow(new_uid(), login, name.strip() or login, roles, True)

        def first(store: Store) -> None:
            with store.work(login, "people.add") as work:
                signing_key = store.public_signing_key()
                work.add(
                    Person(uid=actor.uid, login=login, name=actor.name, roles=json.dumps(list(roles)), signing_key=signing_key)
                )
                work.commit()

        store, key, recovery = Store.create(
            Workspace(home.absolute()),
            login,
            passphrase,
            cost=cost,
            name=name,
            first=first,
            clock=clock,
            new_uid=new_uid,
            allow_synced=allow_synced,
        )
        return cls(store, key, actor, cost, (lambda: today) if today else partial(day_of, clock)), recovery

    @classmethod
    def start_from_parcel(
        cls,
        home: Path,
        file: Path,
        opening: Opening,
        passphrase: str,
        *,
        cost: Cost | None = None,
        clock: Clock = utc_now,
        today: date | None = None,
        allow_synced: bool = False,
        progress: Progress = silent,
    ) -> Desk:
        """A laptop's workspace from nothing but a parcel: its first person is the one the parcel is for, under a passphrase of his own.

        Raises what ``create`` and ``parcels.receive`` raise; then nothing is left. The laptop has no recovery code to keep: what it
        holds is at the office as it left.
        """
        parcel = open_from_office(file, opening, progress)
        login, name, roles = holder_of(parcel)
        desk, _ = cls.create(home, login, name, passphrase, roles, cost=cost, clock=clock, today=today, allow_synced=allow_synced)
        try:
            desk.parcels.receive_opened(parcel, progress)
        except BaseException:
            desk.close()
            shutil.rmtree(home, ignore_errors=True)
            raise
        return desk

    @classmethod
    def open(
        cls,
        home: Path,
        login: str | None,
        passphrase: str,
        *,
        cost: Cost | None = None,
        clock: Clock = utc_now,
        today: date | None = None,
        new_uid: Callable[[], str] = random_uid,
    ) -> Desk:
        """Unlock an existing workspace for one person; ``clock`` and ``today`` as in ``create``.

        Raises what ``Store.open`` raises, and Refused ``login.disabled``."""
        store, key, opened_by = Store.open(Workspace(home.absolute()), login, passphrase, clock=clock, new_uid=new_uid)
        try:
            with store.read() as connection:
                actor = register.person(connection, opened_by)
            if actor is None:
                raise Unavailable("login.without_person", login=opened_by)
            if not actor.active:
                raise Refused("login.disabled", login=opened_by)
            keep_signing_key(store, actor.login)
            desk = cls(store, key, actor, cost, (lambda: today) if today else partial(day_of, clock))
            asked = (
                desk.trail.cautions,
                lambda: key_file_cautions(store, actor.login),
                lambda: cautions(store),
                lambda: superseded_cautions(desk.office),
            )
            nothing: tuple[Caution, ...] = ()
            desk.cautions = tuple(caution for ask in asked for caution in _readable(ask, nothing))
            desk.office.clock_doubt = _readable(lambda: clock_doubt(store), desk.office.clock_doubt)
            desk.left_open = _readable(lambda: desk.drafts.all(SESSION), ())
        except BaseException:
            store.close()
            raise
        return desk

    @property
    def actor(self) -> PersonRow:
        """Who acts, with the roles he had at his last act or at sign-in."""
        return self.office.actor

    def lock(self) -> None:
        """Close the database and forget the keys until ``unlock``; the workspace stays held. Waits for who reads or writes."""
        self.trail.close()
        self.store.lock()

    def unlock(self, passphrase: str) -> None:
        """The same person goes on. Raises Unavailable ``passphrase.wrong``, ``passphrase.wait``; locked it stays then."""
        self.store.unlock(self.actor.login, passphrase)

    def confirm(self, passphrase: str) -> None:
        """Whether the person who acts is the one who signed in, asked once more before an approval; takes as long as unlocking.

        Raises Unavailable ``confirm.wrong`` (``tries``, ``seconds`` to wait now) or ``passphrase.wait``; wrong tries count as at sign-in.
        """
        try:
            self.store.unlock(self.actor.login, passphrase)
        except Unavailable as wrong:
            if wrong.code != "passphrase.wrong":
                raise
            raise Unavailable("confirm.wrong", **wrong.values) from wrong

    def refusal(self, act: str) -> Refused | None:
        """Why this person may not do ``act`` (a key of ``rules.acts.ACTS``), for the button that is shown disabled; None = he may."""
        try:
            acts.demand(act, self.actor.login, self.actor.roles)
        except Refused as refused:
            return refused
        return None

    @property
    def rulebook(self) -> Rulebook:
        """All editions; read when first asked for."""
        return self.office.rulebook

    def today(self) -> date:
        """The day it is for this desk (a run may be told another than the clock's)."""
        return self.office.today()

    def subscribe(self, listener: Callable[[frozenset[str]], None]) -> None:
        """``listener`` hears the kinds of records after each commit, on the thread that committed."""
        self.store.subscribe(listener)

    def close(self) -> None:
        """Sign what was added and let the workspace go. Safe to call twice."""
        try:
            self.trail.close()
        finally:
            self.store.close()


def _readable(ask: Callable[[], Answer], otherwise: Answer) -> Answer:
    """``otherwise`` where a damaged page keeps it from being read: ``verify`` names the damage, and for that one has to come in."""
    try:
        return ask()
    except Unavailable:
        return otherwise
