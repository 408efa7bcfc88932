//! How weights are stored.

use espnet_abi::kernel;
use serde::{Deserialize, Serialize};

/// How a linear layer stores its weights, which its time goes by.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// As `i16` where that is expected to cost at most 5e-5 of the largest output, by the weights and by the
    /// batch norm before them; else as integers of three bytes, which cost no more than sums of floats do
    /// and take half as long again to read.
    #[default]
    Auto,
    /// As integers of two bytes times a step of the output's own, whatever that costs: each weight is off by
    /// at most 1/65534 of the output's largest, by nothing where they are short binary fractions.
    I16,
    /// As they are, in four bytes, which take twice the time to read.
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
