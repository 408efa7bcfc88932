//! How weights are stored.

use espnet_abi::kernel;
use serde::{Deserialize, Serialize};

/// The form in which a linear layer stores its weights. Reading them is most of the layer's time.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// `i16` if its predicted error is at most 5e-5 of the largest output, else integers of three bytes,
    /// which are as exact as sums of floats and take half as long again to read. The prediction comes from
    /// the weights and from the batch norm before them.
    #[default]
    Auto,
    /// Integers of two bytes, times a step for each output, whatever the error: each weight is off by at
    /// most 1/65534 of the output's largest weight, and exact if all are short binary fractions.
    I16,
    /// The checkpoint's floats of four bytes, which take twice as long to read as `i16`.
    F32,
}

impl Precision {
    /// Every precision.
    pub const ALL: [Precision; 3] = [Precision::Auto, Precision::I16, Precision::F32];

    /// The name that specs, invocations and the command line give it.
    pub const fn name(self) -> &'static str {
        match self {
            Precision::Auto => "auto",
            Precision::I16 => "i16",
            Precision::F32 => "f32",
        }
    }

    /// The precision of that name.
    ///
    /// ```
    /// use espnet_compiler::spec::Precision;
    ///
    /// assert_eq!(Precision::named("f32"), Some(Precision::F32));
    /// assert_eq!(Precision::named("f16"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.name() == name)
    }

    /// What the kernel is told.
    pub(super) fn kernel(self) -> kernel::Precision {
        match self {
            Precision::F32 => kernel::Precision::F32,
            Precision::Auto => kernel::Precision::Auto,
            Precision::I16 => kernel::Precision::I16,
        }
    }
}
