"""Trains the detector of this folder on small scenes.

The emitted module assigns objects to priors and computes the loss. The schedule, the scenes and most
arguments are those of train.py. A training can be stopped at any time: with --resume it goes on after
the last whole epoch. README.md beside this file has the commands. The script needs torch, numpy and
safetensors.
"""

import os
import sys
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

import train

# The prefix of the names that a detector's backbone has besides those of a classifier.
BACKBONE = "base_net.basenet."


class Scenes(train.Scenes):
    """Scenes that `scenes` wrote, with their objects."""

    def __init__(self, path):
        super().__init__(path)
        tensors = load_file(path)
        counts = tensors["box_counts"].tolist()
        self.boxes = tensors["boxes"].split(counts)
        self.labels = tensors["box_labels"].long().split(counts)

    def batch(self, which):
        """Pictures, N×3×H×W, and the boxes and the labels of each."""
        pictures = (self.pictures[which].float() / 255 - train.MEAN) / train.STD
        return pictures, [self.boxes[i] for i in which], [self.labels[i] for i in which]


def turned(pictures, boxes):
    """Turns and mirrors each picture, with its boxes, in one of the eight ways that keep a square."""
    x_swapped, y_swapped, transposed = [2, 1, 0, 3], [0, 3, 2, 1], [1, 0, 3, 2]
    horizontal, vertical = torch.tensor([1.0, 0.0, 1.0, 0.0]), torch.tensor([0.0, 1.0, 0.0, 1.0])
    mirrors = [
        (lambda x: x.flip(-1), lambda b: (horizontal - b[:, x_swapped]).abs()),
        (lambda x: x.flip(-2), lambda b: (vertical - b[:, y_swapped]).abs()),
        (lambda x: x.transpose(-1, -2), lambda b: b[:, transposed]),
    ]
    for picture, box in mirrors:
        which = torch.rand(len(pictures)) < 0.5
        pictures[which] = picture(pictures[which])
        boxes = [box(b) if turn else b for b, turn in zip(boxes, which)]
    return pictures, boxes


def average_precision(found, objects):
    """The area under the curve of precision over recall, as Pascal VOC computes it from 2010 on.

    `found` has the score of each detection and whether it is right; `objects` is their number.
    """
    right = torch.tensor([is_right for _, is_right in sorted(found, reverse=True)]).double()
    if len(right) == 0:
        return 0.0
    hits = right.cumsum(0)
    precision = hits / torch.arange(1, len(hits) + 1)
    # The best precision at this recall or a higher one.
    envelope = precision.flip(0).cummax(0).values.flip(0)
    return (envelope * right).sum().item() / objects


def mean_average_precision(network, module, scenes):
    """Returns the mean over the classes of the average precision at an intersection over union of 0.5."""
    network.eval()
    priors = network.priors()
    # Fainter detections would take long to suppress, and hardly change the curve.
    settings = {**network.POST_PROCESSING, "score_threshold": 0.05}
    found = {label: [] for label in range(1, train.CLASSES)}
    objects = dict.fromkeys(found, 0)
    for which in torch.arange(len(scenes)).split(50):
        pictures, boxes, labels = scenes.batch(which)
        with torch.no_grad():
            outputs = network(pictures)
        detections = module.detect(**outputs, priors=priors, **settings)
        for truth, truth_labels, (classes, scores, bounds) in zip(boxes, labels, detections):
            for label in truth_labels.tolist():
                objects[label] += 1
            # A scene has at most one object of a class, so the best detection can be its only right one.
            done = set()
            for label, score, bound in zip(classes.tolist(), scores.tolist(), bounds):
                overlaps = module.iou(bound, truth[truth_labels == label])
                is_right = label not in done and bool((overlaps >= 0.5).any())
                if is_right:
                    done.add(label)
                found[label].append((score, is_right))
    precisions = [average_precision(found[label], objects[label]) for label in found]
    return sum(precisions) / len(precisions)


def load_backbone(network, path):
    """Begins with the weights of a classifier whose names and shapes are those of the backbone."""
    own = network.state_dict()
    weights = {BACKBONE + name: tensor for name, tensor in load_file(path).items()}
    shared = {
        name: tensor
        for name, tensor in weights.items()
        if name in own and own[name].shape == tensor.shape
    }
    network.load_state_dict(shared, strict=False)
    print(f"# {len(shared)} of {len(own)} tensors begin as those of {path.name}", flush=True)


def save_whole(path, save):
    """Saves a file under another name first, so that it is never half written."""
    unfinished = path.with_name(path.name + ".unfinished")
    save(unfinished)
    os.replace(unfinished, path)


def step(network, forward, module, batch, priors):
    """Returns the loss of a batch."""
    pictures, boxes, labels = batch
    pictures, boxes = turned(pictures, boxes)
    outputs = forward(pictures.contiguous(memory_format=torch.channels_last))
    matched = [module.match(*objects, priors) for objects in zip(boxes, labels)]
    labels, targets = (torch.stack(parts) for parts in zip(*matched))
    return sum(module.detection_loss(**outputs, labels=labels, targets=targets))


def run(network, module, training, validation, arguments):
    """Trains until the last epoch, and saves everything that --resume needs after each."""
    torch.set_flush_denormal(True)
    network = network.to(memory_format=torch.channels_last)
    optimiser = torch.optim.SGD(
        network.parameters(), lr=arguments.rate, momentum=0.9, weight_decay=arguments.weight_decay
    )
    priors = network.priors()
    done, seconds = 0, 0.0
    if arguments.resume and arguments.checkpoint.exists():
        saved = torch.load(arguments.checkpoint, weights_only=True)
        network.load_state_dict(saved["weights"])
        optimiser.load_state_dict(saved["optimiser"])
        torch.set_rng_state(saved["random"])
        done, seconds = saved["epoch"], saved["seconds"]
        print(f"# resumed after epoch {done}", flush=True)
    else:
        print("epoch rate loss score seconds", flush=True)
    forward = torch.compile(network) if arguments.compile else network
    start = time.monotonic() - seconds
    for epoch in range(done + 1, arguments.epochs + 1):
        rate = train.SCHEDULES[arguments.schedule](epoch, arguments.epochs, arguments.rate)
        for group in optimiser.param_groups:
            group["lr"] = rate
        network.train()
        losses = []
        for which in torch.randperm(len(training))[: arguments.scenes].split(arguments.batch):
            loss = step(network, forward, module, training.batch(which), priors)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            # A prior that is forced on a distant box has a large loss.
            torch.nn.utils.clip_grad_norm_(network.parameters(), 10.0)
            optimiser.step()
            losses.append(loss.item())
        # Post-processing in torch is slow, so that most epochs go without a score.
        score = "-"
        if epoch % train.CYCLE == 0 or epoch == arguments.epochs:
            score = f"{mean_average_precision(network, module, validation):.4f}"
        seconds = time.monotonic() - start
        mean = sum(losses) / len(losses)
        print(f"{epoch} {rate:.6f} {mean:.4f} {score} {seconds:.0f}", flush=True)
        state = {
            "weights": network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "random": torch.get_rng_state(),
            "epoch": epoch,
            "seconds": seconds,
        }
        save_whole(arguments.checkpoint, lambda path: torch.save(state, path))


def main():
    arguments = train.parser(__doc__, ["detection"])
    arguments.add_argument("--schedule", choices=train.SCHEDULES, default="cyclic")
    arguments.add_argument("--weight-decay", type=float, default=5e-4)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--threads", type=int, default=1, help="several add in another order")
    arguments.add_argument("--initial", type=Path, help="a classifier, for the backbone")
    arguments.add_argument(
        "--checkpoint", type=Path, default="detection.checkpoint", help="saved after each epoch"
    )
    arguments.add_argument("--resume", action="store_true", help="go on from the checkpoint")
    arguments.add_argument("--output", type=Path, required=True, help="the weights, .safetensors")
    arguments = arguments.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    module = train.load_module(arguments.module)
    network = module.Network()
    if arguments.initial:
        load_backbone(network, arguments.initial)
    run(network, module, Scenes(arguments.training), Scenes(arguments.validation), arguments)
    weights = {name: tensor.contiguous() for name, tensor in network.state_dict().items()}
    save_whole(arguments.output, lambda path: save_file(weights, path))


if __name__ == "__main__":
    main()
