//! The policy by which a spec bounds the dilations of EESP units.

use serde::{Deserialize, Serialize};

/// The rule that bounds the receptive fields of an EESP unit's branches. A unit with `dilations` of its own
/// has these under every policy.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DilationPolicy {
    /// The limit that the spec gives each unit, at every input size. The authors' code does the same, and the
    /// released weights need it.
    #[default]
    Official,
    /// n_d(Z) = 5 + Z/7, rounded down to an odd number, where Z is the smaller side of the unit's input map
    /// (ESPNetv2, section 3.1).
    Paper,
    /// The list that the spec gives each unit.
    Explicit,
}

impl DilationPolicy {
    /// All policies.
    pub const ALL: [DilationPolicy; 3] =
        [DilationPolicy::Official, DilationPolicy::Paper, DilationPolicy::Explicit];

    /// Returns the name of the policy in specs, invocations and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            DilationPolicy::Official => "official",
            DilationPolicy::Paper => "paper",
            DilationPolicy::Explicit => "explicit",
        }
    }

    /// Returns the policy with this name.
    ///
    /// ```
    /// use espnet_compiler::spec::DilationPolicy;
    ///
    /// assert_eq!(DilationPolicy::named("paper"), Some(DilationPolicy::Paper));
    /// assert_eq!(DilationPolicy::named("papre"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == name)
    }
}
