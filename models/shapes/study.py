"""Measures the effect of two of ESPNetv2's ideas on small scenes, as the paper ablates them: a cyclic
learning rate is compared with a fixed one, and hierarchical feature fusion (HFF) with branches that
are not summed (arXiv 1811.11431, sections 3.1 and 4).

The script trains a network in each way with each seed, and prints a table. README.md beside this file
has the command. It needs torch and safetensors.
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import mean

import torch

import train

WAYS = [
    ("cyclic rate, HFF", "cyclic", True),
    ("fixed rate, HFF", "fixed", True),
    ("cyclic rate, no HFF", "cyclic", False),
]


def without_fusion(module):
    """Changes the networks of an emitted module: branches are concatenated without sums."""

    class Unfused(module.EESP):
        def forward(self, x):
            reduced = self.proj_1x1(x)
            branches = [branch(reduced) for branch in self.spp_dw]
            out = self.conv_1x1_exp(self.br_after_cat(torch.cat(branches, dim=1)))
            if self.strided:
                return out
            return self.module_act(out + x if self.residual else out)

    module.EESP = Unfused


def run(arguments, name, schedule, fused, seed):
    """Trains a network in one way, and returns its score on the held-out scenes."""
    torch.manual_seed(seed)
    module = train.load_module(arguments.module)
    if not fused:
        without_fusion(module)
    network = module.Network()
    path = arguments.logs / f"{arguments.task}, {name}, seed {seed}.log"
    with open(path, "w") as log:
        train.train(
            network,
            arguments.task,
            train.Scenes(arguments.training),
            train.Scenes(arguments.validation),
            epochs=arguments.epochs,
            scenes=arguments.scenes,
            schedule=schedule,
            rate=arguments.rate,
            batch=arguments.batch,
            seed=seed,
            compiled=arguments.compile,
            log=log,
        )
    held_out = train.Scenes(arguments.held_out)
    return train.score(train.confusion(network, held_out, arguments.task), arguments.task)


def main():
    arguments = train.parser(__doc__, train.TASKS)
    arguments.add_argument("--held-out", type=Path, required=True, help="from `scenes --held-out`")
    arguments.add_argument("--seeds", type=int, nargs="+", default=[0, 1])
    arguments.add_argument("--logs", type=Path, required=True, help="a folder")
    arguments.add_argument("--jobs", type=int, default=1, help="trainings at a time")
    arguments = arguments.parse_args()
    arguments.logs.mkdir(exist_ok=True)
    with ProcessPoolExecutor(arguments.jobs, mp_context=get_context("spawn")) as pool:
        results = [
            [pool.submit(run, arguments, *way, seed) for seed in arguments.seeds] for way in WAYS
        ]
        print(
            "| training | " + " | ".join(f"seed {seed}" for seed in arguments.seeds) + " | mean |"
        )
        print("|---|" + "---|" * (len(arguments.seeds) + 1))
        for (name, _, _), futures in zip(WAYS, results):
            scores = [future.result() for future in futures]
            print(f"| {name} | " + " | ".join(f"{s:.4f}" for s in [*scores, mean(scores)]) + " |")


if __name__ == "__main__":
    main()
