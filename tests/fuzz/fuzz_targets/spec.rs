//! See [`espnet_fuzz::spec`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(spec);
