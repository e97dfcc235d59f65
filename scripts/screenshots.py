"""Pictures of every page, in light and dark and at the width of a phone.

    python scripts/screenshots.py FOLDER [--record PATH]

Without a record it reads the samples into a new one. Needs Chromium (see tests/web/serving.py).
"""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from playwright.sync_api import Browser, BrowserContext  # noqa: E402

from inzet.accounts import Accounts  # noqa: E402
from inzet.meetings import chain, standings  # noqa: E402
from inzet.reading.intake import take  # noqa: E402
from inzet.record import Record, View  # noqa: E402
from inzet.vocabulary.markings import PUBLIC  # noqa: E402
from inzet.web.app import create_app  # noqa: E402
from inzet.writing.compose import compose  # noqa: E402
from inzet.writing.drawer import Person, desk, keep  # noqa: E402
from tests.web.serving import chromium, served  # noqa: E402

SAMPLES = ROOT / "src" / "inzet" / "samples"
VIEWS: dict[str, dict[str, object]] = {
    "light": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "wall": {"viewport": {"width": 2560, "height": 1440}, "color_scheme": "light"},
}
LET_IN = {
    "account": "/account",
    "admin-people": "/admin/people",
    "admin-person": "/admin/people/j.bakker?lang=nl",
    "admin-audit": "/admin/audit",
}
"""Pages of people with accounts, as who administers sees them."""


def read_samples(folder: Path) -> Path:
    """A new record with the sample papers in it."""
    path = folder / "samples.db"
    with Record.create(path, "Ministry of Examples") as record:
        for sample in sorted(SAMPLES.glob("*.html")):
            take(record, sample.read_bytes(), name=sample.name, marking=PUBLIC, not_same=True)
    return path


def pages(record: Record) -> dict[str, str]:
    """The pages to picture, by name, with the fullest paper, meeting and dossier."""
    view = record.view(record.reader())
    papers = view.papers().items
    found = {
        "home": "/",
        "papers": "/papers",
        "meetings": "/meetings",
        "dossiers": "/dossiers",
        "commitments": "/commitments",
        "motions": "/motions",
        "search": "/search?q=NAVO",
        "search-narrowed": "/search?q=NAVO&act=position",
        "positions": "/positions?lang=nl",
        "changes": "/changes",
        "changes-new": "/changes/new",
        "language": "/language",
        "language-phrase": "/language?phrase=opendeurbeleid+van+de+NAVO&lang=nl",
        "library": "/library",
        "objects": "/objects",
        "requests": "/requests",
        "write-practice": "/add/practice",
        "review": "/review",
        "exchange": "/exchange",
        "review-rules": "/review/rules",
        "write": "/add",
        "write-position": "/add/statement?source=outside",
        "write-meeting": "/add/meeting",
        "notes": "/notes",
        "admin": "/admin",
        "admin-audiences": "/admin/audiences",
        "tearlines": "/tearlines",
        "drafts": "/drafts",
        "api": "/api",
        "alerts": "/alerts",
        "error": "/papers/none",
        "error-date": "/?as_of=soon",
    }
    if papers:
        fullest = max(papers, key=lambda row: len(view.paper_statements(row.id)))
        paper = f"/papers/{fullest.id[:12]}"
        statement = view.paper_statements(fullest.id)[-1]
        found |= {
            "paper": paper,
            "paper-blanks": f"{paper}?unrecognised=1",
            "paper-new": f"{paper}?taken=new",
            "paper-add": f"{paper}?add=1",
            "statement": f"/statements/{statement.identity}",
        }
    meetings = [each for each in chain(view) if not each.mentioned_only]
    if meetings:
        meeting = max(meetings, key=lambda each: len(each.notice.sessions))
        said = meeting.papers[0].said if meeting.papers else None
        day = (said or dt.date.today()) + dt.timedelta(days=3)
        found |= {"meeting": f"/meetings/{meeting.id}", "cycle": f"/meetings/{meeting.id}/cycle"}
        found |= {"home-then": f"/?as_of={day}&lang=nl"}
        found |= {"beside": f"/meetings/{meeting.id}/beside?lang=nl"}
        found |= {"commitments-then": f"/commitments?as_of={day}&lang=nl"}
        found |= drafts(record, meeting.id, day)
    found |= figures(view)
    dossiers = standings(view)
    if dossiers:
        most = max(dossiers, key=lambda each: each.counts.get("position", 0)).dossier
        found |= {"positions-dossier": f"/positions?dossier={most}"}
        found |= {"positions-one": f"/positions/NLD/{most}"}
        # The fullest of each procedure is the one whose picture has most to show.
        for each in sorted(dossiers, key=lambda each: (each.total, each.data)):
            found[f"dossier-{each.procedure}"] = f"/dossiers/{each.dossier}"
            found[f"procedure-{each.procedure}"] = f"/dossiers/{each.procedure}?lang=nl"
    return found


def figures(view: View) -> dict[str, str]:
    """The pages with pictures of figures and of work, as far as the record has them."""
    known = set(view.dossiers())
    wanted = {
        "pledge": "pledge/wales-2014",
        "pledge-hague": "pledge/the-hague-2025",
        "assistance": "assistance/ucap",
        "criteria": "criteria/ukraine",
    }
    found = {name: f"/dossiers/{path}" for name, path in wanted.items() if path in known}
    if "pledge" in found:
        found["pledge-editions"] = f"{found['pledge']}?year=2023&against=2023-07&lang=nl"
        found["pledge-paths"] = f"{found['pledge']}?table=paths"
    cases = [each for each in view.dossiers("hybrid") if each != "hybrid/nato"]
    return found | {f"case-{each[7:]}": f"/dossiers/{each}" for each in cases[:1]}


def drafts(record: Record, meeting: str, day: dt.date) -> dict[str, str]:
    """Two drafts in the drawer, and their pages."""
    own = desk(record, Person.named(getpass.getuser()), record.reader())
    for kind in ("agenda", "debate"):
        keep(own, compose(record, own.reader, kind, meeting, language="nl", on=day))
    agenda = f"/drafts/agenda/{meeting}/nl"
    return {
        "draft-agenda": f"{agenda}?lang=nl",
        "draft-debate": f"/drafts/debate/{meeting}/nl",
        "draft-release": f"{agenda}/release?marking=PUBLIC",
    }


def house(path: Path, folder: Path) -> tuple[Path, Accounts]:
    """A copy of a record, with three people who may log in; nothing is made beside the record."""
    copy = folder / "house.db"
    with Record.open(path):
        # What stands in the log beside the file goes into it when the last one lets go.
        pass
    for suffix in ("", ".key", ".head"):
        if path.with_name(path.name + suffix).exists():
            shutil.copy(path.with_name(path.name + suffix), copy.with_name(copy.name + suffix))
    accounts = Accounts(copy)
    people = accounts.people
    noor = people.add("n.visser", roles=["administrator", "editor"], shown="Noor Visser")
    people.add("j.bakker", roles=["reviewer", "releaser"], shown="Joris Bakker")
    people.add("a.devries", roles=["reader"], shown="Anna de Vries", markings=[])
    people.change("a.devries", active=False)
    accounts.tokens.make(noor, "calendar on the phone")
    with Record.open(copy) as record:
        found = record.view(record.reader()).papers(limit=2).items
        for each in found:
            accounts.audit.note("j.bakker", "read", f"/papers/{each.id[:12]}", [each.id])
    return copy, accounts


def let_in(accounts: Accounts, site: str) -> Callable[[BrowserContext], None]:
    """Has a browser be logged in as who administers."""

    def enter(context: BrowserContext) -> None:
        opened = accounts.admit(accounts.people.named("n.visser"), agent="Firefox", address="::1")
        context.add_cookies([{"name": "inzet", "value": opened.secret, "url": site}])

    return enter


def picture(
    browser: Browser,
    site: str,
    wanted: dict[str, str],
    folder: Path,
    enter: Callable[[BrowserContext], None] = lambda _: None,
) -> int:
    """Every page in every view; gives how many."""
    taken = 0
    for name, settings in VIEWS.items():
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        enter(context)
        page = context.new_page()
        for title, path in wanted.items():
            page.goto(site + path, wait_until="networkidle")
            page.evaluate("document.fonts.ready")
            page.screenshot(path=folder / f"{title}-{name}.png", full_page=True)
            taken += 1
        context.close()
    return taken


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--only", default="", help="names of pages, parted by commas")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        path = options.record or read_samples(Path(made))
        open_record: Callable[[], Record] = lambda: Record.open(path)  # noqa: E731
        with open_record() as record:
            wanted = pages(record)
        only = set(options.only.split(",")) - {""} or {*wanted, *LET_IN, "login"}
        wanted = {name: path for name, path in wanted.items() if name in only}
        inside = {name: path for name, path in LET_IN.items() if name in only}
        copy, accounts = house(path, Path(made))
        with chromium() as browser:
            with served(create_app(open_record)) as site:
                taken = picture(browser, site, wanted, options.folder)
            with served(create_app(lambda: Record.open(copy), accounts=accounts)) as site:
                if "login" in only:
                    taken += picture(browser, site, {"login": "/login"}, options.folder)
                taken += picture(browser, site, inside, options.folder, let_in(accounts, site))
        accounts.close()
    print(f"{taken} pictures in {options.folder}")


if __name__ == "__main__":
    main()
