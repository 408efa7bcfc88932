def match(boxes, labels, priors, threshold=0.45, variances=(0.1, 0.2)):
    """Assigns the objects of an image to priors: what `detection_loss` compares with.

    `boxes` are left, top, right and bottom relative to the image, M×4, and `labels` are
    their classes, M. Returns the class of each prior, P, which is 0 for the background,
    and the locations that its box has, P×4. A prior gets the box that it overlaps most,
    if their intersection over union is at least `threshold`. The best prior of a box
    gets it in any case; if that is the best of several boxes, the last of them.
    """
    if len(boxes) == 0:
        none = torch.zeros(len(priors), dtype=torch.long, device=priors.device)
        return none, torch.zeros_like(priors)
    overlaps = iou(boxes[:, None], corners(priors), epsilon=1e-5)
    overlap, owner = overlaps.max(dim=0)
    for box, prior in enumerate(overlaps.argmax(dim=1)):
        owner[prior] = box
        overlap[prior] = torch.inf
    classes = labels.long()[owner].masked_fill(overlap < threshold, 0)
    low, high = boxes[owner, :2], boxes[owner, 2:]
    centres = ((low + high) / 2 - priors[:, :2]) / priors[:, 2:] / variances[0]
    sides = ((high - low) / priors[:, 2:]).log() / variances[1]
    return classes, torch.cat([centres, sides], dim=-1)
