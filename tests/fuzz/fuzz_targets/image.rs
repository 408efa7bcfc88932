//! See [`espnet_fuzz::image`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(image);
