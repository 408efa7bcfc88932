//! A network from a build script that was told how the runtime is called.

include!(concat!(env!("OUT_DIR"), "/frombuildscript.rs"));
