"""The `kallan` command. Nothing heavy is imported before the command that needs it is known."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import KallanError
from ui.document_commands import add_documents


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; 0 for success, 1 where there was no answer or some file was refused, 2 for an error."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KallanError as error:
        print(f"kallan: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("kallan: avbrutet", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kallan", description="Källan svarar ur nätverkets egna dokument, med ordagranna och kontrollerade citat."
    )
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")
    _add_ingest(commands)
    _add_serve(commands)
    _add_questions(commands)
    add_documents(commands)
    _add_eval(commands)
    _add_doctor(commands)
    return parser


def _add_ingest(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "ingest", help="läs in filer, mappar och webbsidor", description="Läser in filer, mappar och webbsidor."
    )
    command.add_argument(
        "sources",
        nargs="*",
        metavar="FIL|MAPP|ADRESS",
        help="filer, mappar eller webbadresser (från de värdar som KALLAN_WEB_HOSTS nämner) att läsa in",
    )
    command.add_argument("--rebuild", action="store_true", help="bygg om indexet från det som redan är inläst")
    command.add_argument(
        "--password",
        action="append",
        default=[],
        metavar="LÖSENORD",
        help="öppna låsta filer med det (får anges flera gånger); syns i datorns processlista, "
        "men inte om du skriver - och sedan lösenorden, ett på varje rad",
    )
    command.set_defaults(run=_ingest)


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("serve", help="starta tjänsten och chatten", description="Startar tjänst och chatt.")
    command.add_argument("--host", help="adress att lyssna på (KALLAN_HOST)")
    command.add_argument("--port", type=int, help="port att lyssna på, 0 för en ledig (KALLAN_PORT)")
    command.set_defaults(run=_serve)


def _add_questions(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    ask = commands.add_parser("ask", help="ställ en fråga", description="Svarar på en fråga, med källor.")
    ask.add_argument("question", metavar="FRÅGA")
    ask.add_argument("--as-of", metavar="ÅÅÅÅ-MM-DD", help="svara utifrån vad som gällde den dagen")
    ask.add_argument("-k", type=int, default=3, help="högst så många citat (3)")
    ask.add_argument("--json", action="store_true", help="skriv svaret som JSON, som i HTTP-gränssnittet")
    ask.set_defaults(run=_ask)
    search = commands.add_parser(
        "search", help="sök textavsnitt", description="Söker de textavsnitt som ligger närmast."
    )
    search.add_argument("query", metavar="SÖKORD")
    search.add_argument("-k", type=int, default=10, help="högst så många avsnitt (10)")
    search.add_argument("--json", action="store_true", help="skriv träffarna som JSON, som i HTTP-gränssnittet")
    search.set_defaults(run=_search)


def _add_eval(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("eval", help="mät svaren", description="Mäter svaren på en fil med frågor.")
    command.add_argument("questions", type=Path, metavar="FRÅGOR.jsonl")
    command.add_argument("--out", type=Path, metavar="FIL", help="spara körningen, med en rad för varje fråga")
    command.add_argument("--html", type=Path, metavar="FIL", help="skriv mätningen som en sida att läsa")
    command.add_argument(
        "--compare", type=Path, metavar="KÖRNING", help="jämför med en sparad körning; 1 om något blev sämre"
    )
    command.add_argument("--documents", type=Path, metavar="MAPP", help="fråga om den mappen, inte om det inlästa")
    command.set_defaults(run=_eval)


def _add_doctor(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "doctor",
        help="pröva att allt fungerar",
        description="Prövar varje del som Källan behöver med de inställningar som gäller, och säger vad som kan göras "
        "åt det som brister. Ändrar ingenting. 1 om något inte fungerar.",
    )
    command.set_defaults(run=_doctor)


def _ingest(options: argparse.Namespace) -> int:
    from ui.commands import run_ingest_command

    return run_ingest_command(options.sources, rebuild=options.rebuild, passwords=options.password)


def _serve(options: argparse.Namespace) -> int:
    from ui.serving import serve

    return serve(options.host, options.port)


def _ask(options: argparse.Namespace) -> int:
    from ui.commands import run_ask

    return run_ask(options.question, options.as_of, options.k, as_json=options.json)


def _search(options: argparse.Namespace) -> int:
    from ui.commands import run_search

    return run_search(options.query, options.k, as_json=options.json)


def _doctor(options: argparse.Namespace) -> int:  # noqa: ARG001 - as every command
    from ui.commands import run_doctor

    return run_doctor()


def _eval(options: argparse.Namespace) -> int:
    from evals.command import run_eval

    report, no_worse = run_eval(
        options.questions, out=options.out, html=options.html, against=options.compare, documents=options.documents
    )
    print(report)
    return 0 if no_worse else 1


if __name__ == "__main__":
    sys.exit(main())
