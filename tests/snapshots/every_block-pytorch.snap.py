"""The network every_block in PyTorch.

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
    """A block of every type, units of two to eight branches, and outputs of every rank.

    Width multiplier 1, 6 classes, 4 branches; 17537 parameters. Dilations are those for
    the input's size.

    Input: N×4×44×60
    Outputs by name:
        logits: N×6
        weighted: N×6×27×37
        coarse: N×36×4×3
        average: N×36×1×1
    """

    def __init__(self):
        super().__init__()
        self.stem = CBR(4, 16, 3, stride=2, padding=1)
        self.down = DownSampler(
            16, 32, dilations=(1, 2, 3, 4), image_channels=4, halvings=2
        )
        self.two = nn.ModuleList([
            EESP(32, 32, dilations=(1, 2)),
            EESP(32, 32, dilations=(1, 2)),
        ])
        self.listed = EESP(32, 32, dilations=(3, 1, 2, 2))
        self.wider = EESP(32, 64, dilations=(1, 2, 3, 4, 5, 6, 7, 8))
        self.squeezed = CB(64, 36)
        self.three = EESP(36, 36, dilations=(1, 2, 3))
        self._modules["half"] = DownSampler(
            64, 96, dilations=(1, 1, 2, 3), image_channels=4
        )
        self.norm = BR(96)
        self.pyramid = EfficientPyrPool(
            96, 12, projection=7, scales=(2.0, 1.5, 1.0, 0.5, 0.1)
        )
        self.gated = EfficientPWConv(64, 12, groups=4)
        self.merged_norm = nn.Sequential(nn.BatchNorm2d(12), nn.PReLU(12))
        self.two_scales = EfficientPyrPool(
            12, 6, projection=5, scales=(0.7, 1.3), last_layer_br=False
        )
        self.dilated = nn.ModuleDict({
            "conv": nn.Conv2d(36, 12, 3, padding=2, dilation=2, groups=12),
        })
        self.slopes = nn.PReLU(36)
        self.hidden = nn.Linear(36, 20)
        self.hidden_act = nn.PReLU(20)
        self.classifier = nn.Linear(20, 6, bias=False)
        self.apply(initialise)
        for module in self.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eps = 0.001

    def forward(self, image):
        x = self.stem(image)  # 16×22×30
        x = self.down(x, image)  # 32×11×15
        x = self.two[0](x)  # 32×11×15
        x = self.two[1](x)  # 32×11×15
        x = self.listed(x)  # 32×11×15
        wider = self.wider(x)  # 64×11×15
        x = self.squeezed(wider)  # 36×11×15
        three = self.three(x)  # 36×11×15
        x = self._modules["half"](wider)  # 96×6×8
        x = self.norm(x)  # 96×6×8
        x = self.pyramid(x)  # 12×6×8
        back = resize(x, size=wider.shape[-2:])  # 12×11×15
        gated = self.gated(wider)  # 12×11×15
        x = back + gated + back  # 12×11×15
        merged_norm = self.merged_norm(x)  # 12×11×15
        x = self.two_scales(merged_norm)  # 6×11×15
        x = resize(x, scale_factor=2.5)  # 6×27×37
        map = torch.sigmoid(x)  # 6×27×37
        dilated = self.dilated["conv"](three)
        dilated = torch.sigmoid(dilated)  # 12×11×15
        x = dilated * merged_norm  # 12×11×15
        x = torch.cat([x, gated, dilated], dim=1)  # 36×11×15
        x = F.channel_shuffle(x, 3)  # 36×11×15
        slopes = self.slopes(x)  # 36×11×15
        x = F.avg_pool2d(slopes, 3, stride=2, padding=1)  # 36×6×8
        coarse = F.adaptive_avg_pool2d(x, (4, 3))  # 36×4×3
        average = F.adaptive_avg_pool2d(coarse, 1)  # 36×1×1
        x = self.hidden(average.flatten(1))  # 20
        x = self.hidden_act(x)  # 20
        classifier = self.classifier(x)  # 6
        x = torch.sigmoid(classifier)  # 6
        weighted = map * x[:, :, None, None]  # 6×27×37
        return {
            "logits": classifier,
            "weighted": weighted,
            "coarse": coarse,
            "average": average,
        }
