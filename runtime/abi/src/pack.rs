//! Packing of named tensors into the blob that kernels read.
