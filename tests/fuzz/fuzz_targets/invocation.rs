//! See [`espnet_fuzz::invocation`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(invocation);
