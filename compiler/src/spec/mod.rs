//! The architecture spec: the JSON text that describes a network. It lists the blocks, the connections
//! between them and the rules for their widths. This folder reads a spec ([`Spec::parse`]) and resolves it
//! ([`Spec::resolve`]) into an [`Architecture`], which [`lower`](crate::lower) turns into a graph.
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
mod definitions;
mod detection;
mod evaluate;
mod expand;
mod fields;
mod labels;
mod mask;
mod name;
mod number;
mod order;
mod origin;
mod overrides;
mod policy;
mod position;
mod precision;
mod preprocessing;
mod repair;
mod resolve;
mod schema;
mod settings;
pub(crate) mod suggest;
mod unit;
mod validate;

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
    Architecture, Groups, Limit, ResolvedBlock, ResolvedConv, ResolvedConvTranspose, ResolvedEesp,
    ResolvedKind, ResolvedOutput, ResolvedPyramidPool, ResolvedStridedEesp, ValueRef,
};
pub use block::*;
pub use composite::*;
pub use detection::{Detection, PriorRule, ResolvedDetection};
pub use espnet_abi::kernel::Precision;
pub use labels::{AnyOf, Labels};
pub use mask::MaskSize;
pub use number::{
    ByMultiplier, Difference, FloorDiv, FloorScaled, MakeDivisible, Min, MultiplierStep, Number,
    Product, Rule, Scaled, Sum, Switch, Width,
};
pub use origin::{Origin, OriginError};
pub use overrides::Overrides;
pub(crate) use overrides::override_table;
pub use policy::DilationPolicy;
pub use position::Positions;
pub use preprocessing::{ColourOrder, Fit, LETTERBOX, Normalization, Preprocessing, ResizeRule};
pub use schema::json_schema;
pub use settings::{SetValues, Setting, SettingValue};
pub use unit::{Condition, Matches, Parameter, Unit, UnitUse};

/// The longest text of a spec, in bytes: 4 MiB, a hundred times the text of [`MAX_BLOCKS`] blocks. The bound
/// also ends the reading of endless devices.
pub const MAX_BYTES: u64 = 4 << 20;
/// The largest number of channels of a value. It is far beyond any real network and keeps products of sizes
/// below 2^64.
pub const MAX_CHANNELS: usize = 65_536;
/// The largest number of channels of the input. Spectral cameras have a few hundred.
pub const MAX_INPUT_CHANNELS: usize = 1_024;
/// The largest height and width of the input, in pixels. It also keeps products of sizes below 2^64.
pub const MAX_SIZE: usize = 65_536;
/// The largest number of blocks of a network, every repetition counted: about twenty times the number of the
/// deepest released network. The generated code of a block has up to seven kilobytes, all of which the Rust
/// compiler must process.
pub const MAX_BLOCKS: usize = 1_024;
/// The largest number of outputs of a network. Every output stays alive until the end of a forward pass.
pub const MAX_OUTPUTS: usize = 64;
/// The largest number of characters of a name.
pub const MAX_NAME: usize = 256;
/// The largest number of parts of a block's name; each part is a module inside the module before it.
pub const MAX_PARTS: usize = 32;
/// The deepest nesting of width rules and of references between them. Evaluation is recursive.
pub const MAX_DEPTH: usize = 256;
/// The smallest and the largest width multiplier.
pub const WIDTH_MULTIPLIERS: (f64, f64) = (0.01, 64.0);
/// The smallest and the largest number of branches of an EESP unit.
pub const BRANCHES: (usize, usize) = (2, 8);

/// A network: its input, the rules of its widths, and a graph of named blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// Path of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The network's name: letters, digits, `_`, `-` and `.`, at most 256 characters.
    pub name: String,
    /// A description of the network, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The input's shape; blocks refer to the input as `input`.
    pub input: Input,
    /// Number of classes; widths refer to it as `classes`.
    #[schemars(range(min = 1, max = MAX_CHANNELS))]
    pub classes: usize,
    /// The names of the classes: a shipped set, a list, or several sets to choose from by the number
    /// of classes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Labels>,
    /// The conversion of a picture's values to the input's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalization: Option<Normalization>,
    /// The library whose bilinear resize is reproduced.
    #[serde(default)]
    pub resize: ResizeRule,
    /// Treatment of pictures whose proportions differ from the input's.
    #[serde(default)]
    pub fit: Fit,
    /// The size of a segmentation network's mask, the class of every pixel.
    #[serde(default)]
    pub mask_size: MaskSize,
    /// The factor s of every `scaled` width.
    #[serde(default = "one")]
    #[schemars(range(min = WIDTH_MULTIPLIERS.0, max = WIDTH_MULTIPLIERS.1))]
    pub width_multiplier: f64,
    /// K: the number of branches of every EESP unit and of groups of its 1×1 convolutions; widths refer to it
    /// as `branches`.
    #[serde(default = "four")]
    #[schemars(range(min = BRANCHES.0, max = BRANCHES.1))]
    pub branches: usize,
    /// The rule that bounds the dilations.
    #[serde(default)]
    pub dilation: DilationPolicy,
    /// ε of every batch norm.
    #[serde(default = "epsilon")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub norm_epsilon: f64,
    /// The input's height and width must be multiples of this number.
    #[serde(default = "one_pixel")]
    #[schemars(range(min = 1, max = 1024))]
    pub size_multiple_of: usize,
    /// Numbers and choices that are meant to be set from outside, with their defaults: `--set q=5` on the
    /// command line, `set = { q = 5 };` in an invocation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("maxProperties" = 256))]
    pub settings: BTreeMap<String, Setting>,
    /// Widths by name, each an integer or a rule. They can be set from outside too. Not allowed are the names
    /// `classes`, `branches` and those that begin with `input.`, which have a meaning.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("maxProperties" = 1024))]
    pub widths: BTreeMap<String, Width>,
    /// Sequences of blocks that blocks use by name, as their `type`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("maxProperties" = 256))]
    pub units: BTreeMap<String, Unit>,
    /// The blocks; each reads the one before it unless it has a `from`. Of several blocks of the same name only
    /// one may take part.
    #[schemars(length(min = 1, max = MAX_BLOCKS))]
    pub blocks: Vec<Block>,
    /// The values that the network returns, each under a name of its own.
    #[schemars(length(min = 1, max = MAX_OUTPUTS))]
    pub outputs: Vec<OutputSpec>,
    /// The meaning of a detection network's outputs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detection: Option<Detection>,
    /// Positions of all values in the text.
    #[serde(skip)]
    positions: Positions,
}

/// Shape of the input, C×H×W. No value and no parameter of a network may have more than 2³¹ numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// C; widths refer to it as `input.channels`.
    #[schemars(range(min = 1, max = MAX_INPUT_CHANNELS))]
    pub channels: usize,
    /// H in pixels.
    #[schemars(range(min = 1, max = MAX_SIZE))]
    pub height: usize,
    /// W in pixels.
    #[schemars(range(min = 1, max = MAX_SIZE))]
    pub width: usize,
}

/// A value that the network returns: the name of a block, or a block with a name of its own for the output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OutputSpec {
    /// The block; callers use its name.
    Block(String),
    /// The block and the name that callers use.
    Named(NamedOutput),
}

/// An output with a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedOutput {
    /// The name that callers use: letters, digits, `_`, `-` and `.`, and not `input`.
    pub name: String,
    /// The block.
    pub from: String,
}

impl Spec {
    /// Reads the text of a spec from a file.
    ///
    /// # Errors
    ///  If the file cannot be read, is longer than [`MAX_BYTES`], or is not UTF-8.
    pub fn read(path: &Path) -> io::Result<String> {
        let mut text = String::new();
        File::open(path)?.take(MAX_BYTES + 1).read_to_string(&mut text)?;
        if text.len() as u64 > MAX_BYTES {
            let message = format!("the file is longer than {MAX_BYTES} bytes, so it is no spec");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        Ok(text)
    }

    /// Parses the text of a spec.
    ///
    /// # Errors
    /// Reports every part of the text that is invalid JSON, unknown, missing, of the wrong type or out of
    /// range. Each problem has its JSON pointer, line and column; they are in the order of the text.
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
