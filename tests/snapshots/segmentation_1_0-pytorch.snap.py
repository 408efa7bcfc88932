"""The network espnetv2_seg in PyTorch.

Made by a test. To load a checkpoint:

    network = Network()
    network.load_state_dict(torch.load("checkpoint.pth", weights_only=True))
"""

import torch
from torch import nn
from torch.nn import functional as F


def resize(x, size=None, scale_factor=None):
    """Bilinear resizing, corners aligned."""
    return F.interpolate(x, size, scale_factor, mode="bilinear", align_corners=True)


class CBR(nn.Module):
    """Convolution, batch norm, PReLU."""

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, groups=1
    ):
        super().__init__()
        self.conv = nn.Conv2d(
            in_channels,
            out_channels,
            kernel_size,
            stride=stride,
            padding=padding,
            groups=groups,
            bias=False,
        )
        self.bn = nn.BatchNorm2d(out_channels)
        self.act = nn.PReLU(out_channels)

    def forward(self, x):
        return self.act(self.bn(self.conv(x)))


class CB(nn.Module):
    """1×1 convolution, batch norm."""

    def __init__(self, in_channels, out_channels, groups=1):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 1, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(out_channels)

    def forward(self, x):
        return self.bn(self.conv(x))


class BR(nn.Module):
    """Batch norm, PReLU."""

    def __init__(self, channels):
        super().__init__()
        self.bn = nn.BatchNorm2d(channels)
        self.act = nn.PReLU(channels)

    def forward(self, x):
        return self.act(self.bn(x))


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


class EESP(nn.Module):
    """EESP unit (ESPNetv2, section 3.1), with a branch for each dilation.

    The input is reduced to the channels of one branch. Every branch convolves that
    at its own dilation and adds the sum of the branches before it (hierarchical
    feature fusion), so that no dilation leaves a grid.
    """

    def __init__(self, in_channels, out_channels, dilations, stride=1):
        super().__init__()
        branches = len(dilations)
        channels = out_channels // branches
        self.proj_1x1 = CBR(in_channels, channels, 1, groups=branches)
        self.spp_dw = nn.ModuleList(
            CDilated(channels, dilation, stride) for dilation in dilations
        )
        self.br_after_cat = BR(out_channels)
        self.conv_1x1_exp = CB(out_channels, out_channels, groups=branches)
        # Checkpoints hold these slopes for strided units too, which do not use them.
        self.module_act = nn.PReLU(out_channels)
        self.strided = stride > 1
        self.residual = in_channels == out_channels

    def forward(self, x):
        reduced = self.proj_1x1(x)
        sums = []
        for branch in self.spp_dw:
            convolved = branch(reduced)
            sums.append(convolved + sums[-1] if sums else convolved)
        out = self.conv_1x1_exp(self.br_after_cat(torch.cat(sums, dim=1)))
        if self.strided:
            return out
        if self.residual:
            out = out + x
        return self.module_act(out)


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


class NumberedBR(nn.Module):
    """Batch norm, PReLU; the decoder's weights go by numbers."""

    def __init__(self, channels):
        super().__init__()
        self.br = nn.Sequential(nn.BatchNorm2d(channels), nn.PReLU(channels))

    def forward(self, x):
        return self.br(x)


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


def initialise(module):
    """Sets the weights that the authors begin training with."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out")
    elif isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=0.001)
    if isinstance(module, (nn.Conv2d, nn.Linear)) and module.bias is not None:
        nn.init.zeros_(module.bias)


class Network(nn.Module):
    """ESPNetv2 for segmentation: encoder levels 1 to 4 and an efficient pyramid
    decoder. `planes` is 16 for Pascal VOC and Cityscapes, 32 for COCO.

    Width multiplier 1, 21 classes, 4 branches; 234021 parameters. Dilations are those
    for the input's size.

    Input: N×3×112×80
    Output: N×21×112×80
    """

    def __init__(self):
        super().__init__()
        self.base_net = nn.ModuleDict({
            "level1": CBR(3, 32, 3, stride=2, padding=1),
            "level2_0": DownSampler(
                32, 64, dilations=(1, 2, 3, 4), image_channels=3, halvings=2
            ),
            "level3_0": DownSampler(
                64, 128, dilations=(1, 2, 3, 4), image_channels=3, halvings=3
            ),
            "level3": nn.ModuleList([
                EESP(128, 128, dilations=(1, 2, 3, 4)),
                EESP(128, 128, dilations=(1, 2, 3, 4)),
                EESP(128, 128, dilations=(1, 2, 3, 4)),
            ]),
            "level4_0": DownSampler(
                128, 256, dilations=(1, 2, 3, 4), image_channels=3, halvings=4
            ),
            "level4": nn.ModuleList([
                EESP(256, 256, dilations=(1, 1, 2, 3)),
                EESP(256, 256, dilations=(1, 1, 2, 3)),
                EESP(256, 256, dilations=(1, 1, 2, 3)),
                EESP(256, 256, dilations=(1, 1, 2, 3)),
                EESP(256, 256, dilations=(1, 1, 2, 3)),
                EESP(256, 256, dilations=(1, 1, 2, 3)),
                EESP(256, 256, dilations=(1, 1, 2, 3)),
            ]),
        })
        self.bu_dec_l1 = EfficientPyrPool(
            256, 64, projection=10, scales=(2.0, 1.5, 1.0, 0.5, 0.1)
        )
        self.merge_enc_dec_l2 = EfficientPWConv(128, 64, groups=64)
        self.bu_br_l2 = nn.Sequential(nn.BatchNorm2d(64), nn.PReLU(64))
        self.bu_dec_l2 = EfficientPyrPool(
            64, 48, projection=10, scales=(2.0, 1.5, 1.0, 0.5, 0.1)
        )
        self.merge_enc_dec_l3 = EfficientPWConv(64, 48, groups=16)
        self.bu_br_l3 = nn.Sequential(nn.BatchNorm2d(48), nn.PReLU(48))
        self.bu_dec_l3 = EfficientPyrPool(
            48, 32, projection=10, scales=(2.0, 1.5, 1.0, 0.5, 0.1)
        )
        self.merge_enc_dec_l4 = EfficientPWConv(32, 32, groups=32)
        self.bu_br_l4 = nn.Sequential(nn.BatchNorm2d(32), nn.PReLU(32))
        self.bu_dec_l4 = EfficientPyrPool(
            32, 21, projection=10, scales=(2.0, 1.5, 1.0, 0.5, 0.1), last_layer_br=False
        )
        self.apply(initialise)

    def forward(self, image):
        base_net_level1 = self.base_net["level1"](image)  # 32×56×40
        # 64×28×20
        base_net_level2_0 = self.base_net["level2_0"](base_net_level1, image)
        x = self.base_net["level3_0"](base_net_level2_0, image)  # 128×14×10
        x = self.base_net["level3"][0](x)  # 128×14×10
        x = self.base_net["level3"][1](x)  # 128×14×10
        base_net_level3_2 = self.base_net["level3"][2](x)  # 128×14×10
        x = self.base_net["level4_0"](base_net_level3_2, image)  # 256×7×5
        x = self.base_net["level4"][0](x)  # 256×7×5
        x = self.base_net["level4"][1](x)  # 256×7×5
        x = self.base_net["level4"][2](x)  # 256×7×5
        x = self.base_net["level4"][3](x)  # 256×7×5
        x = self.base_net["level4"][4](x)  # 256×7×5
        x = self.base_net["level4"][5](x)  # 256×7×5
        x = self.base_net["level4"][6](x)  # 256×7×5
        x = self.bu_dec_l1(x)  # 64×7×5
        upsample_l1 = resize(x, scale_factor=2)  # 64×14×10
        x = self.merge_enc_dec_l2(base_net_level3_2)  # 64×14×10
        x = upsample_l1 + x  # 64×14×10
        x = self.bu_br_l2(x)  # 64×14×10
        x = self.bu_dec_l2(x)  # 48×14×10
        upsample_l2 = resize(x, scale_factor=2)  # 48×28×20
        x = self.merge_enc_dec_l3(base_net_level2_0)  # 48×28×20
        x = upsample_l2 + x  # 48×28×20
        x = self.bu_br_l3(x)  # 48×28×20
        x = self.bu_dec_l3(x)  # 32×28×20
        upsample_l3 = resize(x, scale_factor=2)  # 32×56×40
        x = self.merge_enc_dec_l4(base_net_level1)  # 32×56×40
        x = upsample_l3 + x  # 32×56×40
        x = self.bu_br_l4(x)  # 32×56×40
        x = self.bu_dec_l4(x)  # 21×56×40
        upsample_l4 = resize(x, size=image.shape[-2:])  # 21×112×80
        return upsample_l4
