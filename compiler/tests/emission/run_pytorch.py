"""Runs emitted PyTorch modules.

Each argument is a folder with `network.py`, which declares `Network`; `input.f32`, the numbers of one
input; and `weights.safetensors`, or the file `checkpoint` with the path of a checkpoint. The outputs are
written to the same folder, as NAME.f32, a single one as .f32. The script fails if a module does not load
the weights as they are, or cannot be trained.
"""

import importlib.util
import json
import math
import struct
import sys
from pathlib import Path

import torch


def read_safetensors(path):
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    tensors = {}
    for name, entry in json.loads(content[8 : 8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            dtype = {"F32": torch.float32, "I64": torch.int64}[entry["dtype"]]
            numbers = torch.frombuffer(bytearray(content[begin:end]), dtype=dtype)
            tensors[name] = numbers.reshape(entry["shape"])
    return tensors


def read_checkpoint(path):
    if path.suffix == ".safetensors":
        return read_safetensors(path)
    tensors = torch.load(path, map_location="cpu", weights_only=True)
    tensors = tensors.get("state_dict", tensors)
    return {name.removeprefix("module."): tensor for name, tensor in tensors.items()}


def load_module(path):
    spec = importlib.util.spec_from_file_location("network", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named(outputs):
    return outputs if isinstance(outputs, dict) else {"": outputs}


def check_start(model):
    """Checks the initial weights of a module."""
    for module in model.modules():
        if isinstance(module, torch.nn.Conv2d) and module.weight.numel() > 2000:
            out_channels, _, height, width = module.weight.shape
            weights = out_channels * height * width
            # Detectors begin with a variance that suits both directions.
            if hasattr(model, "priors"):
                weights += module.weight[0].numel()
            expected = math.sqrt(2 / weights)
            assert 0.9 < module.weight.std() / expected < 1.1, module
        # Transposed convolutions begin as PyTorch's own do.
        transposed = isinstance(module, torch.nn.ConvTranspose2d)
        if getattr(module, "bias", None) is not None and not transposed:
            assert (module.bias == 0).all(), module


def check_training(model, image):
    """Checks that the outputs' weights get gradients, and that statistics follow the batch."""
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    model.train()
    batch = torch.cat([image, image.flip(3)])
    outputs = named(model(batch))
    loss = sum(output.square().mean() for output in outputs.values())
    loss.backward()
    for name, parameter in model.named_parameters():
        unused = name.endswith("eesp.module_act.weight") or ".inp_reinf." in name
        if parameter.grad is None:
            assert unused, f"{name} has no gradient"
        else:
            assert parameter.grad.isfinite().all(), name
    moved = [
        name
        for name, tensor in model.state_dict().items()
        if name.endswith("running_mean") and not torch.equal(tensor, before[name])
    ]
    assert moved or not any(name.endswith("running_mean") for name in before)


def main():
    torch.set_num_threads(1)
    for folder in map(Path, sys.argv[1:]):
        torch.manual_seed(0)
        model = load_module(folder / "network.py").Network()
        check_start(model)
        checkpoint = folder / "checkpoint"
        if checkpoint.exists():
            state = read_checkpoint(Path(checkpoint.read_text()))
        else:
            state = read_safetensors(folder / "weights.safetensors")
        counters = [name for name in model.state_dict() if name.endswith("num_batches_tracked")]
        if not any(name.endswith("num_batches_tracked") for name in state):
            state.update({name: torch.tensor(0) for name in counters})
        model.load_state_dict(state, strict=True)
        shape = [int(size) for size in (folder / "shape").read_text().split()]
        numbers = torch.frombuffer(bytearray((folder / "input.f32").read_bytes()), dtype=torch.float32)
        image = numbers.reshape(1, *shape)
        model.eval()
        with torch.no_grad():
            outputs = named(model(image))
            twice = named(model(torch.cat([image, image])))
        for name, output in outputs.items():
            (folder / f"{name}.f32").write_bytes(output.contiguous().numpy().tobytes())
            again = twice[name][1]
            torch.testing.assert_close(again, output[0], rtol=1e-3, atol=1e-3)
        if not checkpoint.exists():
            check_training(model, image)
        print(f"{folder.name}: {sum(p.numel() for p in model.parameters())} parameters")


if __name__ == "__main__":
    main()
