"""Trains a network of this folder on small scenes, as ESPNetv2's paper trains: stochastic gradient
descent with momentum under a cyclic learning rate with warm restarts (arXiv 1811.11431, section 4).

README.md beside this file has the commands. The script needs torch and safetensors. The same arguments
give the same weights on one machine with one version of torch.
"""

import argparse
import importlib.util
import sys
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional as F

TASKS = ["segmentation", "classification"]
CLASSES = 8
MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)

# The published schedule: 300 epochs in cycles of 5. In a cycle the rate falls linearly from five times
# the lowest rate to the lowest, which is halved at these epochs, counted from 1.
CYCLE = 5
PUBLISHED_EPOCHS = 300
HALVED_AT = [51, 101, 131, 161, 191, 221, 251, 281]


def lowest_rate(epoch, epochs, initial):
    """Returns the lowest rate of the cycle of `epoch` (from 1); halvings are scaled to `epochs`."""
    halvings = sum((epoch - 1) * PUBLISHED_EPOCHS >= (at - 1) * epochs for at in HALVED_AT)
    return initial * 0.5**halvings


def cyclic(epoch, epochs, initial):
    """Returns a rate that falls linearly from 5·η to η over 5 epochs; η is halved as published."""
    return lowest_rate(epoch, epochs, initial) * (CYCLE - (epoch - 1) % CYCLE)


def fixed(epoch, epochs, initial):
    """Returns a rate without cycles: the mean rate of the cycle, which is halved at the same epochs."""
    return lowest_rate(epoch, epochs, initial) * (CYCLE + 1) / 2


SCHEDULES = {"cyclic": cyclic, "fixed": fixed}


class Scenes:
    """Scenes that `scenes` wrote, in normalised batches."""

    def __init__(self, path):
        tensors = load_file(path)
        self.pictures = tensors["pictures"].permute(0, 3, 1, 2)
        self.masks = tensors["masks"]
        self.classes = tensors["classes"]

    def __len__(self):
        return len(self.classes)

    def batch(self, which, task):
        """Pictures, N×3×H×W, and what `task` predicts of them: N×H×W or N."""
        pictures = (self.pictures[which].float() / 255 - MEAN) / STD
        truth = self.masks if task == "segmentation" else self.classes
        return pictures, truth[which].long()


def confusion(network, scenes, task):
    """Returns the confusion matrix: counts by true class and predicted class."""
    network.eval()
    counts = torch.zeros(CLASSES * CLASSES, dtype=torch.long)
    with torch.no_grad():
        for which in torch.arange(len(scenes)).split(50):
            pictures, truth = scenes.batch(which, task)
            pairs = CLASSES * truth + network(pictures).argmax(1)
            counts += torch.bincount(pairs.flatten(), minlength=CLASSES * CLASSES)
    return counts.view(CLASSES, CLASSES)


def score(counts, task):
    """Returns the mean intersection over union of a segmentation, or the accuracy of a classification."""
    right = counts.diag().double()
    if task == "classification":
        return (right.sum() / counts.sum()).item()
    return (right / (counts.sum(0) + counts.sum(1) - right)).mean().item()


def turned(pictures, truth):
    """Turns and mirrors each picture, with its mask, in one of the eight ways that keep a square."""
    turns = [lambda x: x.flip(-1), lambda x: x.flip(-2), lambda x: x.transpose(-1, -2)]
    for turn in turns:
        which = torch.rand(len(pictures)) < 0.5
        pictures[which] = turn(pictures[which])
        if truth.dim() == 3:
            truth[which] = turn(truth[which])
    return pictures, truth


def train(
    network,
    task,
    training,
    validation,
    *,
    epochs,
    scenes,
    schedule,
    rate,
    batch,
    seed,
    compiled,
    log,
):
    """Trains `network`, and returns its score on the validation scenes after the last epoch.

    An epoch is so many `scenes`, drawn anew from all of `training` each time.
    """
    torch.manual_seed(seed)
    # Several threads would add in another order in each run.
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    network = network.to(memory_format=torch.channels_last)
    forward = torch.compile(network) if compiled else network
    optimiser = torch.optim.SGD(network.parameters(), lr=rate, momentum=0.9, weight_decay=4e-5)
    print("epoch rate loss score seconds", file=log, flush=True)
    start = time.monotonic()
    for epoch in range(1, epochs + 1):
        for group in optimiser.param_groups:
            group["lr"] = SCHEDULES[schedule](epoch, epochs, rate)
        network.train()
        losses = []
        for which in torch.randperm(len(training))[:scenes].split(batch):
            pictures, truth = turned(*training.batch(which, task))
            pictures = pictures.contiguous(memory_format=torch.channels_last)
            loss = F.cross_entropy(forward(pictures), truth)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        result = score(confusion(network, validation, task), task)
        rate_now = optimiser.param_groups[0]["lr"]
        mean = sum(losses) / len(losses)
        seconds = time.monotonic() - start
        print(f"{epoch} {rate_now:.6f} {mean:.4f} {result:.4f} {seconds:.0f}", file=log, flush=True)
    return result


def load_module(path):
    """Imports the file that `espnet emit --target pytorch` wrote."""
    spec = importlib.util.spec_from_file_location("network", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_shared(network, path):
    """Loads those weights of another network whose names and shapes are the same: the paper's segmentation
    networks begin with the encoder of a trained classifier."""
    own = network.state_dict()
    weights = load_file(path)
    shared = {
        name: tensor
        for name, tensor in weights.items()
        if name in own and own[name].shape == tensor.shape
    }
    network.load_state_dict(shared, strict=False)
    print(f"# {len(shared)} of {len(own)} tensors begin as those of {path.name}", flush=True)


def parser(description, tasks):
    """Returns a parser with the arguments that all trainings share; several tasks are a choice."""
    arguments = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    if len(tasks) > 1:
        arguments.add_argument("--task", choices=tasks, required=True)
    arguments.add_argument(
        "--module",
        type=Path,
        required=True,
        help="from `espnet emit --target pytorch --name Network`",
    )
    arguments.add_argument("--training", type=Path, required=True, help="from `scenes`")
    arguments.add_argument(
        "--validation", type=Path, required=True, help="from `scenes`, other seeds"
    )
    arguments.add_argument("--epochs", type=int, default=100)
    arguments.add_argument("--scenes", type=int, default=960, help="in an epoch")
    arguments.add_argument("--batch", type=int, default=16)
    arguments.add_argument(
        "--rate", type=float, default=0.006, help="the lowest of the first cycle"
    )
    arguments.add_argument(
        "--compile", action="store_true", help="with torch.compile: minutes to start, then faster"
    )
    return arguments


def main():
    arguments = parser(__doc__, TASKS)
    arguments.add_argument("--schedule", choices=SCHEDULES, default="cyclic")
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument(
        "--initial", type=Path, help="weights to begin with, where names are the same"
    )
    arguments.add_argument("--output", type=Path, required=True, help="the weights, .safetensors")
    arguments = arguments.parse_args()
    torch.manual_seed(arguments.seed)
    network = load_module(arguments.module).Network()
    if arguments.initial:
        load_shared(network, arguments.initial)
    train(
        network,
        arguments.task,
        Scenes(arguments.training),
        Scenes(arguments.validation),
        epochs=arguments.epochs,
        scenes=arguments.scenes,
        schedule=arguments.schedule,
        rate=arguments.rate,
        batch=arguments.batch,
        seed=arguments.seed,
        compiled=arguments.compile,
        log=sys.stdout,
    )
    weights = {name: tensor.contiguous() for name, tensor in network.state_dict().items()}
    save_file(weights, arguments.output)


if __name__ == "__main__":
    main()
