"""Measures this project's networks and other engines on the same models.

Every engine runs the model that `espnet emit --target onnx` writes: one input at a time, in
f32, on the same cores. The engines take turns, round by round, so that other work on the machine
slows all of them. A figure is the median of the rounds' medians, in milliseconds. The ratio is the
best other engine's time over ours.

    python3 -m venv .venv-bench
    .venv-bench/bin/pip install numpy onnxruntime openvino ncnn
    .venv-bench/bin/pip install --no-deps pnnx
    cargo build --release -p espnet-cli
    .venv-bench/bin/python models/benches/compare.py

With `--json FILE` the figures are written to a file too. The figures behind the tables of the
README are kept in `models/benches/figures`, in a file for each day and machine on which they were
measured, such as `2026-11-30-avx512.json`; `figures.py` compares two of them. A file is an object:

    date        the day, as 2026-11-30
    processor   the processor's name, as the system gives it
    isa         the instruction set that ESPNET_ISA asks for, or null: the best one
    rounds      how many turns each engine had
    seconds     how long one measurement took
    engines     the version of each other engine
    rows        a list of objects, one for each network and number of threads:
                `network` (the first column of the table), `threads`, and `median_ms`, an object
                of the milliseconds of `ours` and of each other engine
"""

import argparse
import datetime
import importlib.metadata
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLASSIFIER = "models/espnetv2.json"
SEGMENTATION = "models/espnetv2_seg.json"
DETECTION = "models/espnetv2_ssd.json"
NETWORKS = {
    "classifier 0.5": [CLASSIFIER, "--width-multiplier", "0.5"],
    "classifier 1.0": [CLASSIFIER, "--width-multiplier", "1.0"],
    "classifier 2.0": [CLASSIFIER, "--width-multiplier", "2.0"],
    "pascal 1.0": [SEGMENTATION, "--width-multiplier", "1.0", "--height", "256", "--width", "256"],
    "city 2.0": [
        *[SEGMENTATION, "--width-multiplier", "2.0", "--classes", "20"],
        *["--height", "512", "--width", "1024"],
    ],
    "detector 1.0": [DETECTION, "--width-multiplier", "1.0"],
    "detector 2.0": [
        *[DETECTION, "--width-multiplier", "2.0"],
        *["--height", "512", "--width", "512"],
    ],
    "espnet q=8": ["models/espnet.json", "--set", "q=8"],
    "shufflenet v1 1.0": ["models/shufflenet_v1.json", "--set", "groups=3"],
    "shufflenet v2 1.0": ["models/shufflenet_v2.json"],
    "mobilenet v1 1.0": ["models/mobilenet_v1.json"],
    "mobilenet v2 1.0": ["models/mobilenet_v2.json"],
}
# Long names of networks need a column of this width.
COLUMN = 19


def onnxruntime_runner(model, threads):
    import numpy
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    providers = ["CPUExecutionProvider"]
    session = onnxruntime.InferenceSession(model, options, providers=providers)
    (declared,) = session.get_inputs()
    image = numpy.random.default_rng(0).standard_normal(declared.shape, numpy.float32)
    return lambda: session.run(None, {declared.name: image})


def openvino_runner(model, threads):
    import numpy
    import openvino

    settings = {
        "INFERENCE_NUM_THREADS": threads,
        "NUM_STREAMS": 1,
        "INFERENCE_PRECISION_HINT": "f32",
    }
    request = openvino.Core().compile_model(model, "CPU", settings).create_infer_request()
    shape = list(request.get_input_tensor().shape)
    image = numpy.random.default_rng(0).standard_normal(shape, numpy.float32)
    request.set_input_tensor(openvino.Tensor(image))
    return request.infer


def ncnn_runner(model, threads):
    import ncnn
    import numpy

    shape = json.loads(model.with_suffix(".json").read_text())
    converter = Path(importlib.util.find_spec("pnnx").submodule_search_locations[0]) / "pnnx"
    command = [converter, model.name, f"inputshape={shape}".replace(" ", "")]
    done = subprocess.run(command, cwd=model.parent, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the model is not converted: {done.stderr[-2000:]}")
    network = ncnn.Net()
    network.opt.num_threads = threads
    for option in ("fp16_packed", "fp16_storage", "fp16_arithmetic", "bf16_storage"):
        setattr(network.opt, f"use_{option}", False)
    stem = str(model.with_suffix(""))
    if network.load_param(f"{stem}.ncnn.param") or network.load_model(f"{stem}.ncnn.bin"):
        raise RuntimeError("the converted model does not load")
    image = numpy.random.default_rng(0).standard_normal(shape[1:], numpy.float32)
    image = ncnn.Mat(image).clone()
    outputs = network.output_names()

    def run():
        extractor = network.create_extractor()
        extractor.input("in0", image)
        for output in outputs:
            status, _ = extractor.extract(output)
            if status:
                raise RuntimeError("the converted model does not run")

    return run


RUNNERS = {
    "onnxruntime": onnxruntime_runner,
    "openvino": openvino_runner,
    "ncnn": ncnn_runner,
}


def median_ms(run, seconds):
    times = []
    end = time.perf_counter() + seconds
    while len(times) < 5 or time.perf_counter() < end:
        start = time.perf_counter()
        run()
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times)


def serve(engine, model, threads, seconds):
    """Runs one engine in this process: each line on stdin asks for a measurement."""
    run = RUNNERS[engine](Path(model), int(threads))
    run()
    for _ in sys.stdin:
        print(median_ms(run, float(seconds)), flush=True)


def start(engine, model, threads, seconds):
    command = [sys.executable, __file__, "--serve", engine, model, str(threads), str(seconds)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def ask(process):
    process.stdin.write("\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer:
        sys.exit("an engine failed; its message stands above")
    return float(answer)


def ours(espnet, arguments, threads, seconds):
    command = [espnet, "bench", *arguments, "--threads", str(threads)]
    command += ["--seconds", str(seconds), "--json"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])["median_ms"]


def emit(espnet, arguments, folder):
    """Writes the model, and the shape of its input beside it."""
    model = folder / "network.onnx"
    command = [espnet, "emit", *arguments, "--target", "onnx", "-o", model]
    subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    spec = json.loads((ROOT / arguments[0]).read_text())["input"]
    given = dict(zip(arguments[1::2], arguments[2::2]))
    height, width = given.get("--height", spec["height"]), given.get("--width", spec["width"])
    shape = [1, spec["channels"], int(height), int(width)]
    model.with_suffix(".json").write_text(json.dumps(shape))
    return model


def compare(name, threads, options):
    os.sched_setaffinity(0, options.cores[:threads])
    with tempfile.TemporaryDirectory() as folder:
        rounds = {engine: [] for engine in ["ours", *options.engines]}
        # Each engine has a folder of its own, because one of them converts the model.
        processes = {}
        for engine in options.engines:
            own = Path(folder) / engine
            own.mkdir()
            model = emit(options.espnet, NETWORKS[name], own)
            processes[engine] = start(engine, model, threads, options.seconds)
        for _ in range(options.rounds):
            figure = ours(options.espnet, NETWORKS[name], threads, options.seconds)
            rounds["ours"].append(figure)
            for engine, process in processes.items():
                rounds[engine].append(ask(process))
        for process in processes.values():
            process.stdin.close()
            process.wait()
    medians = {engine: statistics.median(figures) for engine, figures in rounds.items()}
    row = f"{name:{COLUMN}}{threads:8}" + "".join(f"{figure:13.2f}" for figure in medians.values())
    best = min((medians[engine] for engine in options.engines), default=None)
    print(row if best is None else f"{row}{best / medians['ours']:13.2f}", flush=True)
    return {"network": name, "threads": threads, "median_ms": medians}


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown"


def write_figures(file, rows, options):
    """Writes the file that the top of this one describes."""
    figures = {
        "date": datetime.date.today().isoformat(),
        "processor": processor(),
        "isa": os.environ.get("ESPNET_ISA"),
        "rounds": options.rounds,
        "seconds": options.seconds,
        "engines": {engine: importlib.metadata.version(engine) for engine in options.engines},
        "rows": rows,
    }
    file.write_text(json.dumps(figures, indent=1) + "\n")


def main():
    if sys.argv[1:2] == ["--serve"]:
        return serve(*sys.argv[2:])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--espnet", default=str(ROOT / "target/release/espnet"))
    parser.add_argument("--networks", default=",".join(NETWORKS))
    parser.add_argument("--engines", default=",".join(RUNNERS))
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="of one measurement")
    parser.add_argument("--json", type=Path, help="the file that the figures are written to")
    options = parser.parse_args()
    options.engines = [engine for engine in options.engines.split(",") if engine]
    options.cores = sorted(os.sched_getaffinity(0))
    heads = ["ours", *options.engines, "best / ours"]
    print(f"{'network':{COLUMN}}{'threads':>8}" + "".join(f"{head:>13}" for head in heads))
    rows = []
    for name in options.networks.split(","):
        for threads in map(int, options.threads.split(",")):
            rows.append(compare(name, threads, options))
    if options.json:
        write_figures(options.json, rows, options)


if __name__ == "__main__":
    main()
