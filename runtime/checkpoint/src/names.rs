//! Removes the parts that training inserts into the names of tensors, for checkpoints that are read without a
//! network.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};

use espnet_abi::bind::WRAPPERS;

use crate::state_dict::Tensors;

/// The wrapper that may also be the name of a network's own module. It is removed only if all names begin
/// with it; other wrappers are removed anywhere.
const MODULE: &str = "module.";

/// The counter that `torch.optim.swa_utils.AveragedModel` stores beside the tensors whose names it prefixes.
const AVERAGED: &str = "n_averaged";

/// Removes wrappers from the names of a dictionary. If two names would become equal, all names stay as
/// they are.
pub(crate) fn bare(tensors: Tensors) -> Tensors {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for name in tensors.keys() {
        names.insert(without_wrappers(name), name);
    }
    let mut depth = 0;
    let leads = |name: &&String, depth: usize| {
        name.as_str() == AVERAGED || name[depth * MODULE.len()..].starts_with(MODULE)
    };
    while names.keys().any(|name| name != AVERAGED) && names.keys().all(|name| leads(&name, depth))
    {
        depth += 1;
    }
    let short = |name: &str| {
        let name = without_wrappers(name);
        if name == AVERAGED { name } else { name[depth * MODULE.len()..].to_string() }
    };
    let count = tensors.len();
    let renamed: BTreeMap<String, String> =
        tensors.keys().map(|name| (short(name), name.clone())).collect();
    if renamed.len() != count {
        return tensors;
    }
    let mut tensors = tensors;
    let moved =
        renamed.into_iter().filter_map(|(short, name)| Some((short, tensors.remove(&name)?)));
    moved.collect()
}

/// Removes the wrappers other than `module`, which cannot be names of a network's own modules.
fn without_wrappers(name: &str) -> String {
    let Some((modules, tensor)) = name.rsplit_once('.') else { return name.to_string() };
    let wraps = |part: &&str| WRAPPERS.contains(part) && *part != "module";
    let mut bare = String::with_capacity(name.len());
    for part in modules.split('.').filter(|part| !wraps(part)) {
        bare.push_str(part);
        bare.push('.');
    }
    bare.push_str(tensor);
    bare
}
