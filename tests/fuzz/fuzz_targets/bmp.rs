//! See [`espnet_fuzz::bmp`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(bmp);
