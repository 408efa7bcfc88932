//! See [`espnet_fuzz::orientation`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(orientation);
