def detect(confidences, locations, priors, score_threshold, iou_threshold, top_k):
    """The objects in each image of a batch: a list of classes, scores and boxes.

    The objects of an image are ordered by class, and in a class the best comes first.
    Boxes are left, top, right and bottom relative to the image, and may exceed it.
    """
    images = []
    for scores, boxes in zip(confidences.softmax(dim=-1), decode(locations, priors)):
        found = []
        for label in range(1, scores.shape[-1]):
            (candidates,) = torch.where(scores[:, label] > score_threshold)
            keep = nms(boxes[candidates], scores[candidates, label], iou_threshold)
            kept = candidates[keep[:top_k]]
            classes = torch.full_like(kept, label)
            found.append((classes, scores[kept, label], boxes[kept]))
        images.append(tuple(torch.cat(parts) for parts in zip(*found)))
    return images
