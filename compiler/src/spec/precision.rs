//! The values of `linear_weights` in a spec: the form in which a linear layer stores its weights.

use espnet_abi::kernel::Precision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The form in which a linear layer stores its weights. Most of the layer's time is spent on reading them.
// A mirror of `Precision` with the names and descriptions for JSON; the crate of that type does not depend on
// serde.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Precision", rename_all = "snake_case")]
#[schemars(rename = "Precision")]
pub(super) enum PrecisionInJson {
    /// `i16` if its predicted error is at most 5e-5 of the largest output, else integers of three bytes.
    /// These are as exact as sums of floats and take half as long again to read as `i16`. The prediction
    /// comes from the weights and from the batch norm before them.
    Auto,
    /// Integers of two bytes, times a step for each output, whatever the error. Each weight is off by at most
    /// 1/65534 of the output's largest weight, and exact if all weights are short binary fractions.
    I16,
    /// The checkpoint's floats of four bytes, which take twice as long to read as `i16`.
    F32,
}
