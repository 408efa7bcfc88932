//! Code that the tests of all kernels share.
//!
//! `case` runs a shape on every instruction set, as a whole and chunk by chunk; `reference` contains the
//! definitions of convolutions, fusions and resizes. Only tests use this folder; it uses `common`.

mod case;
mod reference;

pub(super) use case::{
    Case, Halved, InHalves, Operands, Output, Tensors, adding_in_place, channels, epilogues,
    per_isa, prop_check, resizable, strided, values, without,
};
pub(super) use reference::{
    Convolution, dilations, four_of, fuse, fusion_tensors, interpolate, random_map,
};
