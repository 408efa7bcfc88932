//! The interpreter on numbers that can be checked by hand or come from PyTorch.
