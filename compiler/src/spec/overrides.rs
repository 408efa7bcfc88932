//! What an invocation may set instead of the spec.

use super::DilationPolicy;

/// Values that take the place of the spec's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// The factor s of every `scaled` width.
    pub width_multiplier: Option<f64>,
    /// Number of classes.
    pub classes: Option<usize>,
    /// C of the input.
    pub channels: Option<usize>,
    /// H of the input in pixels.
    pub height: Option<usize>,
    /// W of the input in pixels.
    pub width: Option<usize>,
    /// K, branches of every EESP unit that does not say its own.
    pub branches: Option<usize>,
    /// Which rule bounds the dilations.
    pub dilation: Option<DilationPolicy>,
}
