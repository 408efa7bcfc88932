//! See [`espnet_fuzz::webp`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(webp);
