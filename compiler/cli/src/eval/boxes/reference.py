"""Makes labelled pictures and detections at random, and scores them with COCO's own program and with the algorithm of
Pascal VOC's development kit. The argument is a folder. Each of its new folders 0, 1, ... holds

    instances.json   annotations of COCO, and beside it an empty file for each picture
    results.json     detections
    figures.json     the figures: of COCO, of COCO for each category, and of VOC for each category
"""

import json
import pathlib
import random
import sys

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

SEEDS = 6

# With gaps. The last but one has no detections; the last one has detections, but no objects.
CATEGORIES = [2, 3, 11, 13, 28, 90]


def box(rng, exact):
    """Returns left, top, width and height; whole numbers meet the limits of overlaps and areas exactly."""
    if exact:
        size = rng.choice([8, 16, 32, 64, 96, 192])
        return [rng.randrange(0, 400, 16), rng.randrange(0, 300, 16), size, rng.choice([size, 2 * size, 32])]
    return [rng.uniform(0, 400), rng.uniform(0, 300), rng.uniform(4, 240), rng.uniform(4, 180)]


def near(rng, bbox, exact):
    """Returns a box that overlaps another one."""
    left, top, width, height = bbox
    kind = rng.randrange(4)
    if kind == 0:
        return list(bbox)
    if exact:
        # Of these heights one half, three quarters and two thirds are overlaps.
        return [left, top, width, rng.choice([height / 2, height * 0.75, height * 2, height * 1.5])]
    shift = rng.choice([0.02, 0.1, 0.3])
    return [
        left + width * rng.uniform(-shift, shift),
        top + height * rng.uniform(-shift, shift),
        width * rng.uniform(1 - shift, 1 + shift),
        height * rng.uniform(1 - shift, 1 + shift),
    ]


def make(seed):
    rng = random.Random(seed)
    numbers = rng.sample(range(1, 1000), 24)
    images = [{"id": n, "file_name": f"{n:012}.jpg", "width": 640, "height": 480} for n in numbers]
    annotations, results = [], []

    def detect(image, category, bbox):
        # Few different scores, so that many are equal.
        score = rng.randrange(1, 20) / 20 if rng.random() < 0.7 else rng.random()
        results.append({"image_id": image, "category_id": category, "bbox": bbox, "score": score})

    for place, image in enumerate(numbers):
        for category in CATEGORIES:
            exact = rng.random() < 0.5
            objects = [] if place % 6 == 5 or category == CATEGORIES[-1] else range(rng.randrange(6))
            for _ in objects:
                bbox = box(rng, exact)
                crowd = int(rng.random() < 0.15)
                annotations.append({
                    "id": len(annotations) + 1,
                    "image_id": image,
                    "category_id": category,
                    "bbox": bbox,
                    "area": bbox[2] * bbox[3] * rng.choice([1, 1, 0.6]),
                    "iscrowd": crowd,
                })
                if category == CATEGORIES[-2]:
                    continue
                for _ in range(rng.choice([0, 1, 1, 2, 3])):
                    detect(image, category, near(rng, bbox, exact))
                if crowd:
                    inside = [bbox[0], bbox[1], bbox[2] / 2, bbox[3] / 2]
                    detect(image, category, inside)
                    detect(image, category, inside)
            if category != CATEGORIES[-2]:
                for _ in range(130 if place in (2, 5) and category == 3 else rng.randrange(4)):
                    detect(image, category, box(rng, exact))
    rng.shuffle(results)
    categories = [{"id": n, "name": f"category {n}"} for n in CATEGORIES]
    rng.shuffle(categories)
    return {"images": images, "annotations": annotations, "categories": categories}, results


def figure(number):
    return None if number == -1 else float(number)


def coco(folder):
    truth = COCO(str(folder / "instances.json"))
    evaluation = COCOeval(truth, truth.loadRes(str(folder / "results.json")), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    precision = evaluation.eval["precision"]
    classes = [precision[:, :, k, 0, 2] for k in range(len(CATEGORIES))]
    return {
        "coco": [figure(number) for number in evaluation.stats],
        "coco_classes": [[figure(of.mean()), figure(of[0].mean())] for of in classes],
    }


def voc_overlap(a, b):
    """The right and bottom pixels belong to a box."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0]) + 1
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1]) + 1
    if width <= 0 or height <= 0:
        return -np.inf
    common = width * height
    return common / ((a[2] + 1) * (a[3] + 1) + (b[2] + 1) * (b[3] + 1) - common)


def voc(dataset, results, category):
    """Crowds take the place of difficult objects."""
    objects, detections = {}, []
    for image in sorted(image["id"] for image in dataset["images"]):
        own = lambda entry: entry["image_id"] == image and entry["category_id"] == category
        objects[image] = [dict(entry, taken=False) for entry in dataset["annotations"] if own(entry)]
        detections += [entry for entry in results if own(entry)]
    count = sum(not entry["iscrowd"] for of in objects.values() for entry in of)
    if count == 0:
        return [0, None, None]
    order = np.argsort([-entry["score"] for entry in detections], kind="stable")
    right, wrong = np.zeros(len(order)), np.zeros(len(order))
    for place, index in enumerate(order):
        detection = detections[index]
        candidates = objects[detection["image_id"]]
        overlaps = [voc_overlap(detection["bbox"], entry["bbox"]) for entry in candidates]
        if overlaps and max(overlaps) >= 0.5:
            best = candidates[int(np.argmax(overlaps))]
            if not best["iscrowd"]:
                (wrong if best["taken"] else right)[place] = 1
                best["taken"] = True
        else:
            wrong[place] = 1
    right, wrong = np.cumsum(right), np.cumsum(wrong)
    recall = right / count
    precision = right / np.maximum(right + wrong, np.finfo(np.float64).eps)

    points = 0.0
    for least in np.arange(0.0, 1.1, 0.1):
        points += (np.max(precision[recall >= least]) if np.any(recall >= least) else 0.0) / 11

    recall = np.concatenate(([0.0], recall, [1.0]))
    precision = np.concatenate(([0.0], precision, [0.0]))
    for place in range(len(precision) - 1, 0, -1):
        precision[place - 1] = max(precision[place - 1], precision[place])
    steps = np.where(recall[1:] != recall[:-1])[0]
    area = np.sum((recall[steps + 1] - recall[steps]) * precision[steps + 1])
    return [count, float(points), float(area)]


def main():
    for seed in range(SEEDS):
        folder = pathlib.Path(sys.argv[1]) / str(seed)
        folder.mkdir()
        dataset, results = make(seed)
        for image in dataset["images"]:
            (folder / image["file_name"]).touch()
        (folder / "instances.json").write_text(json.dumps(dataset))
        (folder / "results.json").write_text(json.dumps(results))
        figures = coco(folder)
        figures["voc_classes"] = [voc(dataset, results, category) for category in CATEGORIES]
        (folder / "figures.json").write_text(json.dumps(figures))


main()
