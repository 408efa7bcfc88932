//! See [`espnet_fuzz::packed`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(packed);
