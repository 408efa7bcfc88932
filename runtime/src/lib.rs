//! ESPNetv2 networks compiled to Rust.
