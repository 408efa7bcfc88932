//! Binding of a checkpoint's tensors to the parameters that a network needs.
