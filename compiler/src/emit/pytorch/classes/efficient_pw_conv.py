class EfficientPWConv(nn.Module):
    """Grouped 3×3 convolution, gated channel by channel by the input's average."""

    def __init__(self, in_channels, out_channels, groups):
        super().__init__()
        self.expansion_layer = NumberedCBR(in_channels, out_channels, 3, groups=groups)
        self.wt_layer = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(in_channels, out_channels, 1, bias=False),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return self.expansion_layer(x) * self.wt_layer(x)
