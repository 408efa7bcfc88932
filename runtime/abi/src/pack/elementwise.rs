//! Packs the constants of an epilogue without a convolution.

use alloc::vec;

use super::{
    EpilogueTensors, Pack,
    blocks::{blocks, constants, pack_constants},
};
use crate::kernel::{
    Elementwise,
    construct::{Construct, Expression},
};

impl Pack for Elementwise {
    type Tensors = EpilogueTensors;

    fn pack(&self, epilogue: &EpilogueTensors, tensors: &[&[f32]], out: &mut [f32]) {
        let constants = constants(&self.epilogue, vec![], epilogue, tensors);
        pack_constants(&constants, blocks(self.output.channels), out);
    }

    fn expression(&self, epilogue: &EpilogueTensors) -> Expression {
        epilogue.expression()
    }
}
