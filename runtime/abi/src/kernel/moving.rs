//! Shapes of the kernels that only move numbers.

use crate::layout::{Layout, Map};

/// PyTorch's channel shuffle, channels last: output channel `c·groups + g` is input channel
/// `g·(C/groups) + c`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChannelShuffle {
    /// What goes in.
    pub input: Map,
    /// What comes out.
    pub output: Map,
    /// Groups; they divide the channels.
    pub groups: usize,
}

/// From one layout to the other: to planes if `to` is [`Layout::Nchw`], from planes otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relayout {
    /// What goes in.
    pub input: Map,
    /// What comes out.
    pub output: Map,
    /// The output's layout.
    pub to: Layout,
}
