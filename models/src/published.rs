//! The published accuracies of the classifiers, as a JSON text: a list of objects, one for each network and
//! result.
//!
//! | key | value |
//! |---|---|
//! | `family`, `variant` | the network's name in two parts, such as `MobileNet v2` and `×0.75` |
//! | `spec`, `width_multiplier`, `set` | the spec and the overrides that make the network that was trained |
//! | `top1` | the share of ImageNet's validation pictures that it classifies right at 224×224, in percent |
//! | `source` | where this was published |
//!
//! A source that gives the error has its difference from 100 here.
//!
//! ```
//! use espnet_models::published;
//!
//! assert!(published::CLASSIFIERS.contains(r#""variant": "×0.75", "spec": "mobilenet_v2""#));
//! ```

/// The list.
pub const CLASSIFIERS: &str = include_str!("../published/imagenet.json");
