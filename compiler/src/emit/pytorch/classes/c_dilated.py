class CDilated(nn.Module):
    """Dilated depth-wise 3×3 convolution that keeps the size at stride 1."""

    def __init__(self, channels, dilation, stride):
        super().__init__()
        self.conv = nn.Conv2d(
            channels,
            channels,
            3,
            stride=stride,
            padding=dilation,
            dilation=dilation,
            groups=channels,
            bias=False,
        )

    def forward(self, x):
        return self.conv(x)
