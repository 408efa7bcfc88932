//! Operators that passes put in the place of several.

use espnet_abi::layout::Dilations;

use super::{AvgPool, BatchNorm, Conv2d, Epilogue, PRelu, Param, ResizeBilinear};

/// Hierarchical feature fusion: dilated depth-wise 3×3 branches on one map, running sums,
/// concatenation, batch norm, PReLU (ESPNetv2, section 3.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Hff {
    /// Path of the EESP unit that it belongs to.
    pub unit: String,
    /// Names of the branches' weights, n × 1 × 3 × 3.
    pub weights: Vec<String>,
    /// Dilation of each branch.
    pub dilations: Dilations,
    /// n, channels of the input.
    pub channels: usize,
    /// 1 or 2.
    pub stride: usize,
    /// `br_after_cat.bn`.
    pub norm: BatchNorm,
    /// `br_after_cat.act`.
    pub prelu: PRelu,
}

impl Hff {
    /// K·n, channels of the output.
    pub fn out_channels(&self) -> usize {
        self.dilations.len() * self.channels
    }

    /// Parameters in order of use.
    pub fn params(&self) -> Vec<Param> {
        let branch = |name: &String| Param::new(name, [self.channels, 1, 3, 3]);
        let mut params: Vec<Param> = self.weights.iter().map(branch).collect();
        params.extend(self.norm.params());
        params.push(self.prelu.param());
        params
    }
}

/// A whole EESP unit of stride 1 (ESPNetv2, figure 1c).
///
/// Operand: the map; it is also the residual if `expand` has one.
#[derive(Clone, Debug, PartialEq)]
pub struct EespUnit {
    /// `proj_1x1`, norm and PReLU fused.
    pub project: Conv2d,
    /// The pyramid.
    pub hff: Hff,
    /// `conv_1x1_exp`, norm, residual and `module_act` fused.
    pub expand: Conv2d,
}

/// A whole strided EESP unit with its pooled shortcut and, where there is one, the image's
/// (ESPNetv2, section 3.2): C channels of H×W become C′ of ⌈H/2⌉×⌈W/2⌉, of which the first C are the
/// map's 3×3 averages of stride 2, the others what the branches make.
///
/// Operands: the map, or what the stem makes it of, then the image that `shortcut` reads.
#[derive(Clone, Debug, PartialEq)]
pub struct StridedEespUnit {
    /// The convolution that makes the map, where nothing else reads it and it is large.
    pub stem: Option<Conv2d>,
    /// `eesp.proj_1x1`, norm and PReLU fused.
    pub project: Conv2d,
    /// The pyramid, of stride 2.
    pub hff: Hff,
    /// `eesp.conv_1x1_exp`, norm fused.
    pub expand: Conv2d,
    /// `inp_reinf.1`, norm fused: what the image adds to all C′ channels.
    pub shortcut: Option<Conv2d>,
    /// `act`, of all C′ channels.
    pub act: PRelu,
}

impl StridedEespUnit {
    /// Average pooling of the map.
    pub const POOL: AvgPool = AvgPool { kernel: 3, stride: 2, padding: 1 };

    /// Parameters in order of use.
    pub fn params(&self) -> Vec<Param> {
        let mut params: Vec<Param> = self.stem.iter().flat_map(Conv2d::params).collect();
        params.extend([self.project.params(), self.hff.params(), self.expand.params()].concat());
        params.extend(self.shortcut.iter().flat_map(Conv2d::params));
        params.push(self.act.param());
        params
    }
}

/// The head of a classifier (ESPNetv2, table 2: the last convolutions of level 5 and the average pool
/// behind them).
///
/// Operand: the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// A depth-wise 3×3 convolution that keeps the map's size, norm and PReLU fused.
    pub depthwise: Conv2d,
    /// A 1×1 convolution of what that makes; the average of its output is the head's.
    pub pointwise: Conv2d,
}

impl Head {
    /// Whether the convolutions are such.
    ///
    /// # Errors
    /// What they should be.
    pub fn check(&self) -> Result<(), String> {
        let Head { depthwise, pointwise } = self;
        let channels = depthwise.in_channels;
        let expected = Conv2d {
            weight: depthwise.weight.clone(),
            norm: depthwise.norm.clone(),
            kernel: 3,
            padding: 1,
            epilogue: Epilogue { prelu: depthwise.epilogue.prelu.clone(), ..Epilogue::default() },
            ..Conv2d::pointwise("", channels, channels, channels)
        };
        let whole = depthwise.norm.is_some() && depthwise.epilogue.prelu.is_some();
        if *depthwise != expected || !whole {
            return Err(
                "the first convolution is depth-wise 3×3 of stride 1 with norm and PReLU".into()
            );
        }
        if !pointwise.is_pointwise() || pointwise.shuffle != 1 || pointwise.in_channels != channels
        {
            return Err("the second convolution is 1×1 and reads what the first makes".into());
        }
        match pointwise.epilogue.operands() {
            0 => Ok(()),
            _ => Err("the only operand of a head is its map".into()),
        }
    }
}

/// What a branch of a [`PyramidPool`] makes of the projected map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PyramidBranch {
    /// A depth-wise 3×3 convolution.
    Convolved {
        /// Name of the weights, q × 1 × 3 × 3.
        weight: String,
    },
    /// The same at a larger size: enlarged bilinearly, convolved, averaged back.
    Enlarged {
        /// The larger size.
        resize: ResizeBilinear,
        /// Name of the weights, q × 1 × 3 × 3.
        weight: String,
    },
    /// Nothing: the next operand is enlarged bilinearly to the projected map's size.
    Given,
}

/// Efficient pyramid pooling behind its projection (ESPNetv2, section 3.3).
///
/// Operands: the projected map of q channels, then the maps of the branches that are given.
#[derive(Clone, Debug, PartialEq)]
pub struct PyramidPool {
    /// The branches, in the order of their channels.
    pub branches: Vec<PyramidBranch>,
    /// `merge_layer.0.br.0`.
    pub norm: BatchNorm,
    /// `merge_layer.0.br.1`.
    pub prelu: PRelu,
    /// `merge_layer.1` and `merge_layer.2`: each of q outputs reads that channel of every branch.
    pub merge: Conv2d,
    /// `merge_layer.3`, 1×1, with what follows it.
    pub expand: Conv2d,
}

impl PyramidPool {
    /// The depth-wise convolution of a branch.
    pub fn convolution(weight: &str, channels: usize) -> Conv2d {
        Conv2d {
            weight: weight.into(),
            kernel: 3,
            padding: 1,
            ..Conv2d::pointwise("", channels, channels, channels)
        }
    }

    /// q, channels of the projected map.
    pub fn channels(&self) -> usize {
        self.merge.out_channels
    }

    /// Names of the branches' weights and, where it is not that of the map, the size that they are
    /// applied at.
    pub fn convolutions(&self) -> impl Iterator<Item = (&str, Option<&ResizeBilinear>)> {
        self.branches.iter().filter_map(|branch| match branch {
            PyramidBranch::Convolved { weight } => Some((weight.as_str(), None)),
            PyramidBranch::Enlarged { resize, weight } => Some((weight.as_str(), Some(resize))),
            PyramidBranch::Given => None,
        })
    }

    /// Parameters in order of use.
    pub fn params(&self) -> Vec<Param> {
        let branch = |(weight, _)| Param::new(weight, [self.channels(), 1, 3, 3]);
        let mut params: Vec<Param> = self.convolutions().map(branch).collect();
        params.extend(self.norm.params());
        params.push(self.prelu.param());
        params.extend(self.merge.params());
        params.extend(self.expand.params());
        params
    }
}
