//! Writes manifests without a workspace, whose only paths are to each other's packages.

use std::{collections::BTreeSet, error::Error};

use serde_json::Value;

use crate::packages::Package;

/// The treatment of dependencies on packages that are not in the set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// They come from the registry.
    Registry,
    /// They are left out, with the features that need them; they must be optional.
    None,
}

/// Returns the manifest of a package that has the packages of `set` as its neighbours.
pub fn manifest(package: &Package, set: &[&str], others: Others) -> Result<String, Box<dyn Error>> {
    let metadata = &package.metadata;
    let mut text = String::from("[package]\n");
    for (key, value) in [
        ("name", "name"),
        ("version", "version"),
        ("edition", "edition"),
        ("rust-version", "rust_version"),
        ("license", "license"),
        ("description", "description"),
    ] {
        if let Some(value) = metadata[value].as_str() {
            text += &format!("{key} = {}\n", quoted(value));
        }
    }
    text += "publish = false\n";
    if is_macro(metadata) {
        text += "\n[lib]\nproc-macro = true\n";
    }

    let dependencies = dependencies(metadata);
    let dropped: BTreeSet<&str> = dependencies
        .iter()
        .filter(|dependency| others == Others::None && !is_in(dependency, set))
        .map(|dependency| key(dependency))
        .collect();
    if let Some(needed) = dependencies
        .iter()
        .find(|dependency| dropped.contains(key(dependency)) && dependency["optional"] != true)
    {
        let name = &metadata["name"];
        return Err(
            format!("{name} needs {}, which is not among its sources", needed["name"]).into()
        );
    }
    let features = features(metadata, &dropped);
    if !features.is_empty() {
        text += "\n[features]\n";
        for (name, needed) in features {
            text += &format!("{} = {}\n", quoted(name), Value::from(needed));
        }
    }
    for dependency in dependencies.iter().filter(|dependency| !dropped.contains(key(dependency))) {
        text += &dependency_table(dependency, set);
    }
    // People who compile these sources do not work on them, so warnings would not help.
    text += "\n[lints.rust]\nwarnings = \"allow\"\n";
    Ok(text)
}

/// Returns the entry of a lock file for a package that depends only on packages of `set`.
pub fn lock_entry(package: &Package, set: &[&str]) -> String {
    let metadata = &package.metadata;
    let needed: BTreeSet<&str> = dependencies(metadata)
        .into_iter()
        .filter(|dependency| is_in(dependency, set))
        .filter_map(|dependency| dependency["name"].as_str())
        .collect();
    let mut text =
        format!("[[package]]\nname = {}\nversion = {}\n", metadata["name"], metadata["version"]);
    if !needed.is_empty() {
        text += "dependencies = [\n";
        for name in needed {
            text += &format!(" {},\n", quoted(name));
        }
        text += "]\n";
    }
    text
}

fn dependencies(metadata: &Value) -> Vec<&Value> {
    let all = metadata["dependencies"].as_array().into_iter().flatten();
    all.filter(|dependency| dependency["kind"] != "dev").collect()
}

fn is_macro(metadata: &Value) -> bool {
    let mut targets = metadata["targets"].as_array().into_iter().flatten();
    targets.any(|target| {
        target["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "proc-macro"))
    })
}

fn is_in(dependency: &Value, set: &[&str]) -> bool {
    set.iter().any(|name| dependency["name"] == *name)
}

/// Returns the name of a dependency in the manifest.
fn key(dependency: &Value) -> &str {
    dependency["rename"].as_str().or(dependency["name"].as_str()).unwrap_or_default()
}

/// Returns the features that do not need the dropped dependencies.
fn features<'a>(metadata: &'a Value, dropped: &BTreeSet<&str>) -> Vec<(&'a str, Vec<&'a str>)> {
    let all = metadata["features"].as_object().into_iter().flatten().map(|(name, needed)| {
        let needed = needed.as_array().into_iter().flatten().filter_map(Value::as_str);
        (name.as_str(), needed.collect::<Vec<_>>())
    });
    let mut features: Vec<_> = all.collect();
    let activates =
        |entry: &str| entry.strip_prefix("dep:").is_some_and(|name| dropped.contains(name));
    features.retain(|(_, needed)| !needed.iter().any(|entry| activates(entry)));
    // The features that remain no longer refer to removed features or to features of dropped
    // dependencies.
    let names: Vec<&str> = features.iter().map(|(name, _)| *name).collect();
    for (_, needed) in &mut features {
        needed.retain(|entry| match entry.split_once('/') {
            Some((name, _)) => !dropped.contains(name.trim_end_matches('?')),
            None => entry.starts_with("dep:") || names.contains(entry),
        });
    }
    features
}

fn dependency_table(dependency: &Value, set: &[&str]) -> String {
    let kind = match dependency["kind"].as_str() {
        Some("build") => "build-dependencies",
        _ => "dependencies",
    };
    let target = match dependency["target"].as_str() {
        Some(target) => format!("target.{}.", quoted(target)),
        None => String::new(),
    };
    let name = dependency["name"].as_str().unwrap_or_default();
    let mut text = format!("\n[{target}{kind}.{}]\n", key(dependency));
    if dependency["rename"].is_string() {
        text += &format!("package = {}\n", quoted(name));
    }
    match is_in(dependency, set) {
        true => text += &format!("path = {}\n", quoted(&format!("../{name}"))),
        false => text += &format!("version = {}\n", dependency["req"]),
    }
    if dependency["optional"] == true {
        text += "optional = true\n";
    }
    if dependency["uses_default_features"] == false {
        text += "default-features = false\n";
    }
    if dependency["features"].as_array().is_some_and(|features| !features.is_empty()) {
        text += &format!("features = {}\n", dependency["features"]);
    }
    text
}

/// Quotes a text for TOML, whose strings have the same escapes as JSON's.
fn quoted(text: &str) -> Value {
    Value::from(text)
}
