//! Names of tensors in checkpoints: wrappers, counters, and copies of the weights.

use alloc::{borrow::Cow, string::String, vec::Vec};

/// The usual keys of the trained weights in a checkpoint, the likeliest first.
pub const STATE_DICTS: [&str; 3] = ["state_dict", "model_state_dict", "model"];

/// Parts that PyTorch and related libraries insert into the names of modules: data parallelism and
/// averaging, `torch.compile`, FSDP, activation checkpointing, Lightning's Fabric.
pub const WRAPPERS: [&str; 6] = [
    "module",
    "_orig_mod",
    "_fsdp_wrapped_module",
    "_fpw_module",
    "_checkpoint_wrapped_module",
    "_forward_module",
];

/// Last parts of the names of counters: of batches, of averaged models, and of operations and parameters
/// as the profiler `thop` adds them to every module.
const COUNTERS: [&str; 4] = ["num_batches_tracked", "n_averaged", "total_ops", "total_params"];

/// Words in the names of modules that are needed only for training.
const TRAINING: [&str; 6] = ["criterion", "criterions", "loss", "losses", "metric", "metrics"];

/// Words in the names of copies that training keeps beside the weights.
const COPIES: [&str; 11] = [
    "ema", "averaged", "average", "avg", "swa", "polyak", "teacher", "target", "shadow",
    "momentum", "copy",
];

/// Returns the name without [`WRAPPERS`]. The last part, which names the tensor, is always kept.
pub(super) fn unwrapped(name: &str) -> Cow<'_, str> {
    let Some((modules, tensor)) = name.rsplit_once('.') else { return Cow::Borrowed(name) };
    if !modules.split('.').any(|part| WRAPPERS.contains(&part)) {
        return Cow::Borrowed(name);
    }
    let kept = modules.split('.').filter(|part| !WRAPPERS.contains(part));
    let parts: Vec<&str> = kept.chain([tensor]).collect();
    Cow::Owned(parts.join("."))
}

/// Returns whether the name is that of a counter.
pub(super) fn is_counter(name: &str) -> bool {
    COUNTERS.contains(&name.rsplit('.').next().unwrap_or(name))
}

/// Returns whether the name belongs to a loss or a metric.
pub(super) fn is_training(name: &str) -> bool {
    match name.split_once('.') {
        Some((module, _)) => has_word(module, &TRAINING),
        None => false,
    }
}

/// Returns whether a path through a checkpoint, which is keys and parts of names joined by dots, leads
/// to a copy of the weights: averaged weights or a teacher.
pub fn is_copy(path: &str) -> bool {
    path.split('.').any(|part| has_word(part, &COPIES))
}

/// Returns whether `part`, split at underscores, contains one of the words.
fn has_word(part: &str, words: &[&str]) -> bool {
    part.split('_').any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Joins two parts of a name with a dot; an empty part is left out.
pub(super) fn joined(outer: &str, inner: &str) -> String {
    match (outer.is_empty(), inner.is_empty()) {
        (true, _) => inner.into(),
        (_, true) => outer.into(),
        _ => alloc::format!("{outer}.{inner}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrappers_are_taken_off_wherever_they_stand() {
        for (name, expected) in [
            ("level1.conv.weight", "level1.conv.weight"),
            ("module.level1.conv.weight", "level1.conv.weight"),
            ("_orig_mod.module.module.level1.conv.weight", "level1.conv.weight"),
            ("a._checkpoint_wrapped_module.b._fsdp_wrapped_module.weight", "a.b.weight"),
            ("modules.a.module_act.weight", "modules.a.module_act.weight"),
            ("module", "module"),
            ("a.module", "a.module"),
        ] {
            assert_eq!(unwrapped(name), expected);
        }
    }

    #[test]
    fn words_are_whole() {
        assert!(is_copy("ema") && is_copy("model_ema") && is_copy("callbacks.EMA_weights.x"));
        assert!(!is_copy("schema") && !is_copy("model") && !is_copy(""));
        assert!(is_training("criterion.weight") && is_training("val_loss.aux.weight"));
        assert!(!is_training("lossless.weight") && !is_training("loss"));
    }
}
