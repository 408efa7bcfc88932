//! See [`espnet_fuzz::shard_index`].
#![cfg_attr(fuzzing, no_main)]

espnet_fuzz::target!(shard_index);
