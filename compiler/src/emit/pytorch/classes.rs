//! The Python classes of emitted modules, and their dependencies on each other.

use std::collections::BTreeSet;

/// A class or function of the emitted file; the order is that of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Resize,
    Cbr,
    Cb,
    Br,
    CDilated,
    Eesp,
    DownSampler,
    NumberedCbr,
    NumberedBr,
    EfficientPyrPool,
    EfficientPwConv,
    SsdHead,
    SsdPriors,
    Corners,
    Iou,
    Match,
    DetectionLoss,
    Decode,
    Nms,
    Detect,
}

impl Class {
    /// All classes, in the order of the file.
    pub const ALL: [Class; 20] = [
        Class::Resize,
        Class::Cbr,
        Class::Cb,
        Class::Br,
        Class::CDilated,
        Class::Eesp,
        Class::DownSampler,
        Class::NumberedCbr,
        Class::NumberedBr,
        Class::EfficientPyrPool,
        Class::EfficientPwConv,
        Class::SsdHead,
        Class::SsdPriors,
        Class::Corners,
        Class::Iou,
        Class::Match,
        Class::DetectionLoss,
        Class::Decode,
        Class::Nms,
        Class::Detect,
    ];

    /// What training and decoding of detectors need besides their modules.
    pub const DETECTION: [Class; 4] =
        [Class::SsdPriors, Class::Match, Class::DetectionLoss, Class::Detect];

    /// Returns the name in Python.
    pub fn name(self) -> &'static str {
        match self {
            Class::Resize => "resize",
            Class::Cbr => "CBR",
            Class::Cb => "CB",
            Class::Br => "BR",
            Class::CDilated => "CDilated",
            Class::Eesp => "EESP",
            Class::DownSampler => "DownSampler",
            Class::NumberedCbr => "NumberedCBR",
            Class::NumberedBr => "NumberedBR",
            Class::EfficientPyrPool => "EfficientPyrPool",
            Class::EfficientPwConv => "EfficientPWConv",
            Class::SsdHead => "SSDHead",
            Class::SsdPriors => "ssd_priors",
            Class::Corners => "corners",
            Class::Iou => "iou",
            Class::Match => "match",
            Class::DetectionLoss => "detection_loss",
            Class::Decode => "decode",
            Class::Nms => "nms",
            Class::Detect => "detect",
        }
    }

    /// Returns the Python code.
    pub fn code(self) -> &'static str {
        match self {
            Class::Resize => include_str!("classes/resize.py"),
            Class::Cbr => include_str!("classes/cbr.py"),
            Class::Cb => include_str!("classes/cb.py"),
            Class::Br => include_str!("classes/br.py"),
            Class::CDilated => include_str!("classes/c_dilated.py"),
            Class::Eesp => include_str!("classes/eesp.py"),
            Class::DownSampler => include_str!("classes/down_sampler.py"),
            Class::NumberedCbr => include_str!("classes/numbered_cbr.py"),
            Class::NumberedBr => include_str!("classes/numbered_br.py"),
            Class::EfficientPyrPool => include_str!("classes/efficient_pyr_pool.py"),
            Class::EfficientPwConv => include_str!("classes/efficient_pw_conv.py"),
            Class::SsdHead => include_str!("classes/ssd_head.py"),
            Class::SsdPriors => include_str!("classes/ssd_priors.py"),
            Class::Corners => include_str!("classes/corners.py"),
            Class::Iou => include_str!("classes/iou.py"),
            Class::Match => include_str!("classes/match.py"),
            Class::DetectionLoss => include_str!("classes/detection_loss.py"),
            Class::Decode => include_str!("classes/decode.py"),
            Class::Nms => include_str!("classes/nms.py"),
            Class::Detect => include_str!("classes/detect.py"),
        }
    }

    /// Returns the classes and functions that the code uses.
    fn uses(self) -> &'static [Class] {
        match self {
            Class::Eesp => &[Class::Cbr, Class::Cb, Class::Br, Class::CDilated],
            Class::DownSampler => &[Class::Eesp, Class::Cbr, Class::Cb],
            Class::EfficientPyrPool => &[Class::Resize, Class::NumberedCbr, Class::NumberedBr],
            Class::EfficientPwConv => &[Class::NumberedCbr],
            Class::Match => &[Class::Corners, Class::Iou],
            Class::Decode => &[Class::Corners],
            Class::Nms => &[Class::Iou],
            Class::Detect => &[Class::Decode, Class::Nms],
            _ => &[],
        }
    }

    /// Returns the names of the child modules.
    pub fn children(self) -> &'static [&'static str] {
        match self {
            Class::Eesp => &["proj_1x1", "spp_dw", "br_after_cat", "conv_1x1_exp", "module_act"],
            Class::DownSampler => &["avg", "eesp", "inp_reinf", "act"],
            Class::EfficientPyrPool => &["projection_layer", "stages", "merge_layer", "br"],
            Class::EfficientPwConv => &["expansion_layer", "wt_layer"],
            _ => &[],
        }
    }

    /// Adds the class and everything that it uses to `needed`.
    pub fn need(self, needed: &mut BTreeSet<Class>) {
        needed.insert(self);
        self.uses().iter().for_each(|class| class.need(needed));
    }
}
