//! The archive of sources, with the manifests that make them packages of their own.

use std::{collections::BTreeMap, error::Error};

use serde_json::{Value, json};

use crate::{
    manifest::{Others, lock_entry, manifest},
    packages::Packages,
};

/// The packages that a network's crate for `run` and `bench` is built from; they depend on no others.
const NETWORK: [&str; 4] = ["espnet", "espnet-abi", "espnet-checkpoint", "libm"];

/// The packages that a new crate has copies of; its other dependencies come from the registry.
const VENDORED: [&str; 6] = [
    "espnet",
    "espnet-abi",
    "espnet-checkpoint",
    "espnet-compiler",
    "espnet-macros",
    "espnet-models",
];

/// Returns texts by path, whose first folder is the name of the package: `files`, which both sets share,
/// the manifests of `network` and `vendored`, and `network_lock`, the lock file of a network's crate
/// without the entry of the crate itself.
pub fn archive(packages: &Packages) -> Result<Value, Box<dyn Error>> {
    let manifests = |set: &[&str], others| {
        let manifest = |name: &&str| {
            let text = manifest(packages.get(name)?, set, others)?;
            Ok((format!("{name}/Cargo.toml"), text))
        };
        set.iter().map(manifest).collect::<Result<BTreeMap<_, _>, Box<dyn Error>>>()
    };
    let mut files = BTreeMap::new();
    for name in NETWORK.iter().chain(&VENDORED) {
        for (path, text) in packages.get(name)?.files()? {
            files.insert(format!("{name}/{path}"), text);
        }
    }
    let entries = NETWORK.iter().map(|name| Ok(lock_entry(packages.get(name)?, &NETWORK)));
    let entries = entries.collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    Ok(json!({
        "files": files,
        "network": manifests(&NETWORK, Others::None)?,
        "network_lock": entries.join("\n"),
        "vendored": manifests(&VENDORED, Others::Registry)?,
    }))
}
