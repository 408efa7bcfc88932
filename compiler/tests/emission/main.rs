//! Tests of emission to PyTorch and ONNX: the text is compared with snapshots, and the numbers that
//! PyTorch and ONNX Runtime compute are compared with the interpreter's.

#[path = "../passes/cases.rs"]
mod cases;
#[path = "../../../tests/src/compare.rs"]
mod compare;
mod networks;
mod onnx;
mod post_processing;
#[path = "../../../tests/src/python.rs"]
mod python;
mod pytorch;
#[path = "../../../tests/src/reference.rs"]
mod reference;
