//! See [`espnet_fuzz::frame`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(frame);
