//! A network from a build script, which states the name of the runtime.

include!(concat!(env!("OUT_DIR"), "/frombuildscript.rs"));
