def resize(x, size=None, scale_factor=None):
    """Bilinear resizing, corners aligned."""
    return F.interpolate(x, size, scale_factor, mode="bilinear", align_corners=True)
