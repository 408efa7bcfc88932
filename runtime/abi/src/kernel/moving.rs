//! Shapes of the kernels that only move numbers.

use core::fmt::{Formatter, Result};

use super::declare::shape;
use crate::layout::{Layout, Map};

shape! {
    /// PyTorch's channel shuffle, channels last: output channel `c·groups + g` is input channel
    /// `g·(C/groups) + c`.
    pub struct ChannelShuffle {
        /// What goes in.
        input: Map,
        /// What comes out.
        output: Map,
        /// Groups; they divide the channels.
        groups: usize = 1,
    }
}

shape! {
    /// From one layout to the other: to planes if `to` is [`Layout::Nchw`], from planes otherwise.
    pub struct Relayout {
        /// What goes in.
        input: Map,
        /// What comes out.
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
