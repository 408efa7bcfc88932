"""The network names in PyTorch.

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


def initialise(module):
    """Sets the weights that the authors begin training with."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out")
    elif isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=0.001)
    if isinstance(module, (nn.Conv2d, nn.Linear)) and module.bias is not None:
        nn.init.zeros_(module.bias)


class Network(nn.Module):
    """Paths that are awkward in Python: keywords, "numbers", attributes of modules; \\
    and \"\"\" besides.

    Width multiplier 1, 4 classes, 4 branches; 1960 parameters. Dilations are those for
    the input's size.

    Input: N×3×9×7
    Outputs by name:
        image_: N×8×9×7
        class: N×8×9×7
    """

    def __init__(self):
        super().__init__()
        self._modules["0"] = nn.Conv2d(3, 8, 3, padding=1, bias=False)
        self._modules["0"]._modules["stride"] = nn.BatchNorm2d(8)
        self._modules["0"]._modules["weight"] = nn.PReLU(8)
        self._modules["class"] = nn.Sequential(
            nn.Conv2d(8, 8, 1, bias=False),
            nn.BatchNorm2d(8),
            nn.PReLU(8),
        )
        self._modules["type"] = CB(8, 8)
        self.head = nn.ModuleDict({
            "0": nn.Conv2d(8, 16, 1, bias=False),
            "1": nn.BatchNorm2d(16),
            "2": nn.PReLU(16),
            "3": EESP(16, 16, dilations=(1, 2)),
        })
        self.head._modules["forward"] = BR(16)
        self.unit = EESP(16, 16, dilations=(1, 2))
        self.unit._modules["extra"] = nn.ModuleDict({
            "conv": nn.Conv2d(16, 8, 1, bias=False),
        })
        self.list = nn.ModuleList([nn.ModuleDict({}), nn.ModuleDict({})])
        self.list[0]._modules["keys"] = nn.Conv2d(8, 8, 1, bias=False)
        self.list[1]._modules["train"] = nn.Conv2d(8, 8, 1)
        self._modules["_modules"] = nn.ModuleDict({
            "deep": nn.ModuleDict({
                "er": nn.ModuleDict({
                    "a": nn.ModuleDict({"b": nn.BatchNorm2d(8), "c": nn.PReLU(8)}),
                }),
            }),
        })
        self.x = nn.ModuleDict({"pool": nn.ModuleDict({})})
        self.x["pool"]._modules["pop"] = nn.Conv2d(16, 8, 1, bias=False)
        self.apply(initialise)

    def forward(self, image):
        block_0 = self._modules["0"](image)
        block_0 = self._modules["0"]._modules["stride"](block_0)
        block_0 = self._modules["0"]._modules["weight"](block_0)  # 8×9×7
        class_ = self._modules["class"](block_0)  # 8×9×7
        type = self._modules["type"](block_0)  # 8×9×7
        head = self.head["0"](type)
        head = self.head["1"](head)
        head = self.head["2"](head)  # 16×9×7
        x = self.head["3"](head)  # 16×9×7
        x = self.head._modules["forward"](x)  # 16×9×7
        x_ = x + head  # 16×9×7
        x = self.unit(x_)  # 16×9×7
        x = self.unit._modules["extra"]["conv"](x)  # 8×9×7
        image_ = x + class_  # 8×9×7
        x = image_ + type  # 8×9×7
        x = self.list[0]._modules["keys"](x)  # 8×9×7
        x = self.list[1]._modules["train"](x)  # 8×9×7
        _modules_deep_er = self._modules["_modules"]["deep"]["er"]["a"]["b"](x)
        # 8×9×7
        _modules_deep_er = self._modules["_modules"]["deep"]["er"]["a"]["c"](
            _modules_deep_er
        )
        x = self.x["pool"]._modules["pop"](x_)  # 8×9×7
        image__ = _modules_deep_er + image_ + x  # 8×9×7
        return {"image_": image__, "class": class_}
