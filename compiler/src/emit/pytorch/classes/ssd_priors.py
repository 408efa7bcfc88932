def ssd_priors(image, maps, strides, sizes, ratios):
    """Priors of maps with these heights and widths, P×4: centre x and y, width, height.

    Everything is relative to the image, whose height and width are `image`. The centres
    lie `strides` pixels of the image apart; further maps divide the image evenly. The
    least side of the first map's priors is the first of the `sizes`, in hundredths of
    the image, and a map behind the last one would have the second. Each pixel has two
    squares, and for each ratio a lying and an upright box.
    """
    priors = []
    for k, pixels in enumerate(maps):
        centres, sides = [], []
        for side, count in zip(image, pixels):
            stride = strides[k] if k < len(strides) else side / count
            places = torch.arange(count, dtype=torch.float64)
            centres.append((places + 0.5) * stride / side)
            first, last = (-(-share * side // 100) for share in sizes)
            least, next_least = (
                torch.tensor(first + i * max(last - first, 0) // len(maps)).double()
                for i in (k, k + 1)
            )
            sides.append([least / side, (least * next_least).sqrt() / side])
        (height, large_height), (width, large_width) = sides
        boxes = [torch.stack([width, height]), torch.stack([large_width, large_height])]
        for ratio in ratios:
            root = torch.tensor(ratio, dtype=torch.float64).sqrt()
            boxes.append(torch.stack([width * root, height / root]))
            boxes.append(torch.stack([width / root, height * root]))
        y, x = torch.meshgrid(*centres, indexing="ij")
        centres = torch.stack([x, y], dim=-1)[:, :, None].expand(-1, -1, len(boxes), 2)
        prior = torch.cat([centres, torch.stack(boxes).expand_as(centres)], dim=-1)
        priors.append(prior.reshape(-1, 4))
    return torch.cat(priors).float().clamp(0, 1)
