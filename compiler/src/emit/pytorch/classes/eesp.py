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
