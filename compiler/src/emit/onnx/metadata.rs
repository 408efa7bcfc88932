//! What is known about a model beside its graph: texts under names, which engines hand through to programs.

use std::collections::BTreeMap;

use super::proto::Property;
use crate::spec::Architecture;

/// All that the spec says beside the graph. What is no text is JSON.
pub(super) fn about(architecture: &Architecture) -> BTreeMap<&'static str, String> {
    let producer = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let mut about =
        BTreeMap::from([("name", architecture.name.clone()), ("producer", producer.into())]);
    if let Some(description) = &architecture.description {
        about.insert("description", description.clone());
    }
    about
}

/// The properties of a model, a name once each, in the order of the names.
pub(super) fn properties<'a>(texts: BTreeMap<&'a str, String>) -> Vec<Property> {
    let property =
        |(name, text): (&'a str, String)| Property { key: Some(name.into()), value: Some(text) };
    texts.into_iter().map(property).collect()
}
