//! Checkpoint reading.
