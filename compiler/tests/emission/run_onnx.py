"""Runs emitted ONNX models.

Each argument is a folder with `network.onnx` and `input.f32`, the numbers of any number of inputs. The
outputs are written to the same folder, as NAME.f32. The same session also runs every `input.EACH.f32`
of the folder, and its outputs are NAME.EACH.f32. The script fails if the checker finds a fault, if a
value does not have the batch as its first axis, or if a batch norm could be folded.
"""

import sys
from pathlib import Path

import numpy
import onnx
import onnxruntime


def checked(path):
    """Reads a model; the checker and shape inference must agree with what it declares."""
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    assert [domain.domain for domain in model.opset_import] == [""]
    properties = {entry.key: entry.value for entry in model.metadata_props}
    assert properties["name"] == model.graph.name
    inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True)
    assert inferred.graph.output == model.graph.output
    made = {name for node in model.graph.node for name in node.output}
    known = [*inferred.graph.value_info, *model.graph.output]
    assert {value.name for value in known} == made
    assert unfolded(model.graph) == []
    return model, inferred


def started(path, model):
    """Returns a session of a model, whose input and metadata it finds."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    (image,) = session.get_inputs()
    assert image.name == "input"
    properties = {entry.key: entry.value for entry in model.metadata_props}
    assert session.get_modelmeta().custom_metadata_map == properties
    return session


def unfolded(graph):
    """Lists batch norms that are the only readers of a convolution."""
    read = [name for node in graph.node for name in node.input]
    read += [value.name for value in graph.output]
    convolved = {
        node.output[0] for node in graph.node if node.op_type in ["Conv", "ConvTranspose"]
    }
    norms = [node for node in graph.node if node.op_type == "BatchNormalization"]
    return [
        node.name
        for node in norms
        if node.input[0] in convolved and read.count(node.input[0]) == 1
    ]


def batch_of(value):
    """Returns the size of the first axis, or its name."""
    batch = value.type.tensor_type.shape.dim[0]
    return getattr(batch, batch.WhichOneof("value"))


def main():
    for folder in map(Path, sys.argv[1:]):
        path = folder / "network.onnx"
        model, inferred = checked(path)
        (batch,) = {batch_of(value) for value in [*model.graph.input, *model.graph.output]}
        for value in [*inferred.graph.value_info, *model.graph.output]:
            # Behind a resize that does not state the batch, shape inference invents names for it.
            found = batch_of(value)
            assert found == batch or type(found) is type(batch) is str, (value.name, found)
        session = started(path, model)
        (image,) = session.get_inputs()
        names = [output.name for output in session.get_outputs()]
        for path in folder.glob("input*.f32"):
            numbers = numpy.fromfile(path, "<f4").reshape([-1, *image.shape[1:]])
            for name, output in zip(names, session.run(names, {"input": numbers})):
                assert len(output) == len(numbers)
                output.astype("<f4").tofile(folder / path.name.replace("input", name, 1))


if __name__ == "__main__":
    main()
