//! See [`espnet_fuzz::pnm`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(pnm);
