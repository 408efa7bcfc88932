//! Names in Python: the names that Python and PyTorch leave free, and the choice of variables.

use std::collections::BTreeSet;

/// Python's keywords.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Attributes of `torch.nn.Module`, then those that only `ModuleDict` has, and at the end those of emitted
/// detectors. A child with one of these names is not found as an attribute.
const ATTRIBUTES: &[&str] = &[
    "T_destination",
    "add_module",
    "apply",
    "bfloat16",
    "buffers",
    "call_super_init",
    "children",
    "compile",
    "cpu",
    "cuda",
    "double",
    "dump_patches",
    "eval",
    "extra_repr",
    "float",
    "forward",
    "get_buffer",
    "get_extra_state",
    "get_parameter",
    "get_submodule",
    "half",
    "ipu",
    "load_state_dict",
    "modules",
    "mtia",
    "named_buffers",
    "named_children",
    "named_modules",
    "named_parameters",
    "parameters",
    "register_backward_hook",
    "register_buffer",
    "register_forward_hook",
    "register_forward_pre_hook",
    "register_full_backward_hook",
    "register_full_backward_pre_hook",
    "register_load_state_dict_post_hook",
    "register_load_state_dict_pre_hook",
    "register_module",
    "register_parameter",
    "register_state_dict_post_hook",
    "register_state_dict_pre_hook",
    "requires_grad_",
    "set_extra_state",
    "set_submodule",
    "share_memory",
    "state_dict",
    "to",
    "to_empty",
    "train",
    "training",
    "type",
    "xpu",
    "zero_grad",
    "clear",
    "items",
    "keys",
    "pop",
    "update",
    "values",
    "POST_PROCESSING",
    "priors",
];

/// Whether `name` is a valid name in Python.
pub(super) fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !KEYWORDS.contains(&name)
}

/// Whether a child module can have this name without being hidden by an attribute of its parent.
pub(super) fn is_free(name: &str) -> bool {
    !name.starts_with('_') && !ATTRIBUTES.contains(&name)
}

/// The local variables of `forward`, all with different names.
#[derive(Default)]
pub(super) struct Variables {
    taken: BTreeSet<String>,
}

impl Variables {
    /// Creates an empty set of variables; the names in `taken` are not used.
    pub fn beside(taken: impl IntoIterator<Item = String>) -> Self {
        Variables { taken: taken.into_iter().collect() }
    }

    /// Declares a variable for the value of the block at a PyTorch path.
    pub fn declare(&mut self, path: &str) -> String {
        let mut name = path.replace('.', "_");
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            name.insert_str(0, "block_");
        }
        while !is_identifier(&name) || !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }
}
