//! How specs write the form of a linear layer's weights.

use espnet_abi::kernel::Precision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The form in which a linear layer stores its weights. Reading them is most of the layer's time.
// The names and the description of `Precision` in JSON, since that type's crate does not depend on serde.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Precision", rename_all = "snake_case")]
#[schemars(rename = "Precision")]
pub(super) enum PrecisionInJson {
    /// `i16` if its predicted error is at most 5e-5 of the largest output, else integers of three bytes,
    /// which are as exact as sums of floats and take half as long again to read. The prediction comes from
    /// the weights and from the batch norm before them.
    Auto,
    /// Integers of two bytes, times a step for each output, whatever the error: each weight is off by at
    /// most 1/65534 of the output's largest weight, and exact if all are short binary fractions.
    I16,
    /// The checkpoint's floats of four bytes, which take twice as long to read as `i16`.
    F32,
}
