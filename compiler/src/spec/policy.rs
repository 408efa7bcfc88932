//! How dilations are bounded by the size of the map they run on.

use serde::{Deserialize, Serialize};

/// Which rule bounds the receptive fields of an EESP unit's branches. A unit that lists its
/// `dilations` has those under every policy.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DilationPolicy {
    /// The limit that the spec gives each unit, at every input size: what the authors' code does
    /// and what the released weights need.
    #[default]
    Official,
    /// n_d(Z) = 5 + Z/7 of the unit's input map, rounded down to an odd number; the smaller axis
    /// rules (ESPNetv2, section 3.1).
    Paper,
    /// The list that the spec gives each unit.
    Explicit,
}

impl DilationPolicy {
    /// Every policy.
    pub const ALL: [DilationPolicy; 3] =
        [DilationPolicy::Official, DilationPolicy::Paper, DilationPolicy::Explicit];

    /// The name that specs, invocations and the command line give it.
    pub const fn name(self) -> &'static str {
        match self {
            DilationPolicy::Official => "official",
            DilationPolicy::Paper => "paper",
            DilationPolicy::Explicit => "explicit",
        }
    }

    /// The policy of that name.
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
