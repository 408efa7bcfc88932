def detection_loss(confidences, locations, labels, targets):
    """The losses of a batch: that of the locations and that of the classes.

    `labels`, N×P, and `targets`, N×P×4, are what `match` returns for each image. Both
    losses are sums over the priors with an object, divided by their number. The loss of
    the classes also counts background: in each image three times as many priors as have
    an object, those that look least like background. Without any object in the batch,
    the authors divide by zero; both losses are 0 here.
    """
    positive = labels > 0
    background = confidences.detach().log_softmax(dim=-1)[..., 0]
    order = background.masked_fill(positive, torch.inf).argsort(dim=1, stable=True)
    hard = order.argsort(dim=1) < 3 * positive.sum(dim=1, keepdim=True)
    counted = positive | hard
    regression = F.smooth_l1_loss(
        locations[positive], targets[positive], reduction="sum"
    )
    classification = F.cross_entropy(
        confidences[counted], labels[counted], reduction="sum"
    )
    objects = positive.sum().clamp(min=1)
    return regression / objects, classification / objects
