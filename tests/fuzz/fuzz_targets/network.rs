//! See [`espnet_fuzz::network`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(network);
