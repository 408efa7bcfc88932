class EfficientPyrPool(nn.Module):
    """Efficient pyramid pooling (ESPNetv2, section 3.3).

    The projected map is convolved depth-wise at several sizes and brought back to its
    own; one convolution merges what the sizes gave for a channel.
    """

    def __init__(
        self, in_channels, out_channels, projection, scales, last_layer_br=True
    ):
        super().__init__()
        self.scales = scales
        self.projection_layer = NumberedCBR(in_channels, projection, 1)
        self.stages = nn.ModuleList(
            nn.Conv2d(
                projection, projection, 3, padding=1, groups=projection, bias=False
            )
            for _ in scales
        )
        wide = len(scales) * projection
        self.merge_layer = nn.Sequential(
            NumberedBR(wide),
            nn.ChannelShuffle(len(scales)),
            NumberedCBR(wide, projection, 3, groups=projection),
            nn.Conv2d(projection, out_channels, 1, bias=not last_layer_br),
        )
        self.br = NumberedBR(out_channels) if last_layer_br else nn.Identity()

    def forward(self, x):
        x = self.projection_layer(x)
        own_size = x.shape[-2:]
        maps = []
        for scale, stage in zip(self.scales, self.stages):
            # Rounded up, and at least five pixels.
            size = [max(5, int(-(-pixels * scale // 1))) for pixels in own_size]
            if scale > 1:
                convolved = stage(resize(x, size))
                maps.append(F.adaptive_avg_pool2d(convolved, own_size))
            elif scale < 1:
                convolved = stage(F.adaptive_avg_pool2d(x, size))
                maps.append(resize(convolved, own_size))
            else:
                maps.append(stage(x))
        return self.br(self.merge_layer(torch.cat(maps, dim=1)))
