//! The shapes of the kernels that permute the numbers of a map.

use core::fmt::{Formatter, Result};

use super::declare::shape;
use crate::layout::{Layout, Map};

shape! {
    /// PyTorch's channel shuffle, channels last: output channel `c·groups + g` is input channel
    /// `g·(C/groups) + c`.
    pub struct ChannelShuffle {
        /// The input map.
        input: Map,
        /// The output map.
        output: Map,
        /// The number of groups, which divides the channels.
        groups: usize = 1,
    }
}

shape! {
    /// Conversion of the layout: to planes if `to` is [`Layout::Nchw`], otherwise from planes.
    pub struct Relayout {
        /// The input map.
        input: Map,
        /// The output map.
        output: Map,
        /// The output's layout.
        to: Layout = Layout::Nhwc,
    }
    impl {
        fn fields_text(&self, f: &mut Formatter<'_>) -> Result {
            f.write_str(match self.to {
                Layout::Nchw => " to planes",
                Layout::Nhwc => " to channels last",
            })
        }
    }
}
