"""Compares two files of figures that `compare.py --json` wrote.

    python models/benches/figures.py OLD.json NEW.json

Each line has the milliseconds of this project's network in both files and their ratio, and how many
times faster it was than the best other engine. Where the machine was another, or was busier, the
milliseconds differ for that reason alone; the last columns, which compare engines that took turns,
differ less.
"""

import argparse
import json
from pathlib import Path


def rows(figures):
    return {(row["network"], row["threads"]): row["median_ms"] for row in figures["rows"]}


def lead(times):
    """How many times faster than the best other engine, as text."""
    others = [time for engine, time in times.items() if engine != "ours"]
    return f"{min(others) / times['ours']:.2f}" if others else "-"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    options = parser.parse_args()
    old, new = (json.loads(file.read_text()) for file in (options.old, options.new))
    for name, figures in (("old", old), ("new", new)):
        isa = figures["isa"] or "the best instruction set"
        print(f"{name}: {figures['date']}, {figures['processor']}, {isa}")
    heads = ("old ms", "new ms", "new / old", "old lead", "new lead")
    print(f"{'network':19}{'threads':>8}" + "".join(f"{head:>11}" for head in heads))
    before, after = rows(old), rows(new)
    for network, threads in [key for key in after if key in before]:
        one, other = before[network, threads], after[network, threads]
        print(
            f"{network:19}{threads:8}{one['ours']:11.2f}{other['ours']:11.2f}"
            f"{other['ours'] / one['ours']:11.3f}{lead(one):>11}{lead(other):>11}"
        )
    for network, threads in sorted(before.keys() ^ after.keys()):
        print(f"{network:19}{threads:8}  is in one of the files only")


if __name__ == "__main__":
    main()
