//! See [`espnet_fuzz::pytorch_zip`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(pytorch_zip);
