def corners(boxes):
    """Left, top, right and bottom of boxes given by centre, width and height."""
    centres, halves = boxes[..., :2], boxes[..., 2:] / 2
    return torch.cat([centres - halves, centres + halves], dim=-1)
