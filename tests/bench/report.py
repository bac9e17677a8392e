"""Turns the samples of build.py into Markdown tables.

Times are medians. A ratio is the median of the ratios of runs of the same round, so
that a machine whose speed changes between rounds does not spoil it.
"""

import os
from statistics import median

PEERS = ["Hugo", "Hugo and Pagefind", "Zola light with search"]
COLUMNS = [
    "pages", "what", "wall s", "from–to", "CPU s", "peak MiB", "pages/s", "output MB", "files",
    *(f"{what} / {peer}" for peer in PEERS for what in ("wall", "CPU")), "wall / writing",
]


def report(results, versions, options):
    """The whole report; `versions` are those of the peers."""
    parts = [preface(versions, options), table(COLUMNS, [row for result in results for row in rows(result)])]
    if len(results) > 1:
        parts.append(growth(results[0], results[-1]))
    return "\n\n".join(parts)


def preface(versions, options):
    """What was measured and where."""
    load = os.getloadavg()[0]
    corpus = "no code blocks" if options.plain else "a code block on every page"
    extra = f"; Vellum with {' '.join(options.vellum_arg)}" if options.vellum_arg else ""
    return (
        f"Medians of {options.runs}; seed {options.seed}, {corpus}; {versions}{extra}; "
        f"{os.cpu_count()} processors, load {load:.1f} at the end. "
        "Only writing: the same folders and files as Vellum's, from memory, in one thread; "
        "nothing but making folders and writing files is timed."
    )


def rows(result):
    """A row for each subject of one number of pages."""
    return [row(result, name) for name in result["samples"]]


def row(result, name):
    """Times, sizes and ratios of one subject."""
    pages, samples = result["pages"], result["samples"]
    walls = [sample.wall for sample in samples[name]]
    memory = samples[name][0].memory and median(sample.memory for sample in samples[name])
    size, files = result["outputs"][name]
    return [
        f"{pages:,}",
        name,
        f"{median(walls):.3f}",
        f"{min(walls):.3f}–{max(walls):.3f}",
        f"{median(sample.cpu for sample in samples[name]):.3f}",
        f"{memory:,.0f}" if memory else "–",
        f"{pages / median(walls):,.0f}",
        f"{size / 1e6:,.1f}",
        f"{files:,}",
        *(ratio(samples, name, peer, what) for peer in PEERS for what in ("wall", "cpu")),
        ratio(samples, name, "only writing", "wall"),
    ]


def ratio(samples, name, to, what):
    """One subject's times over another's, as 1/n where that reads better."""
    if to not in samples or to == name:
        return "–"
    value = median(getattr(a, what) / getattr(b, what) for a, b in zip(samples[name], samples[to]))
    return f"1/{1 / value:.1f}" if value < 0.5 else f"{value:.2f}"


def growth(small, large):
    """How much more a page costs in the largest corpus than in the smallest."""
    heading = f"cost of a page, {large['pages']:,} over {small['pages']:,} pages"
    return table([heading, "wall", "CPU"], [[name, *costs(small, large, name)] for name in small["samples"]])


def costs(small, large, name):
    """Wall and CPU time a page in one corpus over those in another."""
    return [f"{per_page(large, name, what) / per_page(small, name, what):.2f}" for what in ("wall", "cpu")]


def per_page(result, name, what):
    """Median seconds a page."""
    return median(getattr(sample, what) for sample in result["samples"][name]) / result["pages"]


def table(columns, lines):
    """A Markdown table; all columns but the words are set to the right."""
    rule = ["---" if column in ("what", "from–to") or column.startswith("cost") else "---:" for column in columns]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [columns, rule, *lines])
