//! See [`espnet_fuzz::tiff`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(tiff);
