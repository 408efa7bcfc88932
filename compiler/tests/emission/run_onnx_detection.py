"""Runs emitted ONNX models that post-process.

Each argument is a folder with `raw.onnx`, a detector whose outputs are those of its spec; `network.onnx`,
the same detector with post-processing; `network.py`, its PyTorch module; and `input.EACH.f32`, the
numbers of any number of inputs. Boxes, scores and detections must be those that the module's functions
find in the raw outputs. They are written to the same folder, as `boxes.EACH.f32` and so on.
"""

import json
import sys
from pathlib import Path

import numpy
import torch

from run_onnx import batch_of, checked, started
from run_pytorch import load_module

RESULTS = ["boxes", "scores", "selected"]


def check_declared(raw, model, settings):
    """Checks names, sizes and metadata of a model."""
    outputs = {value.name: value for value in model.graph.output}
    raw_outputs = {value.name: value for value in raw.graph.output}
    others = [name for name in raw_outputs if name not in ["confidences", "locations"]]
    assert list(outputs) == [*RESULTS, *others], list(outputs)
    batch = batch_of(model.graph.input[0])
    assert all(batch_of(outputs[name]) == batch for name in [*RESULTS[:2], *others])
    assert batch_of(outputs["selected"]) == "detections"
    assert all(outputs[name].doc_string for name in RESULTS)
    properties = {entry.key: entry.value for entry in model.metadata_props}
    assert json.loads(properties["post_processing"]) == {**settings, "background": 0}
    return others


def check_batch(module, network, raw, found, others):
    """Compares one run with what the module's functions find; returns the counts of each class."""
    confidences, locations = (torch.tensor(raw[name]) for name in ["confidences", "locations"])
    for name in others:
        assert (found[name] == raw[name]).all(), name
    boxes, scores, selected = (torch.tensor(found[name]) for name in RESULTS)
    close = {"rtol": 0, "atol": 1e-5}
    priors, settings = network.priors(), network.POST_PROCESSING
    torch.testing.assert_close(boxes, module.decode(locations, priors), **close)
    torch.testing.assert_close(scores, confidences.softmax(dim=-1).mT, **close)
    expected = module.detect(confidences, locations, priors, **settings)
    counts = []
    for image, (classes, best, corners) in enumerate(expected):
        own = selected[selected[:, 0] == image]
        assert own[:, 1].tolist() == classes.tolist(), image
        torch.testing.assert_close(scores[image, own[:, 1], own[:, 2]], best, **close)
        torch.testing.assert_close(boxes[image, own[:, 2]], corners, **close)
        candidates = scores[image, 1:] > settings["score_threshold"]
        kept = classes.bincount(minlength=scores.shape[1])[1:]
        counts += zip(candidates.sum(dim=1).tolist(), kept.tolist())
    assert len(selected) == sum(kept for _, kept in counts)
    return counts


def check(folder):
    module = load_module(folder / "network.py")
    network = module.Network()
    sessions, models = {}, {}
    for name in ["raw", "network"]:
        path = folder / f"{name}.onnx"
        models[name], _ = checked(path)
        sessions[name] = started(path, models[name])
    settings = network.POST_PROCESSING
    others = check_declared(models["raw"], models["network"], settings)
    (image,) = sessions["raw"].get_inputs()
    counts = []
    for path in folder.glob("input.*.f32"):
        numbers = numpy.fromfile(path, "<f4").reshape([-1, *image.shape[1:]])
        raw, found = (
            dict(zip((value.name for value in session.get_outputs()), outputs))
            for session in (sessions["raw"], sessions["network"])
            for outputs in [session.run(None, {"input": numbers})]
        )
        counts += check_batch(module, network, raw, found, others)
        for name in RESULTS:
            found[name].astype("<f4").tofile(folder / path.name.replace("input", name, 1))
    # The comparison says little unless thresholds and suppression leave something out.
    assert any(0 < kept < candidates for candidates, kept in counts), counts


def main():
    torch.set_num_threads(1)
    for folder in map(Path, sys.argv[1:]):
        check(folder)


if __name__ == "__main__":
    main()
