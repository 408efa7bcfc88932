class DownSampler(nn.Module):
    """Strided EESP unit with the long-range shortcut (ESPNetv2, section 3.2).

    Halves the map: the pooled input and a strided EESP unit side by side. The image,
    halved until it has the size of the result, is added through two convolutions.
    """

    def __init__(
        self, in_channels, out_channels, dilations, image_channels=None, halvings=0
    ):
        super().__init__()
        self.avg = nn.AvgPool2d(3, stride=2, padding=1)
        self.eesp = EESP(in_channels, out_channels - in_channels, dilations, stride=2)
        # Checkpoints may hold these weights for units too that are given no image.
        if image_channels is not None:
            self.inp_reinf = nn.Sequential(
                CBR(image_channels, image_channels, 3, padding=1),
                CB(image_channels, out_channels),
            )
        self.halvings = halvings
        self.act = nn.PReLU(out_channels)

    def forward(self, x, image=None):
        out = torch.cat([self.avg(x), self.eesp(x)], dim=1)
        if image is not None:
            for _ in range(self.halvings):
                image = self.avg(image)
            out = out + self.inp_reinf(image)
        return self.act(out)
