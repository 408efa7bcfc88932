"""Says whether two builds of `espnet` compute the same bits.

Both binaries run every case of a folder of reference outputs, with its weights and its pictures,
on each instruction set, and write the raw outputs as `.safetensors` files, which are compared
byte by byte. A change that must not change a result, such as a refactoring, is tested with the
binary from before it as OLD:

    python models/benches/same_bits.py OLD NEW "$ESPNET_REFERENCE"

The folder has an `index.json` with a list of cases for `segmentation` and one for
`classification`. A case has a `name`, `width_multiplier`, `classes`, `input_hw` and `weights`, and
either `image` or a list `images`; paths are relative to the folder.

Each binary builds a network that it has not run before, which takes about half a minute; kept
networks lie where `espnet cache --help` says. The exit code is 1 if any output differs.
"""

import argparse
import json
import os
import struct
import subprocess
import sys
import tempfile
from array import array
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPECS = {
    "segmentation": "models/espnetv2_seg.json",
    "classification": "models/espnetv2.json",
}


def cases(reference):
    """Yields the kind, and what the index says, of each case."""
    index = json.loads((reference / "index.json").read_text())
    for kind in SPECS:
        for case in index[kind]:
            yield kind, case


def run(binary, kind, case, reference, image, isa, output):
    height, width = case["input_hw"]
    command = [binary, "run", SPECS[kind], "--weights", reference / case["weights"]]
    command += ["--width-multiplier", str(case["width_multiplier"])]
    command += ["--classes", str(case["classes"])]
    command += ["--height", str(height), "--width", str(width)]
    command += ["--input", reference / image, "--output", output]
    environment = {**os.environ, "ESPNET_ISA": isa}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{binary} failed on {case['name']}, {isa}:\n{done.stderr[-2000:]}")
    return output.read_bytes()


def numbers(file):
    """The numbers of a safetensors file that holds nothing but f32."""
    (header,) = struct.unpack_from("<Q", file)
    data = array("f", file[8 + header :])
    if sys.byteorder == "big":
        data.byteswap()
    return data


def difference(old, new):
    """Says in words how two files differ that are not the same."""
    if len(old) != len(new):
        return f"{len(old)} and {len(new)} bytes"
    pairs = list(zip(numbers(old), numbers(new)))
    apart = [abs(one - other) for one, other in pairs if one != other]
    if not apart:
        return "the numbers are equal, their bits or the header are not"
    return f"{len(apart)} of {len(pairs)} numbers, by {max(apart):.2e} at most"


def compare(options, kind, case, isa, folder):
    """Returns a line for each picture whose outputs differ."""
    lines = []
    for image in case.get("images") or [case["image"]]:
        files = [
            run(binary, kind, case, options.reference, image, isa, folder / f"{side}.safetensors")
            for side, binary in (("old", options.old), ("new", options.new))
        ]
        if files[0] != files[1]:
            lines.append(f"    {image}: {difference(*files)}")
    return lines


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old", type=Path, help="one binary")
    parser.add_argument("new", type=Path, help="the other binary")
    parser.add_argument("reference", type=Path, help="the folder of the cases")
    parser.add_argument("--isas", default="scalar,avx2,avx512")
    parser.add_argument("--cases", default="", help="text in the names of the cases to run")
    options = parser.parse_args()
    for name in ("old", "new", "reference"):
        setattr(options, name, getattr(options, name).resolve())
    compared = different = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind, case in cases(options.reference):
            if options.cases not in case["name"]:
                continue
            for isa in options.isas.split(","):
                lines = compare(options, kind, case, isa, Path(folder))
                print(f"{case['name']:36}{isa:8}{'differs' if lines else 'same'}", flush=True)
                print("".join(f"{line}\n" for line in lines), end="", flush=True)
                compared += 1
                different += bool(lines)
    if not compared:
        sys.exit("no case has such a name")
    print(f"{compared} compared, {different} differ")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
