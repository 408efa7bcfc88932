"""The network espnetv2 in PyTorch.

Made by a test. To load a checkpoint:

    network = Network()
    network.load_state_dict(torch.load("checkpoint.pth", weights_only=True))
"""

import torch
from torch import nn
from torch.nn import functional as F


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


def initialise(module):
    """Sets the weights that the authors begin training with."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out")
    elif isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=0.001)
    if isinstance(module, (nn.Conv2d, nn.Linear)) and module.bias is not None:
        nn.init.zeros_(module.bias)


class Network(nn.Module):
    """ESPNetv2, the classifier (arXiv 1811.11431).

    Width multiplier 0.5, 1000 classes, 4 branches; 1241332 parameters. Dilations are
    those for the input's size.

    Input: N×3×96×128
    Output: N×1000
    """

    def __init__(self):
        super().__init__()
        self.level1 = CBR(3, 16, 3, stride=2, padding=1)
        self.level2_0 = DownSampler(
            16, 32, dilations=(1, 2, 3, 4), image_channels=3, halvings=2
        )
        self.level3_0 = DownSampler(
            32, 64, dilations=(1, 2, 3, 4), image_channels=3, halvings=3
        )
        self.level3 = nn.ModuleList([
            EESP(64, 64, dilations=(1, 2, 3, 4)),
            EESP(64, 64, dilations=(1, 2, 3, 4)),
            EESP(64, 64, dilations=(1, 2, 3, 4)),
        ])
        self.level4_0 = DownSampler(
            64, 128, dilations=(1, 2, 3, 4), image_channels=3, halvings=4
        )
        self.level4 = nn.ModuleList([
            EESP(128, 128, dilations=(1, 1, 2, 3)),
            EESP(128, 128, dilations=(1, 1, 2, 3)),
            EESP(128, 128, dilations=(1, 1, 2, 3)),
            EESP(128, 128, dilations=(1, 1, 2, 3)),
            EESP(128, 128, dilations=(1, 1, 2, 3)),
            EESP(128, 128, dilations=(1, 1, 2, 3)),
            EESP(128, 128, dilations=(1, 1, 2, 3)),
        ])
        self.level5_0 = DownSampler(128, 256, dilations=(1, 1, 2, 3), image_channels=3)
        self.level5 = nn.ModuleList([
            EESP(256, 256, dilations=(1, 1, 1, 2)),
            EESP(256, 256, dilations=(1, 1, 1, 2)),
            EESP(256, 256, dilations=(1, 1, 1, 2)),
            CBR(256, 256, 3, padding=1, groups=256),
            CBR(256, 1024, 1, groups=4),
        ])
        self.classifier = nn.Linear(1024, 1000)
        self.apply(initialise)

    def forward(self, image):
        x = self.level1(image)  # 16×48×64
        x = self.level2_0(x, image)  # 32×24×32
        x = self.level3_0(x, image)  # 64×12×16
        x = self.level3[0](x)  # 64×12×16
        x = self.level3[1](x)  # 64×12×16
        x = self.level3[2](x)  # 64×12×16
        x = self.level4_0(x, image)  # 128×6×8
        x = self.level4[0](x)  # 128×6×8
        x = self.level4[1](x)  # 128×6×8
        x = self.level4[2](x)  # 128×6×8
        x = self.level4[3](x)  # 128×6×8
        x = self.level4[4](x)  # 128×6×8
        x = self.level4[5](x)  # 128×6×8
        x = self.level4[6](x)  # 128×6×8
        x = self.level5_0(x)  # 256×3×4
        x = self.level5[0](x)  # 256×3×4
        x = self.level5[1](x)  # 256×3×4
        x = self.level5[2](x)  # 256×3×4
        x = self.level5[3](x)  # 256×3×4
        x = self.level5[4](x)  # 1024×3×4
        x = F.adaptive_avg_pool2d(x, 1)  # 1024×1×1
        classifier = self.classifier(x.flatten(1))  # 1000
        return classifier
