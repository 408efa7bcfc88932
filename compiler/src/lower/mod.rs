//! Lowering of a spec into the IR.
