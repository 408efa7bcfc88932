"""Says whether a build of `espnet` is slower than another.

The binaries take turns on the networks of `compare.py`, so that what else the machine does
hits both. Each network is measured in pairs, first the old binary beside itself, then the old one
beside the new one; every other pair begins with the other binary of the two. The ratio of a pair
is the new median time over the old one, and a network's figure is the median of its ratios.

The old binary beside itself tells the noise: how far from 1 the middle half of its ratios lies.
A network counts as slower if its ratio is above 1.03 and farther from 1 than the noise, and as
faster by the same rule below 1/1.03. The exit code is 1 if any network is slower.

    python models/benches/paired.py OLD NEW
    python models/benches/paired.py OLD NEW --isa avx2 --networks 'classifier 1.0' --pairs 21
"""

import argparse
import os
import statistics
import sys
from pathlib import Path

from compare import COLUMN, NETWORKS, ours

MARGIN = 1.03


def ratios(first, second, arguments, threads, options):
    """The ratios of the second binary's times over those of the first, by pair."""
    result = []
    for pair in range(options.pairs):
        binaries = [first, second] if pair % 2 == 0 else [second, first]
        times = [ours(binary, arguments, threads, options.seconds) for binary in binaries]
        old, new = times if pair % 2 == 0 else reversed(times)
        result.append(new / old)
    return result


def noise(own):
    """How far from 1 the middle half of a binary's ratios to itself lies."""
    low, _, high = statistics.quantiles(own, n=4, method="inclusive")
    return max(1 - low, high - 1)


def verdict(ratio, spread):
    if ratio > max(MARGIN, 1 + spread):
        return "slower"
    if ratio < min(1 / MARGIN, 1 - spread):
        return "faster"
    return ""


def measure(name, threads, options):
    """Prints the line of a network and returns its ratio and its verdict."""
    arguments = NETWORKS[name]
    # The first run builds the network, on all cores.
    os.sched_setaffinity(0, options.cores)
    for binary in (options.old, options.new):
        ours(binary, arguments, threads, 0.1)
    os.sched_setaffinity(0, options.cores[:threads])
    spread = noise(ratios(options.old, options.old, arguments, threads, options))
    ratio = statistics.median(ratios(options.old, options.new, arguments, threads, options))
    word = verdict(ratio, spread)
    print(f"{name:{COLUMN}}{threads:8}{ratio:12.3f}{f'± {spread:.3f}':>12}  {word}", flush=True)
    return ratio, word


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old", type=Path, help="the binary to compare with")
    parser.add_argument("new", type=Path, help="the binary that may be slower")
    parser.add_argument("--networks", default=",".join(NETWORKS))
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--pairs", type=int, default=11, help="of each network, at least two")
    parser.add_argument("--seconds", type=float, default=0.5, help="of one measurement")
    parser.add_argument("--isa", help="the instruction set instead of the best one")
    options = parser.parse_args()
    if options.pairs < 2:
        parser.error("one pair has no spread")
    options.old, options.new = options.old.resolve(), options.new.resolve()
    options.cores = sorted(os.sched_getaffinity(0))
    if options.isa:
        os.environ["ESPNET_ISA"] = options.isa
    print(f"{'network':{COLUMN}}{'threads':>8}{'new / old':>12}{'noise':>12}")
    slower = False
    for threads in map(int, options.threads.split(",")):
        figures = [measure(name, threads, options) for name in options.networks.split(",")]
        mean = statistics.geometric_mean(ratio for ratio, _ in figures)
        print(f"{'geometric mean':{COLUMN}}{threads:8}{mean:12.3f}")
        slower |= any(word == "slower" for _, word in figures)
    sys.exit(1 if slower else 0)


if __name__ == "__main__":
    main()
