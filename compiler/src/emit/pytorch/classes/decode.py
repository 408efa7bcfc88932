def decode(locations, priors, variances=(0.1, 0.2)):
    """Left, top, right and bottom, relative to the image, of each prior's box."""
    centres = locations[..., :2] * variances[0] * priors[:, 2:] + priors[:, :2]
    sides = (locations[..., 2:] * variances[1]).exp() * priors[:, 2:]
    return corners(torch.cat([centres, sides], dim=-1))
