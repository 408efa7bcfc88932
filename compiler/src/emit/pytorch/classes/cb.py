class CB(nn.Module):
    """1×1 convolution, batch norm."""

    def __init__(self, in_channels, out_channels, groups=1):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 1, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(out_channels)

    def forward(self, x):
        return self.bn(self.conv(x))
