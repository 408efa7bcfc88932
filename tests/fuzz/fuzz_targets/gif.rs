//! See [`espnet_fuzz::gif`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(gif);
