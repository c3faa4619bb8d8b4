"""The commands and their help. What each does is in the module of its name."""

from __future__ import annotations

import typer

from pipelines.cli import (
    audit,
    dev,
    discrepancies,
    doctor,
    export,
    lake,
    prune,
    review,
    run,
    serve,
    show,
    site,
    sources,
    sql,
    status,
    verdict,
)

app = typer.Typer(
    name="yusuan",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""
Chinese government budgets and final accounts, from PDF to a DuckDB warehouse that can be trusted.

[bold]Start[/bold]  put PDFs in data/raw/, then

  yusuan run                      read what is new, check it, publish it
  yusuan status                   what is published, held back, and since when
  yusuan sources                  where reports are fetched from: add, check, try, status
  yusuan site --open              the pages people read: what may be used, what is wrong and where
  yusuan discrepancies            what does not add up, why, on which page
  yusuan verdict                  what people decided on findings; the precision of rules by it
  yusuan review report.pdf        one report alone, before it is published; no warehouse needed
  yusuan show --table 6 --row 住房公积金   the page a figure was read from, its cell outlined
  yusuan audit                    amounts drawn at random, each beside the crop of its page
  yusuan sql "select sum(amount_yuan) from expenditure"
  yusuan export --xlsx budgets.xlsx   the analyst tables as a workbook, CSV or Parquet
  yusuan lake                     the same tables as a lake: how to attach it, which publications it goes back to
  yusuan doctor                   is this installation well: disk, lock, versions, schedules, last run
  yusuan prune --dry-run          what nobody needs any more: old runs, pages of the publication before

The published warehouse is data/warehouse/yusuan.duckdb: open it read-only in DuckDB, Python or a BI tool.
""",
)
app.command("run")(run.run)
app.command("status")(status.status)
app.add_typer(sources.app, name="sources")
app.command("discrepancies")(discrepancies.discrepancies)
app.command("verdict")(verdict.verdict)
app.command("review")(review.review)
app.command("show")(show.show)
app.command("site")(site.site)
app.command("sql")(sql.sql)
app.command("export")(export.export)
app.command("lake")(lake.lake)
app.command("audit")(audit.audit)
app.command("dev")(dev.dev)
app.command("serve")(serve.serve)
app.command("doctor")(doctor.doctor)
app.command("prune")(prune.prune)
