//! What the compiler and the runtime agree on.
