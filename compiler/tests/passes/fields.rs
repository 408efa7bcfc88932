//! Receptive fields with known values.
