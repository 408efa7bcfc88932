"""Runs emitted ONNX models.

Each argument is a folder with `network.onnx` and `input.f32`, the numbers of its input.
The outputs go beside them, as NAME.f32. Fails where the checker finds a fault.
"""

import sys
from pathlib import Path

import numpy
import onnx
import onnxruntime


def main():
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    for folder in map(Path, sys.argv[1:]):
        path = folder / "network.onnx"
        model = onnx.load(path)
        onnx.checker.check_model(model, full_check=True)
        assert [domain.domain for domain in model.opset_import] == [""]
        inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True)
        assert inferred.graph.output == model.graph.output
        session = onnxruntime.InferenceSession(
            path, options, providers=["CPUExecutionProvider"]
        )
        (image,) = session.get_inputs()
        assert image.name == "input"
        numbers = numpy.fromfile(folder / "input.f32", "<f4").reshape(image.shape)
        names = [output.name for output in session.get_outputs()]
        for name, output in zip(names, session.run(names, {"input": numbers})):
            output.astype("<f4").tofile(folder / f"{name}.f32")


main()
