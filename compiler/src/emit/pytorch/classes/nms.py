def nms(boxes, scores, threshold):
    """Indices of the boxes that greedy non-maximum suppression keeps, the best first.

    A box is dropped if it overlaps a better one by more than `threshold`. Of boxes with
    equal scores, the first is the better one.
    """
    order = scores.argsort(descending=True, stable=True)
    keep = []
    while len(order) > 0:
        best, order = order[0], order[1:]
        keep.append(best)
        # Boxes without area have no ratio, and suppress nothing.
        order = order[~(iou(boxes[best], boxes[order]).double() > threshold)]
    return torch.stack(keep) if keep else order
