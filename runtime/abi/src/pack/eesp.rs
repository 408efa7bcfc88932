//! Packs the weights of EESP units.

use super::{ConvTensors, HffTensors, Pack};
use crate::kernel::{
    EespUnit,
    construct::{Construct, Expression},
};

/// The tensors of an EESP unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EespTensors {
    /// `proj_1x1`.
    pub project: ConvTensors,
    /// `spp_dw` and `br_after_cat`.
    pub hff: HffTensors,
    /// `conv_1x1_exp` and `module_act`.
    pub expand: ConvTensors,
}

impl EespTensors {
    /// Creates the tensors of a unit from those of its parts.
    pub const fn new(project: ConvTensors, hff: HffTensors, expand: ConvTensors) -> Self {
        EespTensors { project, hff, expand }
    }
}

impl Pack for EespUnit {
    type Tensors = EespTensors;

    fn pack(&self, unit: &EespTensors, tensors: &[&[f32]], out: &mut [f32]) {
        let (project, rest) = out.split_at_mut(self.project().weights_len());
        let (hff, expand) = rest.split_at_mut(self.hff().weights_len());
        self.project().pack(&unit.project, tensors, project);
        self.hff().pack(&unit.hff, tensors, hff);
        self.expand().pack(&unit.expand, tensors, expand);
    }

    fn expression(&self, unit: &EespTensors) -> Expression {
        let hff = self.hff().expression(&unit.hff);
        let arguments = [unit.project.expression(), hff, unit.expand.expression()];
        Expression::Call("pack::EespTensors::new", arguments.into())
    }
}
