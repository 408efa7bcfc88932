def iou(a, b, epsilon=0.0):
    """Intersection over union of boxes that have left, top, right and bottom."""
    low = torch.maximum(a[..., :2], b[..., :2])
    high = torch.minimum(a[..., 2:], b[..., 2:])
    shared = (high - low).clamp(min=0).prod(dim=-1)
    areas = [(box[..., 2:] - box[..., :2]).prod(dim=-1) for box in (a, b)]
    return shared / (areas[0] + areas[1] - shared + epsilon)
