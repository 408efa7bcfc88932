//! Networks in a module without a prelude, in which every name that generated code could depend on has
//! another meaning.

#![no_implicit_prelude]
#![allow(dead_code, non_camel_case_types, non_upper_case_globals, unused_imports, unused_macros)]

/// Names that generated code uses, with other meanings.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
enum Answer {
    None,
    Some,
    Ok,
    Err,
}
use Answer::*;

macro_rules! panic {
    ($($any:tt)*) => {
        ::core::compile_error!("another macro is meant")
    };
}

// Constants with these names turn bindings into patterns that match them.
const answer: i8 = 1;
const arena: i8 = 1;
const bytes: i8 = 1;
const error: i8 = 1;
const floats: i8 = 1;
const frame: i8 = 1;
static input: i8 = 1;
static isa: i8 = 1;
const network: i8 = 1;
const output: i8 = 1;
struct path;
const threads: i8 = 1;
const workspace: i8 = 1;

struct f32;
struct str;
type u8 = bool;
type u64 = bool;
type usize = bool;
struct Self_;
struct Box;
struct Vec;
struct Option;
struct Result;
struct Duration;
struct Path;
struct Default;
struct Clone;

mod core {}
mod std {}
mod espnet {}
mod kernel {}
mod layout {}
mod pack {}
mod kernels {}
mod generated {}

fn size_of() {}
fn array() {}
fn mask() {}

/// Has by-value methods with the names of all methods that generated code calls by reference.
#[expect(clippy::wrong_self_convention)]
trait Grab: ::core::marker::Sized {
    fn as_ref(self) {}
    fn as_slice(self) {}
    fn floats(self) {}
    fn floats_mut(self) {}
    fn forward(self) {}
    fn forward_mask(self) {}
    fn forward_mask_with_threads(self) {}
    fn forward_with_threads(self) {}
    fn copy_from_slice(self) {}
    fn count(self) {}
    fn expect(self) {}
    fn into(self) {}
    fn predict(self) {}
    fn predictor(self) {}
    fn rank(self) {}
    fn take_logits(self) {}
    fn try_forward(self) {}
    fn isa(self) {}
    fn map(self) {}
    fn outputs(self) {}
    fn profile(self) {}
    fn run(self) {}
    fn run_with_threads(self) {}
    fn schedule(self) {}
    fn set_isa(self) {}
    fn unwrap_or_else(self) {}
}
impl<T> Grab for T {}

::nn::espnet! {
    /// A network with everything but masks.
    pub struct Tiny;
    spec = "../specs/tiny.json";
    weights = "../fixtures/tiny.safetensors";
}

::nn::espnet! {
    /// A network with masks.
    pub struct Mask;
    spec = "../specs/enlarged.json";
}

// These names occur in the outputs, the program and the kernels.
::nn::espnet! {
    /// A network that is called as its program's parameter is.
    pub struct S;
    spec = "../specs/tiny.json";
}
