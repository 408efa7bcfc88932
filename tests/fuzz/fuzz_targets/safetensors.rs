//! See [`espnet_fuzz::safetensors`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(safetensors);
