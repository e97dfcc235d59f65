"""The pledges in sentences: who meets what, by which edition, of how many."""

from __future__ import annotations

from inzet.dossiers.answer import Among, Answer, Asked, Cell, Sentence, Table, Used
from inzet.dossiers.numbers import number
from inzet.dossiers.pledge import comparing, drawn, tables
from inzet.dossiers.pledge.arithmetic import mean_size
from inzet.dossiers.pledge.counting import NO_FORCES, Met, day_of_year
from inzet.dossiers.pledge.differing import differing_table
from inzet.dossiers.pledge.kinds import EUROPE_AND_CANADA, NATO, SHARE
from inzet.dossiers.pledge.numbers import plain
from inzet.dossiers.pledge.options import Choices
from inzet.dossiers.pledge.paths import Aim, Path
from inzet.dossiers.pledge.plain import plain_state
from inzet.dossiers.pledge.state import State
from inzet.dossiers.pledge.values import GROUPS, all_values, count_value, total_value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow


def tell(state: State, asked: Asked, choices: Choices, words: Wording) -> Answer:
    """The answer to a question about the pledges."""
    headline = [*_agreements(state, words), *_figures(state, words)]
    found: list[Table | None] = [
        tables.agreements_table(state, words),
        tables.years_table(state, words),
    ]
    aim = comparing.aim_of(state, choices)
    if aim is not None:
        ways = comparing.ways(state, aim)
        found.append(comparing.allies_table(state, ways, aim, words))
        if aim.by is not None:
            headline.append(_path(ways, aim, words))
            found.append(comparing.path_table(ways, aim, words))
    found += [
        drawn.paths_table(state, words),
        tables.editions_table(state, words),
        differing_table(state, words),
        tables.groups_table(state, words),
    ]
    if choices.against is not None:
        sentence, table = _revision(state, choices.against, words)
        headline.append(sentence)
        found.append(table)
    return Answer(
        procedure="pledge",
        asked=asked,
        title=_title(state, asked, words),
        line=line(state, words),
        headline=tuple(headline),
        tables=tuple(each for each in found if each is not None),
        pictures=drawn.pictures(state, choices, words),
        said=_said(state),
        values=all_values(state, words),
        editions=tuple(state.sheets),
        used=_used(state, words),
        among=_among(state),
        state=plain_state(state),
    )


def _title(state: State, asked: Asked, words: Wording) -> str:
    if asked.dossier is None or len(state.agreements) != 1:
        return words("title")
    one = state.agreements[0]
    name, where = one.name.value or asked.dossier, words.concept(one.where.value)
    if not one.made:
        return words("title.expected", name=name, where=where)
    return words("title.one", name=name, where=where, year=one.year.value if one.year else "")


def line(state: State, words: Wording) -> Cell:
    """The state in a few words."""
    shares = [target for target in state.targets() if target.measured == SHARE]
    if state.year is not None and shares:
        met = state.met(shares[-1:], state.year)
        if met.of:
            value = count_value(state, met, words)
            told = {
                "n": value.value,
                "of": len(met.of),
                "value": plain(words, shares[-1].value),
                "year": state.year,
                "edition": met.edition,
            }
            return Cell(
                words("line.met", **told),
                value,
                share=value.value / len(met.of) if met.complete else None,
                figure=words("line.figure", **told),
                beside=words("line.beside", **told),
            )
    for each in state.agreements:
        key = "line.agreed" if each.made else "line.expected"
        year = each.year.value if each.year else ""
        return Cell(words(key, where=words.concept(each.where.value), year=year), each.where)
    return Cell(words("line.none"), tone="soft")


def _agreements(state: State, words: Wording) -> list[Sentence]:
    if not state.agreements and not state.wanted:
        return [Sentence(words("agreement.none", day=words.day(state.on)))]
    found = []
    for each in state.agreements:
        if not each.made:
            name = each.name.value or each.dossier
            name = name[:1].upper() + name[1:]
            text = words("agreement.expected", name=name, where=words.concept(each.where.value))
            found.append(Sentence(text, each.sources))
    return found


def _figures(state: State, words: Wording) -> list[Sentence]:
    year = state.year
    if year is None:
        return [Sentence(words("figures.none", day=words.day(state.on)))]
    found: list[Sentence] = []
    for targets in [(each,) for each in state.targets()] + state.bundles():
        met = state.met(targets, year)
        if met.of:
            found.append(_met(state, met, words, first=not found))
    used = _used(state, words)
    assert used is not None
    found.append(Sentence(used.words))
    found += _editions(state, year, words)
    found += _totals(state, year, words)
    for later in sorted(set(state.chosen) - set(range(year + 1))):
        sheet = state.sheets[state.chosen[later].edition]
        having = sheet.parties(SHARE, later) - set(GROUPS)
        found.append(Sentence(words("edition.later", year=later, n=len(having))))
    return found + _unmeasured(state, words)


def _used(state: State, words: Wording) -> Used | None:
    if state.year is None:
        return None
    chosen = state.chosen[state.year]
    told = words("edition.used", edition=chosen.edition, rule=words(f"rule.{chosen.rule}"))
    return Used(chosen.edition, told)


def _among(state: State) -> dict[str, Among]:
    """The years and editions there are, and the editions of the year to compare with."""
    if state.year is None:
        return {}
    used, having = state.chosen[state.year].edition, state.editions(state.year)
    years = tuple(str(each) for each in sorted(state.chosen))
    without = tuple(each for each in state.sheets if each not in having)
    return {
        "year": Among(years, str(state.year)),
        "edition": Among(tuple(state.sheets), used, without),
        "against": Among(tuple(each for each in having if each != used)),
    }


def _unmeasured(state: State, words: Wording) -> list[Sentence]:
    found: dict[str, Sentence] = {}
    for agreement in state.agreements:
        measured = agreement.measurable()
        for each in agreement.targets:
            if each.value not in measured:
                what = tables.target_words(each.value, words)
                text = words("agreement.unmeasured", target=what)
                found.setdefault(text, Sentence(text, each.sources))
    return list(found.values())


def _met(state: State, met: Met, words: Wording, *, first: bool) -> Sentence:
    """How many of the allies meet it, of how many; and what the tables, the inputs and the
    publisher give where that is another number. Who has no figures is told once."""
    day = words.day(day_of_year(met.year, state.on))
    count = len(met.allies_meeting)
    key, value = "met.both", ""
    if len(met.targets) == 1:
        key = "met.share" if met.targets[0].measured == SHARE else "met.equipment"
        value = plain(words, met.targets[0].value)
    of = "met.of" if first else "met.of_short"
    parts = [words(of, of=len(met.allies_of), allies=len(met.allies), day=day)]
    if first and met.complete and met.without:
        key_without = "met.no_forces" if set(met.without) == NO_FORCES else "met.without"
        parts.append(words(key_without, parties=words.parties(met.without)))
    head = words(key, n=count, value=value, year=met.year)
    if not met.complete:
        head = words("met.least", told=head)
    told = [f"{head}: {'; '.join(parts)}."]
    if met.edition != state.chosen[met.year].edition:
        told.append(words("met.edition", edition=met.edition))
    if not met.complete:
        told.append(words("met.incomplete", n=len(set(met.without) - NO_FORCES)))
    if met.later and (first or met.allies_meeting != met.parties):
        later = words.parties(met.later)
        told.append(words("met.tables", later=later, n=len(met.parties), of=len(met.of)))
    told += _inputs(state, met, words)
    told += [
        words("met.published", n=other.value)
        for other in count_value(state, met, words).others
        if other.sources and other.sources[0].content.get("unit") == "count"
    ]
    return Sentence(" ".join(told), met.sources)


def _inputs(state: State, met: Met, words: Wording) -> list[str]:
    if met.recomputed is None or len(met.targets) != 1 or met.recomputed == met.parties:
        return []
    below = sorted(set(met.parties) ^ set(met.recomputed))
    sheet, metric = state.sheets[met.edition], met.targets[0].measured
    values, published = [], []
    for party in below:
        again = sheet.recomputed(metric, [party], met.year)
        cell = sheet.cell(metric, party, met.year)
        assert again is not None
        assert cell is not None
        values.append(number(words, again.value, 3))
        published.append(number(words, cell.value))
    return [
        words(
            "met.inputs",
            n=len(met.recomputed),
            parties=words.parties(below),
            values=words.listed(values),
            published=words.listed(published),
        )
    ]


def _editions(state: State, year: int, words: Wording) -> list[Sentence]:
    """What the others say of the first target, complete or not, and their publishers' counts."""
    shares = [target for target in state.targets() if target.measured == SHARE]
    if not shares:
        return []
    told: list[str] = []
    rows: list[StatementRow] = []
    published = state.published(shares[0], year)
    used = state.chosen[year].edition
    for edition in sorted({*state.editions(year), *(each.edition for each in published)}):
        met = state.met(shares[:1], year, edition) if edition in state.sheets else None
        counts = [each for each in published if each.edition == edition]
        if edition == used:
            continue
        if met is not None and met.of:
            key = "edition.other" if met.complete else "edition.partial"
            told.append(words(key, n=len(met.parties), of=len(met.of), edition=edition))
            rows += met.sources
        if counts and (met is None or not met.complete or counts[0].value != len(met.parties)):
            told.append(words("edition.publisher", n=counts[0].value, edition=edition))
        rows += [each.row for each in counts]
    if not told:
        return []
    return [Sentence(words("edition.others", year=year, list=words.listed(told)), tuple(rows))]


def _totals(state: State, year: int, words: Wording) -> list[Sentence]:
    europe, nato = (
        total_value(state.total(group, year), words) for group in (EUROPE_AND_CANADA, NATO)
    )
    if europe is None:
        return []
    shown = number(words, europe.value, 3)
    if nato is None:
        return [Sentence(words("totals.europe", europe=shown, year=year), europe.sources)]
    text = words("totals", europe=shown, nato=number(words, nato.value, 3), year=year)
    return [Sentence(text, (*europe.sources, *nato.sources))]


def _path(ways: list[Path], aim: Aim, words: Wording) -> Sentence:
    there = [way for way in ways if way.points >= 0]
    lines = [way.trend for way in ways if way.trend is not None]
    trending = [line for line in lines if line.at(aim.by or aim.year) >= aim.target]
    text = words(
        "path.sum",
        target=plain(words, aim.target),
        by=aim.by,
        n=len(there),
        of=len(ways),
        year=aim.year,
        first=aim.year - aim.over,
        trend=len(trending),
        known=len(lines),
    )
    rows = [row for way in ways for row in (*way.share.sources, *way.trend_sources)]
    return Sentence(text, tuple({row.identity: row for row in rows}.values()))


def _revision(state: State, against: str, words: Wording) -> tuple[Sentence, Table | None]:
    every, before, after = comparing.revision(state, against)
    year = state.year
    assert year is not None
    names = {"before": before.edition, "after": after.edition, "year": year}
    mean = mean_size(every)
    if mean is None:
        return Sentence(words("revision.none", **names)), None
    table = comparing.revision_table(every, before, after, year, words)
    first = every[0]
    text = words(
        "revision.sum",
        **names,
        changed=len(table.rows) if table else 0,
        of=len(every),
        mean=number(words, mean),
        most=number(words, abs(first.points)),
        party=words.party(first.party),
        from_=number(words, first.before),
        to=number(words, first.after),
    )
    cells = [sheet.cell(SHARE, each.party, year) for each in every for sheet in (before, after)]
    rows = tuple(row for cell in cells if cell is not None for row in cell.sources)
    return Sentence(text, rows), table


def _said(state: State) -> tuple[StatementRow, ...]:
    """What papers in the record say of the agreements."""
    rows = [row for each in state.agreements for row in each.sources if row.paper is not None]
    return tuple({row.identity: row for row in rows}.values())
