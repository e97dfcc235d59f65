"""``inzet hybrid``: a case through its four steps; thin over `inzet.dossiers.hybrid`."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import click

from inzet.cli.command import (
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    moments,
    write_examples,
)
from inzet.cli.hybrid_options import case_argument, moved_by, tell, text_option
from inzet.cli.login import by_option
from inzet.cli.output import print_json
from inzet.cli.sourced import hand, opened, written_by

EXAMPLES = (
    Example("inzet status hybrid", "Where every case stands"),
    Example("inzet hybrid show harbour-cables", "One case, with all its steps hold"),
)


class HybridGroup(click.Group):
    """The commands of a hybrid case, in the order of its steps."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use."""
        return list(self.commands)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(EXAMPLES, formatter)


@click.group("hybrid", cls=HybridGroup, short_help="A hybrid case, step by step")
def hybrid() -> None:
    """A hybrid case through its four steps: threat picture, objectives, instruments and response
    options, evaluation.

    Everything that is written has a source, belongs to the step where the case stands, and hangs
    on something: an option on its objectives, an evaluation on an option that was chosen.
    """


@command(
    "open",
    short_help="Open a case",
    examples=(
        Example(
            "inzet hybrid open harbour-cables --title 'Cables cut near the harbour'"
            " --text 'Two cables failed within a day' --ground 'asked by the minister'",
            "Open a case; it stands at its first step",
        ),
    ),
)
@case_argument
@click.option("--title", required=True, metavar="WORDS", help="What it is called.")
@text_option
@click.option("--beside", multiple=True, metavar="DOSSIER", help="Hybrid dossiers with papers.")
@written_by
@json_option
def open_(case: str, title: str, text: str, beside: tuple[str, ...], **given: Any) -> None:
    """Open CASE (a name such as harbour-cables); it stands at its first step."""
    from inzet.dossiers.hybrid import open_case

    tell("opened", open_case(*opened(), case, hand(**given), title=title, text=text, beside=beside))


@command(
    "assess",
    short_help="Step 1: add to the threat picture",
    examples=(
        Example(
            "inzet hybrid assess harbour-cables --text 'An anchor was dragged on purpose'"
            " --reliability B --credibility 2 --likelihood likely --confidence moderate"
            " --domain infrastructure --tool sabotage --source 'harbour police, report 12'",
            "A graded assessment with its source",
        ),
    ),
)
@case_argument
@text_option
@click.option("--reliability", required=True, metavar="A-F", help="Of the source: A to F.")
@click.option("--credibility", required=True, metavar="1-6", help="Of the information: 1 to 6.")
@click.option("--likelihood", metavar="TERM", help="How likely it is, such as likely.")
@click.option("--confidence", metavar="TERM", help="In the judgement: low, moderate, high.")
@click.option("--domain", "domains", multiple=True, metavar="DOMAIN", help="Where it works.")
@click.option("--tool", "tools", multiple=True, metavar="TOOL", help="What it works with.")
@click.option("--phase", metavar="PHASE", help="priming, destabilisation or coercion.")
@click.option(
    "--rests-on",
    multiple=True,
    metavar="ID",
    help="A STIX object (id, or code such as T0002) or a statement; may be repeated.",
)
@written_by
@json_option
def assess(
    case: str,
    text: str,
    reliability: str,
    credibility: str,
    likelihood: str | None,
    confidence: str | None,
    domains: tuple[str, ...],
    tools: tuple[str, ...],
    phase: str | None,
    rests_on: tuple[str, ...],
    **given: Any,
) -> None:
    """Add a graded assessment to the threat picture of CASE."""
    from inzet.dossiers.hybrid import assess as write

    written = write(
        *opened(),
        case,
        hand(**given),
        text=text,
        reliability=reliability,
        credibility=credibility,
        likelihood=likelihood,
        confidence=confidence,
        domains=domains,
        tools=tools,
        phase=phase,
        rests_on=rests_on,
    )
    tell("added", written)


@command(
    "objective",
    short_help="Step 2: what is to be reached",
    examples=(
        Example(
            "inzet hybrid objective harbour-cables --text 'No cable fails unseen'"
            " --ground 'agreed by the steering group'",
            "What is to be reached",
        ),
    ),
)
@case_argument
@text_option
@written_by
@json_option
def objective(case: str, text: str, **given: Any) -> None:
    """Add to CASE what is to be reached."""
    from inzet.dossiers.hybrid import add_objective

    tell("added", add_objective(*opened(), case, hand(**given), text=text))


@command(
    "option",
    short_help="Step 3: what can be done",
    examples=(
        Example(
            "inzet hybrid option harbour-cables --text 'Patrol the route' --serves OBJECTIVE"
            " --instrument military-presence --ground 'proposed by the coast guard'",
            "What can be done, for which objective",
        ),
    ),
)
@case_argument
@text_option
@click.option(
    "--serves", multiple=True, metavar="ID", help="The objective it is for; may be repeated."
)
@click.option(
    "--instrument", "instruments", multiple=True, metavar="INSTRUMENT", help="What it works with."
)
@written_by
@json_option
def option(
    case: str, text: str, serves: tuple[str, ...], instruments: tuple[str, ...], **given: Any
) -> None:
    """Add to CASE what can be done, for one or more objectives."""
    from inzet.dossiers.hybrid import add_option

    written = add_option(
        *opened(), case, hand(**given), text=text, serves=serves, instruments=instruments
    )
    tell("added", written)


@command(
    "choose",
    short_help="Step 3: an option is used",
    examples=(
        Example(
            "inzet hybrid choose harbour-cables OPTION --text 'From May on, by two ships'"
            " --ground 'decided by the council of ministers'",
            "An option is used from now on",
        ),
    ),
)
@case_argument
@click.argument("chosen", metavar="OPTION")
@text_option
@written_by
@json_option
def choose(case: str, chosen: str, text: str, **given: Any) -> None:
    """Say that OPTION of CASE (its id) is used, and how."""
    from inzet.dossiers.hybrid import choose as write

    tell("added", write(*opened(), case, hand(**given), option=chosen, text=text))


@command(
    "evaluate",
    short_help="Step 4: whether an option worked",
    examples=(
        Example(
            "inzet hybrid evaluate harbour-cables OPTION --outcome worked"
            " --text 'No cable failed in six months' --source 'operator, monthly figures'",
            "Whether an option that was used has worked",
        ),
    ),
)
@case_argument
@click.argument("evaluated", metavar="OPTION")
@click.option(
    "--outcome",
    required=True,
    metavar="OUTCOME",
    help="worked, worked in part, did not work, or not known yet.",
)
@text_option
@written_by
@json_option
def evaluate(case: str, evaluated: str, outcome: str, text: str, **given: Any) -> None:
    """Say whether OPTION of CASE (its id), which was chosen, has worked."""
    from inzet.dossiers.hybrid import evaluate as write

    written = write(*opened(), case, hand(**given), option=evaluated, outcome=outcome, text=text)
    tell("added", written)


@command(
    "lesson",
    short_help="Step 4: what was learnt",
    examples=(
        Example(
            "inzet hybrid lesson harbour-cables --text 'Ask operators for alarms within an hour'"
            " --ground 'evaluation meeting'",
            "What other cases may use",
        ),
    ),
)
@case_argument
@text_option
@click.option("--evaluation", metavar="ID", help="The evaluation that it comes from.")
@written_by
@json_option
def lesson(case: str, text: str, evaluation: str | None, **given: Any) -> None:
    """Add to CASE what was learnt; cases that share something with it will show it."""
    from inzet.dossiers.hybrid import add_lesson

    tell("added", add_lesson(*opened(), case, hand(**given), text=text, evaluation=evaluation))


@command(
    "proceed",
    short_help="Go on to the next step",
    examples=(
        Example(
            "inzet hybrid proceed harbour-cables --ground 'the picture is agreed'",
            "Go on to the next step; from the last one the case is closed",
        ),
    ),
)
@case_argument
@moved_by
@json_option
def proceed(case: str, by: str, on: dt.date | None, ground: str) -> None:
    """Take CASE to its next step; from the last one it is closed."""
    from inzet.dossiers.hybrid import proceed as write

    tell("moved", write(*opened(), case, hand(by, on, ground)))


@command(
    "reopen",
    short_help="Go back to an earlier step",
    examples=(
        Example(
            "inzet hybrid reopen harbour-cables 1 --ground 'a third cable failed'",
            "Go back to the threat picture; what later steps hold stays",
        ),
    ),
)
@case_argument
@click.argument("step", metavar="STEP")
@moved_by
@json_option
def reopen(case: str, step: str, by: str, on: dt.date | None, ground: str) -> None:
    """Take CASE back to STEP (1 to 4, or its name), which it has left."""
    from inzet.dossiers.hybrid import reopen as write

    tell("moved", write(*opened(), case, hand(by, on, ground), step=step))


@command(
    "withdraw",
    short_help="Take an entry back",
    examples=(
        Example(
            "inzet hybrid withdraw harbour-cables LAST --ground 'entered twice'",
            "Take an entry back; its history stays",
        ),
    ),
)
@case_argument
@click.argument("entry", metavar="ID")
@click.option("--ground", required=True, metavar="WORDS", help="Why.")
@by_option
@json_option
def withdraw(case: str, entry: str, ground: str, by: str) -> None:
    """Take the entry ID of CASE back, where the case stands at its step and nothing hangs on it."""
    from inzet.dossiers.hybrid import withdraw as write

    tell("withdrawn", write(*opened(), case, entry, by=by, ground=ground))


@command(
    "show",
    short_help="One case, whole",
    examples=(
        Example("inzet hybrid show harbour-cables", "One case, with all its steps hold"),
        Example("inzet hybrid show harbour-cables --language nl", "The same in Dutch"),
    ),
)
@case_argument
@click.option(
    "--language",
    type=click.Choice(["en", "nl"]),
    default="en",
    show_default=True,
    metavar="LANGUAGE",
    help="Of sentences and titles: en or nl.",
)
@click.option("--table", metavar="TABLE", help="Only this table.")
@moments
@csv_option
@json_option
def show(case: str, language: str, table: str | None) -> None:
    """Show CASE: where it stands, what its steps hold, and what other cases learnt."""
    from inzet.cli.answers import answer_json, print_answer, print_answer_csv
    from inzet.dossiers import answer
    from inzet.dossiers.hybrid import dossier_of

    chosen = invocation()
    found = answer(chosen.view(), dossier_of(case), language=language)
    if chosen.as_json:
        print_json(answer_json(found))
    elif chosen.as_csv:
        print_answer_csv(found, table)
    else:
        print_answer(found, table)


@command(
    "vocabulary",
    short_help="Domains, tools, instruments, steps",
    examples=(
        Example("inzet hybrid vocabulary", "The words of hybrid cases, as JSON"),
        Example("inzet hybrid vocabulary --misp", "The same as a MISP taxonomy"),
    ),
)
@click.option("--misp", is_flag=True, help="As MISP's taxonomies have it: machinetag.json.")
@click.option("--grades", is_flag=True, help="How assessments and options are graded.")
def vocabulary(misp: bool, grades: bool) -> None:
    """Print the vocabulary of hybrid cases as JSON, with its sources; it needs no record."""
    from inzet.dossiers.hybrid import vocabulary as words
    from inzet.dossiers.hybrid.taxonomy import machinetag
    from inzet.vocabulary.errors import InputError

    if misp and grades:
        raise InputError(
            "one file at a time", where="--misp --grades", fix="Leave one of the two away."
        )
    shown = machinetag() if misp else words.published("grades" if grades else "hybrid")
    sys.stdout.write(shown.decode())


for _command in (
    open_,
    assess,
    objective,
    option,
    choose,
    evaluate,
    lesson,
    proceed,
    reopen,
    withdraw,
    show,
    vocabulary,
):
    hybrid.add_command(_command)
