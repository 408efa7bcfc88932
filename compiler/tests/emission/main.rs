//! Tests of what is emitted for others: text against snapshots, and the numbers that others make
//! of it against the interpreter's.

#[path = "../passes/cases.rs"]
mod cases;
#[path = "../../../tests/src/compare.rs"]
mod compare;
mod networks;
mod onnx;
#[path = "../../../tests/src/python.rs"]
mod python;
mod pytorch;
#[path = "../../../tests/src/reference.rs"]
mod reference;
