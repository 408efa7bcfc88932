class NumberedCBR(nn.Module):
    """Convolution, batch norm, PReLU; the decoder's weights go by numbers."""

    def __init__(self, in_channels, out_channels, kernel_size, groups=1):
        super().__init__()
        self.cbr = nn.Sequential(
            nn.Conv2d(
                in_channels,
                out_channels,
                kernel_size,
                padding=kernel_size // 2,
                groups=groups,
                bias=False,
            ),
            nn.BatchNorm2d(out_channels),
            nn.PReLU(out_channels),
        )

    def forward(self, x):
        return self.cbr(x)
