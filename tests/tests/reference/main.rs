//! Compares compiled networks with PyTorch's outputs: every case of the reference data, on every instruction
//! set, with one thread and with two.

mod common;
mod detection;
mod espnet;
mod espnetv2;
mod rivals;
