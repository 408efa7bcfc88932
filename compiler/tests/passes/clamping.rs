//! Dilations under every policy, written out.
