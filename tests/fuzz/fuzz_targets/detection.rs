//! See [`espnet_fuzz::detection`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(detection);
