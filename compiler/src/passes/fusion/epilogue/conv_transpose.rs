//! The kernel that computes a transposed convolution with its epilogue.

use espnet_abi::{
    kernel::{self as abi, Kernel},
    pack::Packing,
};

use super::Chain;
use crate::ir::{
    FusedKernel, Graph,
    execution::{OperandLayouts, Roles, TensorIds},
};

/// The kernel of a chain that begins with a transposed convolution.
#[derive(Debug)]
struct ConvTransposeKernel;

/// The kernel of every fused transposed convolution.
pub(super) const CONV_TRANSPOSE: &dyn FusedKernel = &ConvTransposeKernel;

impl FusedKernel for ConvTransposeKernel {
    fn name(&self) -> &'static str {
        "conv_transpose2d"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        let chain = Chain::of(body)?;
        match chain.transposed.is_some() && chain.shuffle == 1 && chain.is_possible() {
            true => Ok(()),
            false => Err("should be a transposed convolution and stages in an order that kernels \
                          support"
                .into()),
        }
    }

    fn roles(&self, body: &Graph) -> Roles {
        let chain = Chain::of(body).expect("the body was checked");
        Roles { gate: chain.gate(), residual: chain.residual(), ..Roles::default() }
    }

    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel {
        let chain = Chain::of(body).expect("the body was checked");
        let conv = chain.transposed.expect("the chain begins with a transposed convolution");
        abi::ConvTranspose2d::new(layouts.input, layouts.output)
            .kernel(conv.kernel)
            .epilogue(chain.epilogue(layouts.residual))
            .into()
    }

    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing> {
        let Kernel::ConvTranspose2d(kernel) = *kernel else { return Vec::new() };
        let chain = Chain::of(body).expect("the body was checked");
        let tensors = chain.conv_tensors(ids).expect("the chain begins with a convolution");
        vec![Packing::ConvTranspose2d(kernel, tensors)]
    }
}
