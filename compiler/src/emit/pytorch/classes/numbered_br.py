class NumberedBR(nn.Module):
    """Batch norm, PReLU; the decoder's weights go by numbers."""

    def __init__(self, channels):
        super().__init__()
        self.br = nn.Sequential(nn.BatchNorm2d(channels), nn.PReLU(channels))

    def forward(self, x):
        return self.br(x)
