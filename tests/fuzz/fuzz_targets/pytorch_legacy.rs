//! See [`espnet_fuzz::pytorch_legacy`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(pytorch_legacy);
