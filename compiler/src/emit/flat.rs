//! Which values are N×C in emitted models: what linear layers make, activated or not. All others are maps,
//! N×C×H×W.

#[cfg(feature = "onnx")]
use crate::ir::Op;
use crate::spec::ResolvedKind;

/// Whether a block's value is N×C, where `first` says whether its first operand is.
pub(super) fn block(kind: &ResolvedKind, first: bool) -> bool {
    match kind {
        ResolvedKind::Linear { .. } => true,
        ResolvedKind::Activation(_) => first,
        _ => false,
    }
}

/// Whether an operator's value is N×C, where `first` says whether its first operand is: the same rule
/// as for the block that the operator comes from.
#[cfg(feature = "onnx")]
pub(super) fn operator(op: &Op, first: bool) -> bool {
    match op {
        Op::Linear(_) => true,
        Op::PRelu(_) | Op::Sigmoid => first,
        _ => false,
    }
}
