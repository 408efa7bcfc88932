//! The text of a network's crate: manifest, the driver and the network's code.

use std::{
    collections::BTreeMap,
    env,
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::{errors::Error, network::Network, sources::Sources};

/// The text of `main.rs`, which is the same in every crate.
const DRIVER: &str = include_str!("driver.rs");

/// Returns whether an environment variable changes how cargo compiles a crate.
fn is_flag(variable: &str) -> bool {
    let flags = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS"];
    let of_target = variable.starts_with("CARGO_TARGET_") && variable.ends_with("_RUSTFLAGS");
    flags.contains(&variable) || of_target || variable.starts_with("CARGO_PROFILE_RELEASE_")
}

/// The files of a crate, without the sources that it depends on.
pub struct CrateText {
    /// The crate's name, which differs for every other content.
    pub name: String,
    network: String,
}

impl CrateText {
    /// Generates the network's code, to be compiled with the sources that have this fingerprint.
    ///
    /// # Errors
    /// If the code cannot be generated.
    pub fn new(network: &Network, fingerprint: &str) -> Result<Self, Error> {
        let code = network.builder("Net").generate("")?.code;
        let network = format!("{code}\n{}\n{}", outputs_function(network), mask_function(network));
        Ok(CrateText { name: name(&network, fingerprint), network })
    }

    /// Returns the crate's files by path. The sources must be two levels above the crate's folder.
    pub fn files(&self, sources: &Sources) -> [(&'static str, String); 4] {
        [
            ("Cargo.toml", manifest(&self.name)),
            ("Cargo.lock", sources.network_lock(&self.name)),
            ("src/main.rs", DRIVER.into()),
            ("src/network.rs", self.network.clone()),
        ]
    }
}

/// Returns the name of a crate with this code.
fn name(network: &str, fingerprint: &str) -> String {
    let mut hasher = DefaultHasher::new();
    let flags: BTreeMap<_, _> =
        env::vars_os().filter(|(name, _)| name.to_str().is_some_and(is_flag)).collect();
    (manifest(""), DRIVER, network, fingerprint, flags).hash(&mut hasher);
    format!("espnet-network-{:016x}", hasher.finish())
}

fn manifest(name: &str) -> String {
    format!(
        "[package]\n\
         name = \"{name}\"\n\
         version = \"0.0.0\"\n\
         edition = \"2024\"\n\
         publish = false\n\
         \n\
         [dependencies]\n\
         espnet = {{ path = \"../../espnet\", default-features = false, features = [\"std\"] }}\n\
         \n\
         # The crate belongs to no workspace above this folder.\n\
         [workspace]\n\
         \n\
         [profile.release]\n\
         opt-level = 3\n\
         debug = false\n\
         strip = true\n\
         panic = \"abort\"\n"
    )
}

/// Generates the driver's `fn outputs`: name, N×C×H×W and numbers of each output of one forward pass.
fn outputs_function(network: &Network) -> String {
    let body = match network.compiled.plan.outputs.as_slice() {
        [_] => {
            "vec![(\"output\", Net::OUTPUT_SHAPE, net.forward_with_threads(input, workspace, threads).as_slice())]"
        }
        _ => {
            "let named = net.forward_with_threads(input, workspace, threads).by_name();
    let shapes = Net::OUTPUT_SHAPES.map(|(_, shape)| shape);
    named.into_iter().zip(shapes).map(|((name, numbers), shape)| (name, shape, numbers)).collect()"
        }
    };
    format!(
        "/// Name, N×C×H×W and numbers of each output.
pub fn outputs<'w>(
    net: &Net,
    input: &[f32; Net::INPUT_LEN],
    workspace: &'w mut ::espnet::generated::Workspace<{{ Net::ARENA_FLOATS }}>,
    threads: &mut ::espnet::Threads,
) -> Vec<(&'static str, [usize; 4], &'w [f32])> {{
    {body}
}}
"
    )
}

/// Generates the driver's `fn mask`: the class of every pixel, from one forward pass.
fn mask_function(network: &Network) -> String {
    let body = match network.compiled.plan.mask {
        Some(_) => "Some(net.forward_mask_with_threads(input, workspace, threads).as_slice())",
        None => "let _ = (net, input, workspace, threads);\n    None",
    };
    format!(
        "/// The class of every pixel, if the network computes masks.
pub fn mask<'w>(
    net: &Net,
    input: &[f32; Net::INPUT_LEN],
    workspace: &'w mut ::espnet::generated::Workspace<{{ Net::ARENA_FLOATS }}>,
    threads: &mut ::espnet::Threads,
) -> Option<&'w [u8]> {{
    {body}
}}
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_with_other_content_have_other_names() {
        assert_eq!(name("a", "1"), name("a", "1"));
        assert_ne!(name("a", "1"), name("b", "1"));
        assert_ne!(name("a", "1"), name("a", "2"), "the sources belong to the content");
        assert_ne!(name("a1", ""), name("a", "1"));
    }
}
