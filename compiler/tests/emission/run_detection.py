"""Checks what emitted PyTorch modules of detectors have for training and post-processing.

The first argument is a folder with `network.py`, which declares `Network`, and `shape`, the shape of its
input. The priors are written to the same folder, as priors.f32. The second argument, if there is one, is the folder of the authors' outputs:
matching, losses and detections must be theirs.
"""

import json
import sys
from pathlib import Path

import torch

from run_pytorch import load_module, read_safetensors


def check_matching(module):
    """Checks rules that are easy to see in a few boxes."""
    priors = torch.tensor([[0.25, 0.25, 0.5, 0.5], [0.75, 0.75, 0.5, 0.5], [0.25, 0.75, 0.1, 0.1]])
    none, targets = module.match(torch.zeros(0, 4), torch.zeros(0, dtype=torch.long), priors)
    assert none.tolist() == [0, 0, 0] and targets.shape == priors.shape
    # The second box overlaps no prior enough, but gets the best one. The third box is later than the first.
    boxes = torch.tensor([[0.0, 0.0, 0.5, 0.5], [0.6, 0.6, 0.7, 0.7], [0.0, 0.0, 0.5, 0.45]])
    labels, targets = module.match(boxes, torch.tensor([1, 2, 3]), priors)
    assert labels.tolist() == [3, 2, 0], labels
    expected = torch.tensor([0.0, -0.5, 0.0, torch.tensor(0.9).log() / 0.2])
    torch.testing.assert_close(targets[0], expected, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(module.decode(targets, priors)[:2], boxes[[2, 1]])


def check_loss(module):
    """Checks batches without objects, and the choice of backgrounds."""
    confidences = torch.randn(2, 12, 3, requires_grad=True)
    locations = torch.randn(2, 12, 4, requires_grad=True)
    labels, targets = torch.zeros(2, 12, dtype=torch.long), torch.zeros(2, 12, 4)
    losses = module.detection_loss(confidences, locations, labels, targets)
    assert [loss.item() for loss in losses] == [0, 0], losses
    sum(losses).backward()
    labels[0, 5] = 2
    counted = confidences.detach().clone()
    hard = counted[0].log_softmax(-1)[:, 0].masked_fill(labels[0] > 0, 9).argsort()[:3]
    chosen = torch.cat([hard, torch.tensor([5])])
    expected = -counted[0].log_softmax(-1)[chosen, labels[0, chosen]].sum()
    regression, classification = module.detection_loss(confidences, locations, labels, targets)
    torch.testing.assert_close(classification, expected)
    expected = torch.nn.functional.smooth_l1_loss(locations[0, 5], targets[0, 5], reduction="sum")
    torch.testing.assert_close(regression, expected)


def check_detections(module):
    """Checks the order of detections, and that equal scores go to the lower index."""
    boxes = torch.tensor([[0.0, 0, 2, 2], [0, 0, 2, 2], [5, 5, 5, 5], [5, 5, 5, 5], [0, 0, 2, 1.9]])
    keep = module.nms(boxes, torch.tensor([0.5, 0.5, 0.4, 0.4, 0.9]), 0.45)
    assert keep.tolist() == [4, 2, 3], keep
    assert len(module.nms(boxes[:0], boxes[:0, 0], 0.45)) == 0
    priors = torch.tensor([[0.2, 0.2, 0.2, 0.2], [0.7, 0.7, 0.2, 0.2]])
    confidences = torch.tensor([[[0.0, 2, 1], [0, 3, 3]], [[9.0, 0, 0], [9, 0, 0]]])
    found, nothing = module.detect(confidences, torch.zeros(2, 2, 4), priors, 0.2, 0.45, 200)
    assert found[0].tolist() == [1, 1, 2, 2], found
    order = [(0, 1), (1, 1), (1, 2), (0, 2)]
    scores = confidences[0].softmax(-1)
    torch.testing.assert_close(found[1], torch.stack([scores[place] for place in order]))
    expected = module.corners(priors[[0, 1, 1, 0]])
    torch.testing.assert_close(found[2], expected)
    assert [len(part) for part in nothing] == [0, 0, 0]
    (best, _) = module.detect(confidences, torch.zeros(2, 2, 4), priors, 0.2, 0.45, 1)
    assert best[0].tolist() == [1, 2], best


def check_reference(module, priors, reference):
    """Compares with the authors' outputs for their network of 96×96 pixels."""
    expected = read_safetensors(reference / "matching.safetensors")
    labels, targets = module.match(expected["truth_boxes"], expected["truth_labels"], priors)
    assert torch.equal(labels, expected["labels"])
    positive = labels > 0
    assert torch.equal(torch.where(positive)[0], expected["positive_index"])
    torch.testing.assert_close(targets[positive], expected["positive_targets"])
    confidences, locations = expected["confidences"][None], expected["locations"][None]
    losses = module.detection_loss(confidences, locations, labels[None], targets[None])
    for loss, name in zip(losses, ["regression_loss", "classification_loss"]):
        torch.testing.assert_close(loss[None], expected[name], rtol=1e-5, atol=0)

    suppressed = read_safetensors(reference / "nms.safetensors")
    for threshold in [0.45, 0.5]:
        keep = module.nms(suppressed["boxes"], suppressed["scores"], threshold)
        assert torch.equal(keep, suppressed[f"keep_{threshold}"]), threshold

    cases = json.loads((reference / "index.json").read_text())["cases"]
    (case,) = (case for case in cases if case["name"] == "det_custom_5_96_sample8")
    settings = [case[name] for name in ["conf_threshold", "iou_threshold", "top_k"]]
    ((classes, scores, boxes),) = module.detect(confidences, locations, priors, *settings)
    found = torch.cat([scores[:, None], classes[:, None].float(), boxes], dim=1)
    detections = read_safetensors(reference / f"{case['name']}.out.safetensors")["detections"]
    torch.testing.assert_close(found, detections, rtol=1e-5, atol=1e-5)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    folder = Path(sys.argv[1])
    module = load_module(folder / "network.py")
    network = module.Network()
    priors = network.priors()
    (folder / "priors.f32").write_bytes(priors.numpy().tobytes())
    check_matching(module)
    check_loss(module)
    check_detections(module)
    for reference in sys.argv[2:]:
        check_reference(module, priors, Path(reference))
    shape = [int(size) for size in (folder / "shape").read_text().split()]
    outputs = network.eval()(torch.randn(2, *shape))
    assert len(module.detect(**outputs, priors=priors, **network.POST_PROCESSING)) == 2


if __name__ == "__main__":
    main()
