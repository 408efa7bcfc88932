//! Tests of the IR and its passes: the verifier, the text form, the interpreter, and every pass, by
//! comparison with the interpreter.

mod bodies;
mod cases;
mod clamping;
mod differential;
mod fields;
mod forms;
mod interpreter;
mod networks;
mod other_networks;
mod random;
mod reference;
mod shapes_of_fusion;
mod specs;
mod weights;
