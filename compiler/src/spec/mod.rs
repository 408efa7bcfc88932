//! The architecture spec: a JSON text that names a network's blocks, how they read one another, and
//! the rules that its widths follow.
//!
//! ```
//! use espnet_compiler::spec::{Overrides, Spec};
//!
//! let spec = Spec::parse(
//!     r#"{
//!         "name": "tiny",
//!         "input": { "channels": 1, "height": 28, "width": 28 },
//!         "classes": 10,
//!         "blocks": [
//!             { "name": "stem", "type": "conv", "channels": 16, "kernel": 3, "stride": 2 },
//!             { "name": "pool", "type": "global_avg_pool" },
//!             { "name": "classifier", "type": "linear", "features": "classes" }
//!         ],
//!         "outputs": [{ "name": "output", "from": "classifier" }]
//!     }"#,
//! )?;
//! let architecture = spec.resolve(&Overrides { classes: Some(26), ..Overrides::default() })?;
//! assert_eq!(architecture.blocks.len(), 3);
//! # Ok::<(), espnet_compiler::diagnostic::Diagnostics>(())
//! ```

mod architecture;
mod block;
mod composite;
mod expand;
mod fields;
mod labels;
mod name;
mod origin;
mod overrides;
mod policy;
mod position;
mod precision;
mod preprocessing;
mod repair;
mod resolve;
mod schema;
pub(crate) mod suggest;
mod validate;
mod width;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::Path,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Diagnostics};

pub use architecture::{
    Architecture, Groups, Limit, ResolvedBlock, ResolvedConv, ResolvedEesp, ResolvedKind,
    ResolvedOutput, ResolvedPyramidPool, ResolvedStridedEesp, Source,
};
pub use block::*;
pub use composite::*;
pub use espnet_abi::kernel::Precision;
pub use labels::{AnyOf, Labels};
pub use origin::{Origin, OriginError};
pub use overrides::Overrides;
pub(crate) use overrides::override_table;
pub use policy::DilationPolicy;
pub use position::Positions;
pub use preprocessing::{ColourOrder, Fit, LETTERBOX, Normalization, Preprocessing, ResizeRule};
pub use schema::json_schema;
pub use width::{ByMultiplier, FloorDiv, Min, MultiplierStep, Product, Scaled, Width};

/// The longest text of a spec, in bytes: 4 MiB, a hundred times the text of [`MAX_BLOCKS`] blocks. A
/// device without an end is not read to its end.
pub const MAX_BYTES: u64 = 4 << 20;
/// The most channels that a value can have, far beyond any network's, so that products of sizes stay
/// below 2^64.
pub const MAX_CHANNELS: usize = 65_536;
/// The most channels of the input: spectral cameras have a few hundred.
pub const MAX_INPUT_CHANNELS: usize = 1_024;
/// The most pixels on an axis of the input, for the same reason.
pub const MAX_SIZE: usize = 65_536;
/// The most blocks of a network, repetitions counted: some twenty times the blocks of the deepest
/// released one. Each is up to seven kilobytes of code that the Rust compiler has to get through.
pub const MAX_BLOCKS: usize = 1_024;
/// The most outputs of a network. Each lives to the end of a forward pass.
pub const MAX_OUTPUTS: usize = 64;
/// The most characters of a name.
pub const MAX_NAME: usize = 256;
/// The most parts of a block's name: modules inside modules.
pub const MAX_PARTS: usize = 32;
/// How deep rules of widths may nest or refer to one another: evaluation recurses.
pub const MAX_DEPTH: usize = 256;
/// The least and the greatest width multiplier.
pub const WIDTH_MULTIPLIERS: (f64, f64) = (0.01, 64.0);
/// The fewest and the most branches of an EESP unit.
pub const BRANCHES: (usize, usize) = (2, 8);

/// A network: its input, the rules of its widths, and a graph of named blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// Where the JSON Schema lies, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The network's name: letters, digits, `_`, `-` and `.`, at most 256 characters.
    pub name: String,
    /// What it is, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The input's shape; blocks name the input `input`.
    pub input: Input,
    /// Number of classes; widths name it `classes`.
    #[schemars(range(min = 1, max = MAX_CHANNELS))]
    pub classes: usize,
    /// The names of the classes: a shipped set, a list, or several sets to choose from by the number
    /// of classes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Labels>,
    /// The conversion of a picture's values to the input's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalization: Option<Normalization>,
    /// The library whose bilinear resize is followed.
    #[serde(default)]
    pub resize: ResizeRule,
    /// Rule for pictures of other proportions than the input's.
    #[serde(default)]
    pub fit: Fit,
    /// The factor s of every `scaled` width.
    #[serde(default = "one")]
    #[schemars(range(min = WIDTH_MULTIPLIERS.0, max = WIDTH_MULTIPLIERS.1))]
    pub width_multiplier: f64,
    /// K: branches of every EESP unit and groups of its 1×1 convolutions; widths name it
    /// `branches`.
    #[serde(default = "four")]
    #[schemars(range(min = BRANCHES.0, max = BRANCHES.1))]
    pub branches: usize,
    /// Which rule bounds the dilations.
    #[serde(default)]
    pub dilation: DilationPolicy,
    /// ε of every batch norm.
    #[serde(default = "epsilon")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub norm_epsilon: f64,
    /// What the input's height and width must be multiples of.
    #[serde(default = "one_pixel")]
    #[schemars(range(min = 1, max = 1024))]
    pub size_multiple_of: usize,
    /// Widths by name, each an integer or a rule; none is called `classes`, `branches` or
    /// `input.channels`, which have a meaning.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("maxProperties" = 1024))]
    pub widths: BTreeMap<String, Width>,
    /// The blocks; each reads the one before it unless it says `from`.
    #[schemars(length(min = 1, max = MAX_BLOCKS))]
    pub blocks: Vec<Block>,
    /// What the network hands back, each value under a name of its own.
    #[schemars(length(min = 1, max = MAX_OUTPUTS))]
    pub outputs: Vec<OutputSpec>,
    /// Where everything stands in the text.
    #[serde(skip)]
    positions: Positions,
}

/// Shape of the input, C×H×W. No value and no parameter of a network may hold more than 2³¹ numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// C; widths name it `input.channels`.
    #[schemars(range(min = 1, max = MAX_INPUT_CHANNELS))]
    pub channels: usize,
    /// H in pixels.
    #[schemars(range(min = 1, max = MAX_SIZE))]
    pub height: usize,
    /// W in pixels.
    #[schemars(range(min = 1, max = MAX_SIZE))]
    pub width: usize,
}

/// A value that the network hands back: a block's name, or the block under a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OutputSpec {
    /// The block, whose name callers use.
    Block(String),
    /// The block and the name that callers use.
    Named(NamedOutput),
}

/// An output under a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedOutput {
    /// The name that callers use: letters, digits, `_`, `-` and `.`, and not `input`.
    pub name: String,
    /// The block.
    pub from: String,
}

impl Spec {
    /// The text of a file, which is to be a spec.
    ///
    /// # Errors
    /// If it cannot be read, is longer than [`MAX_BYTES`], or is not UTF-8.
    pub fn read(path: &Path) -> io::Result<String> {
        let mut text = String::new();
        File::open(path)?.take(MAX_BYTES + 1).read_to_string(&mut text)?;
        if text.len() as u64 > MAX_BYTES {
            let message = format!("the file is longer than {MAX_BYTES} bytes, so it is no spec");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        Ok(text)
    }

    /// Reads a spec.
    ///
    /// # Errors
    /// Everything in the text that is no JSON, unknown, missing, of the wrong type or out of range,
    /// each with its JSON pointer, line and column, in the order of the text.
    pub fn parse(text: &str) -> Result<Spec, Diagnostics> {
        if text.len() as u64 > MAX_BYTES {
            let message = format!("{} bytes, more than {MAX_BYTES}", text.len());
            return Err(Diagnostic::new("", message).with_help("shorten the spec").into());
        }
        let value = serde_json::from_str(text).map_err(|error| position::syntax(text, &error))?;
        let positions = Positions::of(text);
        let mut problems = positions.repeated_keys();
        problems.extend(validate::validate(&value, &positions));
        if !problems.is_empty() {
            problems.sort_by_key(|problem| problem.position);
            return Err(Diagnostics(problems));
        }
        let mut spec: Spec = serde_json::from_value(value)
            .map_err(|error| Diagnostic::new("", error.to_string()))?;
        spec.positions = positions;
        Ok(spec)
    }
}

fn one() -> f64 {
    1.0
}

fn four() -> usize {
    4
}

fn epsilon() -> f64 {
    1e-5
}

fn one_pixel() -> usize {
    1
}
