class SSDHead(nn.ModuleList):
    """A 1×1 convolution for each map: `values` numbers for each anchor of a pixel."""

    def __init__(self, channels, anchors, values):
        super().__init__(
            nn.Conv2d(channel, anchors * values, 1) for channel in channels
        )
        self.values = values

    def forward(self, *maps):
        rows = [
            conv(map).permute(0, 2, 3, 1).reshape(map.shape[0], -1, self.values)
            for conv, map in zip(self, maps)
        ]
        return torch.cat(rows, dim=1)
