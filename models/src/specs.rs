//! The specs, as JSON texts.
//!
//! `espnet!` and build scripts take the files that these are; programs that compile networks
//! themselves take the texts:
//!
//! ```
//! use espnet_compiler::{compile, spec::Overrides};
//!
//! let half = Overrides { width_multiplier: Some(0.5), ..Overrides::default() };
//! let compiled = compile(espnet_models::specs::ESPNETV2, &half)?;
//! assert_eq!(compiled.plan.parameters, 1_241_332);
//! # Ok::<(), espnet_compiler::diagnostic::Diagnostics>(())
//! ```

/// ESPNetv2, the classifier: 3×224×224 to 1000 classes unless overridden.
pub const ESPNETV2: &str = include_str!("../espnetv2.json");

/// ESPNetv2 for segmentation: 3×384×384 to 21 classes per pixel unless overridden.
pub const ESPNETV2_SEG: &str = include_str!("../espnetv2_seg.json");

/// The JSON Schema of specs.
pub const SCHEMA: &str = include_str!("../espnet.schema.json");
